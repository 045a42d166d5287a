"""Random filters and derived variables of a random codebook: legal, whatever they look like."""

from __future__ import annotations

from collections import Counter

from random_draws import Content, Draw

COMPARED = ("=", "!=", "<", "<=", ">", ">=", "==", "<>")


def condition(draw: Draw, survey: Content, scales: dict[str, Content], deep: int = 2) -> str:
    """Return a condition on a survey's variables."""
    if deep and draw.chance(0.5):
        inner = [condition(draw, survey, scales, deep - 1) for _ in range(draw.randint(2, 3))]
        joined = f" {draw.pick(['and', 'or', 'AND'])} ".join(inner)
        return draw.pick([f"({joined})", f"not ({joined})"])
    coded, numbers = _coded(survey, scales), _numbers(survey)
    choices = [lambda: f"missing({draw.pick([*coded, *numbers])})"]
    if coded:
        choices += [lambda: _of_code(draw, coded), lambda: _of_several(draw, coded)]
    if numbers:
        choices.append(lambda: _of_number(draw, numbers))
    if keys := [v["name"] for v in survey["variables"] if v.get("kind") == "key"]:
        choices.append(lambda: f'{draw.pick(keys)} in ["0101", "A-1"]')
    return draw.pick(choices)()


def derived(draw: Draw, survey: Content, scales: dict[str, Content]) -> list[Content]:
    """Return derived variables of a survey, each of those before it too, in any order."""
    found: list[Content] = []
    grown = {**survey, "derived": found}
    for number in range(draw.randint(0, 4)):
        ways = [_when(draw, grown, scales), _recode(draw, survey, scales),
                _cut(draw, grown), _total(draw, survey), _count(draw, survey, scales),
                _expression(draw, grown)]  # fmt: skip
        way = draw.pick([way for way in ways if way is not None])
        found.append({"name": f"d{number}", "label": draw.text(), **way})
    draw.shuffle(found)
    return found


def _coded(survey: Content, scales: dict[str, Content]) -> dict[str, dict[int, str]]:
    """Return the codes and labels of variables, boxes and items."""
    found = {v["name"]: v["values"] for v in survey["variables"] if v.get("values")}
    found |= {o["name"]: {0: "Nei", 1: "Ja"} for m in survey["multiple_responses"]
              for o in m["options"]}  # fmt: skip
    for battery in survey["batteries"]:
        scale = scales[battery["scale"]]
        values = dict(zip(scale["codes"], scale["labels"], strict=True))
        found |= {item["name"]: values for item in battery["items"]}
    return found


def _numbers(survey: Content) -> list[str]:
    made = [d["name"] for d in survey.get("derived", []) if {"sum", "mean", "expression"} & {*d}]
    return [*(v["name"] for v in survey["variables"] if v.get("kind") == "number"), *made]


def _value(draw: Draw, values: dict[int, str]) -> str:
    """Return a code, or its label where that can be quoted and is of no other."""
    code = draw.pick(list(values))
    label = values[code]
    same = Counter(" ".join(text.casefold().split()) for text in values.values())
    quotes = [q for q in ('""', "''", "«»") if not {*q} & {*label}]
    if quotes and same[" ".join(label.casefold().split())] == 1 and draw.chance(0.5):
        first, last = draw.pick(quotes)
        return f"{first}{label}{last}"
    return str(code)


def _of_code(draw: Draw, coded: dict[str, dict[int, str]]) -> str:
    name = draw.pick(list(coded))
    return f"{name} {draw.pick(COMPARED)} {_value(draw, coded[name])}"


def _of_several(draw: Draw, coded: dict[str, dict[int, str]]) -> str:
    name = draw.pick(list(coded))
    values = ", ".join(_value(draw, coded[name]) for _ in range(draw.randint(1, 3)))
    return f"{name} {draw.pick(['in', 'not in'])} [{values}]"


def _of_number(draw: Draw, numbers: list[str]) -> str:
    name = draw.pick(numbers)
    return draw.pick([f"{name} >= 2.5", f"1 <= {name} < 50", f"-{name} * 2 < -{name} / {name}",
                      f"{name} + 1 != 0"])  # fmt: skip


def _when(draw: Draw, survey: Content, scales: dict[str, Content]) -> Content:
    labels = draw.distinct(3)
    cases = [{"label": label, "where": condition(draw, survey, scales)} for label in labels[:-1]]
    return {"when": cases[: draw.randint(1, 2)], **_otherwise(draw, labels[-1])}


def _otherwise(draw: Draw, label: str) -> Content:
    return draw.pick([{}, {"otherwise": "missing"}, {"otherwise": {"label": label}}])


def _recode(draw: Draw, survey: Content, scales: dict[str, Content]) -> Content | None:
    coded = _coded(survey, scales)
    if not coded:
        return None
    name = draw.pick(list(coded))
    codes = draw.some(list(coded[name]), 1, 3)
    labels = draw.distinct(len(codes) + 1)
    into = [{"label": label, "codes": [code]} for label, code in zip(labels, codes, strict=False)]
    return {"recode": {"variable": name, "into": into}, **_otherwise(draw, labels[-1])}


def _cut(draw: Draw, survey: Content) -> Content | None:
    numbers = [*_numbers(survey), *(i["name"] for b in survey["batteries"] for i in b["items"])]
    if not numbers:
        return None
    labels = draw.distinct(4)
    classes = draw.pick(
        [
            [{"below": 2}, {"below": 3.5}, {}],
            [{"minimum": 0, "upto": 1}, {"minimum": 2, "upto": 3}],
            [{"upto": -1}, {"upto": 10}],
        ]
    )
    named = [{"label": label, **own} for label, own in zip(labels, classes, strict=False)]
    return {"cut": {"variable": draw.pick(numbers), "classes": named},
            **_otherwise(draw, labels[-1])}  # fmt: skip


def _total(draw: Draw, survey: Content) -> Content | None:
    if not survey["batteries"]:
        return None
    items = [item["name"] for item in draw.pick(survey["batteries"])["items"]]
    minimum = draw.maybe(0.6, minimum_valid=draw.randint(1, len(items)))
    total = {"variables": items, "reverse": draw.chance(0.5), **minimum}
    return {draw.pick(["sum", "mean"]): total}


def _count(draw: Draw, survey: Content, scales: dict[str, Content]) -> Content | None:
    if not survey["batteries"]:
        return None
    battery = draw.pick(survey["batteries"])
    items = [item["name"] for item in battery["items"]]
    codes = draw.some(scales[battery["scale"]]["codes"], 1, 2)
    return {"count": {"variables": items, "values": codes, **draw.maybe(0.5, minimum_valid=0)}}


def _expression(draw: Draw, survey: Content) -> Content | None:
    numbers = _numbers(survey)
    if not numbers:
        return None
    one, other = draw.pick(numbers), draw.pick(numbers)
    return {"expression": draw.pick([f"{one} / ({other} - 1)", f"-{one} * 2.5 + {other}", one])}
