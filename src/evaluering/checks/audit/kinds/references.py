"""Cross-references: to exhibits that do not exist, are numbered twice or are not meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from evaluering.checks.audit.findings import Finding
from evaluering.checks.audit.proofs import together
from evaluering.checks.audit.registry import audit_check, finding_names
from evaluering.checks.audit.report import AuditedReport
from evaluering.data.crossreferences import CaptionText, TextReference
from evaluering.message import Message, message


@audit_check(120, finding_names("reference", "numbering"))
def references(report: AuditedReport) -> Iterator[Finding]:
    """Yield what is wrong with the numbers over exhibits and the references to them."""
    yield from reference_findings(report.printed.captions, report.printed.references)


def reference_findings(
    captions: Sequence[CaptionText], references: Sequence[TextReference]
) -> Iterator[Finding]:
    """Yield the numbers printed over two exhibits, and the references that lead astray."""
    numbers: defaultdict[str, list[CaptionText]] = defaultdict(list)
    for caption in captions:
        numbers[caption.number].append(caption)
    yield from _twice(numbers, references)
    yield from _absent(captions)
    of = {caption.exhibit: caption for caption in captions}
    astray: defaultdict[tuple[str, object], list[TextReference]] = defaultdict(list)
    for entry in references:
        meant = of.get(entry.meant)
        if meant is None or entry.printed != meant.number:
            offset = _offset(entry.printed, meant.number) if meant else None
            key: object = offset if offset is not None else (entry.printed, entry.meant)
            astray[entry.section, key].append(entry)
    for (section, _), entries in astray.items():
        yield _astray(section, entries, of, numbers)


def _twice(
    numbers: dict[str, list[CaptionText]], references: Sequence[TextReference]
) -> Iterator[Finding]:
    for number, captions in numbers.items():
        if len(captions) > 1:
            sections = together("and", [c.section for c in captions])
            uses = [r for r in references if r.printed == number]
            yield Finding(
                f"number-twice-{_slug(number)}", tuple(c.exhibit for c in captions),
                "numbering", "error", message("audit_twice", number=number, count=len(captions)),
                message("audit_once"),
                (message("audit_used", number=number, sections=sections, count=len(uses)),),
                (message("audit_unclear"),),
            )  # fmt: skip


def _absent(captions: Sequence[CaptionText]) -> Iterator[Finding]:
    """Yield the numbers that are skipped."""
    kinds: defaultdict[str, set[int]] = defaultdict(set)
    for caption in captions:
        if match := re.fullmatch(r"(\w+) (\d+)", caption.number):
            kinds[match[1]].add(int(match[2]))
    for kind, found in kinds.items():
        for number in sorted(set(range(1, max(found))) - found):
            yield Finding(
                f"skipped-{_slug(kind)}-{number}", (), "numbering", "error",
                message("audit_skipped", kind=kind, number=number), message("audit_in_order"),
                (message("audit_between", kind=kind, number=number, before=number - 1,
                         after=number + 1),),
            )  # fmt: skip


def _astray(
    section: str,
    entries: Sequence[TextReference],
    of: dict[str, CaptionText],
    numbers: dict[str, list[CaptionText]],
) -> Finding:
    proofs: list[Message] = []
    expected: list[Message | str] = []
    where: list[str] = []
    for entry in dict.fromkeys(entries):
        meant = of.get(entry.meant)
        right = meant.number if meant else entry.meant or message("audit_what_exists")
        if re.search(r"\d", entry.printed) and entry.printed not in numbers:
            fault = message("audit_does_not_exist")
        elif entry.printed in numbers:
            section_of = numbers[entry.printed][0].section
            other = section_of != entry.printed
            fault = message("audit_other_in" if other else "audit_other", section=section_of)
        else:
            fault = message("audit_no_number")
        said = message("audit_astray", printed=entry.printed, fault=fault, right=right,
                       target=entry.target)  # fmt: skip
        proofs.append(said)
        expected.append(right)
        where += [entry.meant] if meant else []
    printed = list(dict.fromkeys(entry.printed for entry in entries))
    return Finding(
        f"reference-{_slug(section)}-{_slug(printed[0])}", tuple(dict.fromkeys(where)),
        "reference", "error", ", ".join(printed),
        message("audit_are", what=tuple(dict.fromkeys(expected))),
        (message("audit_in", section=section, proofs=together("then", dict.fromkeys(proofs))),),
        (message("audit_led_astray"),),
    )  # fmt: skip


def _offset(printed: str, meant: str) -> int | None:
    """Return how far off a number of the same kind is, where several may be off alike."""
    one, other = (re.fullmatch(r"(\w+) (\d+)", text) for text in (printed, meant))
    if one is None or other is None or one[1].casefold() != other[1].casefold():
        return None
    return int(one[2]) - int(other[2])


def _slug(text: str) -> str:
    return re.sub(r"[^a-zæøå0-9]+", "-", text.casefold()).strip("-")
