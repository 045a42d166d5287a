"""A little project, written into a folder: two surveys, a registry, and every kind of exhibit.

`write_project` is what tests run on that need files, and `build` does its jobs. Each part that a
project may lack is a switch in `Parts`; what rests on a part that is off is left out with it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyreadstat
import yaml

from evaluering.cli.index import index_page, write
from evaluering.cli.making import make
from evaluering.config.paths import Paths
from evaluering.config.project import Project, load_project
from evaluering.workflow.flow import Flow

WAVE = "2024"
REPORT = "rapport"
SURVEYS = ("ansatte", "ledere")
RAW = f"data/raw/{WAVE}"
REPORT_FOLDER = f"config/reports/{REPORT}"
EXHIBITS = f"{REPORT_FOLDER}/exhibits"
PUBLISHED = f"data/raw/published/{REPORT}"
PROCESSED = f"data/processed/{WAVE}"
FIGURES = f"figures/{WAVE}/{REPORT}"
DOCUMENTS = f"reports/{WAVE}/{REPORT}"
OUTPUTS = ("figures", "reports", "data/processed")
PLACES = {f"{n:04}": f"Sted {n}" for n in range(101, 113)}
SIZES = (800, 1500, 2100, 2900, 4100, 5200, 6800, 8000, 12000, 19000, 45000, 90000)
LEADERS, STAFF = 36, 60
CHAPTERS = {"utvalg": "Utvalg", "svar": "Svar", "sammenheng": "Sammenhenger", "tekst": "Modell",
            "mer": "Mer"}  # fmt: skip
Content = dict[str, Any]


@dataclass(frozen=True)
class Parts:
    """What the project has.

    Attributes
    ----------
    identifier
        A variable that tells respondents apart; else the rows are numbered.
    sent
        How many each survey was sent to.
    frames
        Population frames of both surveys, and a list of members of one.
    registry, links
        A JSON-stat2 registry of places, and the leaders' link to it.
    indices
        An index for the leaders, who are linked, and one for the staff, who are not.
    boxes
        A question where several boxes can be ticked.
    groups
        Named actor groups; else each survey is one.
    own_missing
        A kind of missing that the project names itself.
    scale_in_survey
        The scales stand in the surveys' own files.
    claims
        Claims of the report.
    printed
        A publication that the report reproduces.
    """

    identifier: bool = True
    sent: bool = True
    frames: bool = True
    registry: bool = True
    links: bool = True
    indices: bool = True
    boxes: bool = True
    groups: bool = True
    own_missing: bool = False
    scale_in_survey: bool = False
    claims: bool = True
    printed: bool = True

    @property
    def linked(self) -> bool:
        """Whether anyone is linked to the registry."""
        return self.registry and self.links


ALL = Parts()
NONE = Parts(**{field.name: False for field in fields(Parts)})
"""As little as a project can have: two surveys and their answers."""


def write_project(root: Path, parts: Parts = ALL, **switches: bool) -> Path:
    """Write a project into a folder, which is made.

    Parameters
    ----------
    root
        The project's folder.
    parts
        What it has.
    **switches
        Parts that are otherwise.

    Returns
    -------
    Path
        The folder.
    """
    parts = replace(parts, **switches)
    for name, content in configuration(parts).items():
        write_yaml(root / name, content)
    _write_answers(root / RAW, parts)
    if parts.registry:
        _write(root / RAW / "ssb/folk.json", json.dumps(_reply(), ensure_ascii=False))
    if parts.frames:
        _write(root / RAW / "frames/ledere.csv", "variable,category,population\n"
               "rolle,1,30\nrolle,2,30\n")  # fmt: skip
        _write(root / RAW / "frames/ansatte.csv", "variable,category,population\n"
               "fylke,1,40\nfylke,2,50\nfylke,3,30\n")  # fmt: skip
        _write(root / RAW / "frames/ledere-medlemmer.csv", "unit,networks,role,members\n"
               "Nord,2,Eier,6\nNord,2,Lærer,4\nSør,3,Eier,5\nSør,3,Lærer,0\n")  # fmt: skip
    if parts.printed:
        _write_printed(root / PUBLISHED)
    return root


def build(root: Path, *commands: str) -> Project:
    """Make the parts of a project in this process, each after those that it reads from.

    Parameters
    ----------
    root
        The project's folder.
    *commands
        Which commands; all jobs where none is named.
    """
    project = load_project(root)
    flow = Flow(project)
    for part in flow.parts:
        if not commands or part.command[0] in commands:
            make(flow, [part], again=True)
    if not commands or "index" in commands:
        paths = Paths.of(project, root)
        write(paths, index_page(project, paths, {}))
    return project


def write_yaml(path: Path, content: Content) -> None:
    """Write configuration as people do: keys in order, short lists on one line."""
    text = yaml.dump(
        content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000,
        default_flow_style=None,
    )  # fmt: skip
    _write(path, text)


class _Dumper(yaml.SafeDumper):
    """Writes what stands twice twice, rather than a reference to the first."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def configuration(parts: Parts) -> dict[str, Content]:
    """Return the content of every configuration file, by its path from the root."""
    found: dict[str, Content] = {
        "config/config.yaml": _settings(parts),
        "config/surveys/ledere.yaml": _leaders(parts),
        "config/surveys/ansatte.yaml": _staff(parts),
        f"{RAW}/wave.yaml": _wave(parts),
        f"{REPORT_FOLDER}/report.yaml": _report(parts),
    }
    if not parts.scale_in_survey:
        found["config/scales.yaml"] = {"scales": _scales(parts)}
    if parts.groups:
        found["config/groups.yaml"] = {"groups": _groups()}
    if parts.indices:
        found["config/indices.yaml"] = {"indices": _indices(parts)}
    if parts.registry:
        links = {"links": [_link(parts)]} if parts.links else {}
        found["config/registries.yaml"] = {"registries": [_registry()], **links}
    for chapter, exhibits in chapters(parts).items():
        found[f"{EXHIBITS}/{chapter}.yaml"] = {"exhibits": exhibits}
    if parts.claims:
        found[f"{REPORT_FOLDER}/claims.yaml"] = {"claims": _claims(parts), "untestable": UNASKED}
    return found


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _settings(parts: Parts) -> Content:
    kinds = {"missing_kinds": {"not_seen": "Ikke sett"}} if parts.own_missing else {}
    return {
        "reports": [REPORT],
        **kinds,
        "conventions": {"monte_carlo_draws": 100, "parallel_draws": 20},
        "disclosure": {"minimum_n": 3},
        "figures": {"formats": ["svg", "png"], "dpi": 72},
    }


