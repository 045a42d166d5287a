"""Ingest one survey: read the file, check it against the codebook, keep the codes.

The survey whose respondents are linked is also checked against the municipality table.
"""

from __future__ import annotations

import argparse

from evaluering.cli import options as opt
from evaluering.data.codebook import apply_codebook
from evaluering.data.linking import refuse_unknown_municipalities
from evaluering.data.reading import read_raw
from evaluering.data.registry import read_municipalities
from evaluering.data.respondents import write_respondents
from evaluering.data.saving import STAMP, stamped, to_json
from evaluering.errors import DataError
from evaluering.wording import respondents
from evaluering.workflow.digests import sha256
from evaluering.workflow.staging import staging


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the wave and the survey."""
    opt.add(parser, "wave", "survey")


def run(options: argparse.Namespace) -> None:
    """Write the respondents and the data-quality report."""
    project, paths = opt.opened(options)
    wave, survey = project.waves[options.wave], project.surveys[options.survey]
    entry = wave.surveys[survey.id]
    file = paths.raw(wave.id) / entry.file
    raw = read_raw(file, entry.encoding)
    frame, quality = apply_codebook(
        raw, survey, project.surveys, project.scales, file, sha256(file)
    )
    if wave.source == "mikrodata" and "syntetisk" in frame and frame["syntetisk"].eq(1).any():
        raise DataError(
            file,
            "Filen er merket som syntetiske data, men bølgen sier «source: mikrodata».",
            "Rett wave.yaml, eller legg inn riktig fil.",
        )
    group = project.groups[project.registry.linking.group]
    if survey.id == group.survey:
        table = read_municipalities(paths.table(wave.id, "municipalities"))
        columns = survey.columns(project.scales)
        refuse_unknown_municipalities(frame, columns, group, project.registry, table, file)
    with staging(paths.processed(wave.id)) as folder:
        write_respondents(
            stamped(frame, wave.stamp), folder / paths.respondents(wave.id, survey.id).name
        )
        (folder / paths.quality(wave.id, survey.id).name).write_text(
            to_json({STAMP: wave.stamp, **quality.to_dict()}), encoding="utf-8"
        )
    print(
        f"{survey.title}: {respondents(quality.rows_kept)}; avviste tomme rader: "
        f"{quality.rows_rejected}; merknader: {len(quality.findings)}."
    )
