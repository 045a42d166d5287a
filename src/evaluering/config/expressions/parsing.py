"""Reading an expression: from words and signs to a tree, in one pass.

From the weakest to the strongest: ``or``, ``and``, ``not``, comparison and ``in``, ``+ -``,
``* /``, a minus before a number. These are the rules of SPSS, R and Python alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evaluering.config.expressions import tree
from evaluering.config.expressions.tokens import Token, tokens
from evaluering.config.expressions.tree import ExpressionFault, Node

DEEPEST = 30
"""Brackets, ``not`` and minus signs inside each other."""
LARGEST = 10**12
COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})
NORWEGIAN = {"og": "and", "eller": "or", "ikke": "not", "ikkje": "not", "i": "in", "er": "="}
VALUE = "en variabel, et tall, en tekst i anførselstegn eller en parentes"


def parsed(expression: str) -> Node:
    """Return an expression as a tree.

    Parameters
    ----------
    expression
        As ``age >= 18 and (county = "Oslo" or role in [1, 2])``.

    Raises
    ------
    ExpressionFault
        What is no expression, with the place of it.
    """
    return _Reader(tokens(expression)).whole()


@dataclass
class _Reader:
    """Where the reading has come to, and how deep."""

    tokens: list[Token]
    place: int = 0
    depth: int = 0

    def whole(self) -> Node:
        """Return all of the expression."""
        if len(self.tokens) == 1:
            raise ExpressionFault(1, "et tomt uttrykk", "en betingelse, som alder >= 18")
        node = self._either()
        if self._now.sort != "end":
            raise self._unexpected("and, or, et regnetegn eller slutten på uttrykket")
        return node

    @property
    def _now(self) -> Token:
        return self.tokens[self.place]

    def _is(self, *texts: str) -> bool:
        return self._now.sort in {"sign", "word"} and self._now.text in texts

    def _take(self) -> Token:
        token = self._now
        self.place += 1
        return token

    def _expect(self, sign: str, after: str) -> None:
        if not self._is(sign):
            raise self._unexpected(f"{sign} {after}")
        self.place += 1

    def _unexpected(self, allowed: str) -> ExpressionFault:
        """Return the fault of what stands at this place."""
        token = self._now
        if token.sort == "end":
            return ExpressionFault(token.at, "slutten på uttrykket", allowed)
        if token.sort == "name" and (ours := NORWEGIAN.get(token.text.lower())):
            return ExpressionFault(token.at, token.text, f"ordet «{ours}»")
        if token.text == "," and self.place and self.tokens[self.place - 1].sort == "number":
            return ExpressionFault(
                token.at, "et komma", f"desimalpunktum i tall (2.5), og {allowed}"
            )
        found = f"teksten «{token.text}»" if token.sort == "text" else token.text
        return ExpressionFault(token.at, found, allowed)

    def _deeper(self, read: Callable[[], Node]) -> Node:
        """Read what stands inside something else, as long as that is not too deep."""
        if self.depth == DEEPEST:
            raise ExpressionFault(
                self._now.at, f"mer enn {DEEPEST} nivåer inni hverandre",
                f"høyst {DEEPEST} parenteser, «not» og minustegn inni hverandre: del uttrykket i "
                "flere avledede variabler",
            )  # fmt: skip
        self.depth += 1
        node = read()
        self.depth -= 1
        return node

    def _either(self) -> Node:
        return self._joined("or", lambda: self._joined("and", self._opposite))

    def _joined(self, sign: str, read: Callable[[], Node]) -> Node:
        at, conditions = self._now.at, [read()]
        while self._is(sign):
            self._take()
            conditions.append(read())
        return tree.Joined(at, sign, tuple(conditions)) if len(conditions) > 1 else conditions[0]

    def _opposite(self) -> Node:
        if not self._is("not"):
            return self._compared()
        at = self._take().at
        return tree.Not(at, self._deeper(self._opposite))

    def _compared(self) -> Node:
        at, first = self._now.at, self._sum()
        if self._is("in"):
            self._take()
            return tree.OneOf(at, first, self._choices())
        if self._is("not") and self.tokens[self.place + 1].text == "in":
            self.place += 2
            return tree.Not(at, tree.OneOf(at, first, self._choices()))
        rest = []
        while self._is(*COMPARISONS):
            sign = self._take().text
            rest.append((sign, self._sum()))
        return tree.Comparison(at, first, tuple(rest)) if rest else first

    def _choices(self) -> tuple[Node, ...]:
        self._expect("[", "foran verdiene, som i rolle in [1, 2]")
        choices = [self._choice()]
        while self._is(","):
            self._take()
            choices.append(self._choice())
        self._expect("]", "etter verdiene, med komma mellom dem")
        return tuple(choices)

    def _choice(self) -> Node:
        negative = self._is("-") and self._take()
        token = self._now
        if token.sort == "number":
            value = self._constant()
            return tree.Constant(token.at, -value.value if negative else value.value)
        if token.sort == "text" and not negative:
            return tree.Quoted(token.at, self._take().text)
        raise self._unexpected("et tall, eller en tekst i anførselstegn")

    def _sum(self) -> Node:
        return self._reckoned(("+", "-"), lambda: self._reckoned(("*", "/"), self._signed))

    def _reckoned(self, signs: tuple[str, str], read: Callable[[], Node]) -> Node:
        at, first, rest = self._now.at, read(), []
        while self._is(*signs):
            sign = self._take().text
            rest.append((sign, read()))
        return tree.Arithmetic(at, first, tuple(rest)) if rest else first

    def _signed(self) -> Node:
        if self._is("-"):
            at = self._take().at
            return tree.Negative(at, self._deeper(self._signed))
        return self._value()

    def _value(self) -> Node:
        token = self._now
        if token.sort == "number":
            return self._constant()
        if token.sort == "text":
            return tree.Quoted(token.at, self._take().text)
        if token.sort == "name":
            self._take()
            if self._is("("):
                raise ExpressionFault(
                    token.at, f"{token.text}(…)", "bare missing(variabel), og parenteser uten navn"
                )
            return tree.NamedVariable(token.at, token.text)
        if self._is("missing"):
            return self._missing()
        if self._is("("):
            self._take()
            node = self._deeper(self._either)
            self._expect(")", "som lukker parentesen")
            return node
        raise self._unexpected(VALUE)

    def _constant(self) -> tree.Constant:
        token = self._take()
        if len(token.text) > 40 or float(token.text) > LARGEST:
            raise ExpressionFault(token.at, token.text[:40], f"tall til og med {LARGEST}")
        return tree.Constant(token.at, float(token.text))

    def _missing(self) -> Node:
        at = self._take().at
        self._expect("(", "etter missing, som i missing(alder)")
        token = self._now
        if token.sort != "name":
            raise self._unexpected("navnet på en variabel")
        self._take()
        kind = ""
        if self._is(","):
            self._take()
            if self._now.sort not in {"name", "text"}:
                raise self._unexpected("et slag manglende svar, som dont_know")
            kind = self._take().text
        self._expect(")", "etter variabelen")
        return tree.IsMissing(at, tree.NamedVariable(token.at, token.text), kind)