def _missing(parts: Parts) -> Content:
    return {8: "dont_know", 9: "unanswered"} | ({7: "not_seen"} if parts.own_missing else {})


def _scales(parts: Parts) -> list[Content]:
    agree = ["Helt uenig", "Delvis uenig", "Både – og", "Delvis enig", "Helt enig"]
    return [
        {"id": "enighet", "codes": [1, 2, 3, 4, 5], "labels": agree, "missing": _missing(parts)},
        {"id": "ja-nei", "codes": [0, 1], "labels": ["Nei", "Ja"], "missing": {9: "unanswered"}},
    ]


def _leaders(parts: Parts) -> Content:
    boxes = {
        "id": "tema", "question": "Hva har dere arbeidet med?",
        "options": [{"name": "tema_fag", "label": "Fag"}, {"name": "tema_miljo", "label": "Miljø"}],
    }  # fmt: skip
    key = {"name": "kommune", "label": "Kommunen", "kind": "key", "digits": 4, "several": "9998",
           "missing": {9999: "unanswered"}, "asked_if": {"rolle": [1]}}  # fmt: skip
    return {
        "id": "ledere",
        "title": "Ledere",
        "respondents": "ledere",
        **({"identifier": "respid"} if parts.identifier else {}),
        **({"scales": _scales(parts)} if parts.scale_in_survey else {}),
        "variables": [
            {"name": "rolle", "label": "Rolle", "values": {1: "Rektor", 2: "Avdelingsleder"},
             "missing": {99: "unanswered"}},
            {"name": "aar", "label": "År i stillingen", "kind": "number", "minimum": 0,
             "maximum": 50, "missing": {999: "unanswered"}},
            *([key] if parts.linked else []),
        ],
        **({"multiple_responses": [boxes]} if parts.boxes else {}),
        "batteries": [
            {"id": "maal", "question": "Hvor enig er du?", "scale": "enighet", "items": [
                {"name": "maal_klare", "label": "Målene er klare"},
                {"name": "maal_felles", "label": "Vi har felles mål"},
                {"name": "maal_uklare", "label": "Målene er uklare", "reversed": True},
            ]},
            {"id": "tiltak", "question": "Har dere tiltak?", "scale": "ja-nei", "items": [
                {"name": "har_tiltak", "label": "Vi har satt i gang tiltak"},
            ]},
        ],
        "open_questions": [{"name": "annet", "question": "Noe annet?", "optional": True}],
    }  # fmt: skip


