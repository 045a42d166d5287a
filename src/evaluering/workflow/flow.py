"""All jobs of a project in order, which of them makes a file, and what is wrong with a wave."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from evaluering.config.project import Project
from evaluering.errors import DataError, EvalueringError
from evaluering.workflow.attempts import Attempts
from evaluering.workflow.coverage import reports_of
from evaluering.workflow.digests import checksums
from evaluering.workflow.job import Job
from evaluering.workflow.jobs import jobs_of
from evaluering.workflow.materials import PATHS, raw_files
from evaluering.workflow.part import Part
from evaluering.workflow.same_files import same_wave

FAULTY = "faulty"
"""The job that says what is wrong with a wave that cannot be run."""


@dataclass(frozen=True)
class Flow:
    """The jobs of a project."""

    project: Project

    @property
    def root(self) -> Path:
        """The project's folder."""
        return self.project.root

    @cached_property
    def faulty(self) -> dict[str, EvalueringError]:
        """What is wrong with each wave that cannot be run."""
        faults: dict[str, EvalueringError] = dict(self.project.faulty_waves)
        for wave in self.project.waves:
            fault = missing_files(self.project, wave) or same_wave(self.project, wave)
            if fault:
                faults[wave] = fault
        faults |= lacking_others(self.project, faults)
        return dict(sorted(faults.items()))

    @property
    def waves(self) -> list[str]:
        """The waves that can be run."""
        return [wave for wave in self.project.waves if wave not in self.faulty]

    @cached_property
    def jobs(self) -> list[Job]:
        """Every job, each after those that it reads from."""
        return list(jobs_of(self.project))

    @cached_property
    def parts(self) -> list[Part]:
        """Every part of every job, each after those that it reads from."""
        return [part for job in self.jobs for part in job.parts]

    @cached_property
    def makers(self) -> dict[Path, Part]:
        """The part that makes each file."""
        return {path: part for part in self.parts for path in part.makes}

    def job(self, wave: str, name: str) -> Job:
        """Return a wave's job by id."""
        return next(job for job in self.jobs if (job.wave, job.id) == (wave, name))

    def job_of(self, part: Part) -> Job:
        """Return the job that a part is of."""
        return self._owners[part.wave, part.id]

    @cached_property
    def _owners(self) -> dict[tuple[str, str], Job]:
        return {(part.wave, part.id): job for job in self.jobs for part in job.parts}

    def before(self, files: Iterable[Path]) -> list[Part]:
        """Return every part that has to be made before files can be read, in order."""
        found: set[tuple[str, str]] = set()
        waiting = self._made_by(files)
        while waiting:
            part = waiting.pop()
            if (part.wave, part.id) not in found:
                found.add((part.wave, part.id))
                waiting += self._made_by(part.reads)
        return [part for part in self.parts if (part.wave, part.id) in found]

    def _made_by(self, files: Iterable[Path]) -> list[Part]:
        found = (self.makers[path] for path in files if path in self.makers)
        return list({(part.wave, part.id): part for part in found}.values())

    def inputs(self, job: Job) -> list[str]:
        """Return what Snakemake holds a job against: receipts of jobs before it, else raw files.

        Of each file that a job makes it takes the checksum of each that the job reads, so those
        are few: the content of raw files is among what is given to the job anyway.
        """
        makers = [made for path in job.reads if (made := self.makers.get(path))]
        files = [self.job_of(made).receipt for made in makers] or job.reads
        return [path.as_posix() for path in dict.fromkeys(files)]

    def given(self, job: Job) -> list[str]:
        """Return, a line each, what decides besides files that jobs make: content, not dates."""
        raw = sorted(path for path in job.reads if path in self._raw)
        contents = [f"{path.as_posix()} {self._raw[path][:12]}" for path in raw]
        number = f"forsøk {self.attempts.number(job)}"
        return [f"oppsett {job.config}", f"kode {job.code}", *contents, number]

    @cached_property
    def attempts(self) -> Attempts:
        """How many times each job has been begun."""
        return Attempts(self.root)

    @cached_property
    def _raw(self) -> dict[Path, str]:
        """The checksum of every file that a job reads and no job makes."""
        files = {path for job in self.jobs for path in job.reads if path not in self.makers}
        sums = checksums(self.root, files)
        return {path: sums[path.as_posix()] for path in files}

    @property
    def files(self) -> list[Path]:
        """Every file that a job reads, makes or keeps an account in."""
        found = {path for part in self.parts for path in (*part.reads, *part.makes)}
        found |= {path for job in self.jobs for path in (job.receipt, job.account)}
        return sorted(self.root / path for path in found)

    def targets(self) -> list[str]:
        """Return every job's receipt; of a faulty wave one that is never made.

        A file that is gone takes the receipt of its job with it when a run begins.
        """
        files = [job.receipt for job in self.jobs if job.wave not in self.faulty]
        files += [PATHS.receipt(wave, FAULTY) for wave in self.faulty]
        return [str(path).replace("{", "{{").replace("}", "}}") for path in files]


def lacking_others(project: Project, faulty: Container[str]) -> dict[str, EvalueringError]:
    """Return what is wrong with sound waves whose reports show waves that cannot be run."""
    found: dict[str, EvalueringError] = {}
    for wave in project.waves:
        lacking = [other for other in _compared(project, wave) if other in faulty]
        if lacking and wave not in faulty:
            found[wave] = DataError(
                PATHS.raw(wave),
                f"Rapporten viser også {', '.join(lacking)}, som ikke kan kjøres.",
                "Rett feilene der først, eller nevn bare de andre bølgene i «waves».",
            )
    return found


def _compared(project: Project, wave: str) -> list[str]:
    """Return the other waves that the reports of a wave are computed from."""
    exhibits = (e for report in reports_of(project, wave) for e in project.exhibits(report))
    return sorted({other for exhibit in exhibits for other in exhibit.others(project, wave)})


def refuse_braces(flow: Flow) -> None:
    """Refuse file names that Snakemake would take for a pattern: it has no way of quoting them.

    Raises
    ------
    DataError
        A file that is read, or the folder of a wave, has a brace in its name.
    """
    read = {path for job in flow.jobs for path in job.reads}
    for path in sorted(read | {PATHS.raw(wave) for wave in flow.faulty}):
        if {"{", "}"} & set(path.name):
            raise DataError(
                path,
                "Navnet har en krøllklamme, { eller }, som arbeidsflyten tar for et mønster.",
                "Gi filen eller mappen et navn uten krøllklammer.",
            )


def missing_files(project: Project, wave: str) -> DataError | None:
    """Return a fault that names every raw file that a wave's jobs cannot read or that is absent."""
    files = {p: project.root / p for p in raw_files(project, wave)}
    missing = [p for p, file in files.items() if not (file.is_file() and os.access(file, os.R_OK))]
    if not missing:
        return None
    folder = PATHS.raw(wave)

    def named(paths: Iterable[Path]) -> str:
        return ", ".join(path.relative_to(folder).as_posix() for path in paths)

    if there := [path for path in missing if os.path.lexists(files[path])]:
        return DataError(
            folder,
            f"Filer kan ikke leses: {named(there)}.",
            "Legg en vanlig fil med lesetilgang der, ikke en mappe, et rør eller en lenke til noe "
            "som ikke finnes.",
        )
    return DataError(
        folder,
        f"Filer mangler: {named(missing)}.",
        "Legg filene i mappen, eller rett «file» i wave.yaml. Er bølgen ikke klar, "
        "kan «waves» i config/config.yaml nevne bare de andre.",
    )
