"""Cross-references: to exhibits that do not exist, are numbered twice or are not meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evaluering.checks.audit.findings import Finding
from evaluering.checks.audit.proofs import together
from evaluering.checks.audit.registry import audit_check, finding_names
from evaluering.checks.audit.report import AuditedReport
from evaluering.data.crossreferences import CaptionText, TextReference
from evaluering.data.numerals import WORDS
from evaluering.message import Message, message


@dataclass(frozen=True)
class ExhibitNumber:
    """A printed number: the series it counts in, and its place there; Tabell 3.2 is 2 of two."""

    series: str
    last: int

    @classmethod
    def of(cls, printed: str) -> ExhibitNumber | None:
        """Return a number over an exhibit or a chapter, in digits or as a word; else nothing."""
        match = re.fullmatch(r"(\w+) ((?:\d+[.\-–])*)(\w+)\.?", printed.strip())
        if match is None:
            return None
        last = match[3]
        number = int(last) if last.isdecimal() else WORDS.get(last.casefold())
        return None if number is None else cls(f"{match[1]} {match[2]}", number)


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
        numbers[_as_read(caption.number)].append(caption)
    yield from _twice(numbers, references)
    yield from _skipped(captions)
    of = {caption.exhibit: caption for caption in captions}
    astray: defaultdict[tuple[str, object], list[TextReference]] = defaultdict(list)
    for entry in references:
        meant = of.get(entry.meant)
        if meant is None or _as_read(entry.printed) != _as_read(meant.number):
            offset = _offset(entry.printed, meant.number) if meant else None
            key: object = offset if offset is not None else (entry.printed, entry.meant)
            astray[entry.section, key].append(entry)
    for (section, _), entries in astray.items():
        yield _astray(section, entries, of, numbers)


def _twice(
    numbers: dict[str, list[CaptionText]], references: Sequence[TextReference]
) -> Iterator[Finding]:
    for captions in numbers.values():
        if len(captions) > 1:
            number = captions[0].number
            sections = together("and", [c.section for c in captions])
            uses = [r for r in references if _as_read(r.printed) == _as_read(number)]
            yield Finding(
                f"number-twice-{_slug(number)}", tuple(c.exhibit for c in captions),
                "numbering", "error", message("audit_twice", number=number, count=len(captions)),
                message("audit_once"),
                (message("audit_used", number=number, sections=sections, count=len(uses)),),
                (message("audit_unclear"),),
            )  # fmt: skip


def _skipped(captions: Sequence[CaptionText]) -> Iterator[Finding]:
    """Yield the stretches of numbers that are skipped between two that exist.

    What comes before the first is not missing: the captions may be those of an excerpt.
    """
    series: defaultdict[str, set[int]] = defaultdict(set)
    for caption in captions:
        if (number := ExhibitNumber.of(caption.number)) is not None:
            series[number.series].add(number.last)
    for name, found in series.items():
        for before, after in pairwise(sorted(found)):
            if after - before > 1:
                first, last = before + 1, after - 1
                key = "audit_skipped" if first == last else "audit_skipped_range"
                yield Finding(
                    f"skipped-{_slug(name)}-{first}", (), "numbering", "error",
                    message(key, series=name, first=first, last=last), message("audit_in_order"),
                    (message("audit_between", series=name, before=before, after=after),),
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
        there = numbers.get(_as_read(entry.printed))
        if there is None and ExhibitNumber.of(entry.printed):
            fault = message("audit_does_not_exist")
        elif there:
            section_of = there[0].section
            other = section_of != there[0].number
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
    """Return how far off a number of the same series is, where several may be off alike."""
    one, other = ExhibitNumber.of(printed), ExhibitNumber.of(meant)
    if one is None or other is None or one.series.casefold() != other.series.casefold():
        return None
    return one.last - other.last


def _as_read(number: str) -> str:
    """Return a number in one spelling: «kapittel fire» is Kapittel 4."""
    read = ExhibitNumber.of(number)
    return f"{read.series}{read.last}".casefold() if read else number.casefold()


def _slug(text: str) -> str:
    return re.sub(r"[^a-zæøå0-9]+", "-", text.casefold()).strip("-")
