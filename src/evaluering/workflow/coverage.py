"""Which reports a wave has what it takes for, and why not."""

from __future__ import annotations

from evaluering.config.presence import registries_of
from evaluering.config.project import Project
from evaluering.config.reads import reads_all


def why_not(project: Project, wave: str, report: str) -> str:
    """Return why a report is not made for a wave, as a sentence; empty when it is made."""
    spec = project.reports[report]
    if spec.waves is not None and wave not in spec.waves:
        return "report.yaml nevner ikke bølgen."
    read = reads_all(project, project.exhibits(report), wave)
    surveys = read.needed_surveys(project) | frozenset(spec.surveys or ())
    if lacking := sorted(surveys - set(project.waves[wave].surveys)):
        return f"Bølgen mangler {_named('undersøkelsen', 'undersøkelsene', lacking)}."
    registries = read.needed_registries(project) - set(registries_of(project, wave))
    if registries:
        folders = sorted(project.registries[name].place for name in registries)
        return f"Bølgen mangler {_named('mappen', 'mappene', folders)} med registerdata."
    return ""


def _named(one: str, several: str, names: list[str]) -> str:
    return f"{several if len(names) > 1 else one} {', '.join(f'«{name}»' for name in names)}"


def reports_of(project: Project, wave: str) -> list[str]:
    """Return the reports that are made for a wave."""
    return [name for name in project.reports if not why_not(project, wave, name)]


def not_made(project: Project) -> list[str]:
    """Return, a sentence each, the reports that no wave has what it takes for, and why."""
    lines = []
    for report in project.reports:
        reasons = {wave: why_not(project, wave, report) for wave in project.waves}
        if all(reasons.values()):
            told = "; ".join(f"{wave}: {reason}" for wave, reason in reasons.items())
            lines.append(f"Rapporten «{report}» lages ikke for noen bølge. {told}")
    return lines
