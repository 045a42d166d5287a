"""Editing YAML that a person has written: lines are added or replaced, and all others kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import yaml

from evaluering.config.yaml_text import composed
from evaluering.data.drafting.yaml_writing import Tree, entry, flow


class Edited:
    """A YAML text whose places are found in its tree, and whose lines can be changed.

    All changes are of places in the text as it was; `text` makes them at once.
    """

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self.root = composed(text)
        self._after: dict[int, list[str]] = {}
        self._instead: dict[int, list[str] | None] = {}

    def section(self, key: str) -> list[yaml.MappingNode]:
        """Return the entries of a list at the top of the file."""
        node = value_of(self.root, key)
        entries = node.value if isinstance(node, yaml.SequenceNode) else []
        return [entry for entry in entries if isinstance(entry, yaml.MappingNode)]

    def lines_of(self, node: yaml.Node) -> list[str]:
        """Return the lines that a node stands on."""
        return self._lines[node.start_mark.line : last_line(node) + 1]

    def insert_after(self, node: yaml.Node, lines: Sequence[str]) -> None:
        """Add lines behind a node."""
        self._after.setdefault(last_line(node), []).extend(lines)

    def replace(self, node: yaml.Node, lines: Sequence[str]) -> None:
        """Put lines in a node's place; it must have its lines for itself."""
        first, last = node.start_mark.line, last_line(node)
        self._instead |= dict.fromkeys(range(first, last + 1))
        self._instead[first] = list(lines)

    def add_key(self, node: yaml.MappingNode, text: str) -> None:
        """Add a key with its value, as ``optional: true``, to a mapping."""
        if node.flow_style:
            self._before_end(node, f", {text}")
        else:
            indent = " " * node.start_mark.column
            self._after.setdefault(last_line(node.value[0][1]), []).append(f"{indent}{text}")

    def add_entries(self, key: str, entries: Sequence[Tree]) -> None:
        """Add entries to a list at the top of the file, which is made where there is none."""
        node = value_of(self.root, key)
        if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
            indent = " " * node.start_mark.column
            self.insert_after(node, [line for one in entries for line in entry(one, indent)])
            return
        lines = [line for one in entries for line in entry(one)]
        if isinstance(node, yaml.SequenceNode) and node.value:
            self._before_end(node, "".join(f", {flow(one)}" for one in entries))
        elif node is not None and not node.value:
            self._instead[node.start_mark.line] = [f"{key}:", *lines]
        else:
            self._after.setdefault(len(self._lines) - 1, []).extend(["", f"{key}:", *lines])

    def _before_end(self, node: yaml.CollectionNode, text: str) -> None:
        """Put a text before the bracket that ends a mapping or a list."""
        line, column = node.end_mark.line, node.end_mark.column - 1
        old = (self._instead.get(line) or [self._lines[line]])[0]
        place = column + len(old) - len(self._lines[line])  # behind what was put there already
        self._instead[line] = [f"{old[:place].rstrip()}{text}{old[place:]}"]

    @property
    def text(self) -> str:
        """The text with its changes."""
        return "\n".join(self._changed()) + "\n"

    def _changed(self) -> Iterator[str]:
        for number, line in enumerate(self._lines):
            if number not in self._instead:
                yield line
            else:
                yield from self._instead[number] or ()
            yield from self._after.get(number, ())


def value_of(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """Return the value of a mapping's key, if it has that key."""
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def text_of(node: yaml.Node | None, key: str) -> str:
    """Return the scalar of a mapping's key as text; empty where there is none."""
    value = value_of(node, key)
    return str(value.value) if isinstance(value, yaml.ScalarNode) else ""


def last_line(node: yaml.Node) -> int:
    """Return the last line that a node stands on; a block's end mark is that of what follows."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        at_start = node.end_mark.column == 0 and node.end_mark.line > node.start_mark.line
        return int(node.end_mark.line) - at_start
    last = node.value[-1]
    return last_line(last[1] if isinstance(last, tuple) else last)
