"""All checks of a report, put together from its tables and its declaration."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from evaluering.checks.audit.classes import frequency_conflicts, limit_conflicts, size_conflicts
from evaluering.checks.audit.columns import Columns, column_table
from evaluering.checks.audit.conflicts import Check, Conflict, Slot, key
from evaluering.checks.audit.correlations import correlated, correlation_conflicts
from evaluering.checks.audit.declaration import Declaration, Index, TableNotes
from evaluering.checks.audit.diagnosis import diagnosed
from evaluering.checks.audit.expressions import formula, slot_of
from evaluering.checks.audit.findings import Finding
from evaluering.checks.audit.means import (
    Answers,
    Means,
    mean_conflicts,
    mean_rows,
    size_sums,
)
from evaluering.checks.audit.references import reference_findings
from evaluering.checks.audit.relations import Comparison, Tie
from evaluering.checks.audit.rules import RULES, Rule
from evaluering.checks.audit.shares import (
    Addition,
    Share,
    additions,
    brackets,
    label_sums,
    marks,
    shares,
    summed,
    total_conflicts,
    totals_of_percents,
)
from evaluering.checks.audit.significance import has_mark, significance_conflicts
from evaluering.checks.audit.spreads import spread_conflicts
from evaluering.checks.audit.tables import Table, split_tables
from evaluering.checks.audit.whole_sums import group_sum_conflicts
from evaluering.data.crossreferences import Caption, Reference
from evaluering.data.published import TEXTS, Cells, Place

NOTHING_DECLARED = Declaration()


@dataclass(frozen=True)
class Printed:
    """A printed report: its cells, what is declared of them, and its cross-references."""

    cells: Cells
    declaration: Declaration = NOTHING_DECLARED
    captions: Sequence[Caption] = ()
    references: Sequence[Reference] = ()


def audit(report: Printed) -> list[Finding]:
    """Return everything in a printed report that its own numbers contradict.

    Raises
    ------
    BadExpression
        The declaration names something that is not printed.
    """
    found = diagnosed(checks(report), report.cells)
    found += reference_findings(report.captions, report.references)
    return [_with_consequence(finding, report.declaration) for finding in found]


def unknown_exhibits(declared: Declaration, cells: Cells) -> list[tuple[str, str]]:
    """Return the exhibits that a declaration names and that are not printed, with their keys."""
    known = {place.exhibit for place in cells}
    named = [("tables", name) for name in declared.tables]
    named += [("indices", n) for own in declared.indices for n in own.crosstabs]
    named += [("indices", own.frequencies) for own in declared.indices if own.frequencies]
    named += [("classes", n) for own in declared.classes for n in (own.table, *own.crosstabs)]
    for table, rows in declared.correlations.items():
        named += [
            ("correlations", n) for n in (table, *(v for r in rows.values() for v in r.values()))
        ]
    return [(where, name) for where, name in named if name not in known]


def checks(report: Printed) -> list[Check]:
    """Return every check of a report."""
    cells, declared = report.cells, report.declaration
    tables = split_tables(cells, without=(TEXTS,))
    columns = {name: own for name, table in tables.items() if (own := column_table(table))}
    in_index = {name for index in declared.indices for name in index.crosstabs}
    ties = _ties(declared, cells, tables)
    own_base = {t.slot.place for t in ties if t.comparison == "equals" and not t.formula.simple}
    preferred, rule_of_means = _convention(tables, cells), _rule_of_means(declared, columns, cells)
    marked = {own.layout for own in columns.values() if has_mark(own, cells)}
    found: list[Check] = []
    for name, table in tables.items():
        notes = declared.tables.get(name, TableNotes())
        several = marks(table) | set(notes.several)
        context = _Context(
            notes=notes,
            several=several,
            sums=additions(table, several),
            shares=[
                s for s in _shares(table, columns.get(name)) if s.percent.place not in own_base
            ],
            totals=preferred,
            marked=name in columns and columns[name].layout in marked,
            in_index=name in in_index,
        )
        found.append(Check(frozenset({name}), partial(_table, table, columns.get(name), context)))
        if table.kind == "correlations":
            found += _correlations(table, declared.correlations.get(name, {}), columns, cells)
    found += [_index(index, tables, columns, rule_of_means) for index in declared.indices]
    found += _classes(declared, tables, columns)
    for tie in ties:
        names = {key(slot.place) for slot in (tie.slot, *tie.formula.slots)}
        found.append(Check(frozenset(names), tie.conflicts))
    return found


@dataclass(frozen=True)
class _Context:
    """What a table's check must know of the rest of the report."""

    notes: TableNotes
    several: frozenset[str]
    sums: Sequence[Addition]
    shares: Sequence[Share]
    totals: str
    marked: bool
    in_index: bool


