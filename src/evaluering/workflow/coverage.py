"""Which reports a wave has what it takes for, and why not."""

from __future__ import annotations

from evaluering.config.presence import registries_of
from evaluering.config.project import Project
from evaluering.config.reads import reads_all
from evaluering.config.unit_reports import report_of_unit
from evaluering.message import Message, message
from evaluering.render.language import say


def why_not(project: Project, wave: str, report: str) -> Message | None:
    """Return why a report is not made for a wave; None when it is made."""
    spec = project.reports[report]
    if spec.waves is not None and wave not in spec.waves:
        return message("wave_not_named")
    read = reads_all(project, project.exhibits(report), wave)
    surveys = read.needed_surveys(project) | frozenset(spec.surveys or ())
    if lacking := sorted(surveys - set(project.waves[wave].surveys)):
        return message("wave_lacks_surveys", n=len(lacking), names=_quoted(lacking))
    registries = read.needed_registries(project) - set(registries_of(project, wave))
    if registries:
        folders = sorted(project.registries[name].place for name in registries)
        return message("wave_lacks_folders", n=len(folders), names=_quoted(folders))
    return None


def _quoted(names: list[str]) -> tuple[Message, ...]:
    return tuple(message("quoted", text=name) for name in names)


def reports_of(project: Project, wave: str) -> list[str]:
    """Return the reports that are made for a wave."""
    return [name for name in project.reports if not why_not(project, wave, name)]


def unit_reports_of(project: Project, wave: str, report: str) -> list[str]:
    """Return the reports of a report's units that are made for a wave."""
    return [name for name in reports_of(project, wave) if report_of_unit(project, name) == report]


def not_made(project: Project) -> list[str]:
    """Return, a sentence each, the reports that no wave has what it takes for, and why."""
    lines = []
    for report in project.reports:
        reasons = {wave: why_not(project, wave, report) for wave in project.waves}
        if all(reasons.values()):
            told = "; ".join(f"{wave}: {say(why)}" for wave, why in reasons.items() if why)
            lines.append(f"Rapporten «{report}» lages ikke for noen bølge. {told}")
    return lines
