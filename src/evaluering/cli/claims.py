"""Hold the report's claims against a wave, and set the page of verdicts."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd

from evaluering.checks.claims.claim_data import ClaimData, WaveFrames
from evaluering.checks.claims.claims import ClaimsFile, Untestable
from evaluering.checks.claims.engine import outcome
from evaluering.checks.claims.families import Families
from evaluering.checks.claims.reading import read_claims
from evaluering.checks.claims.shuffling import Chance, by_chance
from evaluering.checks.claims.survey_answers import Choices, SurveyAnswers
from evaluering.checks.claims.variants import RobustnessOutcome, robustness
from evaluering.checks.claims.verdicts import Outcome, Verdict
from evaluering.checks.claims.weighting import frame_weights
from evaluering.cli import options as opt
from evaluering.config.filters import by_survey
from evaluering.config.paths import Paths
from evaluering.config.project import Project
from evaluering.config.reports import Report
from evaluering.config.theme import theme_of
from evaluering.data.study import Study
from evaluering.data.wave_data import WaveData
from evaluering.message import Message, message, stored
from evaluering.render.claims import claims_page
from evaluering.render.evidence import Labels, evidence
from evaluering.render.language import exhibit_number, word, writing
from evaluering.stats.design import SurveyDesign
from evaluering.stats.sampling import survey_design
from evaluering.workflow.staging import staging


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the wave and the report."""
    opt.add(parser, "wave", "report")


def run(options: argparse.Namespace) -> None:
    """Write the page of claims and the account behind it."""
    project, paths = opt.opened(options)
    wave, report = project.waves[options.wave], project.reports[options.report]
    stamp = {"stamp": wave.stamp} if wave.stamp else {}
    file = read_claims(project.root, options.report, project)
    answers = Study(project, paths).wave(options.wave).only(by_survey(report.where))
    data = load_claim_data(answers, file, weighted=is_weighted(project, report))
    bases: dict[Any, ClaimData] = {}
    entries, labels = [], Labels(project, options.wave)
    lines: dict[str, Sequence[Message]] = {}
    amended: dict[str, Sequence[Message]] = {}
    outcomes = [(claim, outcome(claim, data)) for claim in file.claims]
    chances = by_chance(file.claims, data, file.robustness.shuffles)
    for claim, found in outcomes:
        numbers = [part.as_data() for part in found.parts]
        lines[claim.id] = evidence(numbers, found.reason, labels)
        tried = robustness(claim, found.verdict, data, file.robustness.variants, bases)
        entry = _entry(found, numbers, stored(lines[claim.id]), tried) | stamp | {"amended": None}
        entry["chance"] = _chance(chances.get(claim.id), found.verdict, file.robustness.weak_from)
        if (reading := claim.as_amended()) is not None:
            other = outcome(reading, data)
            numbers = [part.as_data() for part in other.parts]
            amended[claim.id] = evidence(numbers, other.reason, labels)
            entry["amended"] = {
                "text": reading.text,
                "reason": claim.amended and claim.amended.reason,
                "verdict": other.verdict,
                "evidence": stored(amended[claim.id]),
                "numbers": numbers,
            }
        entries.append(entry)
    entries = _with_untestable(entries, file.untestable, lines)
    earlier = earlier_verdicts(project, paths, options.wave, options.report)
    target, account = paths.check_files(wave.id, report.id, "claims")
    with staging(target.parent) as folder:
        content = {"claims": entries}
        text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
        (folder / account.name).write_text(text + "\n", encoding="utf-8")
        with writing(report.language):
            exhibits = {e.id: exhibit_number(e.number) for e in project.exhibits(report.id)}
            html = claims_page(
                entries, lines, amended, report, wave, earlier, exhibits,
                file.robustness, file.phrases.values(), theme_of(project, report.id),
            )  # fmt: skip
        (folder / target.name).write_text(html, encoding="utf-8")
    counts = pd.Series([entry["verdict"] for entry in entries]).value_counts()
    print(
        f"{len(entries)} påstander: "
        + ", ".join(f"{n} {word(f'verdict_{v}')}" for v, n in counts.items())
    )


