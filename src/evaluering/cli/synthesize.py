"""Make a synthetic wave from a report's printed numbers, its claims and a seed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from evaluering.checks.claims.reading import read_claims
from evaluering.cli import options as opt
from evaluering.cli.reference import write
from evaluering.config import reference
from evaluering.config.project import Project
from evaluering.config.reading import read_model
from evaluering.data.published import TEXTS, of_exhibit, read_cells, read_corrections
from evaluering.data.writing import write_sav
from evaluering.errors import ConfigError, DataError
from evaluering.synthesis.plan import Plan, Plans
from evaluering.synthesis.published import published_tables
from evaluering.synthesis.scores import solver
from evaluering.synthesis.wave import Sources, SyntheticWave, synthesize
from evaluering.workflow.digests import sha256
from evaluering.workflow.staging import staging

CHECKSUMS = "SHA256SUMS"
FILE_LABEL = "SYNTETISKE DATA - ikke svar fra virkelige respondenter"
PLAN = Path("config/synthesis.yaml")
PAGE = "docs/syntese.md"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the wave, and a seed other than the plan's; or ask for the plan's reference."""
    made = parser.add_mutually_exclusive_group(required=True)
    made.add_argument("--wave", help=opt.OPTIONS["wave"], metavar="WAVE")
    made.add_argument(
        "--reference", action="store_true", help="skriv bare skjema og referanseside for planen"
    )
    parser.add_argument("--seed", type=int, help="startverdi (utelatt: den i synthesis.yaml)")


def run(options: argparse.Namespace) -> None:
    """Write the surveys, the frames, SSB's replies and their checksums."""
    if options.reference:
        write(options.project, generated())
        return
    project, paths = opt.opened(options)
    plan = _plan(options.project, options.wave)
    if plan.municipalities is not None:
        solver()
    printed = _printed(project, options.project, plan)
    seed = plan.seed if options.seed is None else options.seed
    wave = synthesize(project, plan, printed, seed, _tell)
    with staging(paths.raw(options.wave)) as folder:
        _write(project, options.wave, wave, folder)
        written = sorted(p for p in folder.rglob("*") if p.is_file())
        sums = [f"{sha256(p)}  {p.relative_to(folder).as_posix()}\n" for p in written]
        (folder / CHECKSUMS).write_text("".join(sums), encoding="utf-8")
    print(f"{options.wave}: {len(written)} filer, startverdi {seed}.")


def generated() -> dict[str, str]:
    """Return the plan's schema and reference page, by path from the project's root."""
    files = {"synthesis": (str(PLAN), Plans)}
    return reference.generated(
        files, PAGE, "Plan for en syntetisk bølge", "evaluering synthesize --reference"
    )


def _plan(root: Path, wave: str) -> Plan:
    """Return the plan of a wave."""
    plans = read_model(Plans, root / PLAN, PLAN).waves
    if wave not in plans:
        raise ConfigError(PLAN, "waves", wave, plans)
    return plans[wave]


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _printed(project: Project, root: Path, plan: Plan) -> Sources:
    """Read everything that the report prints, with its corrections; some print no numbers."""
    folder = root / "data/raw/published" / plan.report
    cells = read_cells(folder)
    corrections = read_corrections(folder) if cells else []
    tables = published_tables(folder, cells, corrections)
    if absent := sorted(plan.tables - set(tables)):
        raise DataError(
            folder / f"{absent[0]}.csv",
            "Den publiserte tabellen finnes ikke.",
            "Se synthesis.yaml.",
        )
    return Sources(
        tables=tables,
        texts={place.row: text for place, text in of_exhibit(cells, TEXTS).items()},
        claims=read_claims(root, plan.report, project).readings(),
    )


def _write(project: Project, name: str, wave: SyntheticWave, folder: Path) -> None:
    files = project.waves[name].surveys
    for survey, frame in wave.respondents.items():
        columns = project.surveys[survey].file_columns(project.scales)
        write_sav(
            frame, columns, folder / files[survey].file,
            file_label=FILE_LABEL, several_label="Flere kommuner",
        )  # fmt: skip
    for kind, made in (("frames", wave.frames), ("ssb", wave.replies)):
        if made:
            (folder / kind).mkdir()
    for file, frame in wave.frames.items():
        frame.to_csv(folder / "frames" / f"{file}.csv", index=False, lineterminator="\n")
    for file, text in wave.replies.items():
        (folder / "ssb" / file).write_text(text, encoding="utf-8")
