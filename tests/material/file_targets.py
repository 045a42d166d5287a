"""The readers of data files, each with a real file and what a correct reading is held against."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd
import pyreadstat

from evaluering.config.project import Project, load_project
from evaluering.data.codebook import apply_codebook
from evaluering.data.crossreferences import read_captions
from evaluering.data.frames import frame_findings, read_frame
from evaluering.data.membership import member_findings, read_membership
from evaluering.data.published import read_cells, read_list
from evaluering.data.reading import read_raw
from evaluering.data.registry import build_units, read_sources
from evaluering.render.language import say
from file_mutations import BYTES, LINES, REPLY, Mutation
from workspace import RAW, REPORT, REPOSITORY, WAVE

SURVEY = "uh"
REGISTRY = "kommuner"
PUBLISHED = REPOSITORY / f"data/raw/published/{REPORT}"


@dataclass(frozen=True)
class Reading:
    """What was read of a file: its table, and what the researcher is told."""

    table: pd.DataFrame
    findings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Target:
    """A reader, the name and content of a real file for it, and how such files go wrong."""

    name: str
    content: Callable[[], bytes]
    read: Callable[[Path], Reading]
    mutations: tuple[Mutation, ...]


@cache
def project() -> Project:
    return load_project(REPOSITORY)


def _real(*parts: str) -> Callable[[], bytes]:
    return (REPOSITORY.joinpath(RAW, *parts)).read_bytes


@cache
def _answers() -> pd.DataFrame:
    return _survey(REPOSITORY / RAW / f"{SURVEY}.sav").table


def _survey(path: Path) -> Reading:
    loaded = project()
    frame, quality = apply_codebook(
        read_raw(path), loaded.surveys[SURVEY], loaded.surveys, loaded.scales, path, ""
    )
    return Reading(frame, tuple(f"{f.variable} {say(f.told)} {f.count}" for f in quality.findings))


def _saved(write: Callable[[pd.DataFrame, Path], object], suffix: str) -> Callable[[], bytes]:
    @cache
    def content() -> bytes:
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"x{suffix}"
            write(_answers(), path)
            return path.read_bytes()

    return content


def _zsav(frame: pd.DataFrame, path: Path) -> None:
    pyreadstat.write_sav(_plain(frame), path, compress=True)


def _dta(frame: pd.DataFrame, path: Path) -> None:
    pyreadstat.write_dta(_plain(frame), path)


def _csv(frame: pd.DataFrame, path: Path) -> None:
    frame.to_csv(path, index=False, sep=";")


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.apply(lambda s: s if s.dtype == "str" else s.astype("float64"))


def _frame(path: Path) -> Reading:
    book, sent = project().surveys[SURVEY], project().waves[WAVE].surveys[SURVEY].invited
    frame = read_frame(path, book)
    return Reading(frame, tuple(say(f.told) for f in frame_findings(frame, book, sent, _answers())))


def _members(path: Path) -> Reading:
    members = read_membership(path)
    sent = project().waves[WAVE].surveys["nettverk"].invited
    return Reading(members, tuple(say(f.told) for f in member_findings(members, sent)))


def _reply(path: Path) -> Reading:
    whole = project().registries[REGISTRY]
    own = [v for v in whole.variables if v.file == "11820.json"]
    registry = whole.model_copy(update={"variables": own, "structural": [], "expected": 356})
    built = build_units(registry, read_sources(registry, path.parent), path.parent, 2020)
    return Reading(built.frame, tuple(map(say, built.findings)))


def _units(path: Path) -> Reading:
    whole = project().registries[REGISTRY]
    own = whole.variables[0].model_copy(
        update={"file": path.name, "key": "nr", "column": "folketall", "name": "navn",
                "region": None, "select": {}, "table": None}
    )  # fmt: skip
    registry = whole.model_copy(
        update={"variables": [own], "structural": [], "expected": len(_municipalities())}
    )
    built = build_units(registry, read_sources(registry, path.parent), path.parent, 2020)
    return Reading(built.frame, tuple(map(say, built.findings)))


def _municipalities() -> pd.DataFrame:
    rows = [(f"{301 + 7 * n:04d}", f"Kommune {n}", 1000 + 17 * n) for n in range(60)]
    return pd.DataFrame(rows, columns=["nr", "navn", "folketall"])


def _sheet() -> bytes:
    content = io.BytesIO()
    _municipalities().to_excel(content, index=False)
    return content.getvalue()


def _printed(path: Path) -> Reading:
    cells = read_cells(path.parent)
    rows = [(p.exhibit, p.row, p.column, text) for p, text in cells.items()]
    return Reading(pd.DataFrame(rows, dtype="str"))


def _listed(path: Path) -> Reading:
    for listed in PUBLISHED.glob("*.csv"):
        if listed.name != path.name:
            (path.parent / listed.name).touch()
    return Reading(pd.DataFrame([vars(entry) for entry in read_list(path.parent)]))


def _captions(path: Path) -> Reading:
    return Reading(pd.DataFrame([vars(caption) for caption in read_captions(path.parent)]))


def _published(name: str, read: Callable[[Path], Reading]) -> Target:
    return Target(name, (PUBLISHED / name).read_bytes, read, LINES)


TARGETS = (
    Target("uh.sav", _real("uh.sav"), _survey, BYTES),
    Target("uh.zsav", _saved(_zsav, ".zsav"), _survey, BYTES),
    Target("uh.dta", _saved(_dta, ".dta"), _survey, BYTES),
    Target("uh.csv", _saved(_csv, ".csv"), _survey, LINES),
    Target("frame.csv", _real("frames", "uh.csv"), _frame, LINES),
    Target("members.csv", _real("frames", "nettverk-medlemmer.csv"), _members, LINES),
    Target("11820.json", _real("ssb", "11820.json"), _reply, REPLY),
    Target("units.csv", lambda: _municipalities().to_csv(index=False).encode(), _units, LINES),
    Target("units.xlsx", _sheet, _units, BYTES),
    _published("tabell-8.csv", _printed),
    _published("exhibits.csv", _listed),
    _published("captions.csv", _captions),
)
