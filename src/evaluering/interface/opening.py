"""A project opened for analysis."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evaluering.config.paths import Paths
from evaluering.config.places import SETTINGS
from evaluering.config.project import Project, load_project
from evaluering.data.study import Study
from evaluering.errors import EvalueringError
from evaluering.interface.catalogue import Catalogue
from evaluering.interface.wave import OpenedWave


@dataclass(frozen=True, eq=False, repr=False)
class OpenedProject:
    """An opened project.

    Attributes
    ----------
    project
        The configuration.
    root
        The project's folder.

    Examples
    --------
    >>> list(evaluering.open(".").waves)
    ['2024-host']
    """

    project: Project
    root: Path

    @property
    def waves(self) -> Catalogue[OpenedWave]:
        """The waves, by name."""
        labels = {name: wave.title for name, wave in self.project.waves.items()}
        return Catalogue("Bølgen", labels, self._wave)

    def wave(self, name: str | None = None) -> OpenedWave:
        """Return a wave; the latest where none is named.

        Raises
        ------
        UnknownNameError
            There is no such wave; the near names are told.
        ConfigErrors
            The wave has faults, and is not made.
        """
        if name is None:
            name = next(reversed([*self.project.waves]), "")
        if fault := self.project.faulty_waves.get(name):
            raise fault
        return self.waves[name]

    def _wave(self, name: str) -> OpenedWave:
        return OpenedWave(Study(self.project, Paths.of(self.project, self.root)).wave(name))

    def __repr__(self) -> str:
        return f"Prosjektet {self.root.resolve().name}\n{self.waves!r}"

    def _repr_html_(self) -> str:
        from markupsafe import Markup

        head = Markup("<p>Prosjektet <code>{}</code></p>").format(self.root.resolve().name)
        return f"{head}{self.waves._repr_html_()}"


def open_project(folder: Path | str = ".") -> OpenedProject:
    """Open a project: `folder`, or the nearest folder above it that is one.

    Parameters
    ----------
    folder
        The project's folder, or one within it, such as ``notebooks``.

    Raises
    ------
    EvalueringError
        No folder there is a project.
    ConfigError, ConfigErrors
        The configuration has faults.

    Examples
    --------
    >>> wave = evaluering.open(".").wave("2024-host")
    """
    here = Path(folder).resolve()
    root = next((place for place in (here, *here.parents) if (place / SETTINGS).is_file()), None)
    if root is None:
        raise EvalueringError(
            f"Mappen «{here.name}» er ikke et prosjekt, og heller ingen mappe over den.\n"
            '  Råd: Åpne mappen med config/ og data/, som evaluering.open("..").'
        )
    project = load_project(root)
    return OpenedProject(project.in_language(project.language), root)
