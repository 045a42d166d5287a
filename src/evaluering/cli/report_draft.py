"""Draft a report's exhibits from its overview of chapters: «evaluering draft report»."""

from __future__ import annotations

import argparse

import pandas as pd

from evaluering.cli.ingest import read_survey
from evaluering.config.chapters import Chapter
from evaluering.config.lines import located
from evaluering.config.overview import DRAFTED, OVERVIEW, REPORTS, REST, Overview, OverviewChapter
from evaluering.config.paths import Paths
from evaluering.config.places import chapter_file
from evaluering.config.project import Project, load_project
from evaluering.config.reading import read_model
from evaluering.data.conditions import meeting
from evaluering.data.drafting.exhibit_plans import Planned, planned
from evaluering.data.drafting.names import Names, identifier
from evaluering.data.drafting.report_text import (
    Numbering,
    chapter_yaml,
    exhibits_in,
    identity,
    report_yaml,
)
from evaluering.data.drafting.targets import Topic, chosen, targets_of
from evaluering.data.drafting.yaml_editing import Edited
from evaluering.data.respondents import completed
from evaluering.errors import ConfigError, EvalueringError
from evaluering.workflow.staging import staging


def draft_report(options: argparse.Namespace) -> None:
    """Write the exhibits of each report that has an overview, or of the one that is named.

    Raises
    ------
    EvalueringError
        There is no overview, it names what there is not, or the data cannot be read.
    """
    project = load_project(options.project)
    named = options.report
    reports = [named] if named else sorted(
        path.parent.name for path in (options.project / REPORTS).glob(f"*/{OVERVIEW}")
    )  # fmt: skip
    if not reports:
        raise EvalueringError(
            f"Prosjektet har ingen {OVERVIEW}.\n  Råd: «evaluering draft FIL» lager en i "
            f"config/reports/<rapport>/."
        )
    for report in reports:
        try:
            _Drafting(project, Paths.of(project, options.project), report).write()
        except ConfigError as error:
            raise located(options.project, [error])[0] from None


