"""Audit a printed report: its own numbers and statements against each other."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import yaml

from evaluering.checks.audit.counted_tests import ReportTests, counted_tests
from evaluering.checks.audit.declaration import Declaration, unknown_exhibits
from evaluering.checks.audit.expressions import BadExpression
from evaluering.checks.audit.findings import Finding
from evaluering.checks.audit.inspection import audit
from evaluering.checks.audit.registry import kinds_of_findings
from evaluering.checks.audit.report import AuditedReport, PrintedReport
from evaluering.checks.audit.stated_sizes import suggested_of_text
from evaluering.checks.audit.suggestions import suggestions
from evaluering.cli import options as opt
from evaluering.config.paths import Paths
from evaluering.config.reading import read_model
from evaluering.config.theme import Theme, theme_of
from evaluering.data.crossreferences import read_captions, read_references
from evaluering.data.encodings import decoded
from evaluering.data.files import Absent, read_bytes
from evaluering.data.published import INDEX, TEXTS, check_listed, read_cells, read_lines, read_list
from evaluering.data.saving import to_json
from evaluering.errors import ConfigError, DataError, EvalueringError
from evaluering.languages import BASE
from evaluering.message import Message, message
from evaluering.render.audit import SEVERITIES, told
from evaluering.render.language import say, word, writing
from evaluering.render.pages import page
from evaluering.workflow.staging import staging

DECLARATION = "audit.yaml"
NO_TEXT = Absent("Filen med rapportens tekst finnes ikke.", "Lagre teksten som ren tekst (UTF-8).")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name a report of the project, or a folder of tables."""
    parser.add_argument("path", nargs="?", type=Path, metavar="MAPPE",
                        help="en mappe med tabeller; se docs/revisjon.md")  # fmt: skip
    parser.add_argument("--report", metavar="REPORT", help="rapportens id, i stedet for en mappe")
    parser.add_argument("--wave", metavar="WAVE", help="bølgen (utelatt: de rapporten gjenskaper)")
    parser.add_argument("--out", type=Path, metavar="MAPPE",
                        help="hvor sidene skrives (utelatt: <mappen>-revisjon)")  # fmt: skip
    parser.add_argument("--suggest", action="store_true",
                        help="vis hva audit.yaml kan mangle, og skriv ingen sider")  # fmt: skip
    parser.add_argument("--text", type=Path, metavar="FIL",
                        help="rapportens løpende tekst (UTF-8), til --suggest")  # fmt: skip


def run(options: argparse.Namespace) -> None:
    """Write the page of findings and the account behind it. Findings are results, not failures.

    Raises
    ------
    EvalueringError
        Neither or both of folder and report are named, or a file has a fault.
    """
    if (options.path is None) == (options.report is None):
        raise EvalueringError("Oppgi enten en mappe med tabeller eller --report.")
    if options.path is not None:
        folder: Path = options.path
        title, back, theme, tag = folder.resolve().name, "", Theme(), BASE
        target_page, account = Paths(folder).check_files("", "", "audit")
        targets = [options.out or folder.resolve().parent / f"{title}-revisjon"]
    else:
        project, paths = opt.opened(options)
        report = project.reports[options.report]
        folder = paths.root / "data/raw/published" / report.id
        title, theme, tag = report.title, theme_of(project, report.id), report.language
        back = paths.document("", report.id, "report").name
        target_page, account = paths.check_files("", report.id, "audit")
        waves = [options.wave] if options.wave else report.reproduces
        targets = [options.out] if options.out else [paths.report(w, report.id) for w in waves]
        if not targets:
            raise EvalueringError(
                f"Rapporten «{report.id}» gjenskaper ingen bølge («reproduces» i report.yaml). "
                "Oppgi --wave eller --out."
            )
    if options.text is not None and not options.suggest:
        raise EvalueringError("«--text» hører til «--suggest»: teksten gir bare forslag.")
    printed = read_printed(folder)
    if options.suggest:
        text = (
            "" if options.text is None else decoded(options.text, read_bytes(options.text, NO_TEXT))
        )
        with writing(tag):
            print(suggested(AuditedReport.of(printed), _about(folder), text), end="")
        return
    findings = in_order(inspected(printed, folder), folder)
    tests = counted_tests(AuditedReport.of(printed))
    with writing(tag):
        html = audit_page(title, findings, tests, printed, folder, back, theme)
        content = to_json({"findings": [told(own) for own in findings], "tests": asdict(tests)})
    for target in targets:
        with staging(target) as temporary:
            (temporary / target_page.name).write_text(html, encoding="utf-8")
            (temporary / account.name).write_text(content, encoding="utf-8")
    counts = Counter[str](finding.severity for finding in findings)
    shown = ", ".join(f"{name.casefold()}: {counts[key]}" for key, name in severities().items())
    print(f"{len(findings)} funn ({shown}).")


