"""A copy of the project with one wave, which has many times the respondents.

    python benchmarks/enlarging.py --times 1000 FOLDER

Every respondent is repeated under a new identifier, in the same actor group, with the same key to
the registry. Three in ten answers to an item are another respondent's answer to it, drawn from a
seed, so that the rows are not the same rows; who was not asked stays so. Frames, lists of members
and the numbers in wave.yaml are multiplied. Registries are as they are, and so is configuration,
but for the other waves: the R script beside it reads this one alone.
"""

from __future__ import annotations

import argparse
import re
import shutil
from pathlib import Path

import numpy as np
import pandas as pd

from evaluering.config.project import load_project

ROOT = Path(__file__).resolve().parents[1]
WAVE = "2021-syntetisk"
SEED = 2021
EXCHANGED = 0.3
"""The share of answers that are another respondent's."""
COUNTS = r"(?<=population: )\d+|(?<=sent: )\d+|(?<=,)\d+$"
"""The numbers of people in wave.yaml, the frames and the lists of members."""


def copied_project(folder: Path) -> Path:
    """Copy what a build of the wave reads."""
    for name in ("config", "profiles", "data/raw"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("Snakefile", "environment.yaml"):
        shutil.copy(ROOT / name, folder / name)
    settings = folder / "config/config.yaml"
    text, lines = re.subn(
        r"^waves: .*$", f"waves: [{WAVE}]", settings.read_text("utf-8"), flags=re.M
    )
    assert lines == 1
    settings.write_text(text, "utf-8")
    return folder


def enlarged_project(folder: Path, times: int) -> Path:
    """Copy what a build reads, with every respondent `times` times."""
    project = copied_project(folder)
    if times > 1:
        enlarge(project, times)
    return project


def enlarge(project: Path, times: int) -> None:
    """Multiply the wave's respondents in place."""
    import pyreadstat

    from evaluering.data.writing import write_sav

    loaded, raw = load_project(project).of_wave(WAVE), project / "data/raw" / WAVE
    for name, one in loaded.waves[WAVE].surveys.items():
        survey, file = loaded.surveys[name], raw / one.file
        frame, _ = pyreadstat.read_sav(file, user_missing=True)
        columns = survey.columns(loaded.scales)
        items = [name for name, c in columns.items() if c.kind == "item" and name in frame]
        many = varied(frame, items, times).assign(**{survey.identifier: _numbers(frame, times)})
        write_sav(many[list(frame)], columns, file, file_label="Benchmark")
    for file in (raw / "wave.yaml", *(raw / "frames").glob("*.csv")):
        text = file.read_text(encoding="utf-8")
        scaled = re.sub(COUNTS, lambda count: str(int(count[0]) * times), text, flags=re.M)
        file.write_text(scaled, encoding="utf-8")


def varied(frame: pd.DataFrame, items: list[str], times: int) -> pd.DataFrame:
    """Repeat a survey's rows, and exchange some answers to each item among those who answered."""
    rng = np.random.default_rng(SEED)
    many = {name: np.tile(frame[name].to_numpy(), times) for name in frame}
    for name in items:
        values = many[name]
        given = np.flatnonzero(~pd.isna(values))
        chosen = given[rng.random(len(given)) < EXCHANGED]
        values[chosen] = rng.permutation(values[chosen])
    return pd.DataFrame(many)


def _numbers(frame: pd.DataFrame, times: int) -> np.ndarray:
    return np.arange(1.0, len(frame) * times + 1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=1000)
    given = parser.parse_args()
    enlarged_project(given.folder, given.times)
