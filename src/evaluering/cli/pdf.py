"""Set the report as an accessible PDF."""

from __future__ import annotations

import argparse

from evaluering.cli import options as opt
from evaluering.cli.documents import document_of
from evaluering.cli.embedding import drawings
from evaluering.render.faces import face_of
from evaluering.render.pdf.document import pdf
from evaluering.workflow.staging import staging


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the wave and the report."""
    opt.add(parser, "wave", "report")


def run(options: argparse.Namespace) -> None:
    """Write the PDF."""
    project, paths = opt.opened(options)
    document = document_of(project, paths, options.wave, options.report)
    pictures = {name: svg.decode() for name, svg in drawings(document, "svg").items()}
    content = pdf(document, pictures, face_of(document.theme, project.root))
    target = paths.document(options.wave, options.report, "pdf")
    with staging(target.parent) as folder:
        (folder / target.name).write_bytes(content)
    print(f"{target.name}: {len(list(document.numbered()))} figurer og tabeller.")
