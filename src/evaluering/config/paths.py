"""Where everything lies. No other module knows a path of the project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from evaluering.config.exhibits.base import Exhibit
from evaluering.config.formats import formats
from evaluering.config.registries import Registry
from evaluering.languages import BASE, read

if TYPE_CHECKING:
    from evaluering.config.project import Project

IMAGES = frozenset({".png", ".jpg", ".jpeg"})
"""What the images of a report's texts are called."""
CHECKS = ("reproduce", "claims", "audit")
"""The checks of a report, each with a page and an account of that name in the language files."""


@dataclass(frozen=True)
class Paths:
    """The project's files, from its root."""

    root: Path
    """The project's folder."""
    languages: Mapping[str, str] = field(default_factory=dict, compare=False)
    """The language of each report, by which its files are named; under the empty name that of the
    pages that belong to no one report."""

    @classmethod
    def of(cls, project: Project, root: Path = Path()) -> Paths:
        """Return the files of a project, named in its languages."""
        reports = {name: report.language for name, report in project.reports.items()}
        return cls(root, {**reports, "": project.language})

    def _name(self, what: str, report: str = "") -> str:
        return read(self.languages.get(report, BASE)).files.get(what, what)

    def raw(self, wave: str) -> Path:
        """Return the folder of a wave's raw files."""
        return self.root / "data/raw" / wave

    def frame(self, wave: str, survey: str) -> Path:
        """Return a survey's population frame."""
        return self.raw(wave) / "frames" / f"{survey}.csv"

    def members(self, wave: str, survey: str) -> Path:
        """Return the list of members that a survey was sent to, by unit and role."""
        return self.frame(wave, f"{survey}-medlemmer")

    def sums(self, wave: str) -> Path:
        """Return the list of checksums of a wave's raw files."""
        return self.raw(wave) / "SHA256SUMS"

    def source(self, wave: str, registry: Registry, file: str = "") -> Path:
        """Return one of a registry's files, or the folder of them."""
        return self.raw(wave) / registry.place / file

    def published(self, report: str) -> Path:
        """Return the folder of a report's printed numbers."""
        return self.root / "data/raw/published" / report

    def claims(self, report: str) -> Path:
        """Return the claims of a report."""
        return self.root / "config/reports" / report / "claims.yaml"

    def texts(self, root: Path, report: str) -> list[Path]:
        """Return the files of a report that its author makes: texts, works cited, and images."""
        own = self.root / "config/reports" / report
        found = [*sorted((root / own / "text").glob("*.md")), *(root / own).glob("references.*")]
        found += sorted(p for p in (root / own).rglob("*") if p.suffix.lower() in IMAGES)
        return [path.relative_to(root) for path in found]

    def chapter(self, report: str, chapter: str) -> Path:
        """Return the configuration of a chapter's exhibits."""
        return self.root / "config/reports" / report / "exhibits" / f"{chapter}.yaml"

    def processed(self, wave: str) -> Path:
        """Return the folder of a wave's generated data."""
        return self.root / "data/processed" / wave

    def respondents(self, wave: str, survey: str) -> Path:
        """Return an ingested survey."""
        return self.processed(wave) / f"{survey}.csv"

    def quality(self, wave: str, survey: str) -> Path:
        """Return a survey's data-quality report as JSON."""
        return self.processed(wave) / f"{survey}.kvalitet.json"

    def units(self, wave: str, registry: str, suffix: str = "csv") -> Path:
        """Return a registry's table (csv) or the account of its sources (json)."""
        return self.processed(wave) / f"registry-{registry}.{suffix}"

    def linked(self, wave: str, link: str, suffix: str = "csv") -> Path:
        """Return a link's respondents (csv) or the account of who fell away (json)."""
        return self.processed(wave) / f"link-{link}.{suffix}"

    def indices(self, wave: str, suffix: str = "csv") -> Path:
        """Return the index values by respondent (csv) or the analyses behind them (json)."""
        return self.processed(wave) / f"indices.{suffix}"

    def weights(self, wave: str, survey: str, suffix: str = "csv") -> Path:
        """Return a survey's weights by respondent (csv) or the account of its design (json)."""
        return self.processed(wave) / f"weights-{survey}.{suffix}"

    def attack(self, wave: str, report: str) -> Path:
        """Return what an attack on a public report was tried on; it is not to be published."""
        return self.processed(wave) / f"disclosure-{report}.json"

    def receipt(self, wave: str, job: str) -> Path:
        """Return the receipt of a job; the wave is empty for a job of the whole project."""
        return self.processed(wave) / "receipts" / f"{job}.json"

    def job_account(self, wave: str, job: str) -> Path:
        """Return the account of what a job's parts were made of; it is there after a failure."""
        return self.processed(wave) / "receipts/parts" / f"{job}.json"

    def log(self, wave: str, job: str) -> Path:
        """Return what a job wrote while Snakemake ran it."""
        return self.root / "logs" / wave / f"{job}.log"

    def ingested(self, wave: str, survey: str) -> list[Path]:
        """Return the files of an ingested survey."""
        return [self.respondents(wave, survey), self.quality(wave, survey)]

    def results(self, wave: str, report: str) -> Path:
        """Return the folder of a report's results; each is <id>.csv and <id>.json."""
        return self.processed(wave) / "resultater" / report

    def computed(self, wave: str, report: str) -> Path:
        """Return the folder of a public report's results as they are before any is hidden."""
        return self.processed(wave) / "beregnet" / report

    def control(self, wave: str, report: str) -> Path:
        """Return the account of what a public report hides, and why; it is not to be published."""
        return self.processed(wave) / f"control-{report}.json"

    def figures(self, wave: str, report: str) -> Path:
        """Return the folder of a report's figures."""
        return self.root / "figures" / wave / report

    def report(self, wave: str, report: str) -> Path:
        """Return the folder of a report's documents."""
        return self.root / "reports" / wave / report

    def document(self, wave: str, report: str, command: str) -> Path:
        """Return the document that the command of a format makes of a report."""
        form = formats()[command]
        return self.report(wave, report) / f"{self._name(form.file, report)}.{form.ending}"

    def check_files(self, wave: str, report: str, command: str) -> list[Path]:
        """Return the page and the account of a check."""
        folder, name = self.report(wave, report), self._name(command, report)
        return [folder / f"{name}.{suffix}" for suffix in ("html", "json")]

    def quality_page(self, wave: str, survey: str) -> Path:
        """Return a survey's data-quality page."""
        return self.root / "reports" / wave / self._name("quality") / f"{survey}.html"

    def index_page(self, wave: str, index: str) -> Path:
        """Return the page on an index: its items, factor solution and reliability."""
        return self.root / "reports" / wave / self._name("indices") / f"{index}.html"

    def scree(self, wave: str, index: str, suffix: str) -> Path:
        """Return the scree figure of an index."""
        return self.root / "figures" / wave / self._name("indices") / f"scree-{index}.{suffix}"

    def notebooks(self) -> Path:
        """Return the folder of notebooks as pages; they may show answers."""
        return self.root / "data/processed" / self._name("notebooks")

    def index(self) -> Path:
        """Return the page that leads to everything."""
        return self.root / "reports/index.html"

    def status(self) -> list[Path]:
        """Return the page and the account of what `evaluering watch` does."""
        return [self.root / f"reports/status.{suffix}" for suffix in ("html", "json")]

    def watched(self) -> Path:
        """Return what `evaluering watch` remembers of the input that it last made all of."""
        return self.root / "data/processed/watch.json"

    def watch_log(self) -> Path:
        """Return the log of `evaluering watch`."""
        return self.root / "logs/watch.log"

    def result_files(self, wave: str, report: str, exhibit: Exhibit) -> list[Path]:
        """Return the files of one result."""
        folder = self.results(wave, report)
        return [folder / f"{exhibit.id}.csv", folder / f"{exhibit.id}.json"]

    def figure_files(
        self, wave: str, report: str, exhibit: Exhibit, formats: list[str]
    ) -> list[Path]:
        """Return the files of one figure: each format, its numbers and its alternative text."""
        folder = self.figures(wave, report)
        return [folder / f"{exhibit.id}.{suffix}" for suffix in [*formats, "csv", "txt"]]

    def tables(self, wave: str, report: str) -> Path:
        """Return the folder of a report's tables."""
        return self.report(wave, report) / self._name("tables", report)

    def table_files(self, wave: str, report: str, exhibit: Exhibit) -> list[Path]:
        """Return the files of one table."""
        folder = self.tables(wave, report)
        return [folder / f"{exhibit.id}.html", folder / f"{exhibit.id}.csv"]
