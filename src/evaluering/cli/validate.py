"""Check the configuration and the waves' files, and say what the project holds."""

from __future__ import annotations

import argparse

from evaluering.checks.claims.reading import check_claims
from evaluering.cli import options as opt
from evaluering.cli.readiness import unready
from evaluering.cli.texts import text_faults
from evaluering.config.untranslated import untranslated
from evaluering.errors import ConfigErrors, EvalueringError
from evaluering.workflow.coverage import not_made
from evaluering.workflow.flow import Flow, refuse_braces
from evaluering.workflow.unread import unread


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take one wave, or all."""
    parser.add_argument("--wave", metavar="WAVE", help="bare denne bølgen (utelatt: alle)")
    parser.add_argument(
        "--quick", action="store_true", help="se bare at filene er der, uten å lese dem"
    )


def run(options: argparse.Namespace) -> None:
    """Check what the run needs.

    Raises
    ------
    EvalueringError
        Every fault of the waves, files included.
    """
    project, paths = opt.opened(options)
    files = check_claims(options.project, project)
    claims = sum(len(file.claims) for file in files.values())
    flow = Flow(project)
    refuse_braces(flow)
    if wrong := list(text_faults(flow, paths, files)):
        raise ConfigErrors(wrong)
    faults = [str(f) for wave, f in flow.faulty.items() if options.wave in (None, wave)]
    if not options.quick:
        chosen = [wave for wave in flow.waves if options.wave in (None, wave)]
        faults += [str(fault) for wave in chosen for fault in unready(project, paths, wave)]
    if faults:
        raise EvalueringError("\n".join(dict.fromkeys(faults)))
    exhibits = sum(len(project.exhibits(report)) for report in project.reports)
    what = "Konfigurasjonen er gyldig" if options.quick else "Konfigurasjon og filer er gyldige"
    counted = (
        (len(project.waves), "bølge", "bølger"),
        (len(project.surveys), "undersøkelse", "undersøkelser"),
        (len(project.indices), "indeks", "indekser"),
        (exhibits, "figur eller tabell", "figurer og tabeller"),
        (claims, "påstand", "påstander"),
    )
    parts = [f"{count} {one if count == 1 else many}" for count, one, many in counted if count]
    print(f"{what}: {', '.join(parts)}.")
    for line in [*not_made(project), *unread(flow), *untranslated(project.in_language(""))]:
        print(line)
