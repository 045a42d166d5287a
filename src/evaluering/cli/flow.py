"""Which files each job of the workflow reads and writes, for the Snakefile.

Paths keep the wildcard ``{wave}``, so that one rule serves every wave.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evaluering.cli.modules import exists, modules
from evaluering.config.exhibits import AnyExhibit
from evaluering.config.paths import DOCUMENTS, Paths
from evaluering.config.project import Project
from evaluering.config.sources import frames_read, surveys_read, tables_read
from evaluering.errors import DataError

WAVE = "{wave}"
PATHS = Paths(Path())


@dataclass(frozen=True)
class Flow:
    """The files of the workflow, derived from the configuration."""

    project: Project

    @property
    def formats(self) -> list[str]:
        """The figures' file formats."""
        return list(self.project.settings.figures.formats)

    @property
    def linked_survey(self) -> str:
        """The survey whose respondents are linked to municipalities."""
        return self.project.groups[self.project.registry.linking.group].survey

    def ingest_inputs(self, wave: str, survey: str) -> list[Path]:
        """Return a survey's data file, and the municipalities for the survey that is linked."""
        files = [PATHS.raw(wave) / self.project.waves[wave].surveys[survey].file]
        if survey == self.linked_survey:
            files.append(PATHS.table(wave, "municipalities"))
        return files

    def ingested(self) -> list[Path]:
        """Return every ingested survey that an index is built on."""
        groups = {index.group for index in self.project.indices.values()}
        surveys = sorted({self.project.groups[group].survey for group in groups})
        return [PATHS.respondents(WAVE, survey) for survey in surveys]

    def replies(self) -> list[Path]:
        """Return SSB's replies."""
        files = sorted({variable.file for variable in self.project.registry.variables})
        return [PATHS.reply(WAVE, file) for file in files]

    def results_inputs(self, report: str, chapter: str) -> list[Path]:
        """Return the data that a chapter's results are computed from."""
        files: set[Path] = set()
        for exhibit in self.project.chapters[report, chapter].exhibits:
            surveys, tables = surveys_read(self.project, exhibit), tables_read(exhibit)
            files |= {PATHS.respondents(WAVE, survey) for survey in surveys}
            files |= {PATHS.frame(WAVE, survey) for survey in frames_read(exhibit)}
            files |= {PATHS.table(WAVE, table) for table in tables}
            if tables & {"municipalities", "linked"}:
                files.add(PATHS.table(WAVE, "municipalities", "json"))
            if "linked" in tables:
                files.add(PATHS.table(WAVE, "linked", "json"))
            if tables & {"linked", "indices"}:
                surveys = surveys | {self.linked_survey}
            files |= {PATHS.quality(WAVE, survey) for survey in surveys}
        return sorted(files)

    def results(self, report: str, chapter: str | None = None) -> list[Path]:
        """Return the results of a chapter, or of the whole report."""
        exhibits = self._exhibits(report, chapter)
        return [f for e in exhibits for f in PATHS.result_files(WAVE, report, e)]

    def figures(self, report: str, chapter: str | None = None) -> list[Path]:
        """Return the figure files of a chapter, or of the whole report."""
        exhibits = [e for e in self._exhibits(report, chapter) if e.is_figure]
        return [f for e in exhibits for f in PATHS.figure_files(WAVE, report, e, self.formats)]

    def figure_results(self, report: str, chapter: str) -> list[Path]:
        """Return the results that a chapter's figures draw."""
        exhibits = [e for e in self._exhibits(report, chapter) if e.is_figure]
        return [f for e in exhibits for f in PATHS.result_files(WAVE, report, e)]

    def tables(self, report: str) -> list[Path]:
        """Return the table files of a report."""
        exhibits = [e for e in self._exhibits(report) if not e.is_figure]
        return [f for e in exhibits for f in PATHS.table_files(WAVE, report, e)]

    def table_results(self, report: str) -> list[Path]:
        """Return the results that a report's tables set."""
        exhibits = [e for e in self._exhibits(report) if not e.is_figure]
        return [f for e in exhibits for f in PATHS.result_files(WAVE, report, e)]

    def code(
        self, command: str, folder: str = "", exhibits: Iterable[AnyExhibit] = ()
    ) -> list[str]:
        """Return the modules that a command uses, with one of ``folder`` for each exhibit kind."""
        kinds = sorted({f"{folder}.{exhibit.kind}" for exhibit in exhibits})
        entries = (f"cli.{command}", *(kind for kind in kinds if exists(kind)))
        return [f"src/{path}" for path in modules(*entries)]

    def templates(self) -> list[str]:
        """Return the pages' templates."""
        return sorted(map(str, Path("src/evaluering/render/templates").iterdir()))

    def document_inputs(self, report: str, command: str) -> list[str | Path]:
        """Return everything that a document of the report is set from."""
        accounts = [PATHS.table(WAVE, name, "json") for name in ("linked", "indices")]
        accounts += [PATHS.quality(WAVE, survey) for survey in self.project.surveys]
        template = self.project.reports[report].word_template if command == "word" else None
        return [
            *self.results(report),
            *(self.figures(report) if command != "workbook" else self.alternatives(report)),
            *accounts,
            *self._verdict(report),
            *self.code(command, "render.tables", self.project.exhibits(report)),
            *self.assets(),
            *([template] if template else []),
        ]

    def checks(self, report: str) -> list[Path]:
        """Return the pages and accounts of the checks that a report has what it takes for."""
        claimed = PATHS.claims(report).is_file()
        commands = [
            *(["claims"] if claimed else []),
            *(["reproduce", "audit"] if self._is_published(report) else []),
        ]
        return [f for command in commands for f in PATHS.check_files(WAVE, report, command)]

    def check_inputs(self, report: str) -> list[str | Path]:
        """Return everything that the checks of a report read."""
        read = [*self.results(report)]
        if self._is_published(report):
            read += sorted(path for path in PATHS.published(report).iterdir() if path.is_file())
        if PATHS.claims(report).is_file():
            read += [PATHS.respondents(WAVE, survey) for survey in sorted(self.project.surveys)]
            read += [PATHS.table(WAVE, name) for name in ("municipalities", "linked", "indices")]
            read += [PATHS.table(WAVE, name, "json") for name in ("linked", "indices")]
            read += [*self._frames(), PATHS.claims(report)]
        code = self.code("checks", "render.tables", self.project.exhibits(report))
        return [*read, *code, *self.templates()]

    def _verdict(self, report: str) -> list[Path]:
        """Return the account of the reproduction, for a report whose printed numbers are known."""
        account = PATHS.check_files(WAVE, report, "reproduce")[1]
        return [account] if self._is_published(report) else []

    def _is_published(self, report: str) -> bool:
        return PATHS.published(report).is_dir()

    def _frames(self) -> list[Path]:
        """Return the frames that every wave has."""
        names = [
            {path.name for path in (PATHS.raw(wave) / "frames").glob("*.csv")}
            for wave in self.project.waves
        ]
        return [PATHS.raw(WAVE) / "frames" / name for name in sorted(set.intersection(*names))]

    def alternatives(self, report: str) -> list[Path]:
        """Return what a report's figures show in words."""
        return [path for path in self.figures(report) if path.suffix == ".txt"]

    def assets(self) -> list[str]:
        """Return the files of `render` that are no code: templates and fonts."""
        files = Path("src/evaluering/render").rglob("*.*")
        return sorted(str(path) for path in files if not path.suffix.startswith(".py"))

    def index_pages(self) -> list[Path]:
        """Return the pages on the indices, and their scree figures."""
        names = list(self.project.indices)
        screes = [PATHS.scree(WAVE, name, suffix) for name in names for suffix in self.formats]
        return [*(PATHS.index_page(WAVE, name) for name in names), *screes]

    def check_raw_files(self) -> None:
        """Raise unless every raw file that the workflow reads is there.

        Raises
        ------
        DataError
            Naming the wave's folder and every file that is missing.
        """
        frames = {
            s for r in self.project.reports for e in self._exhibits(r) for s in frames_read(e)
        }
        for wave in self.project.waves.values():
            files = [PATHS.raw(wave.id) / entry.file for entry in wave.surveys.values()]
            files += [PATHS.frame(wave.id, survey) for survey in frames]
            files += [Path(str(path).format(wave=wave.id)) for path in self.replies()]
            if missing := [path for path in files if not path.is_file()]:
                names = ", ".join(str(path.relative_to(PATHS.raw(wave.id))) for path in missing)
                raise DataError(
                    PATHS.raw(wave.id),
                    f"Filer mangler: {names}.",
                    "Legg filene i mappen, eller rett «file» i wave.yaml. Er bølgen ikke klar, "
                    "kan «waves» i config/config.yaml nevne bare de andre.",
                )

    def targets(self) -> list[str]:
        """Return every artefact of every wave."""
        files = [PATHS.quality_page(WAVE, survey) for survey in self.project.surveys]
        files += self.index_pages()
        for report in self.project.reports:
            files += self.results(report) + self.figures(report) + self.tables(report)
            files += [PATHS.document(WAVE, report, command) for command in DOCUMENTS]
            files += self.checks(report)
        expanded = [str(f).format(wave=wave) for wave in self.project.waves for f in files]
        return [str(PATHS.index()), *expanded]

    def _exhibits(self, report: str, chapter: str | None = None) -> list[AnyExhibit]:
        if chapter is None:
            return self.project.exhibits(report)
        return list(self.project.chapters[report, chapter].exhibits)
