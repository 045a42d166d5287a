"""A wave small enough to hold claims against by hand."""

from __future__ import annotations

import pandas as pd

from evaluering.checks.claims.claim_data import ClaimData
from evaluering.checks.claims.survey_answers import SurveyAnswers
from small import GROUPS, INDEX, PROJECT, REGISTRY, SCALES, SURVEY, WAVE, respondents

SIZES = [5, 8, 15, 16, 30, 31]
VALUES = [1.0, 2.0, 3.0, 3.5, 4.0, 5.0]


def small_wave() -> ClaimData:
    """Return six leaders in municipalities of growing size, with a growing index."""
    names = [str(k) for k in range(6)]
    frame = respondents(
        rolle=[1, 1, 1, 1, 2, 2], led1=[1, 2, 3, 4, 5, 5], valg_a=[1, 1, 1, 0, 0, 0],
        valg_b=[1, 0, 0, 0, 0, 1],
    )  # fmt: skip
    return ClaimData(
        answers=SurveyAnswers(
            {"liten": frame}, {"liten": SURVEY}, SCALES, GROUPS, PROJECT.settings.conventions
        ),
        wave=WAVE,
        registry=REGISTRY,
        indices={INDEX.id: INDEX},
        municipalities=pd.DataFrame(
            {"folketall": [*SIZES, 40], "innbyggere": [0, 0, 1, 1, 2, 2, 2]}
        ),
        linked=pd.DataFrame(
            {"respondent": names, "folketall": SIZES, "innbyggere": [0, 0, 1, 1, 2, 2]}
        ),
        index_values=pd.DataFrame({"survey": "liten", "respondent": names, INDEX.id: VALUES}),
        frames={
            "liten": pd.DataFrame(
                {
                    "variable": ["rolle", "rolle"],
                    "category": ["1", "2"],
                    "population": [5, 3],
                }
            )
        },
        members={
            "liten": pd.DataFrame(
                {
                    "unit": ["Nord", "Nord", "Sør", "Sør"],
                    "networks": pd.array([2, 2, 3, 3], dtype="Int64"),
                    "role": ["Eier", "Lærer"] * 2,
                    "members": [6, 4, 5, 0],
                }
            )
        },
        attrition={
            "steps": {"svarte": 10, "kommune": 8, "oppgitt": 7, "én": 6},
            "municipalities": 5,
        },
        dimensions={INDEX.id: [2.0, 0.6, 0.4]},
    )
