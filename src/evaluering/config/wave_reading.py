"""Reading every wave of a project, and the faults of those that cannot be read."""

from __future__ import annotations

from collections.abc import Iterable
from os.path import lexists
from pathlib import Path

from evaluering.config.places import RESERVED, unnamed_wave
from evaluering.config.reading import read_model
from evaluering.config.reports import Settings
from evaluering.config.waves import Wave
from evaluering.errors import ConfigError, ConfigErrors, ConfigFault


def read_waves(root: Path, settings: Settings) -> tuple[dict[str, Wave], dict[str, ConfigErrors]]:
    """Return the waves, and the faults of those that cannot be read."""
    waves: dict[str, Wave] = {}
    faulty: dict[str, ConfigErrors] = {}
    for name in _wave_names(root, settings):
        file = Path("data/raw") / name / "wave.yaml"
        fault = unnamed_wave(root, name)
        if fault is None and not lexists(root / file):
            fault = _no_wave(file)
        if fault is not None:
            faulty[name] = ConfigErrors([fault])
            continue
        try:
            waves[name] = read_model(Wave, root / file, file)
        except ConfigFault as found:
            faulty[name] = ConfigErrors(found.errors)
    return waves, faulty


def _no_wave(file: Path) -> ConfigError:
    return ConfigError(
        file, "", "filen finnes ikke, så mappen er ingen bølge",
        "en wave.yaml som sier hvilken undersøkelse hver fil er av (se docs/konfigurasjon.md), "
        f"eller flytt mappen ut av {file.parent.parent.as_posix()}",
    )  # fmt: skip


def _wave_names(root: Path, settings: Settings) -> Iterable[str]:
    """Return the waves that are asked for: all folders with files, one without wave.yaml too."""
    if settings.waves != "all":
        return settings.waves
    folders = [path for path in (root / "data/raw").glob("[!.]*") if path.is_dir()]
    filled = [f.name for f in folders if any(path.is_file() for path in f.rglob("[!.]*"))]
    return sorted(set(filled) - RESERVED)
