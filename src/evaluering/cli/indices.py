"""Build the additive indices."""

from __future__ import annotations

import argparse

from evaluering.cli import options as opt
from evaluering.config.presence import indices_of
from evaluering.data.csv_writing import write_csv
from evaluering.data.indices import build_index, combine
from evaluering.data.respondents import read_respondents
from evaluering.data.saving import STAMP, stamped, to_json
from evaluering.workflow.staging import staging


def run(options: argparse.Namespace) -> None:
    """Write the index values by respondent, and the analyses behind them."""
    project, paths = opt.opened(options)
    indices = list(indices_of(project, options.wave).values())
    groups = {index.group: project.groups[index.group] for index in indices}
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
    table = paths.indices(options.wave)
    with staging(table.parent) as folder:
        values = stamped(combine(built), stamp)
        write_csv(values, folder / table.name)
        account = folder / table.with_suffix(".json").name
        account.write_text(to_json(analyses), encoding="utf-8")
    for analysis in analyses:
        print(f"{analysis['index']}: n = {analysis['n_valid']} av {analysis['n_group']}")
