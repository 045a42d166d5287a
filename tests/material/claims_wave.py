"""A wave small enough to hold claims against by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from evaluering.checks.claims.claim_data import ClaimData
from evaluering.checks.claims.claims import Claim, ClaimsFile
from evaluering.checks.claims.survey_answers import SurveyAnswers
from evaluering.config.project import Project
from evaluering.data.tables import GivenTables
from evaluering.data.wave_data import WaveData
from small import GROUPS, INDEX, LINK, PROJECT, REGISTRY, SCALES, SURVEY, WAVE, respondents

SIZES = [5.0, 8.0, 15.0, 16.0, 30.0, 31.0]
VALUES = [1.0, 2.0, 3.0, 3.5, 4.0, 5.0]
NAMES = [str(k) for k in range(len(VALUES))]
LINKED = pd.DataFrame({"respondent": NAMES, "key": NAMES, "folketall": SIZES})
FRAME = pd.DataFrame({"variable": ["rolle", "rolle"], "category": ["1", "2"], "population": [5, 3]})
MEMBERS = pd.DataFrame(
    {
        "unit": ["Nord", "Nord", "Sør", "Sør"],
        "networks": pd.array([2, 2, 3, 3], dtype="Int64"),
        "role": ["Eier", "Lærer"] * 2,
        "members": [6, 4, 5, 0],
    }
)
ATTRITION = {
    "steps": {"answered": 10, "represents": 8, "stated": 7, "single": 6},
    "values": {"folketall": 6},
    "units": 5,
}
ANALYSIS = {"index": INDEX.id, "factor": {"eigenvalues": [2.0, 0.6, 0.4]}}


def index_values(values: list[float]) -> pd.DataFrame:
    """Return an index of the six, in its classes."""
    levels = [0 if v <= 2.5 else 1 if v <= 3.5 else 2 for v in values]
    return pd.DataFrame(
        {"survey": "liten", "respondent": NAMES, INDEX.id: values, f"{INDEX.id}_class": levels}
    )


def small_wave(project: Project = PROJECT, **parts: Any) -> ClaimData:
    """Return six who answered, in municipalities of growing size, with a growing index.

    Parameters
    ----------
    project
        The configuration.
    **parts
        Parts of `GivenTables` in place of those here.
    """
    frame = respondents(
        respid=NAMES, rolle=[1, 1, 1, 1, 2, 2], led1=[1, 2, 3, 4, 5, 5],
        valg_a=[1, 1, 1, 0, 0, 0], valg_b=[1, 0, 0, 0, 0, 1],
    )  # fmt: skip
    units = pd.DataFrame({"key": [*NAMES, "6"], "name": "Sted", "folketall": [*SIZES, 40.0]})
    tables = GivenTables(
        **{
            "surveys": {"liten": frame},
            "populations": {"liten": FRAME},
            "memberships": {"liten": MEMBERS},
            "unit_tables": {REGISTRY.id: units},
            "links": {LINK.id: LINKED},
            "attritions": {LINK.id: ATTRITION},
            "index_values": index_values(VALUES),
            "index_analyses": [ANALYSIS],
            **parts,
        }
    )
    answers = SurveyAnswers(
        {"liten": frame}, {"liten": SURVEY}, SCALES, GROUPS, PROJECT.settings.conventions
    )
    return ClaimData(answers, study=WaveData(project, WAVE, tables))


def without_links() -> Project:
    """Return the small project without links to its registry."""
    return replace(PROJECT, links={})


def claim_block(
    kind: str, expect: dict[str, Any], also: Sequence[Any] = (), **of: Any
) -> dict[str, Any]:
    """Return a claim's block: a kind of quantity, what is expected of it, and what it is of."""
    block = {"id": "u", "section": "1", "exhibit": "figur-1", "text": "Påstand"}
    more = [{"quantity": {"kind": k, **keys}, "expect": e} for k, e, keys in also]
    return block | {"quantity": {"kind": kind, **of}, "expect": expect, "also": more}


def claims_of(*blocks: dict[str, Any], **keys: Any) -> list[Claim]:
    """Return claims, numbered where there are several."""
    named = [b | keys | ({"id": f"u{k}"} if len(blocks) > 1 else {}) for k, b in enumerate(blocks)]
    return ClaimsFile.model_validate({"claims": named}).claims
