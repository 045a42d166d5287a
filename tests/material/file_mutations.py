"""Mutations of real files: the slips of hand, programs and disks that data files meet."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable

Mutation = Callable[[bytes, random.Random], bytes]
HOSTILE = (
    *("inf", "-inf", "nan", "1e400", "-5", "9999", "99999999999999999999", "9" * 5000, "1e-400"),
    *("٣", "１２", "1_000", "0x10", "true", "3.0", "3,0", " 3", "", "=1+1", "@x", "'", '"', "\t"),
    *("\ufeff", "\0", "æøå", "e\u0301", "😀", "<script>", "${x}", "{0}", "−3", "\r", "a\nb"),
)
NUMBERS = ("1e400", "-1e400", "NaN", "Infinity", "true", "-7", "9" * 400, "9" * 5000, '"3"', "[]")


def flip(content: bytes, chance: random.Random) -> bytes:
    """Change one bit."""
    return _at(content, chance, lambda byte: byte ^ 1 << chance.randrange(8))


def flip_early(content: bytes, chance: random.Random) -> bytes:
    """Change one bit of the header."""
    return flip(content[:400], chance) + content[400:]


def overwrite(content: bytes, chance: random.Random) -> bytes:
    """Write noise over a stretch."""
    start, length = chance.randrange(len(content) or 1), chance.choice((1, 4, 8, 64))
    noise = chance.choice((b"\0", b"\xff", bytes([chance.randrange(256)]))) * length
    return content[:start] + noise + content[start + length :]


def cut(content: bytes, chance: random.Random) -> bytes:
    """Lose the end."""
    return content[: chance.randrange(len(content) or 1)]


def drop(content: bytes, chance: random.Random) -> bytes:
    """Lose a stretch."""
    start = chance.randrange(len(content) or 1)
    return content[:start] + content[start + chance.choice((1, 8, 100)) :]


def repeat(content: bytes, chance: random.Random) -> bytes:
    """Get a stretch twice."""
    start, length = chance.randrange(len(content) or 1), chance.choice((1, 8, 100, 1000))
    return content[: start + length] + content[start:]


def append(content: bytes, chance: random.Random) -> bytes:
    """Get something after the end."""
    return content + chance.choice((b"\0", b"\n", b"\xff" * 8, b"x" * 100, content[:100]))


def another_line(content: bytes, chance: random.Random) -> bytes:
    """Lose, repeat or exchange lines."""
    lines = content.splitlines(keepends=True)
    if len(lines) < 2:
        return content
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    if chance.random() < 0.3:
        del lines[one]
    elif chance.random() < 0.5:
        lines.insert(one, lines[other])
    else:
        lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def another_cell(content: bytes, chance: random.Random) -> bytes:
    """Write something hostile in a cell."""
    parts = re.split(rb"([,;\n])", content)
    place = 2 * chance.randrange(len(parts) // 2 + 1)
    parts[place] = chance.choice(HOSTILE).encode()
    return b"".join(parts)


def another_encoding(content: bytes, chance: random.Random) -> bytes:
    """Save in another character set."""
    name = chance.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "utf-8-sig", "cp500"))
    return content.decode("utf-8", "replace").encode(name, "replace")


def another_separator(content: bytes, chance: random.Random) -> bytes:
    """Save with another separator or line end."""
    old, new = chance.choice(((b",", b";"), (b",", b"\t"), (b"\n", b"\r\n"), (b"\n", b"\r")))
    return content.replace(old, new)


def another_number(content: bytes, chance: random.Random) -> bytes:
    """Write what is no number where JSON has one."""
    found = list(re.finditer(rb"(?<=[\[:, ])-?\d+(\.\d+)?(?=[,\]} ])", content))
    if not found:
        return content
    match = chance.choice(found)
    return content[: match.start()] + chance.choice(NUMBERS).encode() + content[match.end() :]


def another_reply(content: bytes, chance: random.Random) -> bytes:
    """Change the parts of a JSON-stat2 reply."""
    reply = json.loads(content)
    dimension = chance.choice(reply["id"])
    category = reply["dimension"][dimension]["category"]
    value, total = reply["value"], len(reply["value"])
    kept = sorted(chance.sample(range(total), chance.choice((1, total // 2, total))))
    codes = list(category.get("index", {}))
    changes: tuple[Callable[[], None], ...] = (
        lambda: reply.update(value={str(n): value[n] for n in kept}),
        lambda: reply.update(size=[size + chance.choice((-1, 1)) for size in reply["size"]]),
        lambda: reply.update(size=[float(size) for size in reply["size"]]),
        lambda: reply.update(size=[10**9] * len(reply["id"])),
        lambda: reply.update(value=[None] * total),
        lambda: reply.update(value=value[:-1]),
        lambda: reply.update(value=[v and v * chance.choice((-1, 100)) for v in value]),
        lambda: category.update(index=codes[:-1] + codes[:1]),
        lambda: category.update(index=dict.fromkeys(codes, 0)),
        lambda: reply.update(status=chance.choice(([True], {"-1": "."}, 7, ".", {"x": "."}))),
        lambda: reply.pop(chance.choice(list(reply))),
        lambda: reply.update(id=reply["id"][::-1]),
    )
    chance.choice(changes)()
    return json.dumps(reply).encode()


def nested(content: bytes, chance: random.Random) -> bytes:
    """Nest deeper than any reader can follow."""
    return b"[" * 100_000


def _at(content: bytes, chance: random.Random, change: Callable[[int], int]) -> bytes:
    if not content:
        return content
    place = chance.randrange(len(content))
    return content[:place] + bytes([change(content[place]) & 255]) + content[place + 1 :]


BYTES: tuple[Mutation, ...] = (flip, flip_early, overwrite, cut, drop, repeat, append)
LINES: tuple[Mutation, ...] = (
    *(flip, cut, drop, repeat, append, another_line, another_line),
    *(another_cell, another_cell, another_cell, another_encoding, another_separator),
)
REPLY: tuple[Mutation, ...] = (
    flip, cut, drop, repeat, another_number, another_number, another_reply, another_reply, nested,
)  # fmt: skip
PLAIN_REPLY: tuple[Mutation, ...] = (flip, cut, drop, repeat, another_number, nested)
"""What becomes of JSON that is no JSON-stat2."""
