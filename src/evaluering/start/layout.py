"""The files of a new project, from the package's templates."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from evaluering import __version__

HIDDEN = {"gitignore": ".gitignore"}
"""Files that a package cannot hold under their own name."""
EMPTY = ("config/surveys", "config/reports", "data/raw")
"""Folders that git keeps, empty or not."""


def languages() -> list[str]:
    """Return the languages that a new project can be laid out in."""
    return sorted(folder.name for folder in (files(__package__) / "templates").iterdir())


def project_files(
    language: str, name: str, *, example: bool, later: bool = False
) -> dict[str, str]:
    """Return the texts of a new project by path from its root.

    Parameters
    ----------
    language
        One of `languages`: the language of the comments, the README and the example.
    name
        What the project is called.
    example
        Whether it has the example's survey and report.
    later
        Whether the example has a later wave too, and a chapter of what has changed.
    """
    templates = files(__package__) / "templates" / language
    parts = [templates / "project", *([templates / "example"] if example else [])]
    parts += [templates / "later"] if example and later else []
    texts = {path: text for part in parts for path, text in _below(part, "")}
    texts["profiles/default/config.yaml"] = _profile()
    bare = [folder for folder in EMPTY if not any(path.startswith(f"{folder}/") for path in texts)]
    texts |= {f"{folder}/.gitkeep": "" for folder in bare}
    filled = {"{name}": name, "{version}": __version__}
    for place, value in filled.items():
        texts = {path: text.replace(place, value) for path, text in texts.items()}
    return dict(sorted(texts.items()))


def _profile() -> str:
    """Return Snakemake's options, which a plain ``snakemake`` reads too."""
    return (files("evaluering.workflow") / "profile/config.yaml").read_text(encoding="utf-8")


def _below(folder: Traversable, place: str) -> Iterator[tuple[str, str]]:
    """Yield every text file below a folder with its path from there."""
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _below(entry, f"{place}{entry.name}/")
        else:
            name = HIDDEN.get(entry.name, entry.name)
            yield f"{place}{name}", entry.read_text(encoding="utf-8")
