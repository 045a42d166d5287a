"""Draft the text of a report's chapters, once: «evaluering draft text»."""

from __future__ import annotations

import argparse

from evaluering.cli.bind import chosen
from evaluering.config.paths import Paths
from evaluering.config.project import load_project
from evaluering.config.unit_reports import report_of_unit
from evaluering.errors import EvalueringError
from evaluering.exhibits.result import load_result
from evaluering.render.language import writing
from evaluering.render.prose.drafting import chapter_draft, summary_draft
from evaluering.render.prose.lookup import Lookup
from evaluering.render.prose.sources import read_texts, text_folder
from evaluering.workflow.staging import staging


def draft_text(options: argparse.Namespace) -> None:
    """Write a text for each chapter that has none, and a summary where no text stands before them.

    What is written is the author's: a file that is there is never touched.

    Raises
    ------
    EvalueringError
        There is no such report or wave, its results are not computed, or a text has a fault.
    """
    project = load_project(options.project)
    paths = Paths.of(project, options.project)
    report, wave = chosen(project, options.report, options.wave)
    if whole := report_of_unit(project, report):
        raise EvalueringError(
            f"{report} er rapporten til en enhet: teksten skrives av resultatene hver gang.\n"
            f"  Råd: skriv «evaluering draft text --report {whole}» for den hele rapporten."
        )
    spec, results = project.reports[report], paths.results(wave, report)
    written = read_texts(options.project, report)
    taken = {source.head.chapter for source in written}
    lookups = {
        chapter.id: [
            Lookup(exhibit, load_result(results / exhibit.id))
            for exhibit in project.chapters[report, chapter.id].exhibits
        ]
        for chapter in spec.chapters
    }
    with writing(spec.language):
        drafts = {
            name: chapter_draft(own, name) for name, own in lookups.items() if name not in taken
        }
        if not any(source.head.order == 0 for source in written):
            every = [own for each in lookups.values() for own in each]
            drafts |= {"sammendrag": text} if (text := summary_draft(every)) else {}
    target = options.project / text_folder(report)
    target.mkdir(parents=True, exist_ok=True)
    drafts = {name: text for name, text in drafts.items() if not (target / f"{name}.md").exists()}
    with staging(target) as folder:
        for name, text in drafts.items():
            (folder / f"{name}.md").write_text(text, encoding="utf-8")
    for name in drafts:
        print(f"{text_folder(report).as_posix()}/{name}.md er skrevet. Teksten er din fra nå av.")
    if not drafts:
        print("Alle kapitlene har tekst. Ingenting er skrevet.")
