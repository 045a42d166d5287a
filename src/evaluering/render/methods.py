"""The methods chapter: every number in it comes from a result or from the conventions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from evaluering.config.exhibits.base import Exhibit
from evaluering.config.filters import by_survey
from evaluering.config.project import Project
from evaluering.config.registries import Link, with_year
from evaluering.config.reports import Conventions, Report
from evaluering.data.quality import total_missing
from evaluering.exhibits.telling import told
from evaluering.message import message
from evaluering.render.document import Block, Grid, Inline, Paragraph, Reference, Section
from evaluering.render.language import word
from evaluering.render.material import Material
from evaluering.render.numbers import number, percent
from evaluering.render.references import listed
from evaluering.render.tables.table import Table, body_row, column_heads

PROGRAMS = {"spss": "SPSS", "psych": "R (psych)"}
FACTORS = "del_faktoranalyser"
"""The id of the section with the factor analyses."""


def methods_chapter(
    project: Project, wave: str, report: Report, exhibits: Sequence[Exhibit], material: Material
) -> Section:
    """Return how the data were collected, linked, indexed, tested and rounded.

    What there is not, links, indices or tests, has no section.

    Parameters
    ----------
    project, wave
        The configuration and the wave's id.
    report, exhibits
        The report, and its exhibits.
    material
        The results and the accounts of each step.
    """
    sections = [
        _sources(project, wave, material.quality, tuple(_filters(project, report))),
        *([_linking(project, wave, material.attrition)] if material.attrition else []),
        *([_indices(project, material.analyses)] if material.analyses else []),
        *([_tests(project.settings.conventions, exhibits, material)] if _tested(material) else []),
        _missing(project, material.quality),
        _rounding(exhibits),
    ]
    lead = _paragraph(word("methods_lead"), style="lead")
    return Section("del_metode", word("methods"), (lead,), tuple(sections))


def _paragraph(*content: Inline, style: Any = "body") -> Paragraph:
    return Paragraph(tuple(content), style)


def _sources(
    project: Project, wave: str, quality: Mapping[str, Mapping[str, Any]], filters: Sequence[str]
) -> Section:
    """Return what the numbers are of: surveys and who answered, or registers and their rows."""
    if not _registers(project, quality):
        return _surveys(project, wave, quality, filters)
    rows = [
        body_row(
            project.surveys[name].title,
            tuple(number(account[key]) for key in ("rows_read", "rows_rejected", "rows_kept")),
        )
        for name, account in quality.items()
    ]
    kept = sum(account["rows_kept"] for account in quality.values())
    counted = message("rows_n", n=kept)
    text = _paragraph(word("registers_text", registers=len(quality), rows=counted), *filters)
    table = _table(("register", "rows_read", "rows_rejected", "rows_used"), rows)
    return Section(
        "del_registre", word("registers"), (text, Grid(table, word("registers_caption")))
    )


def _registers(project: Project, quality: Iterable[str]) -> bool:
    """Return whether all that the report reads are registers."""
    return all(project.surveys[name].holds == "register" for name in quality)


def _surveys(
    project: Project, wave: str, quality: Mapping[str, Mapping[str, Any]], filters: Sequence[str]
) -> Section:
    sent = {name: project.waves[wave].surveys[name].invited for name in quality}
    known = [n for n in sent.values() if n is not None]
    repeated = sum(account["rows_repeated"] for account in quality.values())
    heads = {
        "sent": bool(known), "rows_read": True, "rows_rejected": True,
        "rows_repeated": repeated > 0, "respondents": True, "rate": bool(known),
    }  # fmt: skip
    rows = []
    for name, account in quality.items():
        invited = sent[name]
        cells = {
            "sent": number(invited),
            "rows_read": number(account["rows_read"]),
            "rows_rejected": number(account["rows_rejected"]),
            "rows_repeated": number(account["rows_repeated"]),
            "respondents": number(account["rows_kept"]),
            "rate": percent(100 * account["rows_kept"] / invited if invited else None),
        }
        shown = tuple(cell for head, cell in cells.items() if heads[head])
        rows.append(body_row(project.surveys[name].title, shown))
    shown_heads = ["survey", *(head for head, wanted in heads.items() if wanted)]
    caption = word("surveys_caption" if known else "surveys_caption_unsent", surveys=len(quality))
    text = _paragraph(_collected(sent, quality), *filters)
    return Section(
        "del_undersokelser", word("surveys"), (text, Grid(_table(shown_heads, rows), caption))
    )


def _filters(project: Project, report: Report) -> Iterator[str]:
    """Yield a sentence for each survey of which the report shows some of the respondents."""
    for survey, written in by_survey(report.where).items():
        book = project.surveys[survey]
        who = told(written, book.columns(project.scales), project.settings.missing_kinds)
        one = len(project.surveys) == 1
        key = "filtered_report" if one else "filtered_report_in"
        yield " " + word(key, survey=book.title, condition=who)


def _collected(sent: Mapping[str, int | None], quality: Mapping[str, Mapping[str, Any]]) -> str:
    """Return how many answered, of how many where that is known, and what is left out."""
    kept = sum(account["rows_kept"] for account in quality.values())
    rejected = sum(account["rows_rejected"] for account in quality.values())
    repeated = sum(account["rows_repeated"] for account in quality.values())
    invited, respondents = sum(n or 0 for n in sent.values()), message("respondents_n", n=kept)
    parts = [word("surveys_text", surveys=len(quality), respondents=respondents)]
    if invited:
        parts.append(word("sent_text", surveys=len(quality), sent=invited))
    parts.append(word("rejected_text", rejected=rejected) if rejected else word("rejected_none"))
    if repeated:
        parts.append(word("repeated_text", repeated=repeated))
    return " ".join(parts)


def _linking(project: Project, wave: str, attrition: Mapping[str, Mapping[str, Any]]) -> Section:
    """Return the links: what was linked to what, and who fell away; one table a link."""
    blocks = [
        block
        for name, account in attrition.items()
        for block in _link(project, wave, project.links[name], account)
    ]
    return Section("del_kobling", word("linking"), tuple(blocks))


def _link(project: Project, wave: str, link: Link, account: Mapping[str, Any]) -> tuple[Block, ...]:
    registry = project.registries[link.registry]
    unit = registry.unit
    forms = {"unit": unit.one, "units": unit.many, "article": unit.article}
    steps: Mapping[str, int] = account["steps"]
    counts = list(steps.values())
    lost = ["", *(number(before - after) for before, after in pairwise(counts))]
    rows = [
        body_row(word(f"step_{step}", **forms), (number(n), gone))
        for (step, n), gone in zip(steps.items(), lost, strict=True)
    ]
    rows += [
        body_row(
            word("has_value", label=with_year(variable.label, project.year(registry.id, wave))),
            (
                number(account["values"][variable.id]),
                number(counts[-1] - account["values"][variable.id]),
            ),
        )
        for variable in registry.variables
    ]
    text = word(
        "linking_text",
        group=project.groups[link.group].label,
        source=registry.source,
        by=registry.key,
        year=str(project.year(registry.id, wave)),
        first=counts[0],
        last=counts[-1],
        unit=unit.one,
        article=unit.article,
        units=message("different_units", n=account["units"], unit=unit.one, units=unit.many),
    )
    table = _table(["step", "respondents", "lost"], rows)
    return (_paragraph(text), Grid(table, word("linking_caption")))


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
    sentences = [
        word("indices_sum", count=len(analyses)),
        word("all_items" if complete else "minimum_items"),
        *([word("items_reversed")] if any(a["reversed"] for a in analyses) else []),
        word("items_analysed"),
    ]
    return Section(
        "del_indekser",
        word("indices"),
        (
            _paragraph(" ".join(sentences)),
            Grid(_table(heads, rows), word("indices_caption", count=len(analyses))),
            _paragraph(word("indices_more"), Reference(FACTORS, word("factors")), "."),
        ),
    )


def _tested(material: Material) -> bool:
    """Return whether the report has anything that is tested or factor analysed."""
    results = material.results.values()
    return bool(material.analyses) or any(own.tests or "p" in own.table for own in results)


def _tests(conventions: Conventions, exhibits: Sequence[Exhibit], material: Material) -> Section:
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
        parts.append(word("monte_carlo_text", draws=draws, seed=str(seed)))
    parts.append(word("other_conventions"))
    if material.analyses:
        program = PROGRAMS[conventions.factor_convention]
        parts.append(word("factor_convention", program=program))
    made = word(
        "tests_made",
        tests=message("counted_tests", n=sum(tested)),
        exhibits=message("counted_exhibits", n=sum(n > 0 for n in tested)),
    )
    return Section(
        "del_tester", word("conventions"), (_paragraph(" ".join(parts)), _paragraph(made))
    )


def _missing(project: Project, quality: Mapping[str, Mapping[str, Any]]) -> Section:
    counted = {name: total_missing(account["items"]) for name, account in quality.items()}
    kinds = list(dict.fromkeys(kind for counts in counted.values() for kind in counts))
    rows = []
    for name, account in quality.items():
        asked = sum(item["asked"] for item in account["items"])
        sums = [sum(item["valid"] for item in account["items"])]
        sums += [counted[name].get(kind, 0) for kind in kinds]
        shares = (
            f"{number(n)} ({percent(100 * n / asked, 1)})" if asked else number(n) for n in sums
        )
        rows.append(body_row(project.surveys[name].title, (number(asked), *shares)))
    of = "_register" if _registers(project, quality) else ""
    firsts = ("register", "values_in_all", "valid_values") if of else ("survey", "asked", "valid")
    heads = [word(head) for head in firsts]
    heads += [missing_label(kind, project.settings.missing_kinds) for kind in kinds]
    table = Table((column_heads(heads),), tuple(rows))
    minimum = project.settings.disclosure.minimum_n
    hidden = f" {word(f'hidden_text{of}', minimum=number(minimum))}" if minimum > 1 else ""
    text = _paragraph(word(f"missing_text{of}") + hidden)
    caption = word(f"missing_caption{of}")
    return Section("del_manglende", word(f"missing{of}"), (text, Grid(table, caption)))


def missing_label(kind: str, own: Mapping[str, str]) -> str:
    """Return what a kind of missing is called: the project's own label, or the language's word."""
    return own[kind] if kind in own else word(kind)


def _rounding(exhibits: Sequence[Exhibit]) -> Section:
    blocks = [_paragraph(word("rounding_half_up"))]
    for rule, key in (("half_up_twice", "rounding_twice"), ("float", "rounding_float")):
        if own := [exhibit for exhibit in exhibits if exhibit.rounding == rule]:
            blocks.append(_paragraph(word(key), *listed(own), "."))
    return Section("del_avrunding", word("rounding"), tuple(blocks))


def _table(heads: Iterable[str], rows: Iterable[Any]) -> Table:
    return Table((column_heads([word(head) for head in heads]),), tuple(rows))
