"""Set the pages on the indices, each with its scree figure."""

from __future__ import annotations

import argparse
import json

from evaluering.cli import options as opt
from evaluering.cli.embedding import svg_address
from evaluering.config.theme import theme_of
from evaluering.render.faces import face_of
from evaluering.render.figures.saving import save
from evaluering.render.figures.scree import alt_text, draw
from evaluering.render.figures.style import Style
from evaluering.render.indices import index_account
from evaluering.render.language import stamp, writing
from evaluering.render.pages import page
from evaluering.workflow.staging import staging


def run(options: argparse.Namespace) -> None:
    """Write one page and one scree figure an index."""
    project, paths = opt.opened(options)
    wave, theme = project.waves[options.wave], theme_of(project)
    style = Style(theme, project.settings.figures, face_of(theme, project.root))
    analyses = json.loads(paths.indices(wave.id, "json").read_text(encoding="utf-8"))
    first = analyses[0]["index"]
    with (
        writing(project.language),
        staging(paths.index_page(wave.id, first).parent) as pages,
        staging(paths.scree(wave.id, first, "svg").parent) as figures,
    ):
        for analysis in analyses:
            index = project.indices[analysis["index"]]
            group = project.groups[index.group]
            items = project.surveys[group.survey].items
            labels = {name: items[name].label for name in index.items}
            stem = figures / paths.scree(wave.id, index.id, "svg").stem
            parallel = analysis["parallel"] or {"observed": [0.0], "random": [0.0], "suggested": 0}
            figure = draw(parallel, style, stamp(wave.stamp))
            save(figure, stem, style.figures.formats, style.figures.dpi)
            html = page(
                "appendix.html",
                theme,
                wave=wave,
                group=group.label,
                index=index_account(index, labels, analysis),
                image=svg_address(stem.with_suffix(".svg")),
                alt=alt_text(index.label, parallel),
            )
            (pages / f"{index.id}.html").write_text(html, encoding="utf-8")
    print(f"{len(analyses)} indekser.")
