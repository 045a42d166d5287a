"""What changed since the wave before, for the index page: numbers, verdicts, and who answered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from math import isnan
from pathlib import Path
from typing import Any

from evaluering.config.paths import Paths
from evaluering.config.project import Project
from evaluering.exhibits.result import Result, load_result
from evaluering.message import Number, message
from evaluering.render.language import exhibit_number, say, word
from evaluering.workflow.coverage import reports_of

MOST = 5
"""How many of the largest changes are told."""


def changes_since(project: Project, paths: Paths, wave: str) -> dict[str, Any] | None:
    """Return what changed since the wave before, as sentences; None where there is none before.

    A wave of other surveys is none: nothing in it can be set beside this one.

    Parameters
    ----------
    project, paths
        The project in the language of the page, and where its files lie.
    wave
        The wave. Numbers are those of its trends, the largest first by their size in standard
        deviations; what is not made yet is not told.
    """
    before = _before(project, wave)
    if before is None:
        return None
    reports = reports_of(project, wave)
    told = {
        "title": word("changed_since", wave=project.waves[before].title),
        "numbers": _largest(project, paths, wave, reports),
        "turned": [line for name in reports for line in _turned(paths, (before, wave), name)],
        "answered": list(_answered(project, paths, wave, before)),
    }
    return told if told["numbers"] or told["turned"] or told["answered"] else None


def _before(project: Project, wave: str) -> str | None:
    """Return the last wave before one that has some of its surveys."""
    order, own = list(project.waves), project.waves[wave].surveys.keys()
    earlier = order[: order.index(wave)]
    return next((n for n in reversed(earlier) if own & project.waves[n].surveys.keys()), None)


def _largest(project: Project, paths: Paths, wave: str, reports: list[str]) -> list[str]:
    """Return the largest changes of all trends, each measure, group and number once."""
    found: dict[tuple[str, ...], tuple[float, str]] = {}
    for report in reports:
        for exhibit in project.exhibits(report):
            stem = paths.results(wave, report) / exhibit.id
            if exhibit.others(project, wave) and stem.with_suffix(".json").is_file():
                number = exhibit_number(exhibit.number)
                for key, effect, line in _changes(load_result(stem), wave, number):
                    found.setdefault(key, (effect, line))
    return [line for _, line in sorted(found.values(), reverse=True)[:MOST]]


def _changes(
    result: Result, wave: str, number: str
) -> Iterator[tuple[tuple[str, ...], float, str]]:
    """Yield the changes of a trend to a wave: what of, how large, and the sentence."""
    if "change" not in result.table:
        return
    shares = "percent" in result.table
    for row in result.table.to_dict(orient="records"):
        numbers = [row[name] for name in ("change", "change_lower", "change_upper", "effect")]
        if row["wave"] != wave or any(v is None or isnan(v) for v in numbers) or not numbers[0]:
            continue
        change, lower, upper = (Number(v, 1 if shares else 2) for v in numbers[:3])
        told = message("changed_points" if shares else "changed_mean", item=row["item_label"],
                       group=row["group_label"], change=change, lower=lower, upper=upper,
                       p=Number(row["p_adjusted"], 3, "p"), number=number)  # fmt: skip
        yield (row["item"], row["group"], str(shares)), abs(numbers[3]), say(told)


def _turned(paths: Paths, waves: tuple[str, str], report: str) -> Iterator[str]:
    """Yield the claims of a report whose verdict is another than in the wave before."""
    then, now = (_verdicts(paths.check_files(name, report, "claims")[1]) for name in waves)
    for claim, (text, verdict) in now.items():
        if claim in then and then[claim][1] != verdict:
            turned = {
                "before": word(f"verdict_{then[claim][1]}"),
                "now": word(f"verdict_{verdict}"),
            }
            yield word("verdict_turned", text=text, **turned)


def _verdicts(account: Path) -> dict[str, tuple[str, str]]:
    if not account.is_file():
        return {}
    claims = json.loads(account.read_text(encoding="utf-8"))["claims"]
    return {claim["id"]: (claim["text"], claim["verdict"]) for claim in claims}


def _answered(project: Project, paths: Paths, wave: str, before: str) -> Iterator[str]:
    """Yield how many answered each survey then and now, with the rates that are known."""
    for name, survey in project.surveys.items():
        counts = [_count(project, paths, one, name) for one in (before, wave)]
        if all(count is None for count in counts):
            continue
        then, now = (count or word("survey_not_asked") for count in counts)
        yield word("answered_change", survey=survey.title, before=then, now=now)


def _count(project: Project, paths: Paths, wave: str, survey: str) -> str | None:
    """Return how many answered, with the per cent of those who were asked."""
    account = paths.quality(wave, survey)
    if survey not in project.waves[wave].surveys or not account.is_file():
        return None
    n = json.loads(account.read_text(encoding="utf-8"))["rows_kept"]
    invited = project.waves[wave].surveys[survey].invited
    if not invited or n > invited:
        return word("answered_n", n=n)
    return word("answered_of", n=n, share=Number(100 * n / invited, 0, "percent"))
