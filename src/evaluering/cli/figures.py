"""Draw a chapter's figures."""

from __future__ import annotations

import argparse
import shutil
from importlib import import_module

from evaluering.cli import options as opt
from evaluering.cli.paths import staging
from evaluering.exhibits.result import load_result
from evaluering.render.figures.saving import save


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the wave, the report and the chapter."""
    opt.add(parser, "wave", "report", "chapter")


def run(options: argparse.Namespace) -> None:
    """Write every figure of the chapter: each format, its numbers and its alternative text."""
    project, paths = opt.opened(options)
    style = project.settings.figures
    colours = {group.id: group.colour for group in project.groups.values()}
    exhibits = [
        e for e in project.chapters[options.report, options.chapter].exhibits if e.is_figure
    ]
    with staging(paths.figures(options.wave, options.report)) as folder:
        for exhibit in exhibits:
            source = paths.results(options.wave, options.report) / exhibit.id
            result = load_result(source)
            kind = import_module(f"evaluering.render.figures.{exhibit.kind}")
            figure = kind.draw(exhibit, result, style, colours)
            save(figure, folder / exhibit.id, style.formats, style.dpi)
            alternative = folder / f"{exhibit.id}.txt"
            stamp = project.waves[options.wave].stamp
            text = kind.alt_text(exhibit, result) + (f" {stamp}." if stamp else "")
            alternative.write_text(text + "\n", encoding="utf-8")
            shutil.copyfile(source.with_suffix(".csv"), folder / f"{exhibit.id}.csv")
    print(f"{options.chapter}: {', '.join(exhibit.id for exhibit in exhibits)}")
