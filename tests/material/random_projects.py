"""Random small projects: every optional part on or off, labels and answers of every kind.

`write_random(root, seed)` writes one; the same seed writes the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from evaluering.config.kinds import kinds
from random_answers import answers, write_answers, write_frame, write_members, write_registry
from random_draws import Content, Draw
from random_exhibits import Known, exhibits
from random_expressions import condition, derived
from random_surveys import codebook, groups, indices, links, registry, scale
from small_project import write_yaml

WAVES = ("2023", "vår-2024")


def write_random(root: Path, seed: int) -> Path:
    """Write a random project into a folder, which is made."""
    draw = Draw(seed)
    own_kinds = draw.some(["not_seen", "too_late"], 0, 2)
    scales = {
        s["id"]: s
        for s in (scale(draw, f"skala-{n}", own_kinds) for n in range(draw.randint(1, 2)))
    }
    names = ["a", "b-2", "undersøkelse"][: draw.pick([1, 1, 1, 2, 2, 3])]
    surveys = {name: codebook(draw, name, list(scales), own_kinds) for name in names}
    for survey in surveys.values():
        survey |= draw.maybe(0.5, derived=derived(draw, survey, scales))
    known = _known(draw, surveys, scales)
    files = _configuration(draw, known, scales, own_kinds)
    files |= _reports(draw, known, scales)
    for name, content in files.items():
        write_yaml(root / name, content)
    waves = WAVES[: draw.pick([1, 1, 1, 1, 2])]
    for number, wave in enumerate(waves):
        there = surveys if number == 0 else {n: surveys[n] for n in draw.some(names, 1, 2)}
        _write_wave(draw, root / "data/raw" / wave, wave, there, known, scales)
    return root


def _known(draw: Draw, surveys: Mapping[str, Content], scales: dict[str, Content]) -> Known:
    """Draw groups, indices, registries and links of the surveys."""
    own = groups(draw, dict(surveys))
    for group in own:
        if draw.chance(0.25):
            group["where"] = condition(draw, surveys[group["survey"]], scales)
    divided = {group["survey"] for group in own}
    whole = [{"id": name, "survey": name} for name in surveys if name not in divided]
    all_groups = {group["id"]: group for group in [*own, *whole]}
    suffixes = draw.some(["json", "csv", "xlsx"], 2, 2)
    registries = [
        registry(draw, name, suffix)
        for name, suffix in zip(("kommuner", "skoler"), suffixes, strict=True)
        if draw.chance(0.6)
    ]
    keyed = {
        name: [v["name"] for v in surveys[group["survey"]]["variables"] if v.get("kind") == "key"]
        for name, group in all_groups.items()
    }
    of = {name: group["survey"] for name, group in all_groups.items()}
    return Known(
        surveys=dict(surveys),
        groups=all_groups,
        indices={i["id"]: i for i in indices(draw, dict(surveys), scales, of)},
        registries={r["id"]: r for r in registries},
        links={k["id"]: k for k in links(draw, [r["id"] for r in registries], keyed)},
    )


def _configuration(
    draw: Draw, known: Known, scales: dict[str, Content], own_kinds: list[str]
) -> dict[str, Content]:
    files = {"config/config.yaml": _settings(draw, own_kinds)}
    bare = [group for group in known.groups.values() if "label" in group]
    shared = {
        "scales": list(scales.values()),
        "groups": bare,
        "indices": list(known.indices.values()),
    }
    surveys = dict(known.surveys)
    for key in ("scales", "indices"):
        if draw.chance(0.2):  # in a survey's own file
            name = next(iter(surveys))
            surveys[name] = surveys[name] | {key: shared.pop(key)}
    files |= {f"config/{key}.yaml": {key: shared[key]} for key in shared if shared[key]}
    if known.registries:
        files["config/registries.yaml"] = {
            "registries": list(known.registries.values()),
            "links": list(known.links.values()),
        }
    return files | {f"config/surveys/{name}.yaml": survey for name, survey in surveys.items()}


def _settings(draw: Draw, own_kinds: list[str]) -> Content:
    conventions = {
        "monte_carlo_draws": draw.pick([0, 50]),
        "parallel_draws": 20,
        **draw.maybe(0.5, two_groups="pooled"), **draw.maybe(0.5, several_groups="welch"),
        **draw.maybe(0.3, continuity_correction=True), **draw.maybe(0.5, factor_convention="psych"),
    }  # fmt: skip
    return {
        **({"missing_kinds": {kind: draw.text() for kind in own_kinds}} if own_kinds else {}),
        "conventions": conventions,
        "disclosure": {"minimum_n": draw.pick([1, 1, 3, 3, 10])},
        "figures": {
            "formats": ["svg", "png"], "dpi": 72,
            **draw.pick([{}, {}, {"width_cm": 8}, {"font_size": 6}, {"width_cm": 40}]),
        },
    }  # fmt: skip


def _reports(draw: Draw, known: Known, scales: dict[str, Content]) -> dict[str, Content]:
    files: dict[str, Content] = {}
    for name in ["rapport", "notat-2"][: draw.pick([1, 1, 1, 1, 2])]:
        chapters = {
            f"k{n}": exhibits(draw, known, 4 * n + 1, 2) for n in range(draw.pick([1, 1, 2]))
        }
        folder = f"config/reports/{name}"
        files[f"{folder}/report.yaml"] = {
            "id": name,
            "title": draw.text(),
            **draw.maybe(0.3, subtitle=draw.text()),
            **draw.maybe(0.5, language="en"),
            **draw.maybe(0.1, source=draw.text()),
            **draw.maybe(0.3, weighted=draw.chance(0.5)),
            **draw.maybe(0.1, surveys=draw.some(list(known.surveys), 1, 2)),
            "chapters": [{"id": chapter, "title": draw.text()} for chapter in chapters],
        }
        for chapter, found in chapters.items():
            for exhibit in found:
                exhibit |= draw.maybe(0.25, **_filter(draw, known, exhibit, scales))
            files[f"{folder}/exhibits/{chapter}.yaml"] = {"exhibits": found}
    return files


def _filter(draw: Draw, known: Known, exhibit: Content, scales: dict[str, Content]) -> Content:
    """Return a filter for an exhibit of answers, on the surveys that its keys name."""
    groups = [*exhibit.get("groups", []), *([exhibit["group"]] if "group" in exhibit else [])]
    if exhibit.get("index") in known.indices:
        groups.append(known.indices[exhibit["index"]]["group"])
    named = [exhibit["survey"]] if "survey" in exhibit else []
    surveys = {*named, *(known.groups[group]["survey"] for group in groups)}
    if not surveys or not kinds()[exhibit["kind"]].filtered:
        return {}
    filters = {name: condition(draw, known.surveys[name], scales) for name in sorted(surveys)}
    only = next(iter(filters.values()))
    return {"where": only if len(filters) == 1 and draw.chance(0.5) else filters}


def _write_wave(
    draw: Draw, folder: Path, wave: str, surveys: dict[str, Content], known: Known,
    scales: dict[str, Content],
) -> None:  # fmt: skip
    entries: dict[str, Content] = {}
    for name, survey in surveys.items():
        frame = answers(draw, survey, scales)
        file = f"{name}.{draw.pick(['sav', 'csv', 'dta', 'csv'])}"
        write_answers(draw, frame, survey, folder / file)
        n = len(frame)
        sent = draw.maybe(0.4, sent=n + draw.pick([0, 5]))
        entries[name] = {"file": file, **sent, **draw.maybe(0.4, population=n + draw.pick([5, 90]))}
        if draw.chance(0.4):
            write_frame(draw, survey, folder / f"frames/{name}.csv")
        if draw.chance(0.4):
            write_members(draw, folder / f"frames/{name}-medlemmer.csv")
    for name, spec in known.registries.items():
        if draw.chance(0.9):
            write_registry(draw, spec, folder / spec.get("folder", name))
    source = draw.pick(["syntetisk", "mikrodata"])
    write_yaml(
        folder / "wave.yaml",
        {"id": wave, "title": draw.text(), "source": source, "surveys": entries},
    )
