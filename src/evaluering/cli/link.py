"""Link respondents to a registry."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from evaluering.cli import options as opt
from evaluering.data.csv_writing import write_csv
from evaluering.data.linking import link_respondents
from evaluering.data.registry import read_units
from evaluering.data.respondents import read_respondents
from evaluering.data.saving import STAMP, stamped, to_json
from evaluering.workflow.staging import staging


def run(options: argparse.Namespace) -> None:
    """Write the linked respondents and the attrition."""
    project, paths = opt.opened(options)
    link, wave = project.links[options.link], project.waves[options.wave]
    group = project.groups[link.group]
    survey = project.surveys[group.survey]
    columns = survey.columns(project.scales)
    linked, attrition = link_respondents(
        read_respondents(paths.respondents(wave.id, survey.id), columns),
        columns,
        survey.respondent,
        group,
        link,
        project.registries[link.registry],
        read_units(paths.units(wave.id, link.registry)),
        paths.raw(wave.id) / wave.surveys[survey.id].file,
    )
    table = paths.linked(wave.id, link.id)
    with staging(table.parent) as folder:
        write_csv(stamped(linked, wave.stamp), folder / table.name)
        account = to_json({STAMP: wave.stamp, **asdict(attrition)})
        (folder / table.with_suffix(".json").name).write_text(account, encoding="utf-8")
    print("; ".join(f"{step}: {n}" for step, n in attrition.steps.items()))
