"""Hide what the public reports of units may not show, in all of them together."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from evaluering.cli import options as opt
from evaluering.cli.control import earlier, write_control
from evaluering.cli.disclosure import everyones, participants
from evaluering.cli.published import exhibits_in, published
from evaluering.config.disclosure import Policy
from evaluering.config.paths import Paths
from evaluering.config.project import Project
from evaluering.data.study import Study
from evaluering.disclosure.attack.exhibit import PublishedExhibit
from evaluering.disclosure.unit_control import ProtectedUnits, protected_units
from evaluering.errors import EvalueringError
from evaluering.workflow.coverage import unit_reports_of


def run(options: argparse.Namespace) -> None:
    """Write the results of the units' reports without what is hidden, and an account of each.

    Raises
    ------
    EvalueringError
        The policy leaves nothing of any unit.
    """
    project, paths = opt.opened(options)
    wave, report = options.wave, options.report
    policy = project.reports[report].disclosure
    found = units_controlled(project, paths, wave, report, paths.computed, policy)
    if all(of.result.empty is not None for of in found.exhibits):
        raise EvalueringError(
            f"config/reports/{report}/report.yaml: «disclosure» skjuler alle figurene og tabellene "
            f"til alle enhetene i {wave}. Senk «count» ({policy.least}) eller «base» "
            f"({policy.least_base}), velg færre og større enheter, eller fjern «units»."
        )
    for unit, masks in found.masks.items():
        own = [of for of in found.exhibits if of.report == unit]
        write_control(paths, wave, unit, own, masks)


def units_controlled(
    project: Project,
    paths: Paths,
    wave: str,
    report: str,
    folder: Callable[[str, str], Path],
    policy: Policy,
    whole: Sequence[PublishedExhibit] | None = None,
) -> ProtectedUnits:
    """Return the reports of a report's units without what a policy hides.

    Parameters
    ----------
    project, paths
        The configuration, and where the files lie.
    wave, report
        The report of the whole.
    folder
        Returns where the results of a wave's report lie, with nothing hidden.
    policy
        What may be shown.
    whole
        The exhibits of the whole as they would be published, where they are not.
    """
    data, units = Study(project, paths).wave(wave), unit_reports_of(project, wave, report)
    own = [of for unit in units for of in exhibits_in(project, folder(wave, unit), wave, unit)]
    before = {*earlier(project, wave, report), report}
    others = [
        of
        for of in published(project, paths, wave, report, own=whole is None)
        if of.report not in units and (of.wave != wave or of.report in before)
    ]
    others += whole or ()
    return protected_units(own, others, list(participants(data, {})), policy, everyones(data))
