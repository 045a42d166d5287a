"""What an HTML page holds, for the tests of pages."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

VOID = {"meta", "img", "br", "hr", "link", "input"}


class Page(HTMLParser):
    """What a page holds: headings, ids, references, and whether its tags fit together."""

    def __init__(self, text: str, path: Path = Path("side.html")) -> None:
        super().__init__()
        self.path, self.text = path, text
        self.open: list[str] = []
        self.faults: list[str] = []
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.references: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.tags: Counter[str] = Counter()
        self.words: list[str] = []
        self.language: str | None = None
        self.feed(self.text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags[tag] += 1
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "html":
            self.language = attributes.get("lang")
        if tag == "img":
            self.images.append(attributes)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.references += [v for name, v in attrs if name in {"href", "src"} and v]

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at line {self.getpos()[0]}")

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] != "style":
            self.words.append(data)
