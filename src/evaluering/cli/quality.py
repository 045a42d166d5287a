"""Set the data-quality pages of a wave."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping

from evaluering.cli import options as opt
from evaluering.config.paths import Paths
from evaluering.config.presence import links_of
from evaluering.config.project import Project
from evaluering.config.theme import theme_of
from evaluering.config.waves import Wave
from evaluering.data.filtered import group_findings
from evaluering.data.frames import frame_findings
from evaluering.data.membership import member_findings
from evaluering.data.quality import DataFinding, total_missing
from evaluering.data.sums import listed_sums, sum_findings
from evaluering.data.tables import StoredTables
from evaluering.message import message, restored
from evaluering.render.derived import derived_rows
from evaluering.render.language import writing
from evaluering.render.methods import missing_label
from evaluering.render.pages import page
from evaluering.workflow.digests import sha256
from evaluering.workflow.staging import staging


def run(options: argparse.Namespace) -> None:
    """Write one page a survey, variables with their texts."""
    project, paths = opt.opened(options)
    wave = project.waves[options.wave]
    with writing(project.language):
        pages = {
            paths.quality_page(wave.id, name): quality_page(project, paths, wave, name)
            for name in wave.surveys
        }
    folder = next(iter(pages)).parent
    with staging(folder) as temporary:
        for path, html in pages.items():
            (temporary / path.name).write_text(html, encoding="utf-8")
    print(f"{len(pages)} sider om datakvalitet.")


def quality_page(project: Project, paths: Paths, wave: Wave, name: str) -> str:
    """Return the page of one survey, in the language in use."""
    survey = project.surveys[name]
    labels = {c.name: c.label for c in survey.columns(project.scales).values()}
    quality = json.loads(paths.quality(wave.id, name).read_text(encoding="utf-8"))
    findings = [DataFinding(**restored(finding)) for finding in quality["findings"]]
    findings += beside(project, paths, wave, name, {quality["file"]: quality["sha256"]})
    own = project.settings.missing_kinds
    return page(
        "quality.html",
        theme_of(project),
        wave=wave,
        survey=survey,
        quality=quality,
        findings=findings,
        items=[{**item, "label": labels[item["variable"]]} for item in quality["items"]],
        derived=derived_rows(quality.get("derived", []), survey.columns(project.scales), own),
        kinds={kind: missing_label(kind, own) for kind in total_missing(quality["items"])},
    )


def beside(
    project: Project, paths: Paths, wave: Wave, survey: str, sums: Mapping[str, str]
) -> list[DataFinding]:
    """Return what is odd in what lies beside a survey's file: frame, members, linked registries.

    Parameters
    ----------
    project, paths, wave, survey
        The configuration, where files lie, and which survey.
    sums
        The checksum of the survey's own file; all are held against the wave's list of checksums.
    """
    book, sent = project.surveys[survey], wave.surveys[survey].invited
    data = StoredTables(project, paths, wave.id)
    sums = dict(sums)
    found = []
    if (frame := data.frame(survey)) is not None:
        found += frame_findings(frame, book, sent, data.respondents(survey))
        sums[f"frames/{survey}.csv"] = sha256(paths.frame(wave.id, survey))
    if (members := data.members(survey)) is not None:
        found += member_findings(members, sent)
        file = paths.members(wave.id, survey)
        sums[f"frames/{file.name}"] = sha256(file)
    groups = [g for g in project.groups.values() if g.survey == survey and isinstance(g.where, str)]
    if groups:
        columns = book.columns(project.scales)
        found += group_findings(groups, data.respondents(survey), columns)
    registries = {
        link.registry
        for link in links_of(project, wave.id).values()
        if project.groups[link.group].survey == survey
    }
    for name in sorted(registries):
        account = json.loads(paths.units(wave.id, name, "json").read_text(encoding="utf-8"))
        source, place = project.registries[name].source, project.registries[name].place
        found += [
            DataFinding("", 1, message("found_in_source", source=source, finding=finding))
            for finding in restored(account["findings"])
        ]
        sums |= {f"{place}/{file}": checksum for file, checksum in account["inputs"].items()}
    return found + sum_findings(listed_sums(paths.sums(wave.id)), sums)
