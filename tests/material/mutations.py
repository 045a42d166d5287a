"""Mutations of configuration files: what a hand, an editor or a disk may do to them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

import yaml

Path_ = tuple[Any, ...]
TEXTS = (
    "", " ", "\u00a0", "æøå", "Å" * 300, "a" * 5000, "{0}", "{year:>2000000000}", "{year!r:{year}}",
    "%s%n%d", "$x^{$", "(", "[a-z", "\\1", "../../etc/passwd", "/etc/passwd", "con", "nul", "-rf",
    "--help", "a b", "a;b", "$(id)", "`id`", "=1+1", "<script>", "😀", "e\u0301", "中文", "العربية",
    "\ue000", "\u200b", "\u202e", "\x00", "\x1b[31m", "\ud800", "null", "~", "nan", "inf", "1e400",
    "0301", "1_000", "12:30", "2024-13-40", "no", "ja", "2,5", "“x”", "«x»", "x: y", "#fff",
    "rektor", "ledere", "ansatte", "maal_klare", "trives", "enighet", "klarhet", "storrelse",
    "figur-1", "tabell-1", "folketall", "rolle", "kommune", "2024", "svar", "indices",
)  # fmt: skip
SIGNS = (
    "{", "}", "{figur-3}", "{figur-3: n}", "{figur-9: n}", "{figur-3: rektor / : mean | 9}", "{:}",
    "{claim: }", "{claim: u9}", "{include: svar.md}", "{include: }", "[@rogde2020]", "[@]", "[@x;]",
    "[x]{claim=u1}", "[x]{claim=}", "[x]{a=b}", "[a](javascript:b)", "![](a.png)", "[^svar]", "^[",
    "<b>", "<!--", "&nbsp;", "&#0;", "```", "    kode", "---", "***", "# ", "###### ", "| a |",
    "|-|", "\\", "\u2028", "\x85", "\x0b", "\uffff", "1. ", "99999999999. ", "- ", "\t", "  \n",
    "\n\n", '@book{a, title = "b"}', "@string{a = b}", "@comment{", " and ", ",,,,", '\\"{o}',
    "\\c", "#", '"id": 1,', "[[]]", "null", "NaN", "9" * 5000, "\\ud800",
)  # fmt: skip
"""What stands for something in Markdown, in bindings, in BibTeX or in JSON."""
VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2, 3, 35, 10**9, 10**12, 10**15, 10**30, -(10**30), 0.5, 2.5, -0.0,
    1e308, float("inf"), float("-inf"), float("nan"), [], {}, [[]], [None], {"a": 1}, [1, 2, 3],
    {1: "a"}, {True: 1}, list(range(3000)), {f"k{n}": n for n in range(500)}, [["a"] * 50] * 50,
)  # fmt: skip


def places(content: Any, here: Path_ = ()) -> list[Path_]:
    """Return the path of everything within content, but the whole of it."""
    pairs: Any = ()
    if isinstance(content, dict | list):
        pairs = content.items() if isinstance(content, dict) else enumerate(content)
    return [path for key, value in pairs for path in ((*here, key), *places(value, (*here, key)))]


def copied(content: Any) -> Any:
    """Return a copy that shares nothing."""
    if isinstance(content, dict):
        return {key: copied(value) for key, value in content.items()}
    return [copied(value) for value in content] if isinstance(content, list) else content


def mutated_data(draw: random.Random, content: dict[str, Any]) -> dict[str, Any]:
    """Return content with one thing changed, deleted, renamed, doubled, moved or nested."""
    content = copied(content)
    all_places = places(content)
    path = draw.choice(all_places)
    holder = content
    for key in path[:-1]:
        holder = holder[key]
    last, value = path[-1], holder[path[-1]]
    kind = draw.randrange(9)
    if kind == 0:
        del holder[last]
    elif kind == 1:
        holder[last] = draw.choice(TEXTS)
    elif kind == 2:
        holder[last] = draw.choice(VALUES)
    elif kind == 3 and isinstance(holder, dict):
        holder[draw.choice([*TEXTS, *map(str, last if isinstance(last, tuple) else (last,))])] = (
            holder.pop(last)
        )
    elif kind == 4 and isinstance(holder, list):
        holder.insert(draw.randrange(len(holder) + 1), copied(value))
    elif kind == 5:
        for _ in range(draw.choice([1, 2, 30, 39])):
            value = [value] if draw.random() < 0.5 else {"a": value}
        holder[last] = value
    elif kind == 6:
        other = content
        for key in draw.choice(all_places):
            other = other[key]
        holder[last] = copied(other)
    elif kind == 7 and isinstance(value, str):
        cut = draw.randrange(len(value) + 1)
        holder[last] = value[:cut] + draw.choice(TEXTS) + value[cut:]
    elif isinstance(value, list):
        draw.shuffle(value)
        del value[draw.randrange(len(value) + 1) :]
    else:
        holder[last] = [value]
    return content


def _cut(draw: random.Random, text: str) -> str:
    start = draw.randrange(len(text))
    return text[:start] + text[start + draw.choice([1, 2, 20, 10**6]) :]


def _insert(draw: random.Random, text: str) -> str:
    sign = draw.choice([*TEXTS, *":-#'\"[]{},&*!|>%@`\t\n\r ", "\n---\n", "- ", "? ", ": ", "<<: "])
    place = draw.randrange(len(text) + 1)
    return text[:place] + sign + text[place:]


def _double(draw: random.Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    number = draw.randrange(len(lines))
    return "".join([*lines[: number + 1], *lines[number:]])


def _indent(draw: random.Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    number = draw.randrange(len(lines))
    lines[number] = draw.choice([" ", "   ", "\t", "\u00a0", "\u200b"]) + lines[number]
    return "".join(lines)


def _bomb(draw: random.Random, text: str) -> str:
    anchors = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    anchors += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    key = text.split(":")[0]
    return "\n".join([*anchors, f"{key}: *a8", ""])


def _self(draw: random.Random, text: str) -> str:
    return text.replace(": ", draw.choice([": &a ", ": *a ", ": &a [*a] ", ": !!python/x "]), 1)


def _deep(draw: random.Random, text: str) -> str:
    many = draw.choice([41, 700, 20_000])
    nest = draw.choice(
        ["[" * many + "]" * many, "{a: " * many + "}" * many, "- " * many, "[" * many]
    )
    return f"{text}\nx: {nest}\n"


def _bytes(draw: random.Random, text: str) -> bytes:
    content = bytearray(text.encode("utf-8"))
    for _ in range(draw.choice([1, 1, 5])):
        content[draw.randrange(len(content))] = draw.randrange(256)
    return bytes(content)


def _encoded(draw: random.Random, text: str) -> bytes:
    encoding = draw.choice(["latin-1", "utf-16", "utf-32", "cp865", "utf-8-sig"])
    return text.encode(encoding, errors="replace")


TEXTUAL: tuple[Callable[[random.Random, str], str | bytes], ...] = (
    _cut, _insert, _insert, _double, _indent, _bomb, _self, _deep, _bytes, _encoded,
)  # fmt: skip


def written(content: Any) -> str:
    """Return content as YAML; what cannot be a part of it is a text that stands for itself."""
    text: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000,
                               default_flow_style=None)  # fmt: skip
    return text


def _word(draw: random.Random, text: str) -> str:
    """Write something else in the place of a word."""
    words = list(re.finditer(r"[^\s{}:/|]+", text))
    if not words:
        return text
    word = draw.choice(words)
    return text[: word.start()] + draw.choice([*TEXTS, *SIGNS]) + text[word.end() :]


def _nest(draw: random.Random, text: str) -> str:
    """Put a line deep within lists, quotes, emphasis or brackets."""
    many = draw.choice([5, 15, 30, 3000])
    before, after = draw.choice(
        [("> ", ""), ("- ", ""), ("*", "*"), ("[", "]"), ("^[", "]"), ("{", "}"), ("[a](", ")")]
    )
    lines = text.splitlines(keepends=True)
    number = draw.randrange(len(lines))
    lines[number] = before * many + lines[number].rstrip("\n") + after * many + "\n"
    return "".join(lines)


def _another(draw: random.Random, text: str) -> str:
    """Write a sign of Markdown, BibTeX or JSON somewhere, or twice around something."""
    sign, place = draw.choice(SIGNS), draw.randrange(len(text) + 1)
    end = min(len(text), place + draw.choice([0, 5, 50]))
    return text[:place] + sign + text[place:end] + draw.choice([sign, ""]) + text[end:]


PROSE = (_cut, _insert, _double, _deep, _bytes, _encoded, _word, _word, _nest, _another, _another)
"""What becomes of a text that a person writes, and of a list of works."""


def mutation(draw: random.Random, contents: dict[str, Any]) -> tuple[str, bytes]:
    """Return a file of the project, and what it holds now."""
    name = draw.choice(sorted(contents))
    content = contents[name]
    if isinstance(content, str):
        return name, as_bytes(draw.choice(PROSE)(draw, content))
    if draw.random() < 0.65:
        for _ in range(draw.choice([1, 1, 1, 2, 4])):
            if places(content):
                content = mutated_data(draw, content)
        return name, as_bytes(written(content))
    return name, as_bytes(draw.choice(TEXTUAL)(draw, written(content)))


def as_bytes(changed: str | bytes) -> bytes:
    """Return what a file is to hold."""
    return changed if isinstance(changed, bytes) else changed.encode("utf-8", "surrogatepass")
