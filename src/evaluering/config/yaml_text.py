"""YAML as people mean it: «no» and «0301» are texts, and nothing in a file can stop the reader.

Only the plain kinds of YAML 1.2 are read: text, whole and decimal numbers, true, false and nothing.
What YAML 1.1 makes of yes, no, on, off, dates, times and numbers with a zero in front stays text.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as _BaseLoader
except ImportError:  # PyYAML without its C library
    from yaml import SafeLoader as _BaseLoader  # type: ignore[assignment]

DEEPEST = 40
"""Levels of lists and keys within each other; a deeper file would exhaust the reader's stack."""
MOST_VALUES = 200_000
"""Values of a file when its anchors are written out."""
MOST_DIGITS = 15
"""Of a whole number: a longer one is a text, or cannot be counted with exactly."""
CURLY = "“”„‟‘’‚‛"
_BRACKET = re.compile(r"[\[\]{}]")
QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|(?:^|(?<=\s))#.*", re.MULTILINE)
_MAYBE_DEEP = re.compile(rf"^ {{{DEEPEST + 1}}}|(?:[-?] ){{{DEEPEST // 2}}}", re.MULTILINE)


class Loader(_BaseLoader):
    """The loader of every configuration file."""


Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)", list("-+0123456789")),
    (
        "float",
        r"[-+]?(?:(?:0|[1-9][0-9]*)\.[0-9]*|\.[0-9]+|(?:0|[1-9][0-9]*)(?=[eE]))(?:[eE][-+]?[0-9]+)?"
        r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
        list("-+.0123456789"),
    ),
    ("merge", r"<<", ["<"]),
):
    Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), _first
    )


class Refused(yaml.MarkedYAMLError):
    """Something that YAML allows and a configuration file does not; in Norwegian."""

    def __init__(self, found: str, allowed: str, mark: Any = None) -> None:
        super().__init__(problem=found, problem_mark=mark)
        self.allowed = allowed


def _mapping(loader: Loader, node: yaml.MappingNode) -> dict[Hashable, Any]:
    seen: set[Hashable] = set()
    for key_node, value in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, Hashable):
            raise Refused(
                "en nøkkel er ikke en tekst",
                "en tekst foran kolon; en verdi som begynner med «{» eller «[», settes i "
                "anførselstegn",
                key_node.start_mark,
            )
        if key in seen:
            raise Refused(f"nøkkelen «{key}» står to ganger", "hver nøkkel én gang",
                          key_node.start_mark)  # fmt: skip
        if key_node.tag.endswith(":merge") and not isinstance(value, yaml.MappingNode):
            raise Refused("«<<» uten nøkler å flette inn", "<<: *anker", key_node.start_mark)
        seen.add(key)
    loader.flatten_mapping(node)
    return dict(loader.construct_pairs(node, deep=True))


def _whole(_loader: Loader, node: yaml.ScalarNode) -> int:
    if len(node.value) > MOST_DIGITS:
        raise Refused(f"et tall med {len(node.value)} tegn", "høyst 15 sifre; er det en tekst, "
                      "settes den i anførselstegn", node.start_mark)  # fmt: skip
    return int(node.value)


def _text(_loader: Loader, node: yaml.ScalarNode) -> str:
    text = str(node.value)
    if not node.style and len(text) > 1 and text[0] in CURLY and text[-1] in CURLY:
        raise Refused(f"typografiske anførselstegn: {text[:40]}",
                      f'rette anførselstegn: "{text[1:-1][:40]}"', node.start_mark)  # fmt: skip
    return text


def _refused_tag(_loader: Loader, node: yaml.Node) -> Any:
    raise Refused(f"merket «{node.tag.replace('tag:yaml.org,2002:', '!!')}»",
                  "en verdi uten merke; en tekst som begynner med «!», settes i anførselstegn",
                  node.start_mark)  # fmt: skip


Loader.yaml_constructors = {
    tag: make
    for tag, make in _BaseLoader.yaml_constructors.items()
    if tag is not None and tag.rpartition(":")[2] in {"null", "bool", "float", "seq"}
}
Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
Loader.add_constructor("tag:yaml.org,2002:int", _whole)
Loader.add_constructor("tag:yaml.org,2002:str", _text)
Loader.add_constructor(None, _refused_tag)  # any other tag


def composed(text: str) -> yaml.Node | None:
    """Return the tree of a text, each node with its line; None for an empty text.

    Raises
    ------
    yaml.YAMLError
        It is not YAML, is nested too deep, or grows too large.
    """
    _refuse_deep(text)
    root: yaml.Node | None = yaml.compose(text, Loader=Loader)
    if root is not None and "*" in text:
        _refuse_large(root)
    return root


def constructed(root: yaml.Node) -> Any:
    """Return the values of a tree.

    Raises
    ------
    yaml.YAMLError
        A key stands twice, or a value is of a kind that is not read.
    """
    loader = Loader("")
    try:
        return loader.construct_document(root)
    except ValueError as error:  # text with a tag that says that it is a number
        raise Refused("et merke som ikke passer til verdien", "en verdi uten merke",
                      root.start_mark) from error  # fmt: skip
    finally:
        loader.dispose()


def _refuse_deep(text: str) -> None:
    """Refuse what is nested too deep, without walking down into it."""
    bare = QUOTED.sub("", text)
    depth = deepest = 0
    for bracket in _BRACKET.findall(bare):
        depth = depth + 1 if bracket in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    if deepest < DEEPEST and not _MAYBE_DEEP.search(bare) and len(bare) < 10_000_000:
        return
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.events.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise Refused(f"mer enn {DEEPEST} nivåer inni hverandre",
                              f"høyst {DEEPEST} nivåer av lister og nøkler",
                              event.start_mark)  # fmt: skip
        elif isinstance(event, yaml.events.CollectionEndEvent):
            depth -= 1


def _refuse_large(root: yaml.Node) -> None:
    """Refuse a tree that holds itself, or that grows large where its anchors are written out."""
    sizes: dict[int, int] = {}
    open_nodes: set[int] = set()

    def size(node: yaml.Node) -> int:
        if isinstance(node, yaml.ScalarNode):
            return 1
        if id(node) in sizes:
            return sizes[id(node)]
        if id(node) in open_nodes:
            raise Refused("et anker (&) som inneholder seg selv", "et anker med egne verdier",
                          node.start_mark)  # fmt: skip
        open_nodes.add(id(node))
        inner = (n for pair in node.value for n in (pair if isinstance(pair, tuple) else (pair,)))
        total = 1 + sum(size(child) for child in inner)
        open_nodes.remove(id(node))
        if total > MOST_VALUES:
            raise Refused(f"mer enn {MOST_VALUES} verdier når ankrene (& og *) skrives ut",
                          "verdiene skrevet ut der de brukes", node.start_mark)  # fmt: skip
        sizes[id(node)] = total
        return total

    size(root)
