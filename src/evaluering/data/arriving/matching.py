"""Which column of a new file is which of the codebook's: by text, name, values and place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluering.data.arriving.alternatives import alternatives_of
from evaluering.data.arriving.fitting_values import KeyValues, alike_answers, may_hold
from evaluering.data.arriving.known import KnownColumn, TextsOfFile, texts_of_file, without_question
from evaluering.data.arriving.likeness import Likeness, bare, same_name
from evaluering.data.drafting.facts import FileFacts, VariableFacts
from evaluering.data.drafting.guesses import guess, is_identifier_name, is_unique
from evaluering.message import Message, Number, message

REWORDED, RENAMED, AHEAD = 0.4, 0.7, 0.15
"""How alike texts are of one column under its own name, and under another; and by how much more
than any other two."""
TELLING = 3
"""Words of a text that says by itself what is asked."""
SHARED_KEYS = 0.6
"""Of the keys of a column, the share that has to be among those of the earlier wave."""


@dataclass(frozen=True)
class Alternative:
    """A column that may be the one that is looked for, and why."""

    facts: VariableFacts
    why: Message


@dataclass(frozen=True)
class ColumnMatch:
    """One column of the codebook, and what it is in the file."""

    known: KnownColumn
    """The codebook's."""
    facts: VariableFacts | None = None
    """The file's; None where it is not there, or where it is doubtful which it is."""
    why: Message | None = None
    """Why they are taken for one, where they are not called the same."""
    wording: str = ""
    """What the file asks, where it is in other words."""
    alternatives: tuple[Alternative, ...] = ()
    """The columns that it may be."""

    @property
    def renamed(self) -> bool:
        """Whether the column has a name that the codebook does not find."""
        names = {self.known.column.source.strip().casefold()}
        return self.facts is not None and self.facts.column.strip().casefold() not in names


@dataclass(frozen=True)
class Matching:
    """All columns of a codebook with what they are in a file, and the columns that are new."""

    matches: tuple[ColumnMatch, ...]
    new: tuple[VariableFacts, ...]


def match_columns(
    known: Sequence[KnownColumn], file: FileFacts, keys: KeyValues | None = None
) -> Matching:
    """Return which column of a file is which of the codebook's.

    Parameters
    ----------
    known
        What is known of the survey's columns.
    file
        The facts of the new file.
    keys
        The values of columns of keys, by which one is known again under another name.
    """
    pairing = _Pairing(known, file)
    pairing.by_text_and_name()
    pairing.by_text()
    pairing.by_name()
    pairing.by_spelling()
    pairing.by_likeness()
    pairing.by_values(keys or KeyValues())
    return pairing.finished()


