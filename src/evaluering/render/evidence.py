"""What a verdict rests on: the comparisons of a claim as messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

from evaluering.config.claims import ALL_OF, ANY_OF, EVERY
from evaluering.config.project import Project
from evaluering.config.registries import with_year
from evaluering.message import Message, Number, Value, message, restored
from evaluering.render.numbers import number

Entry = Mapping[str, Any]
BORDER = 0.05
"""A per cent this near what is claimed needs a second decimal."""
SHOWN = 4
"""How many comparisons are written out; the rest are counted."""
EXTREMES = {"p": (0, 1), "r": (-1, 1), "percent": (0, 100), "difference": (-4, 4), "mean": (1, 5)}
"""Bounds at the ends of what a number can be leave that side open."""
SIGNS = ([0.0001, 1.0], [0.0, 1.0], [-1.0, -0.0001], [-1.0, 0.0])
"""Bounds of r that ask for its sign only."""
WHOLE = {"count", "dimensions", "items", "lost", "units"}
PLAIN = {"percent", "p", "count", "registry"}
"""What needs no word beside its number."""
WORDED = {
    "mean", "difference", "gap", "points", "r", "mean rank", "sd", "dimensions", "items", "lost",
    "units", "size", "networks", "fewest networks", "most networks", "sum", "ratio", "smallest",
    "largest",
}  # fmt: skip


class Labels:
    """What readers call the groups, items, indices and so on that numbers are about."""

    def __init__(self, project: Project, wave: str) -> None:
        self._surveys = {group.id: group.survey for group in project.groups.values()}
        self._items = {
            (survey.id, column.name): message("quoted", text=column.label)
            for survey in project.surveys.values()
            for column in survey.columns(project.scales).values()
        }
        self._named: dict[str, Mapping[str, Value]] = {
            "group": {group.id: group.label for group in project.groups.values()},
            "index": {index.id: index.label for index in project.indices.values()},
            "survey": {survey.id: survey.title for survey in project.surveys.values()},
            "variable": {
                name: with_year(variable.label, project.year(registry.id, wave))
                for name, (registry, variable) in project.registry_variables.items()
            },
            "step": step_names(project),
            "ticks": {ticks: message(f"ticks_{ticks}") for ticks in "012"},
        }

    def of(self, about: Mapping[str, str], beside: Mapping[str, str] | None = None) -> Value:
        """Return what a number is about; `beside` tells whose items are meant."""
        group = about.get("group", (beside or {}).get("group", "")).split(" / ")[0]
        words = (self._word(kind, name, group) for kind, name in about.items())
        return tuple(word for word in words if word)

    def _word(self, kind: str, name: str, group: str) -> Value:
        match kind:
            case "by" | "wave":
                return ""
            case "group":
                return tuple(self._named["group"][part] for part in name.split(" / "))
            case "item":
                return self._items.get((self._surveys.get(group, ""), name), name)
            case "variable":
                return self._named["variable"].get(name, "")
            case "role" if name == EVERY:
                return message("every_role")
        if ANY_OF in name:
            names: list[Value] = [*name.split(ANY_OF)]
            return reduce(lambda one, other: message("one_or", one=one, other=other), names)
        return tuple(self._named.get(kind, {}).get(part, part) for part in name.split(ALL_OF))


def step_names(project: Project) -> dict[str, Message]:
    """Return what the steps of the project's first link are called; nothing without a link."""
    if not project.links:
        return {}
    unit = project.registries[next(iter(project.links.values())).registry].unit
    noun = {"unit": unit.one, "units": unit.many, "article": unit.article}
    steps = {"answered": "claim_step_answered", "units": "claim_step_units"}
    steps |= {step: f"step_{step}" for step in ("represents", "stated", "single")}
    return {step: message(key, **noun) for step, key in steps.items()}


def evidence(
    numbers: Sequence[Entry], reason: Message | None, labels: Labels
) -> tuple[Message, ...]:
    """Return what a verdict rests on: the comparisons that fail, or else the first ones.

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
    tuple of Message
        One sentence each: how many hold, the comparisons, and what the claim says of them all.
    """
    if not numbers:
        return (message("evidence_untested", reason=reason or _no_numbers()),)
    failing = [part for part in numbers if not part["holds"]]
    wanted = [_wanted(part) for part in numbers]
    shared = wanted[0] if len(set(wanted)) == 1 else ()
    chosen = (failing or list(numbers))[:SHOWN]
    sentences = [_sentence(part, labels, () if shared else _wanted(part)) for part in chosen]
    holding = len(numbers) - len(failing)
    if len(numbers) > SHOWN or (failing and holding):
        sentences.insert(0, message("evidence_holding", n=holding, of=len(numbers)))
    return (*sentences, *([message("evidence_claimed", wanted=shared)] if shared else []))


