"""The page of claims: verdicts by chapter, with what they rest on in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from evaluering.config.claims import Robustness, VariantName
from evaluering.config.project import Project
from evaluering.config.registries import with_year
from evaluering.config.reports import Report
from evaluering.config.theme import Theme
from evaluering.config.waves import Wave
from evaluering.render.language import word
from evaluering.render.numbers import NO_BREAK, coefficient, number, p_value, percent
from evaluering.render.pages import page

Entry = Mapping[str, Any]
BORDER = 0.05
"""A per cent this near what is claimed needs a second decimal."""
SHOWN = 4
"""How many comparisons are written out; the rest are counted."""
VERDICTS = {
    "holder": ("✓", "alle sammenligningene holder"),
    "holder delvis": ("◐", "noen holder, andre ikke, eller noen kan ikke prøves"),
    "holder ikke": ("✗", "ingen sammenligning holder"),
    "kan ikke prøves": ("–", "bølgen mangler det som trengs"),
}
VARIANTS: Mapping[VariantName, str] = {
    "other-t-test": "den andre t-testen (felles varians eller Welch)",
    "rank-test": "rangtest",
    "weighted": "vektet til rammen",
    "holm": "Holms korreksjon",
    "dont-know-middle": "«vet ikke» som midtkategori",
    "complete-battery": "bare de som svarte på alle leddene",
    "simulated-p": "simulert p-verdi",
    "likelihood-ratio": "sannsynlighetskvote",
    "lower-limits": "klassegrenser ett trinn ned",
    "higher-limits": "klassegrenser ett trinn opp",
    "lenient-index": "indeks med minst tre firedeler besvart",
}
STATISTICS = {
    "mean": "snitt {}", "difference": "forskjell {}", "gap": "{} fra høyest til lavest",
    "percent": "{}", "points": "{} prosentpoeng", "r": "r = {}", "p": "{}", "count": "{}",
    "mean rank": "snittrang {}", "sd": "standardavvik {}", "dimensions": "{} dimensjoner",
    "items": "{} ledd", "registry": "{}", "lost": "{} falt fra", "units": "{} enheter",
    "size": "{} medlemmer i snitt", "networks": "{} nettverk",
    "fewest networks": "færrest {} nettverk", "most networks": "flest {} nettverk",
}  # fmt: skip
EXTREMES = {"p": (0, 1), "r": (-1, 1), "percent": (0, 100), "difference": (-4, 4), "mean": (1, 5)}
"""Bounds at the ends of what a number can be leave that side open."""
WHOLE = {"count", "dimensions", "items", "lost", "units"}


class Labels:
    """What readers call the groups, items, indices and so on that numbers are about."""

    def __init__(self, project: Project, wave: str) -> None:
        self._surveys = {group.id: group.survey for group in project.groups.values()}
        self._items = {
            (survey.id, column.name): f"«{column.label}»"
            for survey in project.surveys.values()
            for column in survey.columns(project.scales).values()
        }
        self._named: dict[str, Mapping[str, str]] = {
            "group": {group.id: group.label for group in project.groups.values()},
            "index": {index.id: index.label for index in project.indices.values()},
            "survey": {survey.id: survey.title for survey in project.surveys.values()},
            "variable": {
                name: with_year(variable.label, project.year(registry.id, wave))
                for name, (registry, variable) in project.registry_variables.items()
            },
            "step": step_names(project),
            "ticks": {"0": "uten opplysning", "1": "ett kryss", "2": "to kryss"},
        }

    def of(self, about: Mapping[str, str], beside: Mapping[str, str] | None = None) -> str:
        """Return what a number is about, in words; `beside` tells whose items are meant."""
        group = about.get("group", (beside or {}).get("group", "")).split(" / ")[0]
        words = (self._word(kind, name, group) for kind, name in about.items())
        return ", ".join(word for word in words if word)

    def _word(self, kind: str, name: str, group: str) -> str:
        match kind:
            case "by" | "wave":
                return ""
            case "group":
                return " og ".join(self._named["group"][part] for part in name.split(" / "))
            case "item":
                return self._items.get((self._surveys.get(group, ""), name), name)
            case "variable":
                return self._named["variable"].get(name, "")
        return self._named.get(kind, {}).get(name, name)


def step_names(project: Project) -> dict[str, str]:
    """Return what the steps of the project's first link are called; nothing without a link."""
    if not project.links:
        return {}
    noun = project.registries[next(iter(project.links.values())).registry].unit
    steps = ("represents", "stated", "single")
    return {
        "answered": "Har svart",
        **{step: word(f"step_{step}", unit=noun.one, article=noun.article) for step in steps},
        "units": f"Ulike {noun.many}",
    }


def evidence(numbers: Sequence[Entry], reason: str, labels: Labels) -> list[str]:
    """Write what a verdict rests on: the comparisons that fail, or else the first ones.

    Parameters
    ----------
    numbers
        The comparisons, as saved.
    reason
        Why nothing could be compared.
    labels
        What things are called.

    Returns
    -------
    list of str
        One sentence each: how many hold, the comparisons, and what the claim says of them all.
    """
    if not numbers:
        return [f"Kan ikke prøves: {reason}."]
    failing = [part for part in numbers if not part["holds"]]
    wanted = [_wanted(part) for part in numbers]
    shared = wanted[0] if len(set(wanted)) == 1 else ""
    chosen = (failing or list(numbers))[:SHOWN]
    sentences = [_sentence(part, labels, "" if shared else _wanted(part)) for part in chosen]
    holding = len(numbers) - len(failing)
    if len(numbers) > SHOWN or (failing and holding):
        sentences.insert(0, f"{holding} av {len(numbers)} sammenligninger holder.")
    return sentences + ([f"Påstått: {shared}."] if shared else [])


