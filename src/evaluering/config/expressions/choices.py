"""Which code, number or key a written value stands for, beside the variable it is held against."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, time

from evaluering.config.columns import Column
from evaluering.config.expressions.tree import Constant, ExpressionFault, Node, Quoted
from evaluering.config.texts import Translated

MOMENTS = {
    "date": (r"\d{4}-\d{2}-\d{2}", "2024-05-31"),
    "datetime": (r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}", "2024-05-31T14:05:00"),
    "time": (r"\d{2}:\d{2}:\d{2}", "14:05:00"),
}
"""How each kind of date or time is stored, and an example of it."""


def choice_of(column: Column, sign: str, written: Node) -> Node:
    """Return a written value as it stands in a column's data.

    Parameters
    ----------
    column
        The variable that it is compared with.
    sign
        How: ``=`` where it stands in a list.
    written
        A number or a text in quotation marks.

    Raises
    ------
    ExpressionFault
        The column has no such code or label, or holds another kind of value.
    """
    if isinstance(written, Constant):
        return _number(column, written)
    if isinstance(written, Quoted):
        return _text(column, sign, written)
    raise ExpressionFault(written.at, "et regnestykke i en liste", "tall og tekster i listen")


def _number(column: Column, written: Constant) -> Constant:
    shown = f"{written.value:g}"
    if column.kind in {"key", "identifier", *MOMENTS}:
        example = MOMENTS.get(column.kind, ("", shown))[1]
        raise ExpressionFault(
            written.at, f"tallet {shown}", f'en verdi av {column.name} i anførselstegn: "{example}"'
        )
    kind = column.missing.kind(written.value)
    if kind is not None:
        raise ExpressionFault(
            written.at, f"{shown}, som ikke er et svar på {column.name} ({kind})",
            f"missing({column.name}, {kind})",
        )  # fmt: skip
    if column.values and written.value not in column.values:
        raise ExpressionFault(
            written.at, f"kode {shown}, som {column.name} ikke har", coded(column)
        )
    return written


def _text(column: Column, sign: str, written: Quoted) -> Node:
    if column.kind in {"key", "identifier"}:
        if sign not in {"=", "!="}:
            raise ExpressionFault(
                written.at, f"nøkkelen {column.name} {sign} noe", "=, != eller in om en nøkkel"
            )
        return Quoted(written.at, column.key(written.text))
    if column.kind in MOMENTS:
        return Quoted(written.at, _moment(column, written))
    if not column.values:
        raise ExpressionFault(
            written.at, f"teksten «{written.text}»", f"et tall, fordi {column.name} er et tall"
        )
    wanted = folded(written.text)
    codes = [code for code, label in column.values.items() if wanted in map(folded, _spelt(label))]
    if len(codes) > 1:
        raise ExpressionFault(
            written.at, f"«{written.text}», som er teksten til flere koder i {column.name}",
            f"koden selv: {', '.join(map(str, codes))}",
        )  # fmt: skip
    if not codes and wanted in {str(code) for code in column.values}:
        allowed = f"koden uten anførselstegn: {wanted}"
        raise ExpressionFault(written.at, f"koden «{wanted}» som tekst", allowed)
    if not codes:
        raise ExpressionFault(written.at, written.text, [str(v) for v in column.values.values()])
    return Constant(written.at, float(codes[0]))


def _moment(column: Column, written: Quoted) -> str:
    """Return a date or a time as it is stored; a date is the first moment of its day."""
    kind: str = column.kind
    pattern, example = MOMENTS[kind]
    text = written.text.strip().replace(" ", "T")
    if kind == "datetime" and re.fullmatch(MOMENTS["date"][0], text):
        text += "T00:00:00"
    if not re.fullmatch(pattern, text) or not _exists(text):
        raise ExpressionFault(written.at, f"teksten «{written.text}»", f'en verdi som "{example}"')
    return text


def _exists(text: str) -> bool:
    try:
        time.fromisoformat(text) if "-" not in text else datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _spelt(label: str) -> Iterable[str]:
    """Return a label in each language that it is given in."""
    return label.languages.values() if isinstance(label, Translated) else (label,)


def coded(column: Column) -> str:
    """Return a column's codes with their labels, for a message."""
    named = [f"{code} ({label})" for code, label in column.values.items()]
    more = f" … ({len(named)} i alt)" if len(named) > 30 else ""
    return ", ".join(named[:30]) + more


def folded(label: str) -> str:
    """Return a label without what does not tell two of them apart: case and spaces."""
    return " ".join(label.casefold().split())
