"""Set the report as a Word document."""

from __future__ import annotations

import argparse

from evaluering.cli import options as opt
from evaluering.cli.documents import document_of
from evaluering.cli.embedding import drawings
from evaluering.config.project import Project
from evaluering.errors import ConfigError
from evaluering.render.word.document import NotATemplate, check_template, word
from evaluering.workflow.staging import staging


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the wave and the report."""
    opt.add(parser, "wave", "report")


def run(options: argparse.Namespace) -> None:
    """Write the Word document."""
    project, paths = opt.opened(options)
    template = _template(project, options.report)
    document = document_of(project, paths, options.wave, options.report)
    content = word(document, drawings(document, "png"), template)
    target = paths.document(options.wave, options.report, "word")
    with staging(target.parent) as folder:
        (folder / target.name).write_bytes(content)
    print(f"{target.name}: {len(list(document.numbered()))} figurer og tabeller.")


def _template(project: Project, report: str) -> bytes | None:
    """Return the institute's own template, where the report has one."""
    name = project.reports[report].word_template
    if name is None:
        return None
    content = (project.root / name).read_bytes()
    try:
        check_template(content)
    except NotATemplate as error:
        raise ConfigError(
            f"config/reports/{report}/report.yaml",
            "word_template",
            f"{name} (filen er ikke et Word-dokument)",
            "en Word-mal (.docx eller .dotx), med sti fra prosjektets mappe",
        ) from error
    return content
