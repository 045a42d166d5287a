"""The methods chapter: every number in it comes from a result or from the conventions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from evaluering.config.exhibits import AnyExhibit
from evaluering.config.project import Project
from evaluering.config.reports import Conventions
from evaluering.render.document import Grid, Paragraph, Reference, Section
from evaluering.render.language import said, word
from evaluering.render.material import Material
from evaluering.render.numbers import number, percent
from evaluering.render.references import listed
from evaluering.render.tables.table import Table, body_row, column_heads

PROGRAMS = {"spss": "SPSS", "psych": "R (psych)"}
FACTORS = "del_faktoranalyser"
"""The id of the section with the factor analyses."""


def methods_chapter(
    project: Project, wave: str, exhibits: Sequence[AnyExhibit], material: Material
) -> Section:
    """Return how the data were collected, linked, indexed, tested and rounded.

    Parameters
    ----------
    project, wave
        The configuration and the wave's id.
    exhibits
        The report's exhibits.
    material
        The results and the accounts of each step.
    """
    return Section(
        "del_metode",
        word("methods"),
        (_paragraph(word("methods_lead"), style="lead"),),
        (
            _surveys(project, wave, material.quality),
            _linking(project, wave, material.attrition),
            _indices(project, material.analyses),
            _tests(project.settings.conventions, exhibits, material),
            _missing(project, material.quality),
            _rounding(exhibits),
        ),
    )


def _paragraph(*content: str | Reference, style: Any = "body") -> Paragraph:
    return Paragraph(tuple(content), style)


def _surveys(project: Project, wave: str, quality: Mapping[str, Mapping[str, Any]]) -> Section:
    files = project.waves[wave].surveys
    rows = [
        body_row(
            project.surveys[name].title,
            (
                number(files[name].sent),
                number(account["rows_read"]),
                number(account["rows_rejected"]),
                number(account["rows_kept"]),
                percent(100 * account["rows_kept"] / files[name].sent),
            ),
        )
        for name, account in quality.items()
    ]
    kept = sum(account["rows_kept"] for account in quality.values())
    rejected = sum(account["rows_rejected"] for account in quality.values())
    sent = sum(files[name].sent for name in quality)
    heads = ["survey", "sent", "rows_read", "rows_rejected", "respondents", "rate"]
    return Section(
        "del_undersokelser",
        word("surveys"),
        (
            _paragraph(
                word("surveys_text", surveys=number(len(quality)), respondents=number(kept),
                     sent=number(sent))
                + " "
                + (word("rejected_text", rejected=number(rejected)) if rejected
                   else word("rejected_none"))
            ),
            Grid(_table(heads, rows), word("surveys_caption")),
        ),
    )  # fmt: skip


def _linking(project: Project, wave: str, attrition: Mapping[str, Any]) -> Section:
    steps: Mapping[str, int] = attrition["steps"]
    counts = list(steps.values())
    lost = ["", *(number(before - after) for before, after in pairwise(counts))]
    rows = [
        body_row(said(step), (number(n), gone))
        for (step, n), gone in zip(steps.items(), lost, strict=True)
    ]
    rows += [
        body_row(
            word("has_value", label=variable.label),
            (
                number(attrition["values"][variable.id]),
                number(counts[-1] - attrition["values"][variable.id]),
            ),
        )
        for variable in project.registry.variables
    ]
    text = word(
        "linking_text",
        group=project.groups[project.registry.linking.group].label,
        year=project.waves[wave].registry_year or project.registry.year,
        first=number(counts[0]),
        last=number(counts[-1]),
        municipalities=number(attrition["municipalities"]),
    )
    table = _table(["step", "respondents", "lost"], rows)
    return Section(
        "del_kobling",
        word("linking"),
        (_paragraph(text), Grid(table, word("linking_caption"))),
    )


def _indices(project: Project, analyses: Sequence[Mapping[str, Any]]) -> Section:
    complete = all(project.indices[a["index"]].minimum_valid is None for a in analyses)
    rows = []
    for analysis in analyses:
        index, factor, scale = (
            project.indices[analysis["index"]], analysis["factor"], analysis["reliability"]
        )  # fmt: skip
        rows.append(
            body_row(
                index.label,
                (
                    number(len(index.items)),
                    number(analysis["n_valid"]),
                    number(analysis["mean"], 2),
                    number(analysis["sd"], 2),
                    number(scale["alpha"] if scale else None, 2),
                    "; ".join(number(v, 2) for v in factor["eigenvalues"][:2]) if factor else "–",
                ),
            )
        )
    heads = ["index", "items", "n", "mean", "sd", "alpha", "eigenvalues_first"]
    text = word(
        "indices_text",
        count=number(len(analyses)),
        missing=word("all_items" if complete else "minimum_items"),
    )
    return Section(
        "del_indekser",
        word("indices"),
        (
            _paragraph(text),
            Grid(_table(heads, rows), word("indices_caption")),
            _paragraph(word("indices_more"), Reference(FACTORS, word("factors")), "."),
        ),
    )


def _tests(conventions: Conventions, exhibits: Sequence[AnyExhibit], material: Material) -> Section:
    tested = [len(material.results[e.id].tests) for e in exhibits]
    correction = "with_correction" if conventions.continuity_correction else "without_correction"
    parts = [
        word(
            "two_groups",
            test=word(f"two_{conventions.two_groups}"),
            several=word(f"several_{conventions.several_groups}"),
            correction=word(correction),
        )
    ]
    if conventions.monte_carlo_draws:
        draws, seed = number(conventions.monte_carlo_draws), conventions.monte_carlo_seed
        parts.append(word("monte_carlo_text", draws=draws, seed=seed))
    parts.append(word("other_conventions", program=PROGRAMS[conventions.factor_convention]))
    made = word(
        "tests_made", tests=number(sum(tested)), exhibits=number(sum(n > 0 for n in tested))
    )
    return Section(
        "del_tester", word("conventions"), (_paragraph(" ".join(parts)), _paragraph(made))
    )


def _missing(project: Project, quality: Mapping[str, Mapping[str, Any]]) -> Section:
    rows = []
    for name, account in quality.items():
        sums = {
            key: sum(item[key] for item in account["items"])
            for key in ("asked", "valid", "dont_know", "unanswered")
        }
        shares = (
            f"{number(sums[key])} ({percent(100 * sums[key] / sums['asked'], 1)})"
            if sums["asked"]
            else number(sums[key])
            for key in ("valid", "dont_know", "unanswered")
        )
        rows.append(body_row(project.surveys[name].title, (number(sums["asked"]), *shares)))
    table = _table(["survey", "asked", "valid", "dont_know", "unanswered"], rows)
    minimum = project.settings.disclosure.minimum_n
    hidden = f" {word('hidden_text', minimum=number(minimum))}" if minimum > 1 else ""
    return Section(
        "del_manglende",
        word("missing"),
        (_paragraph(word("missing_text") + hidden), Grid(table, word("missing_caption"))),
    )


def _rounding(exhibits: Sequence[AnyExhibit]) -> Section:
    blocks = [_paragraph(word("rounding_half_up"))]
    for rule, key in (("half_up_twice", "rounding_twice"), ("float", "rounding_float")):
        if own := [exhibit for exhibit in exhibits if exhibit.rounding == rule]:
            blocks.append(_paragraph(word(key), *listed(own), "."))
    return Section("del_avrunding", word("rounding"), tuple(blocks))


def _table(heads: Iterable[str], rows: Iterable[Any]) -> Table:
    return Table((column_heads([word(head) for head in heads]),), tuple(rows))