def _staff(parts: Parts) -> Content:
    return {
        "id": "ansatte",
        "title": "Ansatte",
        **({"identifier": "respid"} if parts.identifier else {}),
        "variables": [
            {"name": "fylke", "label": "Fylke", "values": {1: "Nord", 2: "Sør", 3: "Vest"}},
            {"name": "verv", "label": "Verv", "values": {0: "Nei", 1: "Ja"}, "optional": True},
        ],
        "batteries": [
            {"id": "maal", "question": "Hvor enig er du?", "scale": "enighet", "items": [
                {"name": "maal_klare", "label": "Målene er klare"},
                {"name": "maal_felles", "label": "Vi har felles mål"},
                {"name": "trives", "label": "Jeg trives"},
            ]},
        ],
        "open_questions": [{"name": "merknad", "question": "Noe mer?", "optional": True}],
    }  # fmt: skip


def _groups() -> list[Content]:
    return [
        {"id": "rektor", "label": "Rektor", "survey": "ledere", "where": {"rolle": [1]}},
        {"id": "avdeling", "label": "Avdelingsleder", "survey": "ledere", "where": {"rolle": [2]}},
        {"id": "ansatt", "label": "Ansatt", "survey": "ansatte", "colour": "#228833"},
    ]


def leaders(parts: Parts) -> str:
    """Return the group of leaders that a project has: the linked ones, or the whole survey."""
    return "rektor" if parts.groups else "ledere"


def staff(parts: Parts) -> str:
    """Return the group of the staff."""
    return "ansatt" if parts.groups else "ansatte"


def _indices(parts: Parts) -> list[Content]:
    classes = [
        {"id": "lav", "label": "Lav", "upto": 2.5},
        {"id": "middels", "label": "Middels", "upto": 3.5},
        {"id": "hoy", "label": "Høy"},
    ]
    return [
        {"id": "klarhet", "label": "Klare mål", "question": "Hvor klare er målene?",
         "group": leaders(parts), "items": ["maal_klare", "maal_felles", "maal_uklare"],
         "classes": classes},
        {"id": "trivsel", "label": "Trivsel", "question": "Hvor godt trives de ansatte?",
         "group": staff(parts), "items": ["maal_klare", "maal_felles", "trives"],
         "minimum_valid": 2, "classes": classes},
    ]  # fmt: skip


