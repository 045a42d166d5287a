"""Cross-references: to exhibits that do not exist, are numbered twice or are not meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
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
    def of(cls, printed: str, names: Collection[str] = ()) -> ExhibitNumber | None:
        """Return a number over an exhibit or a chapter, in digits or as a word; else nothing.

        Parameters
        ----------
        printed
            The name and the number.
        names
            What a name with a full stop, as «kap.», may be short for: the one that begins so.
        """
        match = re.fullmatch(r"(\w+)(\.?) ((?:\d+[.\-–])*)(\w+)\.?", printed.strip())
        if match is None:
            return None
        name, short, before, last = match.groups()
        number = int(last) if last.isdecimal() else WORDS.get(last.casefold())
        if number is None:
            return None
        begun = [own for own in names if short and own.casefold().startswith(name.casefold())]
        return cls(f"{begun[0] if len(begun) == 1 else name} {before}", number)


@dataclass(frozen=True)
class ExhibitNumbering:
    """The numbers over exhibits and chapters, and how those in the text are read."""

    captions: Sequence[CaptionText]

    @cached_property
    def names(self) -> Collection[str]:
        """What is numbered, as Tabell and Kapittel, each in its first spelling."""
        read = [found for c in self.captions if (found := ExhibitNumber.of(c.number)) is not None]
        return {
            n.series.split()[0].casefold(): n.series.split()[0] for n in reversed(read)
        }.values()

    @cached_property
    def by_number(self) -> dict[str, list[CaptionText]]:
        """The captions under each number, as it is read."""
        found: defaultdict[str, list[CaptionText]] = defaultdict(list)
        for caption in self.captions:
            found[self.key(caption.number)].append(caption)
        return dict(found)

    def read(self, printed: str) -> ExhibitNumber | None:
        """Return the number that a text means, if it is one."""
        return ExhibitNumber.of(printed, self.names)

    def key(self, printed: str) -> str:
        """Return a number in one spelling: «kapittel fire» and «kap. 4» are Kapittel 4."""
        read = self.read(printed)
        return f"{read.series}{read.last}".casefold() if read else printed.casefold()

    def offset(self, printed: str, meant: str) -> int | None:
        """Return how far off a number of the same series is, where several may be off alike."""
        one, other = self.read(printed), self.read(meant)
        if one is None or other is None or one.series.casefold() != other.series.casefold():
            return None
        return one.last - other.last


@audit_check(120, finding_names("reference", "numbering"))
def references(report: AuditedReport) -> Iterator[Finding]:
    """Yield what is wrong with the numbers over exhibits and the references to them."""
    yield from reference_findings(report.printed.captions, report.printed.references)


def reference_findings(
    captions: Sequence[CaptionText], references: Sequence[TextReference]
) -> Iterator[Finding]:
    """Yield the numbers printed over two exhibits, and the references that lead astray."""
    numbering = ExhibitNumbering(captions)
    yield from _twice(numbering, references)
    yield from _skipped(captions)
    of = {caption.exhibit: caption for caption in captions}
    astray: defaultdict[tuple[str, object], list[TextReference]] = defaultdict(list)
    for entry in references:
        meant = of.get(entry.meant)
        if meant is None or numbering.key(entry.printed) != numbering.key(meant.number):
            offset = numbering.offset(entry.printed, meant.number) if meant else None
            key: object = offset if offset is not None else (entry.printed, entry.meant)
            astray[entry.section, key].append(entry)
    for (section, _), entries in astray.items():
        yield _astray(section, entries, of, numbering)


def _twice(numbering: ExhibitNumbering, references: Sequence[TextReference]) -> Iterator[Finding]:
    for key, captions in numbering.by_number.items():
        if len(captions) > 1:
            number = captions[0].number
            sections = together("and", list(dict.fromkeys(c.section for c in captions)))
            uses = [r for r in references if numbering.key(r.printed) == key]
            yield Finding(
                f"number-twice-{_slug(number)}", tuple(c.exhibit for c in captions),
                "numbering", "error", message("audit_twice", number=number, count=len(captions)),
                message("audit_once"),
                (message("audit_used", number=number, sections=sections, count=len(uses)),),
                (message("audit_unclear"),) if uses else (),
            )  # fmt: skip


def _skipped(captions: Sequence[CaptionText]) -> Iterator[Finding]:
    """Yield the stretches of numbers that are skipped between two that exist.

    What comes before the first is not missing: the captions may be those of an excerpt.
    """
    series: defaultdict[str, list[ExhibitNumber]] = defaultdict(list)
    for caption in captions:
        if (number := ExhibitNumber.of(caption.number)) is not None:
            series[number.series.casefold()].append(number)
    for numbers in series.values():
        name, found = numbers[0].series, {number.last for number in numbers}
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
    numbering: ExhibitNumbering,
) -> Finding:
    proofs: list[Message] = []
    expected: list[Message | str] = []
    where: list[str] = []
    for entry in dict.fromkeys(entries):
        meant = of.get(entry.meant)
        right = meant.number if meant else entry.meant or message("audit_what_exists")
        there = numbering.by_number.get(numbering.key(entry.printed))
        if there is None and numbering.read(entry.printed):
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


def _slug(text: str) -> str:
    return re.sub(r"[^a-zæøå0-9]+", "-", text.casefold()).strip("-")
