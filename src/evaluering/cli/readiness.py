"""Whether a wave's files are what the run needs: everything is read, nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd

from evaluering.cli.ingest import read_survey
from evaluering.cli.registry import read_registry
from evaluering.config.paths import Paths
from evaluering.config.presence import links_of, registries_of
from evaluering.config.project import Project
from evaluering.data.files import present
from evaluering.data.frames import read_frame
from evaluering.data.linking import refuse_unknown_keys
from evaluering.data.membership import read_membership
from evaluering.data.respondents import completed
from evaluering.data.tables import GivenTables
from evaluering.data.wave_data import WaveData
from evaluering.errors import EvalueringError
from evaluering.exhibits.readiness import report_unready
from evaluering.workflow.coverage import reports_of


def unready(project: Project, paths: Paths, wave: str) -> list[EvalueringError]:
    """Return every fault in a wave's files: surveys, registries, links, frames, members.

    Parameters
    ----------
    project, paths
        The configuration and where the files lie.
    wave
        The wave's id.
    """
    project = project.of_wave(wave)
    faults: list[EvalueringError] = []
    surveys: dict[str, pd.DataFrame] = {}
    frames: dict[str, pd.DataFrame] = {}
    registries: dict[str, pd.DataFrame] = {}
    for name in project.waves[wave].surveys:
        with _collected(faults):
            surveys[name] = read_survey(project, paths, wave, name)[0]
        with _collected(faults):
            _read_lists(project, paths, wave, name, frames)
    for name in registries_of(project, wave):
        with _collected(faults):
            registries[name] = read_registry(project, paths, wave, name).frame
    for link in links_of(project, wave).values():
        group = project.groups[link.group]
        if group.survey in surveys and link.registry in registries:
            with _collected(faults):
                refuse_unknown_keys(
                    surveys[group.survey],
                    project.surveys[group.survey].columns(project.scales),
                    group,
                    link,
                    project.registries[link.registry],
                    registries[link.registry],
                    paths.raw(wave) / project.waves[wave].surveys[group.survey].file,
                )
    if not faults:
        books = {name: project.surveys[name].columns(project.scales) for name in surveys}
        whole = {name: completed(frame, books[name]) for name, frame in surveys.items()}
        data = WaveData(
            project, project.waves[wave], GivenTables(surveys=whole, populations=frames)
        )
        for name in whole:
            if project.surveys[name].design:
                with _collected(faults):
                    data.weighed(name)
        for report in [] if faults else reports_of(project, wave):
            faults += report_unready(report, data)
    return faults


@contextmanager
def _collected(faults: list[EvalueringError]) -> Iterator[None]:
    """Keep a fault, and go on."""
    try:
        yield
    except EvalueringError as fault:
        faults.append(fault)


def _read_lists(
    project: Project, paths: Paths, wave: str, survey: str, frames: dict[str, pd.DataFrame]
) -> None:
    """Read a survey's frame, which is kept, and its list of members, where the wave has them."""
    if present(frame := paths.frame(wave, survey)):
        frames[survey] = read_frame(frame, project.surveys[survey])
    if present(members := paths.members(wave, survey)):
        read_membership(members)
