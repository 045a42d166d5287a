"""Weight a survey's respondents by its design: the weights, and the account of them."""

from __future__ import annotations

import argparse
from dataclasses import asdict

import pandas as pd

from evaluering.cli import options as opt
from evaluering.data.csv_writing import write_csv
from evaluering.data.saving import STAMP, stamped, to_json
from evaluering.data.study import Study
from evaluering.workflow.staging import staging


def run(options: argparse.Namespace) -> None:
    """Write each respondent's weight as exhibits use it, mean 1, and what it rests on."""
    project, paths = opt.opened(options)
    data = Study(project, paths).wave(options.wave)
    survey, stamp = options.survey, project.waves[options.wave].stamp
    found = data.weighed(survey)
    design, account = found.design, found.account
    identifier = project.surveys[survey].respondent
    scale = design.n / design.total if design.n else 1.0
    table = pd.DataFrame(
        {"respondent": data.respondents(survey)[identifier], "weight": design.weights * scale}
    )
    file = paths.weights(options.wave, survey)
    with staging(file.parent) as folder:
        write_csv(stamped(table, stamp), folder / file.name)
        told = to_json({STAMP: stamp, **asdict(account)})
        (folder / file.with_suffix(".json").name).write_text(told, encoding="utf-8")
    print(
        f"{project.surveys[survey].title}: {account.n} med vekt, effektiv n "
        f"{account.effective_n:.0f}, vekter fra {account.smallest:.2f} til {account.largest:.2f}."
    )
