"""Set the report in a format: the command is the format's name."""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from evaluering.cli import options as opt
from evaluering.cli.embedding import drawings, link
from evaluering.config.formats import formats
from evaluering.config.paths import Paths
from evaluering.config.project import Project
from evaluering.config.reads import Reads, reads_all
from evaluering.config.theme import theme_of
from evaluering.config.unit_reports import is_of_unit, report_of_unit
from evaluering.data.study import Study
from evaluering.errors import ConfigError
from evaluering.exhibits.result import load_result
from evaluering.message import restored
from evaluering.render.assembly import assemble
from evaluering.render.charts.charting import Charted, Palette, charted, with_remarks
from evaluering.render.document import Document, Emblem
from evaluering.render.given import Given, NotATemplate, ReportSource, Rows, Writer
from evaluering.render.language import writing
from evaluering.render.material import Material
from evaluering.render.prose.bindings import Verdict
from evaluering.render.prose.images import ImageFolder
from evaluering.render.prose.lookup import Lookup
from evaluering.render.prose.sources import TextSource, read_texts, report_folder, text_files
from evaluering.render.prose.works import read_works
from evaluering.render.unit_reports import unit_texts
from evaluering.workflow.staging import staging


def run(options: argparse.Namespace) -> None:
    """Write the report in the format that the command names.

    Raises
    ------
    ConfigError
        The institute's template cannot be used.
    """
    project, paths = opt.opened(options)
    form = formats()[options.command]
    document = document_of(project, paths, options.wave, options.report)
    target = paths.document(options.wave, options.report, form.name)
    results = paths.results(options.wave, options.report)
    spec = project.reports[options.report]
    template = getattr(spec, form.template) if form.template else None
    charts = _charts(project, options.report, results) if spec.has_charts(form) else {}
    with writing(spec.language):
        document = with_remarks(document, charts)
    left_out = {n for n, own in charts.items() if own.charts and not spec.keeps_picture(form)}
    given = Given(
        pictures=partial(_pictures, document, left_out),
        charts=lambda: charts,
        numbers=partial(_numbers, document, results),
        address=partial(link, target),
        root=project.root,
        quality=f"{link(target, paths.index())}#{options.wave}",
        template=(project.root / template).read_bytes() if template else None,
        source=source_of(project, options.wave, options.report),
    )
    writer: Writer = import_module(form.writer)
    try:
        content = writer.write(document, given)
    except NotATemplate as error:
        raise ConfigError(
            f"config/reports/{options.report}/report.yaml",
            form.template,
            f"{template} (filen er ikke et Word-dokument)",
            "en Word-mal (.docx eller .dotx), med sti fra prosjektets mappe",
        ) from error
    with staging(target.parent) as folder:
        (folder / target.name).write_bytes(content)
    print(f"{target.name}: {len(list(document.numbered()))} figurer og tabeller.")


def _charts(project: Project, report: str, results: Path) -> dict[str, Charted]:
    """Return what each figure is in an office format."""
    theme, groups = theme_of(project, report).colours, project.colours(report)
    with writing(project.reports[report].language):
        return {
            e.id: charted(
                e, load_result(results / e.id), Palette(theme, {g: groups[g] for g in e.coloured})
            )
            for e in project.exhibits(report)
            if e.is_figure
        }


def _pictures(document: Document, left_out: Collection[str], ending: str) -> dict[str, bytes]:
    """Return the drawn figures in one format, but for those that are shown otherwise."""
    found = drawings(document, ending)
    return {name: content for name, content in found.items() if name not in left_out}


def source_of(project: Project, wave: str, report: str) -> ReportSource:
    """Return the texts of a report as they are written."""
    files = text_files(project.root, report)
    texts = {file.name: (project.root / file).read_text(encoding="utf-8-sig") for file in files}
    return ReportSource(report, wave, texts)


