"""Cross-references: to exhibits that do not exist, are numbered twice or are not meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from evaluering.checks.audit.findings import Finding
from evaluering.checks.audit.registry import audit_check
from evaluering.checks.audit.report import AuditedReport
from evaluering.data.crossreferences import Caption, Reference


@audit_check(120, {"henvisning": "henvisning", "nummerering": "nummerering"})
def references(report: AuditedReport) -> Iterator[Finding]:
    """Yield what is wrong with the numbers over exhibits and the references to them."""
    yield from reference_findings(report.printed.captions, report.printed.references)


def reference_findings(
    captions: Sequence[Caption], references: Sequence[Reference]
) -> Iterator[Finding]:
    """Yield the numbers printed over two exhibits, and the references that lead astray."""
    numbers: defaultdict[str, list[Caption]] = defaultdict(list)
    for caption in captions:
        numbers[caption.number].append(caption)
    yield from _twice(numbers, references)
    yield from _absent(captions)
    of = {caption.exhibit: caption for caption in captions}
    astray: defaultdict[tuple[str, object], list[Reference]] = defaultdict(list)
    for entry in references:
        meant = of.get(entry.meant)
        if meant is None or entry.printed != meant.number:
            offset = _offset(entry.printed, meant.number) if meant else None
            key: object = offset if offset is not None else (entry.printed, entry.meant)
            astray[entry.section, key].append(entry)
    for (section, _), entries in astray.items():
        yield _astray(section, entries, of, numbers)


def _twice(numbers: dict[str, list[Caption]], references: Sequence[Reference]) -> Iterator[Finding]:
    for number, captions in numbers.items():
        if len(captions) > 1:
            sections = " og ".join(c.section for c in captions)
            uses = [r for r in references if r.printed == number]
            yield Finding(
                f"dobbelt-nummer-{_slug(number)}", tuple(c.exhibit for c in captions),
                "nummerering", "error", f"{number} står over {len(captions)} ulike",
                "hvert nummer én gang",
                f"{number} er overskrift i {sections}. {len(uses)} henvisninger i teksten bruker "
                "nummeret.",
                "Henvisningene er tvetydige.",
            )  # fmt: skip


def _absent(captions: Sequence[Caption]) -> Iterator[Finding]:
    """Yield the numbers that are skipped."""
    kinds: defaultdict[str, set[int]] = defaultdict(set)
    for caption in captions:
        if match := re.fullmatch(r"(\w+) (\d+)", caption.number):
            kinds[match[1]].add(int(match[2]))
    for kind, found in kinds.items():
        for number in sorted(set(range(1, max(found))) - found):
            yield Finding(
                f"mangler-{_slug(kind)}-{number}", (), "nummerering", "error",
                f"{kind} {number} finnes ikke", "fortløpende nummer",
                f"{kind} {number - 1} og {kind} {number + 1} finnes, {kind} {number} ikke.",
            )  # fmt: skip


def _astray(
    section: str,
    entries: Sequence[Reference],
    of: dict[str, Caption],
    numbers: dict[str, list[Caption]],
) -> Finding:
    proofs, expected, where = [], [], []
    for entry in dict.fromkeys(entries):
        meant = of.get(entry.meant)
        right = meant.number if meant else entry.meant or "en tabell eller figur som finnes"
        if re.search(r"\d", entry.printed) and entry.printed not in numbers:
            fault = "finnes ikke"
        elif entry.printed in numbers:
            section_of = numbers[entry.printed][0].section
            fault = "er noe annet" + (f", i {section_of}" if section_of != entry.printed else "")
        else:
            fault = "viser ikke til noe nummer"
        proofs.append(f"«{entry.printed}» {fault}; ment er {right}, {entry.target}")
        expected.append(right)
        where += [entry.meant] if meant else []
    printed = list(dict.fromkeys(entry.printed for entry in entries))
    return Finding(
        f"henvisning-{_slug(section)}-{_slug(printed[0])}", tuple(dict.fromkeys(where)),
        "henvisning", "error", ", ".join(printed), ", ".join(dict.fromkeys(expected)),
        f"{section}: {'; '.join(dict.fromkeys(proofs))}.",
        "Leseren ledes til feil sted.",
    )  # fmt: skip


def _offset(printed: str, meant: str) -> int | None:
    """Return how far off a number of the same kind is, where several may be off alike."""
    one, other = (re.fullmatch(r"(\w+) (\d+)", text) for text in (printed, meant))
    if one is None or other is None or one[1].casefold() != other[1].casefold():
        return None
    return int(one[2]) - int(other[2])


def _slug(text: str) -> str:
    return re.sub(r"[^a-zæøå0-9]+", "-", text.casefold()).strip("-")
