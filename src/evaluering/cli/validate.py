"""Check the configuration and the waves' files, and say what the project holds."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from evaluering.checks.claims.reading import check_claims
from evaluering.cli import options as opt
from evaluering.cli.readiness import unready
from evaluering.cli.texts import text_faults
from evaluering.config.paths import Paths
from evaluering.config.untranslated import untranslated
from evaluering.errors import ConfigErrors, EvalueringError
from evaluering.workflow.coverage import not_made
from evaluering.workflow.flow import Flow, lacking_others, refuse_braces
from evaluering.workflow.staleness import stale_jobs
from evaluering.workflow.unread import unread


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take one wave, or all."""
    parser.add_argument("--wave", metavar="WAVE", help="bare denne bølgen (utelatt: alle)")
    parser.add_argument(
        "--quick", action="store_true", help="se bare at filene er der, uten å lese dem"
    )
    parser.add_argument(
        "--json", action="store_true", help="skriv feilene for seg for hver bølge, for programmer"
    )


def run(options: argparse.Namespace) -> None:
    """Check what the run needs.

    Raises
    ------
    EvalueringError
        Every fault of the waves, files included.
    """
    if options.json:
        found = outlook(options)
        print(json.dumps(found, ensure_ascii=False))
        sys.exit(bool(found["fault"] or any(wave["faults"] for wave in found["waves"].values())))
    flow, paths, claims = _loaded(options)
    project = flow.project
    by_wave = _faults(flow, paths, options)
    if faults := [str(fault) for wave in by_wave.values() for fault in wave]:
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


def outlook(options: argparse.Namespace) -> dict[str, Any]:
    """Return what is wrong with the configuration as a whole, and with each wave.

    Of a sound wave it also tells the receipts of its jobs that have to be done: Snakemake takes
    them as targets.
    """
    try:
        flow, paths, _ = _loaded(options)
    except EvalueringError as error:
        return {"fault": str(error), "waves": {}}
    faults = _faults(flow, paths, options)
    unsound = {wave for wave, found in faults.items() if found}
    faults |= {w: [fault] for w, fault in lacking_others(flow.project, unsound).items()}
    stale = [entry.job for entry in stale_jobs(flow).values()]
    waves = {
        wave: {
            "faults": [str(fault) for fault in faults[wave]],
            "stale": [
                job.receipt.as_posix() for job in stale if job.wave == wave and not faults[wave]
            ],
        }
        for wave in sorted(faults)
    }
    return {"fault": None, "waves": waves}


def _loaded(options: argparse.Namespace) -> tuple[Flow, Paths, int]:
    """Return the jobs, the paths, and how many claims there are.

    Raises
    ------
    EvalueringError
        The configuration has a fault outside the waves.
    """
    project, paths = opt.opened(options)
    files = check_claims(options.project, project)
    flow = Flow(project)
    refuse_braces(flow)
    if wrong := list(text_faults(flow, paths, files)):
        raise ConfigErrors(wrong)
    return flow, paths, sum(len(file.claims) for file in files.values())


def _faults(
    flow: Flow, paths: Paths, options: argparse.Namespace
) -> dict[str, list[EvalueringError]]:
    """Return the faults of the waves that were asked for, none of a sound one."""
    found: dict[str, list[EvalueringError]] = {w: [fault] for w, fault in flow.faulty.items()}
    found |= {w: [] if options.quick else unready(flow.project, paths, w)
              for w in flow.waves if options.wave in (None, w)}  # fmt: skip
    return {wave: faults for wave, faults in found.items() if options.wave in (None, wave)}
