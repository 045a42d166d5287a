"""A little survey on a scale of any shape, in memory: two groups, two items, answers as told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from evaluering.config.chapters import Chapter
from evaluering.config.exhibits.base import Exhibit
from evaluering.config.scales import Scale
from evaluering.config.surveys import Battery, Item, Survey, Variable
from evaluering.config.waves import SurveyFile, Wave
from evaluering.data.tables import GivenTables
from evaluering.data.wave_data import WaveData
from small import EXHIBIT, PROJECT
from small import GROUPS as SMALL_GROUPS

ENDS = {"0": ("Ikke sannsynlig", "Svært sannsynlig"), "1": ("Helt uenig", "Helt enig")}
GROUPS = ["leder", "lærer"]
ITEMS = ["a", "b"]


def scale(points: int, start: int = 1, *, step: int = 1, dont_know: bool = True) -> Scale:
    """Return a scale of so many points; long ones have numbers for labels but at the ends."""
    codes = [start + step * k for k in range(points)]
    low, high = ENDS["0" if points > 7 else "1"]
    labels = [low, *(f"Svar {code}" if points < 8 else str(code) for code in codes[1:-1]), high]
    missing = {98: "dont_know"} if dont_know else {}
    return Scale.model_validate(
        {"id": "skala", "codes": codes, "labels": labels, "missing": missing | {99: "unanswered"}}
    )


def scaled_data(own: Scale, answers: Mapping[str, Sequence[Any]], minimum_n: int = 0) -> WaveData:
    """Return a wave with answers to both items: ``rolle``, ``a`` and ``b`` by respondent."""
    survey = Survey(
        id="liten",
        title="Liten",
        variables=[Variable(name="rolle", label="Rolle", values={1: "Leder", 2: "Lærer"})],
        batteries=[
            Battery(id="b", question="Hva mener du?", scale="skala", items=[
                Item(name="a", label="Vi har det vi trenger"),
                Item(name="b", label="Vi vet hva som kommer til å skje"),
            ])
        ],
    )  # fmt: skip
    settings = PROJECT.settings.model_copy(
        update={"disclosure": PROJECT.settings.disclosure.model_copy(
            update={"minimum_n": minimum_n})}
    )  # fmt: skip
    project = replace(
        PROJECT, settings=settings, scales={"skala": own}, surveys={"liten": survey}, indices={},
        registries={}, links={}, groups={name: SMALL_GROUPS[name] for name in GROUPS},
    )  # fmt: skip
    n = len(answers["rolle"])
    frame = pd.DataFrame({"respondent_number": [str(k) for k in range(n)], **answers})
    typed = frame.astype(dict.fromkeys(["rolle", *ITEMS], "Int64"))
    wave = Wave(id="2021", title="V", source="syntetisk", surveys={"liten": SurveyFile(file="x")})
    return WaveData(project, wave, GivenTables(surveys={"liten": typed}))


def spread(own: Scale, n: int = 40, *, seed: int = 3) -> dict[str, Any]:
    """Return answers over the whole scale, with don't know among them where it is a choice."""
    draw = np.random.default_rng(seed)
    codes = [*own.codes, *(k for k in (98, 99) if own.missing_codes.kind(k))]
    return {"rolle": [1 + k % 2 for k in range(n)], **{i: draw.choice(codes, n) for i in ITEMS}}


def at_one_end(own: Scale, n: int = 40, *, last: bool = True) -> dict[str, Any]:
    """Return the same answer from everyone: the last of the scale, or the first."""
    code = own.codes[-1 if last else 0]
    return {"rolle": [1 + k % 2 for k in range(n)], **dict.fromkeys(ITEMS, [code] * n)}


def of_scale(kind: str, **keys: Any) -> Exhibit:
    """Return a figure of both items (or the first) for both groups."""
    shown = {"item": "a"} if kind == "percentages" else {"items": ITEMS}
    more = {"start_label": "s", "end_label": "e"} if kind == "closeness" else {}
    content = {"id": "figur-1", "kind": kind, **EXHIBIT, "groups": GROUPS, **shown, **more, **keys}
    (made,) = Chapter.model_validate({"exhibits": [content]}).exhibits
    return made
