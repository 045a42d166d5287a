"""On which line of a file a key stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import yaml

from evaluering.config.yaml_text import composed
from evaluering.errors import ConfigError

_ASIDE = re.compile(r" \([^)]*\)")
"""What a key says beside the place, as ``exhibits[3] (figur-5).groups``."""
_REPEATED = re.compile(r"«(.+?)».* (?:ganger|flere ganger)")
_PLACE = re.compile(r"\[(\d+)\]|\.?([^.\[\]]+)")


def node_of(root: yaml.Node, key: str) -> yaml.Node:
    """Return the node of a key such as ``exhibits[2].items``, or the nearest above it.

    A list's entry may also be named by its id or name: ``claims.u1.items``.
    """
    node, rest = root, _ASIDE.sub("", key)
    while rest:
        step = _mapped(node, rest) or _listed(node, rest)
        if step is None:
            break
        node, rest = step
    return node


def line_of(root: yaml.Node, key: str, found: object = None) -> int:
    """Return the line of a key, or of the entry below it that is what was found."""
    node = node_of(root, key)
    repeated = _REPEATED.match(str(found))
    wanted = repeated[1] if repeated else str(found)
    entries = node.value if isinstance(node, yaml.SequenceNode) else []
    keys = [k for k, _ in node.value] if isinstance(node, yaml.MappingNode) else []
    named = [entry for entry in [*entries, *keys] if wanted in _names(entry)]
    return int((named[-1 if repeated else 0] if named else node).start_mark.line) + 1


def _names(node: yaml.Node) -> list[str]:
    """Return what an entry of a list is called: itself, or its id, name or label."""
    if isinstance(node, yaml.MappingNode):
        return [v.value for k, v in node.value if k.value in {"id", "name", "label"}]
    return [node.value] if isinstance(node, yaml.ScalarNode) else []


def _mapped(node: yaml.Node, rest: str) -> tuple[yaml.Node, str] | None:
    """Return the value of the longest key that the rest begins with, and what is left."""
    if not isinstance(node, yaml.MappingNode):
        return None
    rest = rest.removeprefix(".")
    plain = rest[1:].replace("]", "", 1) if rest.startswith("[") else rest
    fitting = [
        (len(name.value), value, name)
        for name, value in node.value
        if isinstance(name, yaml.ScalarNode)
        and name.value
        and plain.startswith(name.value)
        and plain[len(name.value) :][:1] in {"", ".", "["}
    ]
    if not fitting:
        return None
    length, value, name = max(fitting, key=lambda entry: entry[0])
    if isinstance(value, yaml.ScalarNode) and not value.value:
        value = yaml.ScalarNode(value.tag, "", name.start_mark, name.end_mark)
    if not isinstance(value, yaml.ScalarNode):  # a list's own line is that of its key
        value = type(value)(value.tag, value.value, name.start_mark, value.end_mark)
    return value, plain[length:]


def _listed(node: yaml.Node, rest: str) -> tuple[yaml.Node, str] | None:
    """Return the entry of a list by place, id or name, and what is left."""
    match = _PLACE.match(rest)
    if not isinstance(node, yaml.SequenceNode) or match is None:
        return None
    left = rest[match.end() :]
    if match[1] is not None:
        place = int(match[1])
        return (node.value[place], left) if place < len(node.value) else None
    for entry in node.value:
        pairs = entry.value if isinstance(entry, yaml.MappingNode) else []
        if any(k.value in {"id", "name"} and v.value == match[2] for k, v in pairs):
            return entry, left
    return None


def located(root: Path, faults: Iterable[ConfigError]) -> list[ConfigError]:
    """Return faults with the line of their key, read from the files that they name.

    Parameters
    ----------
    root
        The project's folder.
    faults
        Faults between files, which are known by key alone.
    """
    trees: dict[str, yaml.Node | None] = {}
    found = []
    for fault in faults:
        if fault.line is None and fault.key and fault.file.endswith((".yaml", ".yml")):
            if fault.file not in trees:
                trees[fault.file] = _tree(root / fault.file)
            if (tree := trees[fault.file]) is not None:
                fault = fault.on_line(line_of(tree, fault.key, fault.found))
        found.append(fault)
    return found


def _tree(path: Path) -> yaml.Node | None:
    try:
        return composed(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, yaml.YAMLError):
        return None