def _registry() -> Content:
    shared = {"file": "folk.json", "table": "07459", "region": "Region"}
    return {
        "id": "kommuner",
        "unit": {"one": "kommune", "many": "kommuner"},
        "source": "SSBs kommunedata",
        "key": "firesifret kommunenummer",
        "folder": "ssb",
        "year": 2023,
        "digits": 4,
        "excluded": ["9999"],
        "variables": [
            {"id": "folketall", "label": "Folketall ({year})", "unit": "personer", "decimals": 0,
             **shared, "select": {"ContentsCode": "Personer", "Tid": "{year}"}},
            {"id": "andel-barn", "label": "Andel barn", "unit": "prosent", **shared,
             "select": {"ContentsCode": "Barn", "Tid": "{year}"},
             "share_of": {"ContentsCode": "Personer", "Tid": "{year}"}},
        ],
        "structural": [
            {"id": "storrelse", "label": "Innbyggertall ({year})", "variable": "folketall",
             "classes": [
                 {"id": "liten", "label": "3000 eller færre", "upto": 3000},
                 {"id": "middels", "label": "3001–8000", "upto": 8000},
                 {"id": "stor", "label": "8001 eller flere"},
             ]},
        ],
    }  # fmt: skip


def _link(parts: Parts) -> Content:
    return {"id": "kommune", "registry": "kommuner", "group": leaders(parts), "key": "kommune"}


def _wave(parts: Parts) -> Content:
    sent = {"ledere": {"population": 80, "sent": 60}, "ansatte": {"population": 120}}
    files = {"ledere": "ledere.sav", "ansatte": "ansatte.csv"}
    return {
        "id": WAVE,
        "title": "Våren 2024",
        "source": "syntetisk",
        "surveys": {
            name: {"file": file, **(sent[name] if parts.sent else {})}
            for name, file in files.items()
        },
    }


def _report(parts: Parts) -> Content:
    printed = {"source": "Den trykte rapporten", "reproduces": [WAVE]} if parts.printed else {}
    return {
        "id": REPORT,
        "title": "En liten evaluering",
        **printed,
        "chapters": [{"id": name, "title": CHAPTERS[name]} for name in chapters(parts)],
    }


def chapters(parts: Parts) -> dict[str, list[Content]]:
    """Return the exhibits by chapter: one or more of each kind that the project has data for."""
    found: dict[str, list[Content]] = {name: [] for name in CHAPTERS}
    counts = {"figur": 0, "tabell": 0}

    def add(chapter: str, look: str, kind: str, **keys: Any) -> None:
        counts[look] += 1
        number = counts[look]
        found[chapter].append(
            {"id": f"{look}-{number}", "number": f"{look.title()} {number}", "kind": kind,
             "title": f"{look.title()} av {kind}", "section": "1", **keys}
        )  # fmt: skip

    _sample(parts, add)
    _answers(parts, add)
    _structure(parts, add)
    boxes = [{"id": "a", "text": "Start", "at": [1, 1]}, {"id": "b", "text": "Slutt", "at": [1, 2]}]
    arrows = [{"start": "a", "end": "b"}]
    add("tekst", "figur", "diagram", boxes=boxes, arrows=arrows, column_widths=[1, 2])
    rows = [["Start", "Plan"], ["Slutt"]]
    sections = [{"heading": "Del 1", "rows": rows}]
    add("tekst", "tabell", "text_table", columns=["Trinn", "Hva"], sections=sections)
    _further(parts, add)
    return {name: exhibits for name, exhibits in found.items() if exhibits}


def _sample(parts: Parts, add: Callable[..., None]) -> None:
    add("utvalg", "tabell", "response_rates", heading="Undersøkelse")
    add("utvalg", "tabell", "response_rates", survey="ledere", by="rolle")
    if parts.frames:
        panel = {"survey": "ansatte", "by": "fylke", "colour_of": staff(parts)}
        add("utvalg", "figur", "rates", panels=[panel])
        add("utvalg", "tabell", "membership", survey="ledere", heading="Nettverk")
    if parts.linked:
        add("utvalg", "figur", "attrition")


