"""The readers of data files, each with a real file and what a correct reading is held against."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pandas as pd
import pyreadstat

from evaluering.config.project import Project, load_project
from evaluering.data.codebook import apply_codebook
from evaluering.data.crossreferences import read_captions
from evaluering.data.fetching.klass import unit_changes, valid_units
from evaluering.data.fetching.recording import SUFFIX, account_text, fetched_now, read_account_of
from evaluering.data.frames import frame_findings, read_frame
from evaluering.data.membership import member_findings, read_membership
from evaluering.data.published import read_cells, read_list
from evaluering.data.reading import read_raw
from evaluering.data.registry import build_units, read_sources
from evaluering.render.language import say
from file_mutations import BYTES, LINES, PLAIN_REPLY, REPLY, Mutation
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
    return load_project(REPOSITORY).of_wave(WAVE)


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


def _excel(frame: pd.DataFrame, path: Path) -> None:
    frame.to_excel(path, index=False)


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


def _codes() -> bytes:
    own = [{"code": nr, "name": name} for nr, name, _ in _municipalities().itertuples(index=False)]
    return json.dumps({"codes": own}).encode()


def _classified(path: Path) -> Reading:
    registry = project().registries[REGISTRY].model_copy(update={"classification": 131})
    units = valid_units(path.read_bytes(), path, registry)
    return Reading(pd.DataFrame(units.items(), columns=["key", "name"]))


def _changed(path: Path) -> Reading:
    return Reading(pd.DataFrame(map(vars, unit_changes(path.read_bytes(), path))))


def _changes() -> bytes:
    change = {"changeOccurred": "2020-01-01", "oldName": "A", "newName": "B"}
    own = [{"oldCode": f"{n:04}", "newCode": f"{n + 1:04}", **change} for n in range(301, 320)]
    return json.dumps({"codeChanges": own}).encode()


def _account() -> bytes:
    now = datetime(2024, 4, 7, tzinfo=UTC)
    return account_text(fetched_now(b"x", "https://a.no", {"a": "b"}, "2024-01-01", now)).encode()


def _fetched(path: Path) -> Reading:
    own = read_account_of(path.with_name(path.name.removesuffix(SUFFIX)))
    return Reading(pd.DataFrame([vars(own)] if own else []))


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
    Target("uh.xlsx", _saved(_excel, ".xlsx"), _survey, BYTES),
    Target("uh.csv", _saved(_csv, ".csv"), _survey, LINES),
    Target("frame.csv", _real("frames", "uh.csv"), _frame, LINES),
    Target("members.csv", _real("frames", "nettverk-medlemmer.csv"), _members, LINES),
    Target("11820.json", _real("ssb", "11820.json"), _reply, REPLY),
    Target("codes.json", _codes, _classified, PLAIN_REPLY),
    Target("changes.json", _changes, _changed, PLAIN_REPLY),
    Target("folk.json.fetch.json", _account, _fetched, PLAIN_REPLY),
    Target("units.csv", lambda: _municipalities().to_csv(index=False).encode(), _units, LINES),
    Target("units.xlsx", _sheet, _units, BYTES),
    _published("tabell-8.csv", _printed),
    _published("exhibits.csv", _listed),
    _published("captions.csv", _captions),
)
