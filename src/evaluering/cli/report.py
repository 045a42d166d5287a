"""Set a report as one self-contained HTML page."""

from __future__ import annotations

import argparse
from functools import partial

from evaluering.cli import options as opt
from evaluering.cli.documents import document_of
from evaluering.cli.embedding import link, svg_address
from evaluering.render.pages import report_page
from evaluering.workflow.staging import staging


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the wave and the report."""
    opt.add(parser, "wave", "report")


def run(options: argparse.Namespace) -> None:
    """Write the page."""
    project, paths = opt.opened(options)
    document = document_of(project, paths, options.wave, options.report)
    target = paths.document(options.wave, options.report, "report")
    html = report_page(
        document,
        quality=f"{link(target, paths.index())}#{options.wave}",
        address=partial(link, target),
        picture=lambda stem: svg_address(stem.with_suffix(".svg")),
    )
    with staging(target.parent) as folder:
        (folder / target.name).write_text(html, encoding="utf-8")
    print(f"{document.title}: {len(list(document.numbered()))} figurer og tabeller.")
