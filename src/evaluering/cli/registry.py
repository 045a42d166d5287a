"""Build the municipality table from SSB's replies."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from evaluering.cli import options as opt
from evaluering.data.jsonstat import read_jsonstat
from evaluering.data.registry import municipalities
from evaluering.data.saving import STAMP, stamped, to_json
from evaluering.errors import DataError
from evaluering.workflow.digests import sha256
from evaluering.workflow.staging import staging


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the wave."""
    opt.add(parser, "wave")


def run(options: argparse.Namespace) -> None:
    """Write one row a municipality, and the account of where the values came from."""
    project, paths = opt.opened(options)
    files = sorted({variable.file for variable in project.registry.variables})
    replies = {file: read_jsonstat(paths.reply(options.wave, file)) for file in files}
    wave = project.waves[options.wave]
    for file, reply in replies.items():
        if wave.source == "mikrodata" and "syntetisk" in reply.source.lower():
            raise DataError(
                paths.reply(wave.id, file),
                "Svaret er merket som syntetiske data, men bølgen sier «source: mikrodata».",
                "Hent SSBs eget svar, eller rett wave.yaml.",
            )
    year = wave.registry_year or project.registry.year
    built = municipalities(project.registry, replies, paths.reply(wave.id, ""), year)
    stamp = wave.stamp
    account = {
        STAMP: stamp,
        "inputs": {file: sha256(paths.reply(options.wave, file)) for file in files},
        "municipalities": len(built.frame),
        "excluded_regions": built.excluded_regions,
        "variables": [asdict(source) for source in built.sources],
    }
    with staging(paths.processed(options.wave)) as folder:
        table = stamped(built.frame, stamp)
        table.to_csv(folder / "municipalities.csv", index=False, lineterminator="\n")
        (folder / "municipalities.json").write_text(to_json(account), encoding="utf-8")
    print(
        f"{len(built.frame)} kommuner, {len(project.registry.variables)} registervariabler, "
        f"{len(built.excluded_regions)} andre regionkoder holdt utenfor."
    )