def _numbers(document: Document, results: Path) -> dict[str, Rows]:
    """Return the unrounded numbers of every exhibit, the names of the columns first."""
    tables = {block.id: load_result(results / block.id).table for block in document.numbered()}
    return {
        name: [list(table), *table.astype(object).to_numpy().tolist()]
        for name, table in tables.items()
    }


def document_of(project: Project, paths: Paths, wave: str, report: str) -> Document:
    """Return a report of a wave as a document, assembled from the results.

    Parameters
    ----------
    project, paths
        The configuration and where the files lie.
    wave, report
        Their ids.
    """
    results, figures = paths.results(wave, report), paths.figures(wave, report)
    exhibits = project.exhibits(report)
    data, read = Study(project, paths).wave(wave), reads_all(project, exhibits, wave)
    drawn = [e for e in exhibits if e.is_figure]
    tables = paths.tables(wave, report)
    material = Material(
        results={e.id: load_result(results / e.id) for e in exhibits},
        alternatives={
            e.id: (figures / f"{e.id}.txt").read_text(encoding="utf-8").strip() for e in drawn
        },
        images={e.id: figures / e.id for e in drawn},
        numbers={e.id: (figures if e.is_figure else tables) / f"{e.id}.csv" for e in exhibits},
        quality={name: data.tables.quality(name) for name in _surveys(project, wave, read)},
        attrition={name: data.attrition(name) for name in sorted(read.links)},
        analyses=[data.analysis(name) for name in project.indices if name in read.indices],
        emblem=_emblem(project, report),
        reproduction=_reproduction(paths, wave, report)
        if project.reports[report].reproduces_wave(wave)
        else {},
        texts=_unit_texts(project, paths, wave, report)
        if is_of_unit(project, report)
        else read_texts(project.root, report),
        works=read_works(project.root, report),
        illustrations=ImageFolder(project.root / report_folder(report)),
        verdicts=_verdicts(project, paths, wave, report),
    )
    with writing(project.reports[report].language):
        return assemble(project, wave, report, material)


def _unit_texts(project: Project, paths: Paths, wave: str, report: str) -> list[TextSource]:
    """Return the texts of a unit's report, which no author writes."""
    spec, results = project.reports[report], paths.results(wave, report)
    lookups = {
        heading.id: [
            Lookup(exhibit, load_result(results / exhibit.id))
            for exhibit in project.chapters[report, heading.id].exhibits
        ]
        for heading in spec.chapters
    }
    file = Path("config/reports") / str(report_of_unit(project, report)) / "report.yaml"
    with writing(spec.language):
        return unit_texts(spec.chapters, lookups, file)


def _emblem(project: Project, report: str) -> Emblem | None:
    """Return the logo of a report's front, where its theme has one."""
    logo = theme_of(project, report).logo
    return (
        Emblem((project.root / logo.file).read_bytes(), logo.alt, logo.width_cm) if logo else None
    )


def _reproduction(paths: Paths, wave: str, report: str) -> dict[str, dict[str, int]]:
    """Return the verdict on each exhibit's printed numbers, for a report that has them."""
    account = paths.check_files(wave, report, "reproduce")[1]
    if not paths.published(report).is_dir() or not account.is_file():
        return {}
    return {name: dict(counts) for name, counts in _json(account)["exhibits"].items()}


def _verdicts(project: Project, paths: Paths, wave: str, report: str) -> dict[str, Verdict] | None:
    """Return what became of each claim; None for a public report, which tries none."""
    if project.reports[report].audience == "public":
        return None
    account = paths.check_files(wave, report, "claims")[1]
    if not account.is_file():
        return {}
    return {
        claim["id"]: Verdict(claim["verdict"], tuple(restored(claim["evidence"])))
        for claim in _json(account)["claims"]
    }


def _surveys(project: Project, wave: str, read: Reads) -> list[str]:
    """Return the surveys that a report is made of, in the wave's order."""
    needed = read.all_surveys(project)
    return [name for name in project.waves[wave].surveys if name in needed]


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
