"""Hide what a public report may not show, between its results and all that shows them."""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import numpy as np

from evaluering.cli import options as opt
from evaluering.cli.disclosure import everyones, participants
from evaluering.cli.published import exhibits_in, published
from evaluering.config.disclosure import Policy
from evaluering.config.exhibits.measured import Divided
from evaluering.config.filters import by_survey
from evaluering.config.measures import measures_of
from evaluering.config.paths import Paths
from evaluering.config.project import Project
from evaluering.data.study import Study
from evaluering.data.wave_data import WaveData
from evaluering.disclosure.amounts import unsafe_rows
from evaluering.disclosure.attack.exhibit import PublishedExhibit
from evaluering.disclosure.control import Protected, protected
from evaluering.disclosure.masking import Masks, Reason, accounts, masked
from evaluering.errors import EvalueringError
from evaluering.exhibits.measuring import overlapping, parts_of
from evaluering.exhibits.result import save_result
from evaluering.workflow.coverage import reports_of
from evaluering.workflow.staging import staging


def run(options: argparse.Namespace) -> None:
    """Write a public report's results without what is hidden, and the account of what is.

    Raises
    ------
    EvalueringError
        The policy leaves no exhibit of respondents to show.
    """
    project, paths = opt.opened(options)
    wave, report = options.wave, options.report
    policy = project.reports[report].disclosure
    found = controlled(project, paths, wave, report, paths.computed(wave, report), policy)
    if all(of.exhibit.id in found.masks.whole for of in found.exhibits):
        raise EvalueringError(
            f"config/reports/{report}/report.yaml: «disclosure» skjuler alle figurene og tabellene "
            f"i {wave}. Senk «count» ({policy.least}) eller «base» ({policy.least_base}), eller "
            "slå sammen kategorier."
        )
    write_control(paths, wave, report, found.exhibits, found.masks)


def write_control(
    paths: Paths, wave: str, report: str, exhibits: Iterable[PublishedExhibit], masks: Masks
) -> None:
    """Write the results of a report as everyone may see them, and the account of what is hidden."""
    with staging(paths.results(wave, report)) as folder:
        for of in exhibits:
            save_result(of.result, folder / of.exhibit.id)
    target = paths.control(wave, report)
    with staging(target.parent) as folder:
        content = json.dumps(accounts(masks), ensure_ascii=False, indent=1)
        (folder / target.name).write_text(content + "\n", encoding="utf-8")


def controlled(
    project: Project, paths: Paths, wave: str, report: str, folder: Path, policy: Policy
) -> Protected:
    """Return a report without what its policy hides, beside all that is public before it.

    Parameters
    ----------
    project, paths, wave, report
        The configuration, where the files lie, and what is controlled.
    folder
        Where the report's results lie, with nothing hidden.
    policy
        What may be shown.
    """
    data = Study(project, paths).wave(wave)
    own = list(exhibits_in(project, folder, wave, report))
    before = earlier(project, wave, report)
    others = [
        of
        for of in published(project, paths, wave, report, own=False)
        if of.wave != wave or of.report in before
    ]
    known = list(participants(data, {}))
    amounts = Masks(dict(_amounts(own, data, policy)))
    safe = [masked(of, amounts, policy.least) if amounts.of(of.exhibit.id) else of for of in own]
    found = protected(safe, others, known, policy, everyones(data))
    found.masks.rows.update(amounts.rows)
    return found


def _amounts(
    own: Iterable[PublishedExhibit], data: WaveData, policy: Policy
) -> Iterator[tuple[tuple[str, int], Reason]]:
    """Yield the rows of exhibits that are amounts of too few, as only the answers tell."""
    for of in own:
        if not isinstance(exhibit := of.exhibit, Divided) or of.result.empty is not None:
            continue
        report = by_survey(of.project.reports[of.report].where)
        part = data.only(report).only(by_survey(exhibit.where))
        numbers = measures_of(of.project, exhibit.group)
        amounts = {
            (one.item, one.group): np.asarray(one.valid, dtype=np.float64)
            for one in parts_of(exhibit, part)
            if numbers[one.item].sort == "number"
        }
        for row, why in unsafe_rows(of, amounts, policy, overlapping(exhibit, part)):
            yield (exhibit.id, row), why


def earlier(project: Project, wave: str, report: str) -> Collection[str]:
    """Return the public reports of a wave that come before one, which are not to change by it."""
    names = list(reports_of(project, wave))
    return [r for r in names[: names.index(report)] if project.reports[r].audience == "public"]
