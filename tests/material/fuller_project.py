"""The little project with what a report may have beside its exhibits: what mutations are made of.

Derived variables, a design, filters, a theme, reports for units and for the public, formats, texts
with bindings, works that are cited, and an overview of chapters.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from small_project import (
    ALL,
    EXHIBITS,
    RAW,
    REPORT_FOLDER,
    configuration,
    write_project,
    write_yaml,
)

Contents = dict[str, Any]
PUBLIC = "config/reports/offentlig"
OVERVIEW = "config/reports/utkast/chapters.yaml"
SUMMARY = """\
---
title: Sammendrag
order: 0
---

Undersøkelsen har {figur-3: n} svar, se {figur-3}. *Lederne* svarer **sjelden** nei[^svar].

[Lederne er mest fornøyde.]{claim=u1} Det sier også [@rogde2020, s. 12; @kd2017], som ligger hos
[NIFU](https://nifu.no/?a=1&b=2).

- Første punkt
  - Et underpunkt om {figur-3: rektor / maal_klare: mean | 2}
- {figur-5: significant} av {figur-5: tests} er det

> Et sitat fra en leder.

[^svar]: En fotnote om svarene.

{include: felles.md}
"""
CHAPTER = """\
---
chapter: svar
---

## Hva de svarte

{figur-3}

1. Kartlegge
2. Velge

| Hva | Hvor mye |
|---|---|
| Mål | {figur-3: rektor - ansatt / maal_felles: mean | signed} |

### Mer

Snittet er {tabell-4: ansatt / highest: label}^[En fotnote.] og {claim: u1}.
"""
BIBTEX = """\
@book{rogde2020, title = {En {B}ok om m{\\aa}l}, author = {Rogde, Kari and von Bok, \\"Ole},
  year = 2020, publisher = {NIFU}, url = {https://nifu.no/bok}}
@article{kd2017, title = "Meldinga", editor = {Kunnskapsdepartementet}, journal = {Tidsskrift},
  date = {2017-03-01}}
"""
CSL = """\
[{"id": "rogde2020", "title": "En bok", "author": [{"family": "Rogde", "given": "Kari"}],
  "issued": {"date-parts": [[2020, 1]]}, "publisher": "NIFU", "URL": "https://nifu.no/bok"},
 {"id": "kd2017", "title": "Meldinga", "editor": [{"literal": "KD"}], "container-title": "T"}]
"""


def fuller() -> Contents:
    """Return the content of every file that a person writes, by its path; a text as it stands."""
    found: Contents = configuration(ALL)
    found["config/config.yaml"] |= {
        "language": "nb", "missing_kinds": {"not_seen": "Ikke sett"},
        "tables": {"csv": {"excel": True}},
        "theme": {"colours": {"ink": "#222222", "accents": ["#174A7C", "#8A4B0F"]},
                  "sizes": {"all": 1.0}, "typefaces": {"word": "Arial"}},
    }  # fmt: skip
    found["config/surveys/ledere.yaml"]["batteries"][1]["items"][0]["since"] = "2024"
    found["config/surveys/ledere.yaml"]["holds"] = "answers"
    found["config/surveys/ansatte.yaml"] |= {
        "derived": _derived(), "repeated_answers": 0.1,
        "design": {"strata": ["fylke"], "population": "frame", "incomplete": "leave_out",
                   "rake": {"variables": ["fylke"], "maximum": 5}},
    }  # fmt: skip
    found[f"{RAW}/wave.yaml"]["surveys"]["ledere"] |= {
        "dispositions": {"refusal": 4, "non_contact": 2, "ineligible": 1}, "header_rows": 1,
        "sample": "invited", "changes": {
            "maal_uklare": {"label": "Målene var uklare", "comparable": True},
            "har_tiltak": {"codes": {1: 0, 0: 1}}},
    }  # fmt: skip
    trend = [e for e in found[f"{EXHIBITS}/mer.yaml"]["exhibits"] if e["kind"] == "trend"]
    trend[0]["breaks"] = [{"measure": "maal_klare", "wave": "2024", "reason": "reworded"}]
    trend[0]["adjustment"] = "benjamini-hochberg"
    found[f"{EXHIBITS}/svar.yaml"]["exhibits"][0] |= {"where": "maal_felles >= 2", "weighted": True}
    found[f"{REPORT_FOLDER}/report.yaml"] |= {
        "subtitle": {"nb": "Om målene", "en": "On the aims"}, "language": "nb",
        "formats": ["report", "word", "powerpoint"], "figures": {"word": "native"},
        "units": {"by": {"ansatte": "fylke"}}, "waves": ["2024"], "weighted": False,
        "theme": {"lines": {"axis": 1.0}},
    }  # fmt: skip
    found[f"{PUBLIC}/report.yaml"] = {
        "id": "offentlig", "title": "For alle", "audience": "public", "surveys": ["ansatte"],
        "disclosure": {"preset": "acro", "count": 5, "base": 10, "most_hidden": 80, "seconds": 5},
        "where": {"ansatte": "fylke = 1 or fylke = 2"},
        "chapters": [{"id": "alle", "title": "Alle"}],
    }  # fmt: skip
    found[f"{PUBLIC}/exhibits/alle.yaml"] = {"exhibits": [
        {"id": "tabell-1", "kind": "frequencies", "number": "Tabell 1", "title": "Trivsel",
         "section": "1", "survey": "ansatte", "variable": "trives"},
    ]}  # fmt: skip
    found["config/config.yaml"]["reports"] = ["rapport", "offentlig"]
    found[OVERVIEW] = {
        "title": "Utkast", "survey": "ledere", "minimum_answers": 5,
        "chapters": [{"heading": "Målene", "show": ["maal", "har*"], "by": ["rolle"]},
                     {"heading": "Resten", "survey": "ansatte", "show": ["resten"]}],
    }  # fmt: skip
    text = f"{REPORT_FOLDER}/text"
    return found | {
        f"{text}/sammendrag.md": SUMMARY, f"{text}/svar.md": CHAPTER,
        f"{text}/felles.md": "Felles ord om {tabell-1}.\n",
        f"{REPORT_FOLDER}/references.bib": BIBTEX, f"{PUBLIC}/references.json": CSL,
        f"{PUBLIC}/text/alle.md": "---\norder: 2\ntitle: Ord\n---\n\nSe [@rogde2020; @kd2017].\n",
    }  # fmt: skip


def _derived() -> list[Contents]:
    return [
        {"name": "enig", "label": "Enig", "recode": {"variable": "maal_klare", "into": [
            {"label": "Nei", "codes": [1, 2, 3]}, {"label": "Ja", "codes": [4, 5]}]}},
        {"name": "delt", "label": "Delt", "cut": {"variable": "snitt", "classes": [
            {"label": "Lav", "below": 3}, {"label": "Høy"}]}},
        {"name": "snitt", "label": "Snitt", "mean": {
            "variables": ["maal_klare", "maal_felles"], "minimum_valid": 1}},
        {"name": "hoye", "label": "Høye svar", "count": {
            "variables": ["maal_klare", "trives"], "values": [5]}},
        {"name": "hvem", "label": "Hvem", "when": [
            {"label": "Nord, enig", "where": "fylke = 1 and maal_klare >= 4"}],
         "otherwise": {"label": "Andre"}},
        {"name": "tall", "label": "Tall", "expression": "(maal_klare - 1) / 4 * 100"},
    ]  # fmt: skip


def write_fuller(root: Path) -> Path:
    """Write the project into a folder, which is made."""
    write_project(root)
    for name, content in fuller().items():
        write_content(root / name, content)
    return root


def write_content(path: Path, content: Any) -> None:
    """Write a file's content: keys and values as YAML, a text as it stands."""
    if isinstance(content, str):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    else:
        write_yaml(path, content)


def content_of(path: Path) -> Any:
    """Return the content of a file, as `write_content` wrote it."""
    text = path.read_text(encoding="utf-8")
    return yaml.safe_load(text) if path.suffix == ".yaml" else text
