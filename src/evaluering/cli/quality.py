"""Set the data-quality pages of a wave."""

from __future__ import annotations

import argparse
import json

from evaluering.cli import options as opt
from evaluering.data.quality import total_missing
from evaluering.render.methods import missing_label
from evaluering.render.pages import page
from evaluering.workflow.staging import staging


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the wave."""
    opt.add(parser, "wave")


def run(options: argparse.Namespace) -> None:
    """Write one page a survey, variables with their texts."""
    project, paths = opt.opened(options)
    wave = project.waves[options.wave]
    pages = {}
    for name in wave.surveys:
        survey = project.surveys[name]
        labels = {c.name: c.label for c in survey.columns(project.scales).values()}
        quality = json.loads(paths.quality(wave.id, name).read_text(encoding="utf-8"))
        items = [{**item, "label": labels[item["variable"]]} for item in quality["items"]]
        own = project.settings.missing_kinds
        kinds = {kind: missing_label(kind, own) for kind in total_missing(quality["items"])}
        pages[paths.quality_page(wave.id, name)] = page(
            "quality.html", wave=wave, survey=survey, quality=quality, items=items, kinds=kinds
        )
    folder = next(iter(pages)).parent
    with staging(folder) as temporary:
        for path, html in pages.items():
            (temporary / path.name).write_text(html, encoding="utf-8")
    print(f"{len(pages)} sider om datakvalitet.")