class _Pairing:
    """Pairs columns, the surest first; what is paired is not looked at again."""

    def __init__(self, known: Sequence[KnownColumn], file: FileFacts) -> None:
        self.known, self.file = known, file
        self.texts: TextsOfFile = texts_of_file(file)
        self.likeness = Likeness(text for k in known for text in k.texts[:1])
        self._wanted = {k.name: without_question(k.texts, k.question) for k in known}
        self._asked: dict[tuple[str, str], list[str]] = {}
        self.found: dict[str, ColumnMatch] = {}
        self.free: dict[str, VariableFacts] = {f.column: f for f in file.variables}
        self.named: dict[str, list[VariableFacts]] = defaultdict(list)
        for facts in file.variables:
            self.named[facts.column.strip().casefold()].append(facts)

    @property
    def open(self) -> list[KnownColumn]:
        """The columns of the codebook that are not found yet."""
        return [k for k in self.known if k.name not in self.found]

    def asks(self, k: KnownColumn, facts: VariableFacts) -> list[str]:
        """Return what a column asks, in the words of its file."""
        key = (k.question, facts.column)
        if key not in self._asked:
            self._asked[key] = without_question(self.texts.of(facts.column), k.question)
        return self._asked[key]

    def alike(self, k: KnownColumn, facts: VariableFacts) -> tuple[float, str]:
        """Return how alike the texts of two columns are, and the file's words."""
        return self.likeness.best(self.asks(k, facts), self._wanted[k.name])

    def own(self, k: KnownColumn) -> VariableFacts | None:
        """Return the free column that is called as the codebook or an earlier file says."""
        for name in (k.column.source.strip().casefold(), *sorted(k.names)):
            for facts in self.named.get(name, []):
                if facts.column in self.free:
                    return facts
        return None

    def pair(
        self, k: KnownColumn, facts: VariableFacts, why: Message | None = None, wording: str = ""
    ) -> None:
        """Take a column for one of the codebook's."""
        del self.free[facts.column]
        self.found[k.name] = ColumnMatch(k, facts, why, wording)

    def by_text_and_name(self) -> None:
        """Pair what has both the same text and the same name."""
        for k in self.open:
            facts = self.own(k)
            if facts and self.alike(k, facts)[0] == 1.0:
                self.pair(k, facts, self._called(k, facts))

    def by_text(self) -> None:
        """Pair what has the same text, and no other column of either side has."""
        there: dict[str, set[str]] = defaultdict(set)
        wanted: dict[str, list[KnownColumn]] = defaultdict(list)
        for column in self.free:
            for text in self.texts.of(column):
                there[bare(text)].add(column)
        for k in self.open:
            for text in {bare(t) for t in without_question(k.texts, k.question)}:
                wanted[text].append(k)
        for text in sorted(wanted, key=lambda text: len(text.split()) < TELLING):
            ks, columns = wanted[text], there.get(text, set())
            if len(ks) != 1 or len(columns) != 1 or ks[0].name in self.found:
                continue
            facts = self.free.get(next(iter(columns)))
            if facts is None or not may_hold(ks[0].column, facts):
                continue
            if len(text.split()) >= TELLING or self._among_its_own(ks[0], facts):
                self.pair(ks[0], facts, message("wave_by_text"))

    def _among_its_own(self, k: KnownColumn, facts: VariableFacts) -> bool:
        """Return whether a column stands beside others of its question, if these are known.

        «Annet» is a box of many questions.
        """
        mates = {o.name for o in self.known if k.part and o.part == k.part} & self.found.keys()
        if not mates:
            return True
        place = {f.column: n for n, f in enumerate(self.file.variables)}
        at = sorted((place[self._at(o)], o.name) for o in self.known if self._at(o))
        before = [name for n, name in at if n < place[facts.column]]
        after = [name for n, name in at if n > place[facts.column]]
        return bool({*before[-1:], *after[:1]} & mates)

    def by_name(self) -> None:
        """Pair what has the same name, where nothing says that it asks something else."""
        for k in self.open:
            facts = self.own(k)
            if facts is None or not may_hold(k.column, facts):
                continue
            alike, words = self.alike(k, facts)
            told = bool(self.texts.of(facts.column)) and k.column.kind != "identifier"
            if told and k.exact and alike < REWORDED:
                continue
            reworded = words if told and k.exact else ""
            self.pair(k, facts, self._called(k, facts), reworded)

    def by_spelling(self) -> None:
        """Pair names that differ only in signs, or in a word before or behind."""
        for k in self.open:
            near = [f for f in self.free.values() if any(same_name(f.column, n) for n in k.names)]
            if len(near) != 1 or not may_hold(k.column, near[0]):
                continue
            (facts,) = near
            rivals = [o for o in self.open if any(same_name(facts.column, n) for n in o.names)]
            alike, words = self.alike(k, facts)
            told = bool(self.texts.of(facts.column))
            if len(rivals) == 1 and (not told or alike >= REWORDED or not k.exact):
                wording = words if told and k.exact and alike < 1.0 else ""
                self.pair(k, facts, message("wave_by_spelling"), wording)

    def by_likeness(self) -> None:
        """Pair texts that are much alike, and more so than any other two."""
        pairs = [
            (*self.alike(k, facts), k, facts)
            for k in self.open
            for facts in self.free.values()
            if k.column.kind != "identifier" and may_hold(k.column, facts)
        ]
        of: dict[str, list[float]] = defaultdict(list)
        for score, _, k, facts in sorted(pairs, key=lambda pair: -pair[0]):
            of[f"known {k.name}"].append(score)
            of[f"file {facts.column}"].append(score)
        for score, words, k, facts in sorted(pairs, key=lambda pair: -pair[0]):
            if score < RENAMED or k.name in self.found or facts.column not in self.free:
                continue
            next_best = [*of[f"known {k.name}"][1:2], *of[f"file {facts.column}"][1:2]]
            if score - max(next_best, default=0.0) < AHEAD:
                continue
            telling = len(words.split()) >= TELLING or self._among_its_own(k, facts)
            if telling and alike_answers(k, facts):
                wording = words if score < 1.0 and k.exact else ""
                self.pair(k, facts, message("wave_by_likeness"), wording)

    def by_values(self, keys: KeyValues) -> None:
        """Pair a key with the column that has its values, and an identifier with one that is."""
        for k in self.open:
            if k.column.kind == "identifier":
                there = [f for f in self.free.values() if _is_identifier(f)]
                if len(there) == 1:
                    self.pair(k, there[0], message("wave_by_identifier"))
            elif k.column.kind == "key":
                shared = [(keys.shared(k.column, f), c) for c, f in self.free.items()]
                (best, column), (second, _) = sorted([*shared, (0.0, ""), (0.0, "")])[:-3:-1]
                if best >= SHARED_KEYS and best > 2 * second:
                    told = Number(100 * best, form="percent")
                    self.pair(k, self.free[column], message("wave_by_keys", percent=told))

    def finished(self) -> Matching:
        """Return all matches; one that is not sure has its alternatives."""
        matches = [
            self.found.get(k.name) or ColumnMatch(k, alternatives=tuple(self._maybe(k)))
            for k in self.known
        ]
        return Matching(tuple(matches), tuple(self.free.values()))

    def _maybe(self, k: KnownColumn) -> Iterator[Alternative]:
        near = {c: self.alike(k, f)[0] for c, f in self.free.items()}
        for column, why in alternatives_of(
            k, self.own(k), self._between(k), self.free, near, self.texts
        ):
            yield Alternative(self.free[column], why)

    def _between(self, k: KnownColumn) -> list[str]:
        """Return the free columns that stand where this one would, between its neighbours."""
        if k.place is None:
            return []
        order = [f.column for f in self.file.variables]
        placed = sorted((o.place, self._at(o)) for o in self.known if o.place is not None)
        before = [column for place, column in placed if column and place < k.place]
        after = [column for place, column in placed if column and place > k.place]
        start = order.index(before[-1]) + 1 if before else 0
        end = order.index(after[0]) if after else len(order)
        return [column for column in order[start:end] if column in self.free]

    def _at(self, k: KnownColumn) -> str:
        match = self.found.get(k.name)
        return match.facts.column if match and match.facts else ""

    def _called(self, k: KnownColumn, facts: VariableFacts) -> Message | None:
        """Return why a column is known that the codebook does not name: an earlier file had it."""
        own = {k.column.source.strip().casefold(), k.name}
        return None if facts.column.strip().casefold() in own else message("wave_by_earlier")


def _is_identifier(facts: VariableFacts) -> bool:
    kind = guess(facts).kind
    return is_unique(facts) and (kind == "identifier" or is_identifier_name(facts))
