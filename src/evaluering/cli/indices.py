"""Build the additive indices."""

from __future__ import annotations

import argparse

from evaluering.cli import options as opt
from evaluering.data.indices import build_index, combine
from evaluering.data.respondents import read_respondents
from evaluering.data.saving import STAMP, stamped, to_json
from evaluering.workflow.coverage import indices_of
from evaluering.workflow.staging import staging


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the wave."""
    opt.add(parser, "wave")


def run(options: argparse.Namespace) -> None:
    """Write the index values by respondent, and the analyses behind them."""
    project, paths = opt.opened(options)
    indices = indices_of(project, options.wave).values()
    groups = {i.group: project.groups[i.group] for i in indices}
    respondents = {
        name: read_respondents(
            paths.respondents(options.wave, name), project.surveys[name].columns(project.scales)
        )
        for name in {group.survey for group in groups.values()}
    }
    built = [
        build_index(
            index,
            groups[index.group],
            project.surveys[groups[index.group].survey],
            project.scales,
            respondents[groups[index.group].survey],
            project.settings.conventions,
        )
        for index in indices
    ]
    stamp = project.waves[options.wave].stamp
    analyses = [{STAMP: stamp, **b.analysis} for b in built]
    with staging(paths.processed(options.wave)) as folder:
        stamped(combine(built), stamp).to_csv(
            folder / "indices.csv", index=False, lineterminator="\n"
        )
        (folder / "indices.json").write_text(to_json(analyses), encoding="utf-8")
    for analysis in analyses:
        print(f"{analysis['index']}: n = {analysis['n_valid']} av {analysis['n_group']}")
