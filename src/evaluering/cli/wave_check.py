"""Say all that is wrong with a wave, and what in it a researcher should look at, before a run."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace

from evaluering.cli.ingest import read_survey
from evaluering.cli.readiness import unready
from evaluering.config.change_faults import unfit_faults
from evaluering.config.paths import Paths
from evaluering.config.project import Project, load_project
from evaluering.config.reading import read_model
from evaluering.config.waves import Wave
from evaluering.data.conditions import meeting
from evaluering.data.respondents import completed
from evaluering.data.wave_comparison import AskedWave, unlike
from evaluering.errors import ConfigErrors, EvalueringError
from evaluering.render.language import say
from evaluering.workflow.coverage import why_not
from evaluering.workflow.flow import missing_files
from evaluering.workflow.same_files import same_files


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the wave."""
    parser.add_argument("wave", metavar="BØLGE", help="bølgens mappe i data/raw")


def run(options: argparse.Namespace) -> None:
    """Read everything of the wave, write nothing, and tell what was found.

    Raises
    ------
    EvalueringError
        Every fault of the wave; what is only odd is printed.
    """
    project, draft = _with_drafts(load_project(options.project), options.wave)
    paths = Paths.of(project, options.project)
    wave = options.wave
    if wave not in project.waves:
        if wave in project.faulty_waves:
            raise project.faulty_waves[wave]
        names = ", ".join([*project.waves, *project.faulty_waves]) or "ingen"
        raise EvalueringError(f"Bølgen {wave} finnes ikke. Bølger: {names}.")
    project = project.in_language(project.language).of_wave(wave)
    faults: list[EvalueringError] = list(unfit_faults(project.of_wave(""), wave))
    faults += [*same_files(project, wave), *filter(None, [missing_files(project, wave)])]
    if not faults:
        faults = unready(project, paths, wave)
    odd = [] if faults else [*_odd(project, paths, wave), *_not_made(project, wave)]
    for line in (*_changes(project, wave), *odd):
        print(line)
    if draft:
        faults.append(draft)
    if faults:
        raise EvalueringError("\n".join(str(fault) for fault in faults))
    print(f"Bølgen {wave} kan kjøres{f'; {len(odd)} ting å se på' if odd else ''}.")


def _with_drafts(project: Project, wave: str) -> tuple[Project, EvalueringError | None]:
    """Return the project with a wave that is only a draft among the others, and that fault."""
    fault = project.faulty_waves.get(wave)
    if fault is None or any(error.key != "draft" for error in fault.errors):
        return project, None
    file = Paths(project.root).raw(wave) / "wave.yaml"
    drafted = read_model(Wave, file, file.relative_to(project.root))
    order = sorted({*project.waves, wave}, key=[*project.waves, wave].index)
    if project.settings.waves == "all":
        order = sorted(order)
    waves = {name: project.waves.get(name, drafted) for name in order}
    others = {name: own for name, own in project.faulty_waves.items() if name != wave}
    return replace(project, waves=waves, faulty_waves=others), ConfigErrors(fault.errors)


def _changes(project: Project, wave: str) -> Iterator[str]:
    """Yield what the wave asked in another way than the codebook says, a line a survey."""
    for survey, entry in project.waves[wave].surveys.items():
        unasked = sorted(project.surveys[survey].here.unasked)
        n = len(entry.changes)
        told = [f"{n} {'endring' if n == 1 else 'endringer'} mot kodeboken"] if n else []
        told += [f"ikke spurt om: {', '.join(unasked)}"] if unasked else []
        if told:
            yield f"{project.surveys[survey].title}: {'; '.join(told)}."


def _odd(project: Project, paths: Paths, wave: str) -> Iterator[str]:
    """Yield what the files hold that is odd, and what is unlike the wave before."""
    for survey in project.waves[wave].surveys:
        frame, quality = read_survey(project, paths, wave, survey)
        book = project.surveys[survey]
        for finding in quality.findings:
            of = f"«{finding.variable}»: " if finding.variable else ""
            yield f"{survey}: {of}{say(finding.told)}"
        now = AskedWave(book, project.scales, frame)
        whole = completed(frame, book.columns(project.scales))
        for group in (g for g in project.actor_groups.values() if g.survey == survey):
            if not meeting(whole, group.where, book.columns(project.scales)).any():
                yield f"{survey}: ingen i gruppen «{group.label}»."
        for before in _before(project, paths, wave, survey):
            for item, told in unlike(before, now):
                yield f"{survey}: «{item}»: {say(told)}"


def _before(project: Project, paths: Paths, wave: str, survey: str) -> Iterator[AskedWave]:
    """Yield the survey in the last earlier wave that has it and whose file can be read."""
    order = list(project.waves)
    for name in reversed(order[: order.index(wave)]):
        if survey not in project.waves[name].surveys:
            continue
        own = project.of_wave(name)
        try:
            frame, _ = read_survey(own, paths, name, survey)
        except EvalueringError:
            continue
        yield AskedWave(own.surveys[survey], own.scales, frame)
        return


def _not_made(project: Project, wave: str) -> Iterator[str]:
    """Yield the reports that the wave lacks something for, and exhibits that leave items out."""
    for report in project.reports:
        if why := why_not(project, wave, report):
            yield f"Rapporten «{report}» lages ikke for bølgen. {say(why)}"
            continue
        for exhibit in project.exhibits(report):
            if exhibit.left_out:
                items = ", ".join(exhibit.left_out)
                yield f"{exhibit.number} ({report}) viser ikke {items}."
