"""Random codebooks, scales, groups, indices and registries: legal, whatever they look like."""

from __future__ import annotations

from random_draws import Content, Draw

ROLES = ("dont_know", "refused", "not_applicable", "unanswered")
KEYS = ("0101", "0102", "0203", "0304", "0305", "1101", "1102", "1203")
TEXT_KEYS = ("A-1", "NA", "null", "007", "1e5", "skole æ", "x;y", '"sitat"')


def scale(draw: Draw, name: str, own_kinds: list[str]) -> Content:
    """Return a scale of 2 to 11 points."""
    points = draw.pick([2, 2, 3, 4, 5, 5, 5, 6, 7, 10, 11])
    start, step = draw.pick([(1, 1), (1, 1), (0, 1), (-3, 1), (10, 10), (0, 2)])
    codes = [start + step * n for n in range(points)]
    if draw.chance(0.2):
        codes[-1] += 3
    return {
        "id": name,
        "codes": codes,
        "labels": draw.distinct(points),
        **draw.maybe(0.8, missing=missing(draw, own_kinds)),
    }


def missing(draw: Draw, own_kinds: list[str], base: int = 900) -> Content:
    """Return codes, and perhaps a range, that are no answers."""
    kinds = [*ROLES, *own_kinds]
    codes: Content = {base + n: draw.pick(kinds) for n in range(draw.randint(1, 3))}
    return codes | draw.maybe(0.3, **{f"{base + 50}..{base + 60}": draw.pick(kinds)})


def codebook(draw: Draw, name: str, scales: list[str], own_kinds: list[str]) -> Content:
    """Return a survey's codebook: some variables, boxes, batteries and open questions."""
    variables = [_nominal(draw, f"v{n}", own_kinds) for n in range(draw.randint(0, 2))]
    if draw.chance(0.4):
        limits = draw.pick([{}, {"minimum": 0}, {"minimum": 0, "maximum": 100.5}])
        variables.append({"name": "tall", "label": draw.text(), "kind": "number", **limits,
                          **draw.maybe(0.5, missing=missing(draw, own_kinds))})  # fmt: skip
    for key in ("kommune", "skole"):
        if draw.chance(0.6):
            variables.append(
                {"name": key, "label": draw.text(), "kind": "key",
                 **({"digits": 4} if key == "kommune" else {}),
                 **draw.maybe(0.4, several="9998"),
                 **draw.maybe(0.4, missing={9999: "unanswered"}),
                 **draw.maybe(0.2, optional=True)}
            )  # fmt: skip
    boxes = [
        {"id": f"flervalg{n}", "question": draw.text(), **draw.maybe(0.3, optional=True),
         "options": [{"name": f"f{n}_{k}", "label": label}
                     for k, label in enumerate(draw.distinct(draw.randint(2, 5)))]}
        for n in range(draw.randint(0, 1))
    ]  # fmt: skip
    routes = {v["name"]: list(v["values"]) for v in variables if v.get("values")}
    for variable in variables[1:]:
        earlier = {k: v for k, v in routes.items() if k != variable["name"]}
        if earlier and variable["name"] != "v0" and draw.chance(0.2):
            first = next(iter(earlier))
            variable["asked_if"] = {first: draw.some(earlier[first], 1, 2)}
    batteries = [
        {"id": f"b{n}", "question": draw.text(), "scale": scales[n % len(scales)],
         **draw.maybe(0.2 if routes else 0,
                      asked_if={k: draw.some(v, 1, 2) for k, v in list(routes.items())[:1]}),
         "items": [_item(draw, f"b{n}_{k}") for k in range(draw.randint(1, 4))]}
        for n in range(draw.pick([0, 1, 1, 1, 2, 3]))
    ]  # fmt: skip
    if not (
        boxes or batteries or any(v.get("values") and not v.get("optional") for v in variables)
    ):
        variables = [{"name": "alltid", "label": "Alltid", "values": {1: "Ja"}}, *variables]
    drawn = [v["name"] for v in variables if v["name"] != "tall"]
    return {
        "id": name,
        "title": draw.text(),
        **(draw.maybe(0.3, design=_design(draw, drawn)) if drawn else {}),
        **draw.maybe(0.5, respondents=draw.text()),
        **draw.maybe(0.6, identifier="respid"),
        **draw.maybe(0.3, duplicates=draw.pick(["first", "all"])),
        "variables": variables,
        "multiple_responses": boxes,
        "batteries": batteries,
        **draw.maybe(0.4, open_questions=[{"name": "annet", "question": draw.text(),
                                           **draw.maybe(0.3, optional=True)}]),
    }  # fmt: skip


def _design(draw: Draw, variables: list[str]) -> Content:
    """Return how the respondents were drawn; who lacks a stratum or cluster is left out."""
    strata = draw.some(variables, 0, 2)
    keyed = [name for name in variables if name not in strata]
    clusters = draw.maybe(0.5 if strata else 1, clusters=draw.pick(keyed)) if keyed else {}
    return {
        **({"strata": strata} if strata or not clusters else {}),
        **clusters,
        **({} if strata or clusters else {"strata": variables[:1]}),
        "cluster_names": "within_strata",
        "incomplete": "leave_out",
        **draw.maybe(0.5, single_unit=draw.pick(["average", "remove"])),
        "weighted": draw.chance(0.7),
    }


