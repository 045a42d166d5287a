"""Compute the results behind a chapter's exhibits."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from importlib import import_module
from typing import Any

import pandas as pd

from evaluering.cli import options as opt
from evaluering.cli.provenance import provenance
from evaluering.config.exhibits import AnyExhibit
from evaluering.config.paths import Paths
from evaluering.config.project import Project
from evaluering.config.sources import frames_read, surveys_read, tables_read
from evaluering.data.frames import read_frame
from evaluering.data.index_values import read_indices
from evaluering.data.linking import read_linked
from evaluering.data.membership import read_membership
from evaluering.data.registry import read_municipalities
from evaluering.data.respondents import read_respondents
from evaluering.errors import EvalueringError
from evaluering.exhibits.absence import without_data
from evaluering.exhibits.result import Result, save_result
from evaluering.exhibits.wave_data import WaveData
from evaluering.stats.errors import StatisticsError
from evaluering.workflow.coverage import surveys_behind
from evaluering.workflow.digests import sha256
from evaluering.workflow.staging import staging

READERS = {
    "municipalities": read_municipalities,
    "linked": read_linked,
    "indices": read_indices,
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the wave, the report and the chapter."""
    opt.add(parser, "wave", "report", "chapter")


def run(options: argparse.Namespace) -> None:
    """Write one result an exhibit: the numbers as CSV, everything else as JSON."""
    project, paths = opt.opened(options)
    exhibits = project.chapters[options.report, options.chapter].exhibits
    data = load_wave_data(project, paths, options.wave, exhibits)
    with staging(paths.results(options.wave, options.report)) as folder:
        for exhibit in exhibits:
            save_result(result_of(exhibit, data, paths), folder / exhibit.id)
    print(f"{options.chapter}: {', '.join(exhibit.id for exhibit in exhibits)}")


def result_of(exhibit: AnyExhibit, data: WaveData, paths: Paths) -> Result:
    """Compute one result with its provenance; without answers behind it, it is an empty one."""
    result = _computed(exhibit, data)
    reads = surveys_read(data.project, exhibit) | tables_read(exhibit)
    if reads and not result.n:
        result = without_data(result)
    entries = ("cli.results", f"exhibits.{exhibit.kind}")
    inputs = input_checksums(data.project, paths, data.wave, exhibit)
    return replace(result, provenance=provenance(data.project, data.wave, inputs, entries))


def _computed(exhibit: AnyExhibit, data: WaveData) -> Result:
    """Compute one result; a statistic that refuses its data names the exhibit."""
    try:
        result: Result = import_module(f"evaluering.exhibits.{exhibit.kind}").compute(exhibit, data)
    except StatisticsError as error:
        raise EvalueringError(
            f"{exhibit.number} ({exhibit.id}) kan ikke beregnes: {error}"
        ) from None
    return result


def load_wave_data(
    project: Project, paths: Paths, wave: str, exhibits: list[AnyExhibit]
) -> WaveData:
    """Load what the exhibits read, and nothing else."""
    present = set(project.waves[wave].surveys)
    surveys = set().union(*(surveys_read(project, e) for e in exhibits)) & present
    frames = set().union(*(frames_read(e) for e in exhibits))
    needed = set().union(*(tables_read(e) for e in exhibits))
    tables = {
        name: read(paths.table(wave, name)) if name in needed else pd.DataFrame()
        for name, read in READERS.items()
    }
    return WaveData(
        project=project,
        wave=wave,
        respondents={
            name: read_respondents(
                paths.respondents(wave, name), project.surveys[name].columns(project.scales)
            )
            for name in sorted(surveys)
        },
        frames={
            name: read_frame(paths.frame(wave, name), project.surveys[name])
            if name in project.surveys
            else read_membership(paths.frame(wave, name))
            for name in sorted(frames)
        },
        attrition=_account(paths.table(wave, "linked", "json")) if "linked" in needed else {},
        **tables,
    )


def input_checksums(
    project: Project, paths: Paths, wave: str, exhibit: AnyExhibit
) -> dict[str, str]:
    """Return the checksums of the raw files behind an exhibit."""
    tables = tables_read(exhibit)
    checksums = {}
    for name in surveys_behind(project, exhibit) & set(project.waves[wave].surveys):
        quality = _account(paths.quality(wave, name))
        checksums[quality["file"]] = quality["sha256"]
    for name in frames_read(exhibit):
        checksums[f"frames/{name}.csv"] = sha256(paths.frame(wave, name))
    if tables & {"municipalities", "linked"}:
        inputs = _account(paths.table(wave, "municipalities", "json"))["inputs"]
        checksums |= {f"ssb/{file}": checksum for file, checksum in inputs.items()}
    return checksums


def _account(path: Any) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