def read_printed(folder: Path) -> PrintedReport:
    """Read a folder of tables, with what is declared of them.

    Raises
    ------
    DataError
        There is no table, or a table has a fault.
    ConfigErrors
        The declaration has a fault.
    """
    if not folder.is_dir():
        raise DataError(folder, "Mappen finnes ikke.", "Se docs/revisjon.md.")
    check_listed(folder)
    cells = read_cells(folder)
    if not cells:
        raise DataError(folder, "Mappen har ingen tabeller (*.csv).", "Se docs/revisjon.md.")
    path = folder / DECLARATION
    declared = read_model(Declaration, path, path) if path.exists() else Declaration()
    unknown = unknown_exhibits(declared, cells)
    if unknown:
        key, name = unknown[0]
        raise ConfigError(path, key, name, sorted({place.exhibit for place in cells}))
    return PrintedReport(cells, declared, read_captions(folder), read_references(folder))


def inspected(printed: PrintedReport, folder: Path) -> list[Finding]:
    """Return the findings.

    Raises
    ------
    ConfigError
        The declaration names a number that is not printed.
    """
    try:
        return audit(printed)
    except BadExpression as error:
        raise ConfigError(
            folder / DECLARATION, error.key, error, "tall som er trykt; se docs/revisjon.md"
        ) from None


def suggested(report: AuditedReport, about: Mapping[str, str], text: str = "") -> str:
    """Return what seems to be missing in audit.yaml, as YAML to paste and confirm.

    Parameters
    ----------
    report
        The printed report.
    about
        What each number of the text is of, in words, by its id.
    text
        The running text, whose numbers of respondents are looked for.
    """
    found = [*suggestions(report, about), *suggested_of_text(report, text)]
    lines = [] if found else [f"# {word('no_suggestions')}"]
    for key in dict.fromkeys(own.key for own in found):
        lines.append(f"{key}:")
        for own in (own for own in found if own.key == key):
            text = yaml.safe_dump(dict(own.entry), default_flow_style=True, width=10_000,
                                  allow_unicode=True, sort_keys=False).strip()  # fmt: skip
            listed = f"- {text}" if key != "correlations" else text.strip("{}")
            quoted = f"«{own.printed}»: " if own.printed else ""
            lines.append(f"  {listed}  # {quoted}{word(own.why)}")
    return "\n".join(lines) + "\n"


def in_order(findings: Sequence[Finding], folder: Path) -> list[Finding]:
    """Return the findings by severity, then in the report's order, texts and references last."""
    order = list(_names(folder))
    last = len(order)

    def rank(finding: Finding) -> tuple[int, int]:
        first = finding.where[0] if finding.where else ""
        return SEVERITIES.index(finding.severity), (
            order.index(first) if first in order and finding.kind != "henvisning" else last
        )

    return sorted(findings, key=rank)


def severities() -> dict[str, str]:
    """Return what readers call the severities of findings, the gravest first."""
    return {key: word(f"audit_severity_{key}") for key in SEVERITIES}


def audit_page(
    title: str,
    findings: Sequence[Finding],
    tests: ReportTests,
    printed: PrintedReport,
    folder: Path,
    back: str,
    theme: Theme,
) -> str:
    """Set the page for an editor."""
    groups = [
        {"name": name, "severity": key, "findings": own}
        for key, name in severities().items()
        if (own := [told(f) for f in findings if f.severity == key])
    ]
    names = {caption.exhibit: caption.number for caption in printed.captions} | _names(folder)
    return page(
        "audit.html",
        theme,
        title=title,
        back=back,
        groups=groups,
        total=len(findings),
        tests=[say(sentence) for sentence in tests.said],
        kinds={kind: say(name) for kind, name in kinds_of_findings().items()},
        by_kind=Counter((f.kind, f.severity) for f in findings),
        severities=severities(),
        names=names,
        texts_about=_about(folder),
        parts=_parts(printed),
    )


def _parts(printed: PrintedReport) -> tuple[Message, ...]:
    """Return how much was held against each other, and of what."""
    texts = sum(place.exhibit == TEXTS for place in printed.cells)
    exhibits = {place.exhibit for place in printed.cells} - {TEXTS}
    cells = message("audited_cells", n=len(printed.cells) - texts)
    counts = {
        "audited_texts": texts,
        "audited_relations": len(printed.declaration.relations),
        "audited_references": len(printed.references),
    }
    return (
        message("audited_exhibits", n=len(exhibits), cells=cells),
        *(message(key, n=count) for key, count in counts.items() if count),
    )


def _about(folder: Path) -> dict[str, str]:
    """Return where each number in the text stands, and what it is of."""
    path = folder / f"{TEXTS}.csv"
    if not path.exists():
        return {}
    lines = read_lines(path, ("id", "section", "statistic"))
    return {entry["id"]: f"{entry['section']}, {entry['statistic']}" for _, entry in lines}


def _names(folder: Path) -> dict[str, str]:
    """Return what each exhibit is called in print, with its page."""
    if not (folder / INDEX).exists():
        return {}
    return {
        entry.exhibit: entry.number + (f", s. {entry.page}" if entry.page else "")
        for entry in read_list(folder)
    }