def _item(draw: Draw, name: str) -> Content:
    return {
        "name": name, "label": draw.text(), **draw.maybe(0.2, reversed=True),
        **draw.maybe(0.1, optional=True),
    }  # fmt: skip


def _nominal(draw: Draw, name: str, own_kinds: list[str]) -> Content:
    codes = draw.pick([[1, 2], [0, 1], [1, 2, 3], [-1, 5, 12], [7]])
    return {
        "name": name, "label": draw.text(),
        "values": dict(zip(codes, draw.distinct(len(codes)), strict=True)),
        **draw.maybe(0.4, missing=missing(draw, own_kinds)), **draw.maybe(0.15, optional=True),
    }  # fmt: skip


def groups(draw: Draw, surveys: dict[str, Content]) -> list[Content]:
    """Return groups of the surveys: whole, divided, overlapping or empty ones."""
    found = []
    for number in range(draw.pick([0, 1, 2, 3, 4])):
        survey = draw.pick(list(surveys.values()))
        known = {v["name"]: list(v["values"]) for v in survey["variables"] if v.get("values")}
        known |= {o["name"]: [0, 1] for m in survey["multiple_responses"] for o in m["options"]}
        chosen = draw.some(list(known), 0, 2)
        where = {name: draw.some(known[name], 1, 2) for name in chosen}
        found.append(
            {"id": f"gruppe-{number}", "label": draw.text(), "survey": survey["id"],
             **({"where": where} if where else {}), **draw.maybe(0.3, colour="#228833")}
        )  # fmt: skip
    return found


def indices(
    draw: Draw, surveys: dict[str, Content], scales: dict[str, Content], all_groups: dict[str, str]
) -> list[Content]:
    """Return indices of groups whose survey has a battery of two items or more."""
    found = []
    for number in range(draw.pick([0, 0, 1, 1, 2, 3])):
        group = draw.pick(list(all_groups))
        long = [b for b in surveys[all_groups[group]]["batteries"] if len(b["items"]) > 1]
        if not long:
            continue
        battery = draw.pick(long)
        items = draw.some([item["name"] for item in battery["items"]], 2, 5)
        codes = scales[battery["scale"]]["codes"]
        span = codes[-1] - codes[0]
        limits = sorted(
            {round(codes[0] + span * share, 2) for share in draw.some([0, 0.3, 0.5, 0.9], 1, 3)}
        )
        found.append(
            {"id": f"indeks-{number}", "label": draw.text(), "question": draw.text(),
             "group": group, "items": items,
             **draw.maybe(0.5, minimum_valid=draw.randint(1, len(items))),
             "classes": classes(draw, limits)}
        )  # fmt: skip
    return found


def classes(draw: Draw, limits: list[float]) -> list[Content]:
    """Return classes between the limits."""
    labels = draw.distinct(len(limits) + 1)
    return [
        {"label": label, **draw.maybe(0.5, id=f"k{n}"),
         **({"upto": limits[n]} if n < len(limits) else {})}
        for n, label in enumerate(labels)
    ]  # fmt: skip


def registry(draw: Draw, name: str, suffix: str) -> Content:
    """Return a registry of one file type; `kommuner` has keys of four digits, `skoler` texts."""
    digits = name == "kommuner"
    place = (
        {"file": "svar.json", "table": "07459", "region": "Region"}
        if suffix == "json"
        else {"file": f"enheter.{suffix}", "key": "nr", **draw.maybe(0.5, name="navn")}
    )

    def variable(column: str) -> Content:
        picked = (
            {"select": {"ContentsCode": column, "Tid": "{year}"}}
            if suffix == "json"
            else {"column": column}
        )
        return {"id": f"{name}-{column}", "label": f"{draw.text()} ({{year}})", "unit": draw.text(),
                "decimals": draw.randint(0, 3), **place, **picked}  # fmt: skip

    columns = ["folk", "barn"][: draw.randint(1, 2)]
    return {
        "id": name,
        "unit": {"one": draw.text(), "many": draw.text(), **draw.maybe(0.5, article="et"),
                 **draw.maybe(0.5, one={"nb": draw.text(), "en": "unit"}, many={"en": "units"})},
        "source": draw.text(),
        "key": draw.text(),
        **draw.maybe(0.5, folder=f"{name}-filer"),
        "year": 2023,
        "complete": 0,  # the values are drawn, many of them missing
        **({"digits": 4, "excluded": ["9999"]} if digits else {}),
        "variables": [variable(column) for column in columns],
        "structural": [
            {"id": f"{name}-klasser-{n}", "label": draw.text(), "variable": f"{name}-folk",
             "classes": classes(draw, draw.pick([[1000], [50.5], [10, 1000, 5000], [10**9]]))}
            for n in range(draw.randint(0, 2))
        ],
    }  # fmt: skip


def links(draw: Draw, registries: list[str], keyed: dict[str, list[str]]) -> list[Content]:
    """Return links from groups whose survey has the key of the registry."""
    found = []
    for name in registries:
        key = {"kommuner": "kommune", "skoler": "skole"}[name]
        able = [group for group, keys in keyed.items() if key in keys]
        for group in draw.some(able, 0, 2):
            found.append(
                {"id": f"{name}-{len(found)}", "registry": name, "group": group, "key": key}
            )
    return found
