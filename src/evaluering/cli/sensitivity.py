"""Tell which of a report's claims would notice faults in the data."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import Any

from evaluering.checks.claims.reading import read_claims
from evaluering.checks.sensitivity.noticing import Struck, by_fault, never_turning, sensitivity
from evaluering.cli import options as opt
from evaluering.cli.claims import is_weighted, load_claim_data
from evaluering.config.filters import by_survey
from evaluering.data.study import Study
from evaluering.message import stored
from evaluering.render.language import writing
from evaluering.render.sensitivity import sensitivity_text


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the wave and the report; and how much is told."""
    opt.add(parser, "wave", "report")
    parser.add_argument("--claim", metavar="ID", help="fortell alt om én påstand")
    parser.add_argument("--json", action="store_true", help="skriv alt som JSON")


def run(options: argparse.Namespace) -> None:
    """Write how the claims fare under each fault, and those whose verdict none turns."""
    project, paths = opt.opened(options)
    report = project.reports[options.report]
    file = read_claims(project.root, options.report, project)
    claims = {claim.id: claim for claim in file.claims}
    if options.claim is not None:
        opt.known(options, "claim", claims)
        claims = {options.claim: claims[options.claim]}
    wave = Study(project, paths).wave(options.wave).only(by_survey(report.where))
    data = load_claim_data(wave, file, weighted=is_weighted(project, report))
    found = sensitivity(claims.values(), data)
    if options.json:
        print(json.dumps([_plain(one) for one in found], ensure_ascii=False, indent=1))
        return
    with writing(report.language):
        told = found if options.claim is not None else []
        faults = [asdict(one) for one in by_fault(found)]
        print(sensitivity_text(faults, never_turning(found), map(vars, told)))


def _plain(one: Struck) -> dict[str, Any]:
    return {
        "claim": one.claim, "fault": one.fault, "place": list(one.place), "grade": one.grade,
        "why": stored(one.why),
    }  # fmt: skip