def _fewest(conflicts: Callable[[Rule], Sequence[Conflict]]) -> Rule:
    """Return the rounding rule that leaves the fewest conflicts: the rule of a table is one."""
    counted: dict[Rule, int] = {}
    for rule in RULES:
        counted[rule] = len(conflicts(rule))
        if not counted[rule]:
            break
    return min(counted, key=lambda rule: counted[rule])


def _shares(table: Table, columns: Columns | None) -> list[Share]:
    return columns.shares() if columns else shares(table)


def _table(
    table: Table, columns: Columns | None, context: _Context, cells: Cells
) -> list[Conflict]:
    """Return the conflicts within one table."""
    rule = _fewest(partial(_by_rule, columns, context.shares, cells))
    found = [*brackets(table, cells), *label_sums(table)]
    found += [c for parts, total in context.sums for c in summed(cells, parts, total)]
    found += columns.sums(cells) if columns else ()
    found += total_conflicts(table, cells, context.totals, context.several)
    found += _by_rule(columns, context.shares, cells, rule)
    notes = context.notes
    if columns is not None:
        found += significance_conflicts(columns, cells, rule, context.marked, notes.level_in_text)
    rows = mean_rows(table)
    if columns is None:
        found += size_sums(rows[0], cells) if rows else ()
    answers = Answers(notes.items, *notes.scale) if notes.items and notes.scale else None
    if answers is not None:
        found += [c for means in rows for c in spread_conflicts(means, cells, answers)]
    of_means = partial(_of_means, rows, answers, context.in_index, cells)
    return found + of_means(_fewest(of_means))


def _of_means(
    rows: Sequence[Means], answers: Answers | None, in_index: bool, cells: Cells, rule: Rule
) -> list[Conflict]:
    if answers is not None:
        return [c for own in rows for c in group_sum_conflicts([own], cells, answers, rule)]
    found = [] if in_index else [c for own in rows for c in mean_conflicts(own, cells, rule)]
    return found if 2 * len(found) <= len(rows) or len(rows) == 1 else []  # n is not each row's


def _by_rule(
    columns: Columns | None, own: Sequence[Share], cells: Cells, rule: Rule
) -> list[Conflict]:
    found = [c for share in own if (c := share.conflict(cells, rule)) is not None]
    return found + (list(columns.conflicts(cells, rule)) if columns else [])


def _convention(tables: Mapping[str, Table], cells: Cells) -> str:
    """Return whether the report's totals of per cents are mostly their sums or always 100."""
    found = [t for table in tables.values() for t in totals_of_percents(table, cells)]
    off_sum = sum(printed != sum(parts) for _, printed, _, parts, _ in found)
    off_hundred = sum(printed != hundred for _, printed, hundred, _, _ in found)
    return "sum" if off_sum <= off_hundred else "hundred"


def _rule_of_means(declared: Declaration, columns: Mapping[str, Columns], cells: Cells) -> Rule:
    """Return the rule by which the report's means of indices are rounded."""

    def conflicts(rule: Rule) -> list[Conflict]:
        return [
            conflict
            for index in declared.indices
            for conflict in group_sum_conflicts(
                _means_of(index, columns), cells, Answers(index.items, *index.scale), rule
            )
        ]

    return _fewest(conflicts)