def _answers(parts: Parts, add: Callable[..., None]) -> None:
    two = [leaders(parts), staff(parts)]
    shared = ["maal_klare", "maal_felles"]
    add("svar", "figur", "group_means", groups=two, items=shared)
    add("svar", "tabell", "group_means", groups=two, items=["maal_klare", {
        "name": "maal_felles", "label": "Felles mål"}])  # fmt: skip
    add("svar", "figur", "percentages", groups=two, item="maal_klare")
    add("svar", "figur", "likert", groups=two[:1], items=["maal_uklare", *shared])
    add("svar", "figur", "forest", groups=two, items=shared)
    add("svar", "figur", "closeness", groups=two, items=shared, reversed_items=["maal_felles"],
        start_label="lengst fra", end_label="nærmest")  # fmt: skip
    if parts.boxes:
        add("svar", "tabell", "multiple_response", survey="ledere", question="tema", heading="Tema")


def _further(parts: Parts, add: Callable[..., None]) -> None:
    first, second = leaders(parts), staff(parts)
    items = ["maal_klare", "maal_felles"]
    if parts.sent:
        add("mer", "tabell", "outcome_rates", surveys=["ledere"], rates=["RR1", "RR6", "REF1"])
    add("mer", "tabell", "number_summary", group=first, variables=["aar", *items], by="rolle")
    add("mer", "figur", "number_summary", group=second, variables=["trives"], by="fylke",
        row_labels={"1": "Nordpå"})  # fmt: skip
    add("mer", "figur", "histogram", group=first, variable="aar")
    add("mer", "tabell", "category_means", group=second, variables=["trives", "maal_klare"],
        by="fylke", pairs=True, sort="value", labels={"trives": "Trivsel"})  # fmt: skip
    add("mer", "figur", "category_means", group=second, variables=items, by="fylke", test="ranks")
    add("mer", "tabell", "quotes", survey="ansatte", question="merknad", by="fylke",
        released=["Vi trenger […] tid"])  # fmt: skip
    add("mer", "tabell", "themes", survey="ansatte", codes=["fylke"], by="fylke")
    add("mer", "tabell", "agreement", survey="ledere", raters=[[item] for item in items],
        weights="linear", measurement="ordinal")  # fmt: skip
    add("mer", "tabell", "correlation_matrix", group=first, items=["maal_uklare", *items],
        method="spearman", adjustment="holm")  # fmt: skip
    add("mer", "tabell", "regression", group=second, item="trives", variables=["fylke"],
        items=["maal_klare"], model="ordinal")  # fmt: skip
    add("mer", "figur", "regression", group=second, item="trives", variables=["fylke"],
        items=["maal_klare"], cluster="fylke", drawn="standardised")  # fmt: skip
    if parts.indices:
        add("mer", "tabell", "factor_table", group=second, items=[*items, "trives"],
            hide_below=0.3)  # fmt: skip
    if parts.linked and parts.indices:
        add("mer", "tabell", "regression", group=first, index="klarhet", variables=["aar"],
            registry=["folketall"])  # fmt: skip
        add("mer", "tabell", "correlation_matrix", group=first, items=items[:1],
            indices=["klarhet"])  # fmt: skip
        add("mer", "tabell", "correlation_matrix", group=first, variables=["klarhet", "aar"])
        add("mer", "tabell", "category_means", group=second, variables=["trivsel"], by="fylke")
    _tables(parts, add)
    add("mer", "figur", "trend", groups=[first, second], measures=items, panel=True)
    add("mer", "tabell", "trend", groups=[second], measures=items, codes=[4, 5])
    add("mer", "figur", "trend_distribution", groups=[first, second], items=items)


