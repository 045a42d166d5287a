"""The words and signs of an expression."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from evaluering.config.expressions.tree import ExpressionFault

LONGEST = 20_000
"""Signs of an expression."""
WORDS = frozenset({"and", "or", "not", "in", "missing"})
QUOTES = {'"': '"', "'": "'", "«": "»", "“": "”", "„": "“", "”": "”"}
SAME = {"==": "=", "<>": "!=", "~=": "!=", "≠": "!=", "≤": "<=", "≥": ">=", "&": "and", "|": "or"}
"""Signs that other programs write, and ours."""
ADVICE = {
    ";": "et komma mellom verdiene i en liste",
    "&&": "and",
    "||": "or",
    "!": "not",
    "%": "+, -, * og /",
    "^": "a * a for a i annen",
    "**": "a * a for a i annen",
    "{": "vanlige parenteser: (…)",
    "}": "vanlige parenteser: (…)",
    "$": "navnet på variabelen uten tegn foran",
    ".": "et variabelnavn, et tall som 2.5 eller en tekst i anførselstegn",
}
_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<name>[^\W\d]\w*)"
    r"|`(?P<given>[^`\n]+)`"
    r"|(?P<sign>&&|\|\||\*\*|<=|>=|!=|<>|==|~=|[-+*/()\[\],=<>≠≤≥&|])"
)

Sort = Literal["number", "name", "text", "sign", "word", "end"]


@dataclass(frozen=True)
class Token:
    """One word, number, text or sign, and where it stands, from 1."""

    at: int
    sort: Sort
    text: str


def tokens(expression: str) -> list[Token]:
    """Return the words and signs of an expression, with an end.

    Raises
    ------
    ExpressionFault
        A sign that expressions do not have, a text that does not end, or too many signs.
    """
    if len(expression) > LONGEST:
        raise ExpressionFault(
            LONGEST, f"et uttrykk på {len(expression)} tegn", f"høyst {LONGEST} tegn"
        )
    found: list[Token] = []
    place = 0
    while place < len(expression):
        token, place = _next(expression, place)
        if token is not None:
            found.append(token)
    return [*found, Token(len(expression) + 1, "end", "")]


def _next(expression: str, place: int) -> tuple[Token | None, int]:
    """Return the token at a place, or nothing for a space, and where the next one begins."""
    at = place + 1
    if (closing := QUOTES.get(expression[place])) is not None:
        end = expression.find(closing, at)
        if end < 0:
            raise ExpressionFault(
                at,
                f"et anførselstegn ({expression[place]}) som ikke er lukket",
                f"{closing} i slutten av teksten, og hele uttrykket i enkle anførselstegn når "
                "det har # eller kolon i seg: 'fylke = \"Vest: nord\"'",
            )
        return Token(at, "text", expression[at:end]), end + 1
    match = _TOKEN.match(expression, place)
    if match is None:
        sign = expression[place]
        allowed = ADVICE.get(sign, "variabler, tall, tekst i anførselstegn, = != < <= > >= og in, "
                                   "and, or, not, + - * / og parenteser")  # fmt: skip
        raise ExpressionFault(at, f"tegnet {sign}", allowed)
    text, end = match[0], match.end()
    if match["space"]:
        return None, end
    if match["given"]:
        return Token(at, "name", match["given"]), end
    if match["number"]:
        _refuse_run_together(expression, end, at, text)
        return Token(at, "number", text), end
    if match["name"]:
        word = text.lower() in WORDS
        return Token(at, "word" if word else "name", text.lower() if word else text), end
    if text in ADVICE:
        raise ExpressionFault(at, text, ADVICE[text])
    own = SAME.get(text, text)
    return Token(at, "word" if own in WORDS else "sign", own), end


def _refuse_run_together(expression: str, end: int, at: int, text: str) -> None:
    """Refuse letters straight after a number, and a decimal comma."""
    after = expression[end : end + 1]
    if after.isalnum() or after in {"_", "."}:
        word = re.match(r"[\w.]*", expression[end:])
        raise ExpressionFault(
            at, f"{text}{word[0] if word else ''}"[:40],
            "et tall som 2.5, eller et navn som begynner med en bokstav",
        )  # fmt: skip
