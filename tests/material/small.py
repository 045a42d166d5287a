"""A survey small enough to compute by hand: three roles, three items, one question with boxes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from evaluering.config.groups import ActorGroup
from evaluering.config.indices import Class, Index
from evaluering.config.project import Project
from evaluering.config.registries import Link, Noun, Registry, RegistryVariable, Structural
from evaluering.config.reports import Conventions, Disclosure, Settings
from evaluering.config.scales import Scale
from evaluering.config.surveys import Battery, Item, MultipleResponse, Option, Survey, Variable
from evaluering.config.waves import SurveyFile, Wave
from evaluering.data.tables import GivenTables
from evaluering.data.wave_data import WaveData

SCALE = Scale(
    id="enighet",
    codes=[1, 2, 3, 4, 5],
    labels=["Helt uenig", "Delvis uenig", "Både – og", "Delvis enig", "Helt enig"],
    missing={8: "dont_know", 9: "unanswered"},
)
SCALES = {SCALE.id: SCALE}
SURVEY = Survey(
    id="liten",
    title="Liten undersøkelse",
    respondents="noen få",
    identifier="respid",
    variables=[
        Variable(name="rolle", label="Rolle", values={1: "Leder", 2: "Lærer", 3: "Annet"}),
        Variable(name="alder", label="Alder", kind="number", minimum=18, maximum=99,
                 missing={999: "unanswered"}),
        Variable(name="kommune", label="Kommune", kind="key", digits=4,
                 missing={9999: "unanswered"}, several="9998", asked_if={"rolle": [1]}),
    ],
    multiple_responses=[
        MultipleResponse(id="valg", question="Hvilke?", source="Tabell",
                         options=[Option(name="valg_a", label="Valg A"),
                                  Option(name="valg_b", label="Valg B")]),
    ],
    batteries=[
        Battery(id="b", question="Hvor enig?", scale="enighet", source="Figur", items=[
            Item(name="led1", label="Første ledd"),
            Item(name="led2", label="Andre ledd"),
            Item(name="led3", label="Tredje ledd", reversed=True),
        ]),
        Battery(id="leder", question="Bare ledere", scale="enighet", source="Figur",
                asked_if={"rolle": [1]}, items=[Item(name="led4", label="Fjerde ledd")]),
    ],
)  # fmt: skip
GROUPS = {
    name: ActorGroup(id=name, label=name.capitalize(), survey="liten", where=where,
                     colour="#332288")
    for name, where in {
        "leder": {"rolle": [1]}, "lærer": {"rolle": [2]}, "annet": {"rolle": [3]}, "alle": {},
    }.items()
}  # fmt: skip
INDEX = Index(
    id="indeks",
    label="Indeksen",
    question="Hvor godt?",
    group="alle",
    items=["led1", "led2", "led3"],
    classes=[Class(label="Lav", upto=2.5), Class(label="Middels", upto=3.5), Class(label="Høy")],
)
REGISTRY = Registry(
    id="kommuner",
    unit=Noun(one="kommune", many="kommuner"),
    source="SSBs kommunedata",
    key="firesifret kommunenummer",
    folder="ssb",
    digits=4,
    year=2020,
    excluded=["9999"],
    variables=[
        RegistryVariable(id="folketall", label="Folketall", unit="personer", table="11820",
                         file="11820.json", region="Region", select={"Tid": "2020"}),
    ],
    structural=[
        Structural(id="innbyggere", label="Innbyggere", variable="folketall", classes=[
            Class(id="liten", label="Liten", upto=10), Class(id="stor", label="Stor", upto=20),
            Class(id="storst", label="Størst"),
        ]),
    ],
)  # fmt: skip
LINK = Link(id="kommune", registry="kommuner", group="leder", key="kommune")
WAVE = Wave(
    id="2021",
    title="Våren 2021",
    source="syntetisk",
    surveys={"liten": SurveyFile(file="liten.sav", population=10, sent=8)},
)
PROJECT = Project(
    root=Path("ingen-mappe"),
    settings=Settings(
        reports=["rapport"],
        conventions=Conventions(monte_carlo_draws=0, parallel_draws=20),
    ),
    scales=SCALES,
    surveys={"liten": SURVEY},
    groups=GROUPS,
    indices={INDEX.id: INDEX},
    registries={REGISTRY.id: REGISTRY},
    links={LINK.id: LINK},
    waves={"2021": WAVE},
)
EXHIBIT = {"number": "Figur 1", "title": "Tittel", "section": "1.1"}
COLUMNS = SURVEY.columns(SCALES)
NAMES = list(COLUMNS)


def respondents(**values: Any) -> pd.DataFrame:
    """Return an ingested survey; columns that are not given are unanswered."""
    n = len(next(iter(values.values())))
    answers = {"respid": [str(number + 1) for number in range(n)], "rolle": [1] * n, **values}
    text = {"identifier", "key", "text"}
    return pd.DataFrame(
        {
            name: pd.Series(
                answers.get(name, [None] * n), dtype="str" if column.kind in text else "Int64"
            )
            for name, column in COLUMNS.items()
        }
    )


def answered(**values: Any) -> pd.DataFrame:
    """Return a data file's rows, every required variable there; 3 where nothing is given."""
    n = len(next(iter(values.values()))) if values else 3
    rows = {name: [3.0] * n for name, column in COLUMNS.items() if column.kind == "item"}
    rows |= {"respid": [str(number + 1) for number in range(n)], "rolle": [1.0] * n}
    rows |= {"alder": [40.0] * n, "kommune": [301.0] * n, "valg_a": [1.0] * n, "valg_b": [0.0] * n}
    return pd.DataFrame(rows | values)


def wave_data(
    frame: pd.DataFrame | None = None,
    minimum_n: int | None = None,
    project: Project = PROJECT,
    wave: Wave = WAVE,
    **parts: Any,
) -> WaveData:
    """Return a wave's data with one survey, and the tables that the exhibit reads."""
    if minimum_n is not None:
        disclosure = Disclosure(minimum_n=minimum_n)
        project = replace(
            project, settings=project.settings.model_copy(update={"disclosure": disclosure})
        )
    surveys = {} if frame is None else {"liten": frame}
    return WaveData(project, wave, GivenTables(surveys=surveys, **parts))


def linked_data(
    classes: list[int | None], values: list[float | None], sizes: list[float] | None = None
) -> WaveData:
    """Return linked leaders by class of `innbyggere`, with their index values.

    The sizes are in the middle of the classes unless they are given.
    """
    ids = pd.Series([str(number) for number in range(len(classes))], dtype="str")
    numbers = pd.Series(values, dtype="float64")
    middle = {0: 5.0, 1: 15.0, 2: 25.0}
    folketall = sizes or [middle.get(level) if level is not None else None for level in classes]
    linked = pd.DataFrame(
        {
            "respondent": ids,
            "key": "0301",
            "folketall": pd.Series(folketall, dtype="float64"),
        }
    )
    levels = pd.cut(numbers, [0, 2.5, 3.5, 5], labels=False).astype("Int64")
    indices = pd.DataFrame(
        {"survey": "liten", "respondent": ids, "indeks": numbers, "indeks_class": levels}
    )
    everyone = respondents(respid=list(ids), rolle=[1] * len(ids))
    return wave_data(everyone, links={LINK.id: linked}, index_values=indices)
