"""Tell what a report would lose in public, under each policy, without making it public."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from evaluering.cli import options as opt
from evaluering.cli.control import controlled
from evaluering.cli.unit_control import units_controlled
from evaluering.config.disclosure import Preset
from evaluering.config.paths import Paths
from evaluering.config.project import Project
from evaluering.disclosure.control import Protected
from evaluering.disclosure.masking import reasons_of
from evaluering.disclosure.unit_control import ProtectedUnits
from evaluering.render.disclosure import ExhibitLoss, PolicyLoss, losses
from evaluering.render.language import writing
from evaluering.workflow.coverage import unit_reports_of


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the report, the wave where there are several, and the file."""
    parser.add_argument("report", metavar="RAPPORT", help="rapportens id")
    parser.add_argument(
        "--wave", metavar="WAVE", help=f"{opt.OPTIONS['wave']} (utelatt: den eneste)"
    )
    parser.add_argument(
        "--write", type=Path, metavar="FIL", help="Markdown-filen (utelatt: skriv til skjermen)"
    )


def run(options: argparse.Namespace) -> None:
    """Write what is hidden of each figure and table, under the report's policy and each preset."""
    project, paths = opt.opened(options)
    wave = options.wave or opt.only("wave", project.waves)
    with writing(project.reports[options.report].language):
        text = "\n".join(told(project, paths, wave, options.report)) + "\n"
    if options.write:
        options.write.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


def told(project: Project, paths: Paths, wave: str, report: str) -> Iterator[str]:
    """Yield the lines of the account."""
    spec = project.reports[report]
    folder = paths.computed if spec.audience == "public" else paths.results
    presets: Sequence[Preset] = get_args(Preset)
    ways = dict.fromkeys((spec.disclosure.coarsen, "adjacent"))
    policies = [
        spec.disclosure.model_copy(update={"preset": preset, "coarsen": coarsen})
        for preset in presets
        for coarsen in ways
    ]
    found: dict[str, PolicyLoss] = {}
    units = unit_reports_of(project, wave, report)
    for policy in policies:
        made = controlled(project, paths, wave, report, folder(wave, report), policy)
        given = (project, paths, wave, report, folder, policy, made.exhibits)
        of_units = list(_lost_in_units(units_controlled(*given))) if units else []
        name = f"{policy.preset}, coarsen: {policy.coarsen}"
        found[name] = PolicyLoss(list(_lost(made)), of_units, len(units))
    yield from losses(found, spec.title, wave)


def _lost_in_units(found: ProtectedUnits) -> Iterator[ExhibitLoss]:
    """Yield what is hidden of each exhibit of each unit."""
    for of in found.own:
        reasons = reasons_of(found.masks[of.report], of)
        yield ExhibitLoss(of.exhibit.number, of.exhibit.kind, len(of.rows), reasons)


def _lost(found: Protected) -> Iterator[ExhibitLoss]:
    """Yield what is hidden of each exhibit."""
    for of, coarse in zip(found.own, found.coarse, strict=True):
        reasons = ["joined"] * (len(of.rows) - len(coarse.rows)) + reasons_of(found.masks, coarse)
        yield ExhibitLoss(of.exhibit.number, of.exhibit.kind, len(of.rows), reasons)
