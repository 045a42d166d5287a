"""Put a report together as one self-contained HTML page."""

from __future__ import annotations

import argparse
import json
from importlib import import_module
from pathlib import Path
from typing import Any

from evaluering import __version__
from evaluering.cli import options as opt
from evaluering.cli.embedding import link, svg_address
from evaluering.cli.paths import Paths, staging
from evaluering.config.exhibits import AnyExhibit
from evaluering.config.project import Project
from evaluering.exhibits.result import load_result
from evaluering.render.indices import index_account
from evaluering.render.pages import page
from evaluering.render.statistics import full_set, sentence


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the wave and the report."""
    opt.add(parser, "wave", "report")


def run(options: argparse.Namespace) -> None:
    """Write rapport.html."""
    project, paths = opt.opened(options)
    wave, report = project.waves[options.wave], project.reports[options.report]
    chapters: list[dict[str, Any]] = [
        {
            "id": heading.id,
            "title": heading.title,
            "exhibits": [
                _shown(paths, wave.id, report.id, e)
                for e in project.chapters[report.id, heading.id].exhibits
            ],
        }
        for heading in report.chapters
    ]
    page_path = paths.report(wave.id, report.id) / "rapport.html"
    inputs: dict[str, str] = {}
    for chapter in chapters:
        for shown in chapter["exhibits"]:
            inputs |= shown["result"].provenance["inputs"]
    analyses = json.loads(paths.table(wave.id, "indices", "json").read_text(encoding="utf-8"))
    html = page(
        "report.html",
        report=report,
        wave=wave,
        chapters=chapters,
        attrition=json.loads(paths.table(wave.id, "linked", "json").read_text(encoding="utf-8")),
        registry=project.registry.variables,
        year=project.registry.year,
        indices=[_index(project, paths, page_path, wave.id, a) for a in analyses],
        inputs=dict(sorted(inputs.items())),
        quality=link(page_path, paths.index()) + f"#{wave.id}",
        version=__version__,
    )
    with staging(paths.report(wave.id, report.id)) as folder:
        (folder / "rapport.html").write_text(html, encoding="utf-8")
    print(f"{report.title}: {sum(len(c['exhibits']) for c in chapters)} figurer og tabeller.")


def _shown(paths: Paths, wave: str, report: str, exhibit: AnyExhibit) -> dict[str, Any]:
    """Return what the page shows of one exhibit."""
    result = load_result(paths.results(wave, report) / exhibit.id)
    labels: dict[str, str] = {}
    for name in {"item", "group"} & set(result.table):
        labels |= dict(zip(result.table[name], result.table[f"{name}_label"], strict=True))
    image, alt, scale = "", "", ""
    numbers = paths.report(wave, report) / "tabeller" / f"{exhibit.id}.csv"
    if exhibit.is_figure:
        image = svg_address(paths.figures(wave, report) / f"{exhibit.id}.svg")
        alt = (
            (paths.figures(wave, report) / f"{exhibit.id}.txt").read_text(encoding="utf-8").strip()
        )
        scale = _scale(result.details)
        numbers = paths.figures(wave, report) / f"{exhibit.id}.csv"
    return {
        "exhibit": exhibit,
        "result": result,
        "table": import_module(f"evaluering.render.tables.{exhibit.kind}").layout(exhibit, result),
        "tests": [sentence(test, labels) for test in result.tests],
        "full_sets": [full_set(test, labels) for test in result.tests if test["statistics"]],
        "image": image,
        "alt": alt,
        "scale": scale,
        "numbers": link(paths.report(wave, report) / "rapport.html", numbers),
    }


def _scale(details: Any) -> str:
    codes, labels = details["scale"]["codes"], details["scale"]["labels"]
    return f"Skala: {codes[0]} = {labels[0]}, {codes[-1]} = {labels[-1]}."


def _index(
    project: Project, paths: Paths, page_path: Path, wave: str, analysis: dict[str, Any]
) -> dict[str, Any]:
    index = project.indices[analysis["index"]]
    items = project.surveys[project.groups[index.group].survey].items
    account = index_account(index, {name: items[name].label for name in index.items}, analysis)
    return account | {"page": link(page_path, paths.index_page(wave, index.id))}
