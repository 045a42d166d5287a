"""Random exhibits of every kind that a random project has data for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from evaluering.config.kinds import has, kinds
from random_draws import Content, Draw

DRAWN = {kind for kind in kinds() if has(kind, "figure")}
RARE = {"heatmap", "correlations", "crosstab", "forest", "closeness", "attrition"}
"""Kinds that few projects have data for: they are tried first where there are."""


@dataclass(frozen=True)
class Known:
    """What exhibits may name.

    Attributes
    ----------
    surveys, groups, indices, registries, links
        Configuration by id; of a group without one of its own, the survey's.
    """

    surveys: dict[str, Content]
    groups: dict[str, Content]
    indices: dict[str, Content]
    registries: dict[str, Content]
    links: dict[str, Content]

    def survey_of(self, group: str) -> Content:
        return self.surveys[self.groups[group]["survey"]]

    def items_of(self, group: str) -> dict[str, tuple[str, str]]:
        """Return scale and label of the items that a group was asked."""
        return {
            item["name"]: (battery["scale"], item["label"])
            for battery in self.survey_of(group)["batteries"]
            for item in battery["items"]
        }

    def divisions(self) -> list[tuple[str, str]]:
        """Return every survey with a variable or question that divides it."""
        return [
            (name, by)
            for name, survey in self.surveys.items()
            for by in [
                *(v["name"] for v in survey["variables"] if v.get("values")),
                *(m["id"] for m in survey["multiple_responses"]),
            ]
        ]

    def tabulated(self) -> list[tuple[str, str]]:
        """Return every survey with a name that divides it: variables, boxes, items, indices."""
        items = [(name, item["name"]) for name, survey in self.surveys.items()
                 for battery in survey["batteries"] for item in battery["items"]]  # fmt: skip
        indices = [(self.groups[index["group"]]["survey"], name)
                   for name, index in self.indices.items()]  # fmt: skip
        made = [(name, own["name"]) for name, survey in self.surveys.items()
                for own in survey.get("derived", [])
                if {"recode", "cut", "when"} & {*own}]  # fmt: skip
        whole = [(name, "groups") for name in self.surveys]
        return [*self.divisions(), *items, *indices, *made, *whole]

    def apart(self, groups: tuple[str, ...]) -> bool:
        """Return whether no respondent can be in two of the groups."""
        return all(self._apart(a, b) for a, b in combinations(groups, 2))

    def _apart(self, first: str, second: str) -> bool:
        a, b = self.groups[first], self.groups[second]
        if a["survey"] != b["survey"]:
            return True
        mine, other = a.get("where", {}), b.get("where", {})
        if isinstance(mine, str) or isinstance(other, str):
            return False
        return any(
            not set(codes) & set(other[name]) for name, codes in mine.items() if name in other
        )

    def fitting(self, registry: str, index: str | None) -> list[str]:
        """Return the links that an exhibit of a registry and an index may go by."""
        found = {k: v for k, v in self.links.items() if v["registry"] == registry}
        if index is None:
            return list(found)
        group = self.indices[index]["group"]
        survey = self.groups[group]["survey"]
        same = {k: v for k, v in found.items() if self.groups[v["group"]]["survey"] == survey}
        return [k for k, v in same.items() if v["group"] == group] or list(same)


def exhibits(draw: Draw, known: Known, number: int, most: int) -> list[Content]:
    """Return up to `most` exhibits, each of another kind, numbered from `number`."""
    kinds = list(KINDS)
    draw.shuffle(kinds)
    kinds.sort(key=lambda kind: kind not in RARE or draw.chance(0.5))
    found: list[Content] = []
    for kind in kinds:
        keys = KINDS[kind](draw, known)
        if keys is None or len(found) == most:
            continue
        figure = kind in DRAWN and draw.chance(0.6)
        place = number + len(found)
        found.append(
            {"id": f"{'figur' if figure else 'tabell'}-{place}", "number": f"{draw.text()} {place}",
             "kind": kind, "title": draw.text(), "section": "1",
             **draw.maybe(0.4, title={"nb": draw.text(), "en": draw.text()}),
             **draw.maybe(0.3, note=draw.text()),
             **draw.maybe(0.3, rounding=draw.pick(["half_up", "half_up_twice", "float"])), **keys}
        )  # fmt: skip
    return found


def _battery(draw: Draw, known: Known, low: int, high: int) -> Content | None:
    """Return groups that share no respondent, and items that all of them were asked."""
    names = list(known.groups)
    for size in sorted({low, draw.randint(low, high)}, reverse=True):
        chosen = tuple(draw.some(names, size, size))
        if len(chosen) < low or not known.apart(chosen):
            continue
        asked = [known.items_of(group) for group in chosen]
        shared = [item for item in asked[0] if all(item in own for own in asked)]
        if not shared:
            continue
        scales = {own[item][0] for own in asked for item in shared}
        if len(scales) > 1:
            first = asked[0][shared[0]][0]
            shared = [i for i in shared if {own[i][0] for own in asked} == {first}]
        shared = [i for i in shared if len({own[i][0] for own in asked}) == 1]
        if shared:
            items: list[Any] = draw.some(shared, 1, 5)
            differ = {i for i in items if len({own[i][1] for own in asked}) > 1}
            return {
                "groups": list(chosen),
                "items": [
                    {"name": i, "label": draw.text()} if i in differ or draw.chance(0.2) else i
                    for i in items
                ],
            }
    return None


def group_means(draw: Draw, known: Known) -> Content | None:
    return _battery(draw, known, 1, 4)


def percentages(draw: Draw, known: Known) -> Content | None:
    found = _battery(draw, known, 1, 4)
    if found is None:
        return None
    item = found["items"][0]
    return {"groups": found["groups"], "item": item if isinstance(item, str) else item["name"]}


def likert(draw: Draw, known: Known) -> Content | None:
    return _battery(draw, known, 1, 3)


def trend_distribution(draw: Draw, known: Known) -> Content | None:
    return _battery(draw, known, 1, 2)


def forest(draw: Draw, known: Known) -> Content | None:
    return _battery(draw, known, 2, 2)


def closeness(draw: Draw, known: Known) -> Content | None:
    found = _battery(draw, known, 2, 4)
    if found is None:
        return None
    names = [i if isinstance(i, str) else i["name"] for i in found["items"]]
    return found | {"start_label": draw.text(), "end_label": draw.text(),
                    **draw.maybe(0.5, reversed_items=names[:1])}  # fmt: skip


def multiple_response(draw: Draw, known: Known) -> Content | None:
    asked = [(s, m["id"]) for s, v in known.surveys.items() for m in v["multiple_responses"]]
    if not asked:
        return None
    survey, question = draw.pick(asked)
    return {"survey": survey, "question": question, "heading": draw.text(),
            **draw.maybe(0.3, order="codebook"), **draw.maybe(0.3, base="asked"),
            **draw.maybe(0.3, column_order=["percent"]),
            **draw.maybe(0.4, by=draw.pick([by for s, by in known.divisions() if s == survey]))
            }  # fmt: skip


def response_rates(draw: Draw, known: Known) -> Content | None:
    keys: Content = {
        **draw.maybe(0.3, heading=draw.text()), **draw.maybe(0.3, shares=draw.pick([[], ["n"]])),
        **draw.maybe(0.3, percent_of="respondents"), **draw.maybe(0.3, total_rate_of="frame"),
        **draw.maybe(0.3, population_rate=True),
    }  # fmt: skip
    if draw.chance(0.6) and known.divisions():
        survey, by = draw.pick(known.divisions())
        return keys | {"survey": survey, "by": by}
    return keys | draw.maybe(0.3, surveys=draw.some(list(known.surveys), 1, 2))


def rates(draw: Draw, known: Known) -> Content | None:
    chosen = draw.some(known.divisions(), 1, 2)
    if not chosen:
        return None
    colours = list(known.groups)
    panels = [{"survey": s, "by": by, "colour_of": draw.pick(colours)} for s, by in chosen]
    return {"panels": panels, **draw.maybe(0.4, sort_by="codebook")}


def membership(draw: Draw, known: Known) -> Content | None:
    return {"survey": draw.pick(list(known.surveys)), "heading": draw.text()}


def attrition(draw: Draw, known: Known) -> Content | None:
    if not known.links:
        return None
    one = len(known.links) == 1 and draw.chance(0.5)
    return {} if one else {"link": draw.pick(list(known.links))}


def frequencies(draw: Draw, known: Known) -> Content | None:
    keys = {
        "heading": draw.text(), **draw.maybe(0.3, show_range=True),
        **draw.maybe(0.3, count_heading=draw.text()), **draw.maybe(0.3, decimals=2),
    }  # fmt: skip
    if draw.chance(0.5):
        return _divided(draw, known)
    if known.indices and draw.chance(0.5):
        return keys | {"index": draw.pick(list(known.indices))}
    found = _structural(known)
    if not found:
        return None
    registry, structural = draw.pick(found)
    if draw.chance(0.5):
        return keys | {"structural": structural, "units": "registry"}
    link = _link(draw, known.fitting(registry, None))
    return None if link is None else keys | {"structural": structural, **link}


def _divided(draw: Draw, known: Known) -> Content | None:
    survey, variable = draw.pick(known.tabulated())
    return {"survey": survey, "variable": variable,
            **draw.maybe(0.5, missing=draw.pick(["show", "each"])),
            **draw.maybe(0.5, order=draw.pick(["frequency", "ascending"])),
            **draw.maybe(0.3, heading=draw.text())}  # fmt: skip


def crosstab(draw: Draw, known: Known) -> Content | None:
    if draw.chance(0.5):
        survey, row = draw.pick(known.tabulated())
        by = draw.pick([name for own, name in known.tabulated() if own == survey])
        return {"survey": survey, "row": row, "by": by,
                **draw.maybe(0.5, percent=draw.pick(["row", "total"])),
                **draw.maybe(0.5, missing=draw.pick(["show", "each"])),
                **draw.maybe(0.5, show=draw.pick(["count", "both"])),
                **draw.maybe(0.5, residuals=True),
                **draw.maybe(0.3, order="frequency", by_order="ascending")}  # fmt: skip
    found = _structural(known)
    if not (found and known.indices):
        return None
    registry, structural = draw.pick(found)
    index = draw.pick(list(known.indices))
    link = _link(draw, known.fitting(registry, index))
    return None if link is None else {"index": index, "by": structural, **link}


def banner(draw: Draw, known: Known) -> Content | None:
    survey, _ = draw.pick(known.tabulated())
    own = [name for other, name in known.tabulated() if other == survey]
    return {"survey": survey, "rows": draw.some(own, 1, 3), "by": draw.some(own, 1, 3),
            **draw.maybe(0.5, missing=draw.pick(["show", "each"])),
            **draw.maybe(0.5, show=draw.pick(["count", "both"])),
            **draw.maybe(0.3, letters=False), **draw.maybe(0.3, adjustment="none"),
            **draw.maybe(0.3, total=False), **draw.maybe(0.5, minimum_base=2)}  # fmt: skip


def correlations(draw: Draw, known: Known) -> Content | None:
    registries = list(known.registries)
    for registry in draw.some(registries, len(registries), len(registries)):
        rows = [v["id"] for v in known.registries[registry]["variables"]]
        columns = [i for i in known.indices if len(known.fitting(registry, i)) == 1]
        if columns:
            return {"rows": draw.some(rows, 1, 2), "columns": draw.some(columns, 1, 3)}
    return None


def _structural(known: Known) -> list[tuple[str, str]]:
    return [(r, s["id"]) for r, v in known.registries.items() for s in v["structural"]]


def _link(draw: Draw, fitting: list[str]) -> Content | None:
    """Return the key that names a link; None where no link leads there."""
    if not fitting:
        return None
    return {"link": draw.pick(fitting)} if len(fitting) > 1 or draw.chance(0.3) else {}


def diagram(draw: Draw, known: Known) -> Content | None:
    n = draw.randint(1, 5)
    boxes = [
        {"id": f"b{k}", "text": draw.text(), "at": [1 + k // 2, 1 + k % 2],
         **draw.maybe(0.4, points=[draw.text() for _ in range(draw.randint(1, 4))]),
         **draw.maybe(0.5, look=draw.pick(["strong", "soft", "heading"]))}
        for k in range(n)
    ]  # fmt: skip
    pairs = [(k, draw.randrange(n)) for k in range(n)]
    arrows = [
        {"start": f"b{a}", "end": f"b{b}", **draw.maybe(0.3, both_ways=True)}
        for a, b in pairs
        if a != b
    ]
    frames = [
        {
            "label": draw.text(),
            "boxes": [b["id"] for b in boxes[:2]],
            **draw.maybe(0.3, line="solid"),
        }
    ]
    return {"boxes": boxes, "arrows": arrows, **draw.maybe(0.4, enclosures=frames)}


def text_table(draw: Draw, known: Known) -> Content | None:
    width = draw.randint(1, 4)
    return {
        "columns": [draw.text() for _ in range(width)],
        "sections": [
            {"heading": draw.text(),
             "rows": [[draw.text() for _ in range(draw.randint(1, width))]
                      for _ in range(draw.randint(1, 3))]}
            for _ in range(draw.randint(1, 2))
        ],
    }  # fmt: skip


def outcome_rates(draw: Draw, known: Known) -> Content | None:
    return {**draw.maybe(0.4, eligible_share=0.5), **draw.maybe(0.3, rates=["RR3", "COOP4"])}


def themes(draw: Draw, known: Known) -> Content | None:
    coded = [(s, v["name"]) for s, book in known.surveys.items() for v in book["variables"]
             if v.get("values")]  # fmt: skip
    if not coded:
        return None
    survey, name = draw.pick(coded)
    columns = [by for other, by in known.divisions() if other == survey]
    return {"survey": survey, "codes": [name], **draw.maybe(0.5, by=draw.pick(columns)),
            **draw.maybe(0.3, order="codebook")}  # fmt: skip


def agreement(draw: Draw, known: Known) -> Content | None:
    found = [(s, b["items"]) for s, book in known.surveys.items() for b in book["batteries"]
             if len(b["items"]) > 1]  # fmt: skip
    if not found:
        return None
    survey, items = draw.pick(found)
    raters = [[item["name"]] for item in draw.some(items, 2, 3)]
    return {"survey": survey, "raters": raters, **draw.maybe(0.4, weights="quadratic")}


def correlation_matrix(draw: Draw, known: Known) -> Content | None:
    group = draw.pick(list(known.groups))
    own = [index for index, spec in known.indices.items() if spec["group"] == group]
    items = draw.some(list(known.items_of(group)), 0, 3)
    if len(items) + len(own) < 2:
        return None
    method = draw.pick(["pearson", "spearman", "kendall"])
    return {"group": group, "items": items, "indices": own, "method": method,
            **draw.maybe(0.4, adjustment="holm")}  # fmt: skip


def _numbers(draw: Draw, known: Known) -> tuple[str, list[str]]:
    """Return a group and its numbers: variables, items and indices."""
    group = draw.pick(list(known.groups))
    numbers = [v["name"] for v in known.survey_of(group)["variables"] if v.get("kind") == "number"]
    own = [index for index, spec in known.indices.items() if spec["group"] == group]
    return group, list(dict.fromkeys([*numbers, *known.items_of(group), *own]))


def number_summary(draw: Draw, known: Known) -> Content | None:
    group, numbers = _numbers(draw, known)
    columns = [by for s, by in known.divisions() if s == known.groups[group]["survey"]]
    if not numbers:
        return None
    by = draw.maybe(0.6, by=draw.pick(columns)) if columns else {}
    return {"group": group, "variables": draw.some(numbers, 1, 3), **by,
            **draw.maybe(0.3, statistics=["n", "se", "p5", "median", "p95"])}  # fmt: skip


def category_means(draw: Draw, known: Known) -> Content | None:
    group, numbers = _numbers(draw, known)
    columns = [by for s, by in known.divisions() if s == known.groups[group]["survey"]]
    if not (numbers and columns):
        return None
    return {"group": group, "variables": draw.some(numbers, 1, 3), "by": draw.pick(columns),
            **draw.maybe(0.4, test="ranks"), **draw.maybe(0.4, pairs=True),
            **draw.maybe(0.4, sort="value")}  # fmt: skip


def trend(draw: Draw, known: Known) -> Content | None:
    group, numbers = _numbers(draw, known)
    if not numbers:
        return None
    return {"groups": [group], "measures": draw.some(numbers, 1, 3),
            **draw.maybe(0.4, panel=True)}  # fmt: skip


def histogram(draw: Draw, known: Known) -> Content | None:
    group, numbers = _numbers(draw, known)
    if not numbers:
        return None
    return {"group": group, "variable": draw.pick(numbers), **draw.maybe(0.3, width=0.5),
            **draw.maybe(0.2, start=-3)}  # fmt: skip


def factor_table(draw: Draw, known: Known) -> Content | None:
    group = draw.pick(list(known.groups))
    items = draw.some(list(known.items_of(group)), 3, 6)
    if len(items) < 3:
        return None
    return {"group": group, "items": items, **draw.maybe(0.5, factors=1),
            **draw.maybe(0.4, rotation="promax"), **draw.maybe(0.4, extraction="ml")}  # fmt: skip


def quotes(draw: Draw, known: Known) -> Content | None:
    asked = [(name, question["name"]) for name, survey in known.surveys.items()
             for question in survey.get("open_questions", [])]  # fmt: skip
    if not asked:
        return None
    survey, question = draw.pick(asked)
    return {"survey": survey, "question": question, "released": [draw.text(), f"{draw.text()} […]"]}


def regression(draw: Draw, known: Known) -> Content | None:
    group = draw.pick(list(known.groups))
    items = draw.some(list(known.items_of(group)), 2, 3)
    usable = [v["name"] for v in known.survey_of(group)["variables"] if v.get("kind") != "key"]
    if len(items) < 2 and not (items and usable):
        return None
    return {"group": group, "item": items[0], "items": items[1:],
            "variables": draw.some(usable, 0 if items[1:] else 1, 2),
            **(draw.maybe(0.4, model="ordinal")
               or (draw.maybe(0.3, cluster=draw.pick(usable)) if usable else {}))}  # fmt: skip


KINDS: dict[str, Callable[[Draw, Known], Content | None]] = {
    make.__name__: make
    for make in (
        group_means, percentages, likert, forest, closeness, multiple_response, response_rates,
        rates, membership, attrition, frequencies, crosstab, correlations, diagram, text_table,
        outcome_rates, themes, agreement, correlation_matrix, regression, trend,
        trend_distribution, banner,
        number_summary, category_means, histogram, factor_table, quotes,
    )
} | {"heatmap": correlations}  # fmt: skip
"""The random keys of each kind; none where the project lacks what it shows."""
