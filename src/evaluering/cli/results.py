"""Compute the results behind exhibits."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace

from evaluering.cli import options as opt
from evaluering.cli.provenance import provenance
from evaluering.config.exhibits.base import Exhibit
from evaluering.config.filters import by_survey
from evaluering.config.kinds import code_of
from evaluering.config.paths import Paths
from evaluering.config.project import Project
from evaluering.config.reads import Reads, read_by
from evaluering.data.study import Study
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.computing import computed
from evaluering.exhibits.result import Result, save_result
from evaluering.workflow.digests import sha256
from evaluering.workflow.staging import staging


def run(options: argparse.Namespace) -> None:
    """Write the result of an exhibit: the numbers as CSV, everything else as JSON."""
    project, paths = opt.opened(options)
    exhibit = project.exhibit(options.report, options.exhibit)
    data = _data_of(project, paths, options)
    public = project.reports[options.report].audience == "public"
    target = (paths.computed if public else paths.results)(options.wave, options.report)
    with staging(target) as folder:
        save_result(result_of(exhibit, data, paths), folder / exhibit.id)


def _data_of(project: Project, paths: Paths, options: argparse.Namespace) -> WaveData:
    """Return the data of the wave; results that are computed in one process read them once."""
    shared: dict[object, WaveData] = getattr(options, "shared", {})
    key = (options.wave, options.report)
    if key not in shared:
        where = by_survey(project.reports[options.report].where)
        shared[key] = Study(project, paths).wave(options.wave).only(where)
    return shared[key]


def result_of(exhibit: Exhibit, data: WaveData, paths: Paths) -> Result:
    """Compute one result with its provenance; without answers behind it, it is an empty one."""
    read = read_by(exhibit, data.project, data.wave.id)
    result = computed(exhibit, data, f"{exhibit.number} ({exhibit.id})")
    entries = ("cli.results", *code_of(exhibit.kind, "computation"))
    inputs = input_checksums(data, paths, read)
    others = [data.whole.at(wave) for wave in exhibit.others(data.project, data.wave.id)]
    for other in others:
        own = input_checksums(other, paths, read_by(exhibit, other.project, other.wave.id))
        inputs |= {f"{other.wave.id}/{file}": digest for file, digest in own.items()}
    origin = provenance(data.project, data.wave.id, inputs, entries)
    origin["stamp"] = next(filter(None, (one.wave.stamp for one in [data, *others])), "")
    filters = [data.where, by_survey(exhibit.where)] if exhibit.filtered else []
    if where := [dict(conditions) for conditions in filters if conditions]:
        origin["where"] = where
    return replace(result, provenance=origin)


def input_checksums(data: WaveData, paths: Paths, read: Reads) -> dict[str, str]:
    """Return the checksums of the raw files behind what is read, by file of the wave."""
    project, wave = data.project, data.wave.id
    checksums = {}
    for name in sorted(read.all_surveys(project) - read.members):
        quality = data.tables.quality(name)
        checksums[quality["file"]] = quality["sha256"]
    lists = {f"frames/{name}.csv": paths.frame(wave, name) for name in read.frames}
    members = {name: paths.members(wave, name) for name in read.members}
    lists |= {f"frames/{path.name}": path for path in members.values()}
    checksums |= {name: sha256(path) for name, path in lists.items() if path.is_file()}
    for name in sorted(read.needed_registries(project)):
        account = json.loads(paths.units(wave, name, "json").read_text(encoding="utf-8"))
        folder = project.registries[name].place
        checksums |= {f"{folder}/{file}": digest for file, digest in account["inputs"].items()}
    return checksums