class _Drafting:
    """One report, from its overview to its files."""

    def __init__(self, project: Project, paths: Paths, report: str) -> None:
        self.project, self.paths, self.report = project, paths, report
        self.place = REPORTS / report / OVERVIEW
        self.folder = paths.root / REPORTS / report
        self.overview = read_model(Overview, paths.root / self.place, self.place)
        self.language = self.overview.language or project.language
        self._targets: dict[str, list[Topic]] = {}
        self._frames: dict[str, pd.DataFrame] = {}

    def write(self) -> None:
        """Write report.yaml and the chapters' files, and tell what was left out and unused."""
        chosen_by_chapter = [self._chosen(n, c) for n, c in enumerate(self.overview.chapters)]
        used = {
            (survey, name)
            for survey, shown, by, _ in chosen_by_chapter
            for target in (*shown, *by)
            for name in (target.name, *target.parts)
        }
        files: dict[str, str] = {}
        drafted: dict[str, str] = {}
        headings: list[tuple[str, str]] = []
        numbering, ids, added = self._numbering(), Names(), 0
        for place, (survey, shown, by, rest) in enumerate(chosen_by_chapter):
            others = [t for t in self.targets(survey) if rest and (survey, t.name) not in used]
            used |= {(survey, name) for t in others for name in (t.name, *t.parts)}
            made = planned(
                [*shown, *others], by, survey, self._groups(survey), self.overview.minimum_answers
            )
            heading = self.overview.chapters[place].heading
            chapter = ids.take(identifier(str(heading), f"kapittel-{place + 1}"), "-")
            text, known, new = self._chapter(chapter, place, made, numbering)
            for why in made.left_out:
                print(f"  {heading}: utelatt {why}")
            if text is None:
                print(f"  {heading}: ingen figurer eller tabeller; kapitlet er utelatt")
                continue
            headings.append((chapter, str(heading)))
            files[f"exhibits/{chapter}.yaml"], added = text, added + new
            drafted[f"exhibits/{DRAFTED}/{chapter}.txt"] = known
        if not headings:
            raise EvalueringError(f"{self.place.as_posix()}: ingen kapitler har noe å vise.")
        self._save(files | drafted, headings)
        chapters = "1 kapittel" if len(headings) == 1 else f"{len(headings)} kapitler"
        print(f"{self.report}: {added} nye figurer og tabeller i {chapters}.")
        self._tell_unused(used)

    def _chosen(
        self, place: int, chapter: OverviewChapter
    ) -> tuple[str, list[Topic], list[Topic], bool]:
        """Return the survey, what is shown and what divides, and whether the rest is shown too."""
        survey, targets = self._survey(chapter, place), self.targets(self._survey(chapter, place))
        shown, unknown = chosen(chapter.show, targets)
        by, unknown_by = chosen(chapter.by, targets)
        names = [n for t in targets for n in dict.fromkeys((t.name, *t.parts))]
        for key, found in (("show", unknown), ("by", unknown_by)):
            if found:
                where = f"chapters[{place}].{key}"
                raise ConfigError(self.place, where, found[0], [*names, REST])
        return survey, shown, by, REST in chapter.show

    def _survey(self, chapter: OverviewChapter, place: int) -> str:
        surveys = self.project.surveys
        named = chapter.survey or self.overview.survey
        if named is None and len(surveys) == 1:
            return next(iter(surveys))
        if named is None or named not in surveys:
            key = f"chapters[{place}].survey" if chapter.survey else "survey"
            raise ConfigError(self.place, key, named, surveys)
        return named

    def targets(self, survey: str) -> list[Topic]:
        """Return what a survey has that can be shown, read once."""
        if survey not in self._targets:
            waves = [w for w, spec in self.project.waves.items() if survey in spec.surveys]
            if not waves:
                raise EvalueringError(
                    f"Ingen bølge har undersøkelsen «{survey}».\n  Råd: «evaluering draft FIL» "
                    "legger datafilen i en bølge."
                )
            frame = read_survey(self.project, self.paths, max(waves), survey)[0]
            columns = self.project.surveys[survey].columns(self.project.scales)
            self._frames[survey] = completed(frame, columns)
            self._targets[survey] = targets_of(self.project, survey, self._frames[survey])
        return self._targets[survey]

    def _groups(self, survey: str) -> list[str]:
        """Return the group of all respondents; else the groups that share none."""
        own = [g for g in self.project.groups.values() if g.survey == survey]
        whole = [group.id for group in own if not group.where]
        if whole:
            return whole[:1]
        columns = self.project.surveys[survey].columns(self.project.scales)
        frame, found = self._frames[survey], list[str]()
        free = pd.Series(True, index=frame.index)
        for group in own:
            members = meeting(frame, group.where, columns)
            if members.any() and not (members & ~free).any():
                found.append(group.id)
                free &= ~members
        return found

    def _numbering(self) -> Numbering:
        numbering = Numbering(self.language)
        for path in sorted((self.folder / "exhibits").glob("*.yaml")):
            # a report that is not there yet is no part of the project, and its files are not read
            name = path.relative_to(self.paths.root)
            for exhibit in read_model(Chapter, path, name).exhibits:
                numbering.know(exhibit.id)
        return numbering

    def _chapter(
        self, chapter: str, place: int, made: Planned, numbering: Numbering
    ) -> tuple[str | None, str, int]:
        """Return a chapter's file, what has been drafted for it in all, and how much is new."""
        path = self.paths.root / chapter_file(self.report, chapter)
        before = self.folder / "exhibits" / DRAFTED / f"{chapter}.txt"
        written = path.read_text(encoding="utf-8") if path.exists() else None
        known = set(before.read_text(encoding="utf-8").splitlines()) if before.exists() else set()
        known |= {identity(exhibit) for exhibit in exhibits_in(written or "")}
        new = [plan for plan in made.plans if identity(plan.keys) not in known]
        known |= {identity(plan.keys) for plan in new}
        exhibits = [numbering.next(plan, str(place + 1)) for plan in new]
        text = None
        if written is not None or exhibits:
            text = chapter_yaml(exhibits, made.left_out, written)
        return text, "\n".join(sorted(known)) + "\n", len(new)

    def _save(self, files: dict[str, str], headings: list[tuple[str, str]]) -> None:
        report = self.folder / "report.yaml"
        if report.exists():
            listed = {h.id for h in self.project.reports[self.report].chapters}
            edited = Edited(report.read_text(encoding="utf-8"))
            for name, heading in headings:
                if name not in listed:
                    edited.add_entries("chapters", [{"id": name, "title": heading}])
            files["report.yaml"] = edited.text
        else:
            files["report.yaml"] = report_yaml(
                self.report, str(self.overview.title), self.language, headings
            )
        with staging(self.folder) as folder:
            for name, text in files.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(text, encoding="utf-8")

    def _tell_unused(self, used: set[tuple[str, str]]) -> None:
        for survey, targets in self._targets.items():
            unused = [t.name for t in targets if (survey, t.name) not in used]
            if unused:
                print(f"  Ikke brukt fra {survey}: {', '.join(unused)}")
