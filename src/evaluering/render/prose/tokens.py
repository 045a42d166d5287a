"""Markdown as tokens, with bindings and citations among them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin

from evaluering.render.prose.sources import TextSource

BINDING = re.compile(r"\{([^{}\n]+)\}")
CITATION = re.compile(r"\[@([^\]\n]+)\]")
DEEPEST = 18
"""Levels within each other; the parser leaves out what lies below two more, without a word."""


def _bindings(state: StateInline, silent: bool) -> bool:
    found = BINDING.match(state.src, state.pos)
    return found is not None and _pushed(state, silent, "binding", found)


def _citations(state: StateInline, silent: bool) -> bool:
    found = CITATION.match(state.src, state.pos)
    return found is not None and _pushed(state, silent, "citation", found)


def _pushed(state: StateInline, silent: bool, kind: str, found: re.Match[str]) -> bool:
    if not silent:
        state.push(kind, "", 0).content = found[1].strip()
    state.pos = found.end()
    return True


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.use(footnote_plugin, inline=True).use(attrs_plugin, spans=True, after=())
    # what an address may not be is told where it is set; left here, it would stand as text
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    parser.inline.ruler.before("link", "binding", _bindings)
    parser.inline.ruler.before("binding", "citation", _citations)
    return parser


def markdown_tokens(source: TextSource) -> list[Token]:
    """Return what a text is made of; a token's lines are counted from those of the text."""
    return _parser().parse("\n".join(line.text for line in source.lines))


def too_deep(tokens: Sequence[Token]) -> int | None:
    """Return the line of what lies too deep within something else; None where nothing does."""
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        depth = 0
        for child in token.children or []:
            depth += child.nesting
            if depth > DEEPEST:
                return line
        if token.level >= DEEPEST and token.nesting > 0:
            return line
    return None
