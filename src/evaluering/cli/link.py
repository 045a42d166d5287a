"""Link respondents to municipalities."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from evaluering.cli import options as opt
from evaluering.data.linking import link
from evaluering.data.registry import read_municipalities
from evaluering.data.respondents import read_respondents
from evaluering.data.saving import STAMP, stamped, to_json
from evaluering.workflow.staging import staging


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the wave."""
    opt.add(parser, "wave")


def run(options: argparse.Namespace) -> None:
    """Write the linked respondents and the attrition."""
    project, paths = opt.opened(options)
    group = project.groups[project.registry.linking.group]
    survey = project.surveys[group.survey]
    columns = survey.columns(project.scales)
    linked, attrition = link(
        read_respondents(paths.respondents(options.wave, survey.id), columns),
        columns,
        survey.identifier,
        group,
        project.registry,
        read_municipalities(paths.table(options.wave, "municipalities")),
        paths.raw(options.wave) / project.waves[options.wave].surveys[survey.id].file,
    )
    with staging(paths.processed(options.wave)) as folder:
        stamp = project.waves[options.wave].stamp
        stamped(linked, stamp).to_csv(folder / "linked.csv", index=False, lineterminator="\n")
        account = {STAMP: stamp, **asdict(attrition)}
        (folder / "linked.json").write_text(to_json(account), encoding="utf-8")
    print("; ".join(f"{step}: {n}" for step, n in attrition.steps.items()))