def _means_of(index: Index, columns: Mapping[str, Columns]) -> list[Means]:
    crosstabs = [columns[name] for name in index.crosstabs if name in columns]
    return [means for table in crosstabs for means in mean_rows(table.table)]


def _correlations(
    table: Table,
    sizes: Mapping[str, Mapping[str, str]],
    columns: Mapping[str, Columns],
    cells: Cells,
) -> list[Check]:
    """Return a check for each pair, by the rule of the whole table."""
    slots = {
        (row, column): grand
        for row, own in sizes.items()
        for column, name in own.items()
        if name in columns and (grand := columns[name].grand) is not None
    }
    pairs = correlated(table)
    rule = _fewest(
        lambda rule: [
            c for pair in pairs for c in correlation_conflicts(table, pair, slots, rule, cells)
        ]
    )
    return [
        Check(
            frozenset({table.exhibit, *([slots[pair].place.exhibit] if pair in slots else [])}),
            partial(correlation_conflicts, table, pair, slots, rule),
        )
        for pair in pairs
    ]


def _index(
    index: Index, tables: Mapping[str, Table], columns: Mapping[str, Columns], rule: Rule
) -> Check:
    crosstabs = [columns[name] for name in index.crosstabs if name in columns]
    means = _means_of(index, columns)
    answers = Answers(index.items, *index.scale)
    frequencies = tables.get(index.frequencies or "")

    def run(cells: Cells) -> list[Conflict]:
        found = group_sum_conflicts(means, cells, answers, rule)
        if frequencies is not None:
            found += frequency_conflicts(frequencies, crosstabs, cells)
        return found

    names = {*index.crosstabs, *([index.frequencies] if index.frequencies else [])}
    return Check(frozenset(names), run)


def _classes(
    declared: Declaration, tables: Mapping[str, Table], columns: Mapping[str, Columns]
) -> list[Check]:
    named = {own.table: own for own in declared.classes}
    found = []
    for name, table in tables.items():
        own = named.get(name)
        crosstabs = [columns[n] for n in own.crosstabs if n in columns] if own else []
        ends = own.range if own else None
        stated = (
            (Slot(Place(TEXTS, ends[0], "printed")), Slot(Place(TEXTS, ends[1], "printed")))
            if ends else None
        )  # fmt: skip
        others = [tables[other] for other in named if other != name and own]
        names = {name, *(t.table.exhibit for t in crosstabs)}
        found.append(Check(frozenset(names), partial(_class, table, crosstabs, stated, others)))
    return found


def _class(
    table: Table,
    crosstabs: Sequence[Columns],
    stated: tuple[Slot, Slot] | None,
    others: Sequence[Table],
    cells: Cells,
) -> list[Conflict]:
    found = list(size_conflicts(table, crosstabs, cells)) if crosstabs else []
    return [*found, *limit_conflicts(table, stated, others, cells)]


def _ties(declared: Declaration, cells: Cells, tables: Mapping[str, Table]) -> list[Tie]:
    found = []
    for relation in declared.relations:
        comparison: Comparison = "equals"
        if relation.at_least is not None:
            comparison = "at_least"
        elif relation.at_most is not None:
            comparison = "at_most"
        computed = formula(getattr(relation, comparison), cells, tables)
        slot = slot_of(relation.cell, cells)
        percent = isinstance(relation.equals, dict) and "percent" in relation.equals
        notes = relation.severity, relation.note, relation.group
        found.append(Tie(slot, comparison, computed, *notes, percent))
    return found


def _with_consequence(finding: Finding, declared: Declaration) -> Finding:
    texts = [finding.consequence] if finding.consequence else []
    for entry in declared.consequences:
        if isinstance(entry.cell, list):
            place = Place(*map(str, entry.cell[:3]))
            touched = any(own == place for own, _ in finding.cells)
        else:
            touched = any(own.row == entry.cell for own, _ in finding.cells) or (
                entry.cell in finding.where or entry.cell == finding.id
            )
        texts += [entry.text] if touched else []
    return Finding(**{**finding.__dict__, "consequence": " ".join(dict.fromkeys(texts))})