def _tables(parts: Parts, add: Callable[..., None]) -> None:
    add("mer", "figur", "frequencies", survey="ledere", variable="maal_klare", missing="each",
        order="frequency", nets=[{"label": "Enig", "codes": [4, 5]}])  # fmt: skip
    add("mer", "tabell", "crosstab", survey="ledere", row="maal_klare", by="rolle", mean=True,
        missing="each", residuals=True, nets=[{"label": "Enig", "codes": [4, 5]}])  # fmt: skip
    questions = ["maal_klare", {"variable": "maal_felles", "mean": True, "label": "Felles mål",
                                "nets": [{"label": "Enig", "codes": [4, 5]}]}]  # fmt: skip
    add("mer", "tabell", "banner", survey="ledere", rows=questions, by=["rolle", "har_tiltak"],
        missing="each", minimum_base=5)  # fmt: skip
    if parts.boxes:
        add("mer", "tabell", "frequencies", survey="ledere", variable="tema", heading="Tema")
        add("mer", "tabell", "banner", survey="ledere", rows=["tema"], by=["tema", "groups"])
        add("mer", "figur", "crosstab", survey="ledere", row="tema", by="maal_klare")
    if parts.linked:
        add("mer", "tabell", "frequencies", survey="ledere", variable="storrelse")
    if parts.boxes:
        boxes = {"survey": "ledere", "question": "tema", "by": "rolle"}
        add("mer", "tabell", "multiple_response", **boxes, base="asked")
        add("mer", "figur", "multiple_response", **boxes)


def _structure(parts: Parts, add: Callable[..., None]) -> None:
    if parts.indices:
        for index in ("klarhet", "trivsel"):
            add("sammenheng", "tabell", "frequencies", index=index, heading="Vurdering")
    if parts.registry:
        add("sammenheng", "tabell", "frequencies", structural="storrelse", units="registry",
            heading="Innbyggertall")  # fmt: skip
    if parts.linked:
        add("sammenheng", "tabell", "frequencies", structural="storrelse", heading="Innbyggertall",
            count_heading="Antall rektorer", show_range=True)  # fmt: skip
    if parts.linked and parts.indices:
        add("sammenheng", "tabell", "crosstab", index="klarhet", by="storrelse")
        grid = {"rows": ["folketall", "andel-barn"], "columns": ["klarhet"]}
        add("sammenheng", "tabell", "correlations", **grid)
        add("sammenheng", "figur", "heatmap", **grid)


UNASKED = [
    {"id": "spart-tid", "section": "1", "exhibit": "tabell-1", "text": "De sparte tid",
     "reason": "ingen ble spurt om tiden"}
]  # fmt: skip


def _claims(parts: Parts) -> list[Content]:
    tiers = [[leaders(parts)], [staff(parts)]]
    found = [
        _claim("mean", {"order": {"over": "groups", "tiers": tiers}}, items=["maal_klare"]),
        _claim("survey_count", {"between": [2, 2]}),
        _claim("respondents", {"equals": LEADERS}, survey="ledere"),
        _claim("category_share", {"equals": 20}, survey="ansatte", by="fylke", categories=[1],
               source="answers", of="count"),
    ]  # fmt: skip
    if parts.sent:
        found.append(_claim("response_rate", {"equals": 60}, surveys=["ledere"]))
    if parts.indices:
        found.append(_claim("index_mean", {"at_least": 1}, indices=["klarhet"]))
    if parts.registry:
        found.append(
            _claim("registry_share", {"between": [33, 34]}, by="storrelse", classes=["liten"])
        )
    if parts.linked:
        found.append(_claim("attrition", {"between": [1, LEADERS]}, step="single"))
    if parts.linked and parts.indices:
        linked = {"between": [1, LEADERS]}
        found.append(_claim("index_answers", linked, index="klarhet", by="storrelse"))
    return [
        {"id": f"u{n}", "section": "1", "exhibit": "tabell-1", "text": "Påstand", **claim}
        for n, claim in enumerate(found, start=1)
    ]


def _claim(kind: str, expect: Content, **of: Any) -> Content:
    return {"quantity": {"kind": kind, **of}, "expect": expect}