def _sentence(part: Entry, labels: Labels, wanted: str) -> str:
    about = labels.of(part["about"])
    subject = f"{about}: " if about else ""
    if part["holds"] is None:
        return f"{subject}kan ikke prøves ({part.get('reason', 'ingen tall')})."
    text = subject + _value(part, part["value"])
    against = labels.of(part.get("against", {}), part["about"])
    if "other" in part:
        text += f" mot {_value(part, part['other'])} ({against})"
    elif against:
        text += f" mot {against}"
    details = "; ".join([*_details(part), *([f"påstått: {wanted}"] if wanted else [])])
    return f"{text}{f' ({details})' if details else ''}."


def _value(part: Entry, value: float) -> str:
    statistic, bounds = part["statistic"], part.get("bounds", ())
    if statistic == "percent" and any(b is not None and abs(value - b) < BORDER for b in bounds):
        return percent(value, 2)
    return STATISTICS[statistic].format(_written(statistic, value))


def _written(statistic: str, value: float) -> str:
    if statistic in WHOLE or statistic.endswith("networks"):
        return number(value)
    match statistic:
        case "percent":
            return percent(value, 1)
        case "points" | "mean rank" | "size":
            return number(value, 1)
        case "r":
            return coefficient(value)
        case "p":
            return p_value(value)
    return number(value, 0 if abs(value) >= 1000 else 2)


def _details(part: Entry) -> list[str]:
    statistic = part["statistic"]
    found = []
    if (interval := part.get("interval")) and None not in interval:
        low, high = (_written(statistic, limit) for limit in interval)
        found.append(f"{percent(95)} KI {low} til {high}")
    if (apart := part.get("apart")) and None not in apart:
        low, high = (number(limit, 2) for limit in apart)
        found.append(f"forskjellens {percent(95)} KI {low} til {high}")
    if "p" in part:
        found.append(p_value(part["p"]))
    if sizes := part.get("n"):
        found.append(f"n{NO_BREAK}={NO_BREAK}{' og '.join(number(n) for n in sizes)}")
    if "detectable" in part:
        measure = "w" if statistic == "p" else "forskjell" if statistic == "difference" else "r"
        found.append(f"minste påvisbare {measure} {number(part['detectable'], 2)}")
    return found


def _wanted(part: Entry) -> str:
    """Return what the claim says of a comparison."""
    statistic, found = part["statistic"], []
    if "bounds" in part:
        found.append(_range(statistic, part["bounds"]))
    if "p_bounds" in part:
        found.append(f"p {_range('p', part['p_bounds'])}")
    return ", ".join(found)


def _range(statistic: str, bounds: Sequence[float | None]) -> str:
    if statistic == "r" and bounds in ([0.0001, 1.0], [0.0, 1.0], [-1.0, -0.0001], [-1.0, 0.0]):
        return "positiv" if (bounds[1] or 0) > 0 else "negativ"
    decimals = 3 if statistic in {"r", "p"} else 0 if statistic in WHOLE else 2
    lowest, highest = EXTREMES.get(statistic, (None, None))
    low, high = (None if b is None else number(b, decimals) for b in bounds)
    if low == high:
        return str(low)
    if bounds[0] in {None, lowest}:
        return f"høyst {high}"
    if bounds[1] in {None, highest}:
        return f"minst {low}"
    return f"{low} til {high}"


def claims_page(
    entries: Sequence[Entry],
    lines: Mapping[str, Sequence[str]],
    report: Report,
    wave: Wave,
    earlier: Mapping[str, tuple[str, Mapping[str, str]]],
    exhibits: Mapping[str, str],
    tried: Robustness,
    theme: Theme,
) -> str:
    """Set the page of claims.

    Parameters
    ----------
    entries
        The claims with their verdicts, in the report's order.
    lines
        What each verdict rests on, sentence by sentence.
    report, wave
        What they are about.
    earlier
        Title and verdicts by claim of other waves, by wave.
    exhibits
        How each figure and table is named, by id.
    tried
        Which variants were on.
    theme
        How the page looks.
    """
    chapters = [
        {"title": title, "anchor": f"kapittel-{k}", "claims": list(claims)}
        for k, (title, claims) in enumerate(groupby(entries, key=lambda e: _heading(e["section"])))
    ]
    return page(
        "claims.html",
        theme,
        report=report,
        wave=wave,
        chapters=chapters,
        verdicts=VERDICTS,
        variants=VARIANTS,
        tried=[VARIANTS[name] for name in tried.variants],
        earlier=earlier,
        exhibits=exhibits,
        entries=entries,
        lines=lines,
    )


def _heading(section: str) -> str:
    return f"Kapittel {section}" if section[0].isdigit() else section
