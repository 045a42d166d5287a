"""Ingest one survey: read the file, check it against the codebook, keep the codes.

A survey whose respondents are linked is also checked against the registry.
"""

from __future__ import annotations

import argparse

import pandas as pd

from evaluering.cli import options as opt
from evaluering.config.paths import Paths
from evaluering.config.presence import links_of
from evaluering.config.project import Project
from evaluering.data.codebook import apply_codebook
from evaluering.data.derivation import with_derived
from evaluering.data.frames import refuse_more_than_sent
from evaluering.data.linking import refuse_unknown_keys
from evaluering.data.quality import Quality
from evaluering.data.reading import read_raw
from evaluering.data.registry import read_units
from evaluering.data.respondents import write_respondents
from evaluering.data.saving import STAMP, stamped, to_json
from evaluering.data.text_tables import TableLayout
from evaluering.errors import DataError
from evaluering.wording import respondents
from evaluering.workflow.digests import sha256
from evaluering.workflow.staging import staging


def run(options: argparse.Namespace) -> None:
    """Write the respondents and the data-quality report."""
    project, paths = opt.opened(options)
    wave, survey = project.waves[options.wave], project.surveys[options.survey]
    frame, quality = read_survey(project, paths, wave.id, survey.id)
    for link in links_of(project, wave.id).values():
        if project.groups[link.group].survey == survey.id:
            refuse_unknown_keys(
                frame,
                survey.columns(project.scales),
                project.groups[link.group],
                link,
                project.registries[link.registry],
                read_units(paths.units(wave.id, link.registry)),
                paths.raw(wave.id) / wave.surveys[survey.id].file,
            )
    with staging(paths.processed(wave.id)) as folder:
        write_respondents(
            stamped(frame, wave.stamp), folder / paths.respondents(wave.id, survey.id).name
        )
        (folder / paths.quality(wave.id, survey.id).name).write_text(
            to_json({STAMP: wave.stamp, **quality.to_dict()}), encoding="utf-8"
        )
    repeated = f"; gjentatte rader: {quality.rows_repeated}" if quality.rows_repeated else ""
    print(
        f"{survey.title}: {respondents(quality.rows_kept)}; avviste tomme rader: "
        f"{quality.rows_rejected}{repeated}; merknader: {len(quality.findings)}."
    )


def read_survey(
    project: Project, paths: Paths, wave: str, survey: str
) -> tuple[pd.DataFrame, Quality]:
    """Read a survey's data file and put it in its codebook's form.

    Raises
    ------
    DataError
        The file cannot be read, does not fit the codebook, or holds made-up data that the wave
        calls microdata.
    """
    spec = project.waves[wave]
    entry = spec.surveys[survey]
    file = paths.raw(wave) / entry.file
    raw = read_raw(file, entry.encoding, TableLayout(entry.header_rows, entry.sheet))
    frame, quality = apply_codebook(
        raw,
        project.surveys[survey],
        project.surveys,
        project.scales,
        file,
        sha256(file),
        project.settings.missing_kinds,
    )
    book = project.surveys[survey]
    frame, quality = with_derived(frame, quality, book, book.columns(project.scales))
    refuse_more_than_sent(spec, survey, len(frame))
    if spec.source == "mikrodata" and "syntetisk" in frame and frame["syntetisk"].eq(1).any():
        raise DataError(
            file,
            "Filen er merket som syntetiske data, men bølgen sier «source: mikrodata».",
            "Rett wave.yaml, eller legg inn riktig fil.",
        )
    return frame, quality