def answers(parts: Parts = ALL) -> dict[str, pd.DataFrame]:
    """Return the answers of both surveys, the same each time."""
    draw = np.random.default_rng(20240407)
    codes = [1, 2, 3, 4, 5, 8, 9, *([7] if parts.own_missing else [])]
    weights = np.array([1, 2, 4, 6, 5, 1, 1, *([1] if parts.own_missing else [])], dtype=float)
    chances = weights / weights.sum()

    def items(n: int, *names: str) -> Content:
        level = draw.choice(codes, n, p=chances)
        return {
            name: np.where(draw.random(n) < 0.6, level, draw.choice(codes, n, p=chances))
            for name in names
        }

    roles = np.tile([1, 1, 2], LEADERS // 3)
    keys = draw.choice([int(code) for code in PLACES], LEADERS)
    keys[:2] = 9998, 9999
    leaders_answers: Content = {
        "respid": np.arange(1, LEADERS + 1),
        "rolle": roles,
        "aar": draw.integers(0, 30, LEADERS),
        **({"kommune": np.where(roles == 1, keys, np.nan)} if parts.linked else {}),
        **({"tema_fag": draw.integers(0, 2, LEADERS), "tema_miljo": draw.integers(0, 2, LEADERS)}
           if parts.boxes else {}),
        **items(LEADERS, "maal_klare", "maal_felles", "maal_uklare"),
        "har_tiltak": draw.choice([0, 1, 9], LEADERS),
    }  # fmt: skip
    staff_answers: Content = {
        "respid": np.arange(1001, 1001 + STAFF),
        "fylke": np.tile([1, 2, 3], STAFF // 3),
        **items(STAFF, "maal_klare", "maal_felles", "trives"),
        "merknad": np.where(np.arange(STAFF) % 2, "Vi trenger mye mer tid", ""),
    }
    found = {"ledere": pd.DataFrame(leaders_answers), "ansatte": pd.DataFrame(staff_answers)}
    if not parts.identifier:
        found = {name: frame.drop(columns="respid") for name, frame in found.items()}
    return found


def _write_answers(folder: Path, parts: Parts) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    found = answers(parts)
    agree: Mapping[int, str] = dict(zip(range(1, 6), _scales(parts)[0]["labels"], strict=True))
    items = [name for name in found["ledere"] if name.startswith("maal_")]
    pyreadstat.write_sav(
        found["ledere"].astype("float64"),
        folder / "ledere.sav",
        variable_value_labels={name: dict(agree) for name in items},
        missing_ranges={name: [8, 9] for name in items},
    )
    found["ansatte"].to_csv(folder / "ansatte.csv", index=False, sep=";")


def _reply() -> Content:
    """Return a JSON-stat2 reply with two years of people and children by place."""
    years = {"2022": 0.9, "2023": 1.0}
    codes = [*PLACES, "9999"]
    sizes = [*SIZES, 50]
    shares = [0.08 + 0.005 * n for n in range(len(codes))]
    values = [
        round(size * part * factor)
        for size, share in zip(sizes, shares, strict=True)
        for part in (1, share)
        for factor in years.values()
    ]

    def dimension(labels: Mapping[str, str]) -> Content:
        index = {code: place for place, code in enumerate(labels)}
        return {"category": {"index": index, "label": dict(labels)}}

    dimensions = {
        "Region": dimension({**PLACES, "9999": "Uoppgitt"}),
        "ContentsCode": dimension({"Personer": "Personer", "Barn": "Barn"}),
        "Tid": dimension({year: year for year in years}),
    }
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "07459: Befolkning",
        "source": "Syntetiske data",
        "updated": "2024-01-01T00:00:00Z",
        "id": list(dimensions),
        "size": [len(codes), 2, len(years)],
        "dimension": dimensions,
        "value": values,
    }


def _write_printed(folder: Path) -> None:
    """Write a publication with the table of the answers by role."""
    _write(folder / "tabell-2.csv", "row,column,printed\n"
           "Rektor,Antall svar (%),67\nAvdelingsleder,Antall svar (%),33\n")  # fmt: skip
    _write(folder / "exhibits.csv", "exhibit,number,page,section,rounding,note\n"
           "tabell-2,Tabell 2,3,1,half_up,\n")  # fmt: skip
    _write(folder / "corrections.csv", "exhibit,row,column,printed,used,proof\n")
    _write(folder / "omissions.csv", "exhibit,row,column,derived,proof\n")