def _no_numbers() -> Message:
    return message("untested_no_numbers")


def _sentence(part: Entry, labels: Labels, wanted: tuple[Message, ...]) -> Message:
    about, against = labels.of(part["about"]), labels.of(part.get("against", {}), part["about"])
    if part["holds"] is None:
        reason = restored(part["reason"]) if "reason" in part else _no_numbers()
        found = message("compared_untested", reason=reason)
    else:
        found = _value(part, part["value"])
        if "other" in part:
            other = _value(part, part["other"])
            found = message("compared_other", compared=found, other=other, against=against)
        elif against:
            found = message("compared_against", compared=found, against=against)
        details = (*_details(part), *([message("detail_claimed", wanted=wanted)] if wanted else []))
        if details:
            found = message("compared_details", compared=found, details=details)
    key = "evidence_about" if about else "evidence_sentence"
    return message(key, compared=found, **({"about": about} if about else {}))


def _value(part: Entry, value: float) -> Message:
    statistic, bounds = part["statistic"], part.get("bounds", ())
    if statistic == "percent" and any(b is not None and abs(value - b) < BORDER for b in bounds):
        return message("stated_plain", value=Number(value, 2, "percent"))
    shown = _written(statistic, value)
    if statistic in WORDED:
        return message(f"stated_{statistic.replace(' ', '_')}", value=shown)
    if statistic in PLAIN:
        return message("stated_plain", value=shown)
    # another package's, by its own name
    return message("stated_other", statistic=statistic, value=shown)


def _written(statistic: str, value: float) -> Number:
    if statistic in WHOLE or statistic.endswith("networks"):
        return Number(int(value) if float(value).is_integer() else value)
    match statistic:
        case "percent":
            return Number(value, 1, "percent")
        case "points" | "mean rank" | "size":
            return Number(value, 1)
        case "r":
            return Number(value, 3, "coefficient")
        case "p":
            return Number(value, 3, "p")
    return Number(value, 0 if abs(value) >= 1000 else 2)


def _details(part: Entry) -> list[Message]:
    statistic = part["statistic"]
    found = []
    level = Number(95, 0, "percent")
    if (interval := part.get("interval")) and None not in interval:
        low, high = (_written(statistic, limit) for limit in interval)
        found.append(message("detail_interval", level=level, low=low, high=high))
    if (apart := part.get("apart")) and None not in apart:
        low, high = (Number(limit, 2) for limit in apart)
        found.append(message("detail_apart", level=level, low=low, high=high))
    if "p" in part:
        found.append(message("stated_plain", value=Number(part["p"], 3, "p")))
    if sizes := part.get("n"):
        found.append(message("n_is", n=tuple(sizes)))
    if "detectable" in part:
        measure = {"p": "w", "difference": "difference"}.get(statistic, "r")
        found.append(message(f"detectable_{measure}", value=Number(part["detectable"], 2)))
    return found


def _wanted(part: Entry) -> tuple[Message, ...]:
    """Return what the claim says of a comparison."""
    found = []
    if "bounds" in part:
        found.append(_range(part["statistic"], part["bounds"]))
    if "p_bounds" in part:
        found.append(message("wanted_p", range=_range("p", part["p_bounds"])))
    return tuple(found)


def _range(statistic: str, bounds: Sequence[float | None]) -> Message:
    if statistic == "r" and bounds in SIGNS:
        return message("wanted_positive" if (bounds[1] or 0) > 0 else "wanted_negative")
    decimals = 3 if statistic in {"r", "p"} else 0 if statistic in WHOLE else 2
    lowest, highest = EXTREMES.get(statistic, (None, None))
    low, high = (Number(bound, decimals) for bound in bounds)
    if number(low.value, decimals) == number(high.value, decimals):
        return message("stated_plain", value=low)
    if bounds[0] in {None, lowest}:
        return message("wanted_at_most", high=high)
    if bounds[1] in {None, highest}:
        return message("wanted_at_least", low=low)
    return message("wanted_between", low=low, high=high)
