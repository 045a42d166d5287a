"""A project opened for analysis: its configuration, and the data of each wave."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from evaluering.config.paths import Paths
from evaluering.config.project import Project, load_project
from evaluering.data.tables import StoredTables
from evaluering.data.wave_data import WaveData
from evaluering.errors import EvalueringError


@dataclass(frozen=True)
class Study:
    """An opened project."""

    project: Project
    paths: Paths

    @property
    def waves(self) -> list[str]:
        """The waves' ids."""
        return list(self.project.waves)

    def wave(self, wave: str) -> WaveData:
        """Return the data of a wave.

        Raises
        ------
        EvalueringError
            There is no such wave; the message names those there are.
        """
        if wave not in self.project.waves:
            near = get_close_matches(wave, self.waves, n=1)
            guess = f" Mente du «{near[0]}»?" if near else ""
            raise EvalueringError(
                f"Bølgen «{wave}» finnes ikke.{guess} Bølger: {', '.join(self.waves) or 'ingen'}."
            )
        project = self.project.of_wave(wave)
        tables = StoredTables(project, self.paths, wave)
        return WaveData(project, project.waves[wave], tables, siblings=self.wave)


def open_study(folder: Path | str = ".") -> Study:
    """Open a project's data, for commands; `evaluering.open` is what analysts use.

    Parameters
    ----------
    folder
        The project's folder, which holds ``config/`` and ``data/``.

    Raises
    ------
    ConfigError, ConfigErrors
        The folder is no project, or its configuration has faults.
    """
    root = Path(folder)
    project = load_project(root)
    return Study(project, Paths.of(project, root))
