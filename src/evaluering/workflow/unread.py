"""Files that lie where the project keeps its files, and that nothing reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePath

from evaluering.config.overview import OVERVIEW
from evaluering.config.places import SHARED, chapter_file, is_identifier
from evaluering.workflow.flow import Flow
from evaluering.workflow.materials import PATHS

PLACES = ("config", "data/raw")
NOTES = frozenset({".md", ".txt", ".rst", ".pdf", ".docx", ".dotx"})
"""Endings of what people write to each other, and of templates."""
CHECKSUMS = "SHA256SUMS"
"""What the generator writes beside its files."""
FETCHED = ".fetch.json"
"""Ends the name of the account of a fetched file."""
GENERATOR = Path("config/synthesis.yaml")


def unread(flow: Flow) -> list[str]:
    """Return what lies in ``config/`` and ``data/raw/`` and is read by nothing, a remark each.

    Parameters
    ----------
    flow
        The jobs of the project, whose waves and reports may be some of those that are there.
    """
    read = set(_configuration(flow)) | {path for job in flow.jobs for path in job.reads}
    return [
        f"{path.as_posix()} leses ikke av noe. {_hint(path)}".strip()
        for place in PLACES
        for path in sorted(_files(flow.root, Path(place)))
        if path not in read and not _aside(flow, path)
    ]


def summary(flow: Flow) -> list[str]:
    """Return one line on what nothing reads, or none."""
    count = len(unread(flow))
    if not count:
        return []
    files = "1 fil" if count == 1 else f"{count} filer"
    return [f"{files} i config/ og data/raw/ leses ikke av noe: se «evaluering validate»."]


def _files(root: Path, place: Path) -> Iterator[Path]:
    for path in (root / place).rglob("*"):
        own = path.relative_to(root)
        if path.is_file() and not any(part.startswith((".", "~")) for part in own.parts):
            yield own


def _configuration(flow: Flow) -> Iterator[Path]:
    """Yield every configuration file that the project has read."""
    project = flow.project
    yield from (Path("config") / f"{name}.yaml" for name in SHARED)
    yield GENERATOR
    yield from (Path(f"config/surveys/{name}.yaml") for name in project.surveys)
    for name, report in project.reports.items():
        yield from (Path(f"config/reports/{name}/{own}") for own in ("report.yaml", OVERVIEW))
        yield PATHS.claims(name)
        yield from PATHS.texts(flow.root, name)
        yield from (Path(chapter_file(name, heading.id)) for heading in report.chapters)
    for wave in {*project.waves, *project.faulty_waves}:
        yield PATHS.raw(wave) / "wave.yaml"


def _aside(flow: Flow, path: Path) -> bool:
    """Return whether a file belongs to a wave or report that is not asked for, or is a note."""
    if path.suffix.lower() in NOTES or path.name == CHECKSUMS:
        return True
    if path.name.endswith(FETCHED):
        return True
    place, project = path.parts, flow.project
    if place[:2] == ("config", "reports") and len(place) > 3:
        return place[2] not in project.reports
    if place[:3] == ("data", "raw", "published") and len(place) > 4:
        report = project.reports.get(place[3])  # a public report is not held against its print
        return report is None or report.audience == "public" or path.suffix == ".yaml"
    if place[:2] == ("data", "raw") and len(place) > 3:
        return place[2] not in flow.waves
    return False


def _hint(path: PurePath) -> str:
    """Return where a file may be meant to lie."""
    if path.name == "wave.yaml":
        return "Den skal ligge i bølgens mappe: data/raw/<bølge>/wave.yaml."
    if path.parts[0] == "config" and path.suffix == ".yaml" and is_identifier(path.stem):
        return "En kodebok skal ligge i config/surveys/, og et kapittel i rapportens exhibits/."
    if path.parts[0] == "config":
        return "Slett den, eller gi den et navn som leses."
    return "Slett den, eller nevn den i wave.yaml eller registries.yaml."
