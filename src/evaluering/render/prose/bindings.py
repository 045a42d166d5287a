"""What a text is bound to: numbers of results, exhibits, and the verdicts of claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from evaluering.config.exhibits.base import Exhibit
from evaluering.exhibits.result import Result
from evaluering.message import Said
from evaluering.render.document import Block, Bound, Doubted, Illustration, Inline, Numbered
from evaluering.render.language import say_all, word
from evaluering.render.numbers import Format, p_value, shown, suppressed
from evaluering.render.prose.amounts import amount
from evaluering.render.prose.differences import FoundNumber
from evaluering.render.prose.images import ImageFolder
from evaluering.render.prose.lookup import Lookup
from evaluering.render.prose.naming import Unbound, near
from evaluering.render.prose.tested import OF_TESTS
from evaluering.render.prose.works import Works
from evaluering.render.references import reference

WORDS, SIGNED = "words", "signed"
DECIMALS = ("0", "1", "2", "3", "4")
OPTIONS = f"antall desimaler (0–4), «{WORDS}» eller «{SIGNED}»"
CLAIM, UNTRIED = "claim", "untried"


@dataclass(frozen=True)
class Verdict:
    """What became of a claim, and what it rests on; public reports try none."""

    verdict: str
    evidence: tuple[Said, ...] = ()


@dataclass(frozen=True)
class ParsedBinding:
    """A binding as it is written."""

    target: str
    path: tuple[str, ...] = ()
    statistic: str = ""
    options: tuple[str, ...] = ()


def parsed(binding: str) -> ParsedBinding:
    """Return the parts of a binding: ``figur-21: skoleeier / kartlegging: mean | 2``."""
    target, _, rest = (part.strip() for part in binding.partition(":"))
    body, *options = (part.strip() for part in rest.split("|"))
    path, _, statistic = body.rpartition(":")
    segments = tuple(part.strip() for part in path.split(" / ")) if path.strip() else ()
    return ParsedBinding(target, segments, statistic.strip(), tuple(options))


@dataclass
class ResultBindings:
    """Puts the results of a wave into a text."""

    exhibits: Mapping[str, Exhibit]
    results: Mapping[str, Result]
    """The report's exhibits, and the results that there are, by id."""
    blocks: Mapping[str, Numbered]
    """The exhibits as they are set, by id."""
    works: Works
    """What can be cited."""
    claims: Mapping[str, Verdict] | None = field(default_factory=dict)
    """What became of each claim, by id; None where none are tried, as in a public report."""
    images: ImageFolder = field(default_factory=ImageFolder)
    """Where the images lie that the texts may show."""
    placed_ids: list[str] = field(default_factory=list)
    """The exhibits that the texts have placed so far."""
    _lookups: dict[str, Lookup] = field(default_factory=dict)

    def pictured(self, address: str, alternative: str) -> Illustration:
        """Return an image of the report's folder."""
        return self.images.read(address, alternative)

    def bound(self, binding: str) -> Sequence[Inline]:
        """Return what a binding within a sentence stands for.

        Raises
        ------
        Unbound
            It names nothing, or more than one thing.
        """
        own = parsed(binding)
        if own.target == CLAIM:
            verdict = self._verdict(own.statistic).verdict
            told = suppressed().text if verdict == UNTRIED else word(f"verdict_{verdict}")
            return (Bound(told, binding),)
        exhibit = self._exhibit(own.target)
        if not own.statistic:
            return (reference(exhibit),)
        return (Bound(self._text(own), binding),)

    def placed(self, binding: str) -> Block | None:
        """Return the exhibit that a binding by itself places; None for other bindings."""
        own = parsed(binding)
        if own.statistic or own.target == CLAIM:
            return None
        exhibit = self._exhibit(own.target)
        if exhibit.id in self.placed_ids:
            raise Unbound(
                f"{exhibit.id} for andre gang",
                "hver figur og tabell én gang; vis til den i en setning",
            )
        self.placed_ids.append(exhibit.id)
        return self.blocks.get(exhibit.id)

    def cited(self, citation: str) -> Sequence[Inline]:
        """Return a citation of one or more works."""
        return self.works.citation(citation)

    def claimed(self, claim: str, content: tuple[Inline, ...]) -> Sequence[Inline]:
        """Return a sentence that rests on a claim, with a remark where that does not hold."""
        found = self._verdict(claim)
        if found.verdict in {"holds", UNTRIED}:
            return content
        verdict = word(f"verdict_{found.verdict}")
        remark = word(
            "claim_doubted", claim=claim, verdict=verdict, evidence=say_all(found.evidence)
        )
        return (Doubted(content, remark),)

    def _text(self, own: ParsedBinding) -> str:
        if own.target in self.results:
            found = self.lookup(own.target).find(own.path, own.statistic)
        else:  # nothing is computed yet: only the names are looked at
            found = FoundNumber(None)
        if found.hidden:
            return suppressed().text
        if isinstance(found.value, str):
            return found.value
        form = found.format
        for option in own.options:
            if option in DECIMALS:
                form = replace(form, decimals=int(option))
            elif option not in {WORDS, SIGNED}:
                raise Unbound(option or "ingenting etter «|»", OPTIONS)
        if WORDS in own.options and found.value is not None:
            return amount(found.value)
        if own.statistic in {*OF_TESTS, "p_adjusted"} and form.least > 0:
            return p_value(found.value)
        return (
            _signed(found.value, form) if SIGNED in own.options else shown(found.value, form).text
        )

    def lookup(self, exhibit: str) -> Lookup:
        """Return the numbers of an exhibit, by name."""
        if exhibit not in self._lookups:
            self._lookups[exhibit] = Lookup(self.exhibits[exhibit], self.results[exhibit])
        return self._lookups[exhibit]

    def _exhibit(self, name: str) -> Exhibit:
        if name not in self.exhibits:
            raise Unbound(name, near(name, [*self.exhibits, CLAIM]))
        return self.exhibits[name]

    def _verdict(self, name: str) -> Verdict:
        if self.claims is None:
            return Verdict(UNTRIED)
        if name not in self.claims:
            raise Unbound(name, near(name, self.claims))
        return self.claims[name]


def _signed(value: float | None, form: Format) -> str:
    text = shown(value, form).text
    return f"+{text}" if value is not None and value > 0 else text
