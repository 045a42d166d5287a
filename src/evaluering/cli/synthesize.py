"""Make the synthetic wave from the report's printed numbers and a seed."""

from __future__ import annotations

import argparse
from pathlib import Path

from evaluering.cli import options as opt
from evaluering.cli.paths import staging
from evaluering.cli.provenance import sha256
from evaluering.config.reading import read_model
from evaluering.synthesis.files import write_sav
from evaluering.synthesis.plan import Plan
from evaluering.synthesis.published import read_published
from evaluering.synthesis.wave import synthesize

CHECKSUMS = "SHA256SUMS"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the wave, and a seed other than the plan's."""
    opt.add(parser, "wave")
    parser.add_argument("--seed", type=int, help="startverdi (utelatt: den i synthesis.yaml)")


def run(options: argparse.Namespace) -> None:
    """Write the surveys, the frames, SSB's replies and their checksums."""
    project, paths = opt.opened(options)
    name = Path("config/synthesis.yaml")
    plan = read_model(Plan, options.project / name, name)
    published = options.project / "data/raw/published" / plan.report
    tables = {table: read_published(published / f"{table}.csv") for table in sorted(plan.tables)}
    seed = plan.seed if options.seed is None else options.seed
    wave = synthesize(project, plan, tables, seed)
    files = project.waves[options.wave].surveys
    with staging(paths.raw(options.wave)) as folder:
        for survey, frame in wave.respondents.items():
            columns = project.surveys[survey].columns(project.scales)
            write_sav(frame, columns, folder / files[survey].file)
        for kind in ("frames", "ssb"):
            (folder / kind).mkdir()
        for survey, frame in wave.frames.items():
            if len(frame):
                target = folder / "frames" / f"{survey}.csv"
                frame.to_csv(target, index=False, lineterminator="\n")
        for file, text in wave.replies.items():
            (folder / "ssb" / file).write_text(text, encoding="utf-8")
        written = sorted(p for p in folder.rglob("*") if p.is_file())
        sums = [f"{sha256(p)}  {p.relative_to(folder).as_posix()}\n" for p in written]
        (folder / CHECKSUMS).write_text("".join(sums), encoding="utf-8")
    print(f"{options.wave}: {len(written)} filer, startverdi {seed}.")
