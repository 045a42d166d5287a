"""Putting a report together: its chapters of numbered exhibits, and what explains them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from evaluering.config.exhibits.base import Exhibit
from evaluering.config.project import Project
from evaluering.config.reports import ChapterHeading, Report
from evaluering.config.theme import theme_of
from evaluering.config.unit_reports import UnitReport, least_of_units
from evaluering.config.waves import Wave
from evaluering.render.document import Document, Inline, Numbered, Paragraph, Section
from evaluering.render.faces import face_of
from evaluering.render.glyphs import undrawn
from evaluering.render.indices import factor_appendix
from evaluering.render.language import language, restricted, stamp, word
from evaluering.render.material import Material
from evaluering.render.methods import methods_chapter
from evaluering.render.numbering import numbered
from evaluering.render.origin import provenance_section
from evaluering.render.prose.bindings import ResultBindings
from evaluering.render.prose.texts import Texts, composed, in_order, typed_numbers, with_rest
from evaluering.render.references import listed
from evaluering.render.unit_reports import is_shown, too_small


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
    if isinstance(spec, UnitReport) and not is_shown(project, exhibits, material.results):
        return _of_too_small(project, wave, report, material)
    blocks = _set(exhibits, material)
    bound = ResultBindings(
        {e.id: e for e in exhibits}, material.results, blocks, material.works, material.verdicts,
        material.illustrations,
    )  # fmt: skip
    texts = composed(material.texts, spec, bound)
    chapters = [
        _chapter(heading, project.chapters[report, heading.id].exhibits, blocks, texts)
        for heading in spec.chapters
    ]
    written = in_order(chapters, texts)
    typed = typed_numbers([*texts.chapters.values(), *(own for _, own in texts.others)],
                          material.results)  # fmt: skip
    theme = theme_of(project, report)
    made_of = origin(spec, round_of_data)
    if isinstance(spec, UnitReport):
        whole = len(project.exhibits(spec.unit_of))
        made_of += " " + word("unit_compared", unit=spec.subtitle, exhibits=whole)
    document = Document(
        title=spec.title,
        subtitle=spec.subtitle or "",
        source=regenerated(spec, wave),
        origin=made_of,
        wave=round_of_data.title,
        stamp=stamp(round_of_data.stamp),
        restricted=restricted(spec.audience),
        language=language().tag,
        words=language().words,
        sections=(
            *written,
            *([texts.bibliography] if texts.bibliography else []),
            methods_chapter(project, wave, spec, exhibits, material),
            *([factor_appendix(project, material.analyses)] if material.analyses else []),
            provenance_section(round_of_data, exhibits, material.results, typed),
        ),
        theme=theme,
        emblem=material.emblem,
    )
    if boxed := undrawn(replace(document, words={}), face_of(theme, project.root)):
        return replace(document, origin=f"{document.origin} {word('undrawn', signs=boxed)}")
    return document


def _of_too_small(project: Project, wave: str, report: str, material: Material) -> Document:
    """Return the report of a unit with too few answers, which says so and nothing else."""
    spec, round_of_data = project.reports[report], project.waves[wave]
    least = least_of_units(project, report)
    said = too_small(spec.subtitle or "", least)
    return Document(
        title=spec.title,
        subtitle=spec.subtitle or "",
        source="",
        origin=origin(spec, round_of_data),
        wave=round_of_data.title,
        stamp=stamp(round_of_data.stamp),
        restricted=restricted(spec.audience),
        language=language().tag,
        words=language().words,
        sections=(said,),
        theme=theme_of(project, report),
        emblem=material.emblem,
    )


def regenerated(report: Report, wave: str) -> str:
    """Return the publication that a report of a wave regenerates; nothing for other waves."""
    return (report.source or "") if report.reproduces_wave(wave) else ""


def origin(report: Report, wave: Wave) -> str:
    """Say what a report of a wave is made of, in the language in use."""
    if source := regenerated(report, wave.id):
        return word("regenerates", wave=wave.title, source=source)
    return word("made_of", wave=wave.title)


def _set(exhibits: Sequence[Exhibit], material: Material) -> dict[str, Numbered]:
    """Return the figures and tables as they are set, by id."""
    return {
        exhibit.id: numbered(
            exhibit,
            material.results[exhibit.id],
            image=material.images.get(exhibit.id),
            alt=material.alternatives.get(exhibit.id, ""),
            numbers=material.numbers[exhibit.id],
            reproduction=material.reproduction.get(exhibit.id),
        )
        for exhibit in exhibits
    }


def _chapter(
    heading: ChapterHeading,
    exhibits: Sequence[Exhibit],
    blocks: Mapping[str, Numbered],
    texts: Texts,
) -> Section:
    """Return a chapter: its text, or what it shows, and the figures and tables not placed yet."""
    rest = [exhibit for exhibit in exhibits if exhibit.id not in texts.placed]
    left = [blocks[exhibit.id] for exhibit in rest]
    if (text := texts.chapters.get(heading.id)) is not None:
        return with_rest(text, left)
    intro: list[Inline] = [word("chapter_shows"), *listed(exhibits), "."]
    return Section(heading.id, heading.title, (Paragraph(tuple(intro), "lead"), *left))