def is_weighted(project: Project, report: Report) -> bool:
    """Return whether a report's numbers are weighted where a survey has a design."""
    own = any(survey.design and survey.design.weighted for survey in project.surveys.values())
    return own if report.weighted is None else report.weighted


def load_claim_data(study: WaveData, file: ClaimsFile, *, weighted: bool = False) -> ClaimData:
    """Return a wave as claims are held against it, weighted by designs as the report is."""
    project = study.project
    frames = WaveFrames({name: study.respondents(name) for name in study.surveys})
    designs = _designs(study, frames, raked=not weighted)
    answers = SurveyAnswers(
        frames=frames,
        surveys=project.surveys,
        scales=project.scales,
        groups=project.groups,
        conventions=project.settings.conventions,
        choices=Choices(draws=file.robustness.draws, weighted=weighted),
        designs=designs,
        power=file.robustness.power,
    )
    return ClaimData(
        answers=answers,
        study=study,
        minimum_n=project.settings.disclosure.minimum_n,
        families=Families(tuple(file.claims)),
    )


def _designs(
    study: WaveData, frames: Mapping[str, pd.DataFrame], *, raked: bool
) -> dict[str, SurveyDesign]:
    """Return the design of each survey that has one; of others, weights that rake to the frame."""
    found = {}
    for name, frame in frames.items():
        book = study.project.surveys[name]
        if book.design is not None:
            found[name] = study.design(name)
        elif raked and (population := study.frame(name)) is not None:
            weights = frame_weights(frame, book, population)
            if weights is not None:
                found[name] = survey_design(weights)
    return found


def _entry(
    found: Outcome, numbers: list[dict[str, Any]], told: list[Any], tried: RobustnessOutcome | None
) -> dict[str, Any]:
    """Return a claim with its verdict as plain data."""
    claim = found.claim
    return {
        "id": claim.id,
        "section": claim.section,
        "exhibit": claim.exhibit,
        "text": claim.text,
        "apart": claim.apart,
        "quantities": list(dict.fromkeys(s.quantity.kind for s in claim.statements)),
        "verdict": found.verdict,
        "evidence": told,
        "numbers": numbers,
        "robustness": None
        if tried is None
        else {
            "same": tried.as_before,
            "of": len(tried.tried),
            "turned_by": tried.turning,
            "variants": {t.variant: t.verdict for t in tried.tried},
        },
    }


def _with_untestable(
    entries: list[dict[str, Any]],
    untestable: Sequence[Untestable],
    lines: dict[str, Sequence[Message]],
) -> list[dict[str, Any]]:
    """Return the entries with those that no wave can decide, each last in its chapter."""
    found = list(entries)
    for claim in untestable:
        lines[claim.id] = (message("evidence_untested", reason=claim.reason),)
        own = {
            "id": claim.id, "section": claim.section, "exhibit": claim.exhibit, "text": claim.text,
            "apart": None, "quantities": [], "verdict": "untestable",
            "evidence": stored(lines[claim.id]), "numbers": [], "robustness": None, "chance": None,
            "amended": None,
        }  # fmt: skip
        places = [k for k, entry in enumerate(found) if entry["section"] == claim.section]
        found.insert(places[-1] + 1 if places else len(found), own)
    return found


def _chance(found: Chance | None, verdict: Verdict, weak_from: float) -> dict[str, Any] | None:
    """Return how often a claim that was tried holds by chance, as plain data."""
    if found is None or verdict == "untestable":
        return None
    return asdict(found) | {"weak": found.weak(weak_from)}


def earlier_verdicts(
    project: Project, paths: Paths, wave: str, report: str
) -> dict[str, tuple[str, dict[str, str]]]:
    """Return the title and the verdicts by claim of the waves before that have them.

    A later wave changes nothing in the page of one before it.
    """
    found = {}
    order = list(project.waves)
    for other in order[: order.index(wave)]:
        path = paths.check_files(other, report, "claims")[1]
        if path.exists():
            claims = json.loads(path.read_text(encoding="utf-8"))["claims"]
            verdicts = {claim["id"]: claim["verdict"] for claim in claims}
            found[other] = (project.waves[other].title, verdicts)
    return found
