"""Putting a report together: its chapters of numbered exhibits, and what explains them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from evaluering.config.exhibits.base import Exhibit
from evaluering.config.project import Project
from evaluering.config.reports import Report
from evaluering.config.theme import theme_of
from evaluering.config.waves import Wave
from evaluering.render.document import Document, Inline, Paragraph, Section
from evaluering.render.faces import face_of
from evaluering.render.glyphs import undrawn
from evaluering.render.indices import factor_appendix
from evaluering.render.language import language, stamp, word
from evaluering.render.material import Material
from evaluering.render.methods import methods_chapter
from evaluering.render.numbering import numbered
from evaluering.render.origin import provenance_section
from evaluering.render.references import listed


def assemble(project: Project, wave: str, report: str, material: Material) -> Document:
    """Return the report of a wave, in the language in use.

    Parameters
    ----------
    project
        The configuration.
    wave, report
        Their ids.
    material
        The results and everything else that the report shows.
    """
    spec, round_of_data = project.reports[report], project.waves[wave]
    exhibits = project.exhibits(report)
    chapters = [
        _chapter(heading.id, heading.title, project.chapters[report, heading.id].exhibits, material)
        for heading in spec.chapters
    ]
    theme = theme_of(project, report)
    document = Document(
        title=spec.title,
        subtitle=spec.subtitle or "",
        source=regenerated(spec, wave),
        origin=origin(spec, round_of_data),
        wave=round_of_data.title,
        stamp=stamp(round_of_data.stamp),
        language=language().tag,
        words=language().words,
        sections=(
            *chapters,
            methods_chapter(project, wave, spec, exhibits, material),
            *([factor_appendix(project, material.analyses)] if material.analyses else []),
            provenance_section(round_of_data, exhibits, material.results),
        ),
        theme=theme,
        emblem=material.emblem,
    )
    if boxed := undrawn(replace(document, words={}), face_of(theme, project.root)):
        return replace(document, origin=f"{document.origin} {word('undrawn', signs=boxed)}")
    return document


def regenerated(report: Report, wave: str) -> str:
    """Return the publication that a report of a wave regenerates; nothing for other waves."""
    return (report.source or "") if report.reproduces_wave(wave) else ""


def origin(report: Report, wave: Wave) -> str:
    """Say what a report of a wave is made of, in the language in use."""
    if source := regenerated(report, wave.id):
        return word("regenerates", wave=wave.title, source=source)
    return word("made_of", wave=wave.title)


def _chapter(name: str, title: str, exhibits: Sequence[Exhibit], material: Material) -> Section:
    """Return a chapter: what it shows, then its figures and tables."""
    intro: list[Inline] = [word("chapter_shows"), *listed(exhibits), "."]
    blocks = [
        numbered(
            exhibit,
            material.results[exhibit.id],
            image=material.images.get(exhibit.id),
            alt=material.alternatives.get(exhibit.id, ""),
            numbers=material.numbers[exhibit.id],
            reproduction=material.reproduction.get(exhibit.id),
        )
        for exhibit in exhibits
    ]
    return Section(name, title, (Paragraph(tuple(intro), "lead"), *blocks))
