"""One random fault in a project: in its configuration, its data, or its folders."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from random_draws import Draw
from small_project import write_yaml

WRONG: tuple[Any, ...] = (
    None, "", "finnes-ikke", "Ikke Et Navn!", -1, 0, 10**12, 1.5, True, [], {}, [[]], [None],
    {"x": 1}, "2024-01-01", "..", "../..", "nan",
)  # fmt: skip
"""Values that stand where another belongs."""


def put_fault(draw: Draw, root: Path, turn: int) -> str:
    """Put one fault into a project, and return what it is: the sorts take turns."""
    kinds = list(FAULTS)
    while True:
        kind = kinds[turn % len(kinds)]
        for _ in range(10):  # a sort may miss at one place, and has no place in some projects
            if told := FAULTS[kind](draw, root):
                return f"{kind}: {told}"
        turn += 1


def _yaml_files(root: Path) -> list[Path]:
    return sorted([*root.rglob("config/**/*.yaml"), *root.rglob("wave.yaml")])


def _data_files(root: Path) -> list[Path]:
    raw = root / "data/raw"
    return sorted(p for p in raw.rglob("*") if p.is_file() and p.suffix != ".yaml")


def _places(content: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every value below the top."""
    pairs = content.items() if isinstance(content, dict) else enumerate(content)
    for key, value in pairs:
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from _places(value, (*path, key))


def _edited(draw: Draw, root: Path, edit: Callable[[Any, Any], str]) -> str:
    """Edit one place of one configuration file; the edit gets the holder and the key."""
    path = draw.pick(_yaml_files(root))
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    places = list(_places(content))
    place = draw.pick(places)
    holder = content
    for key in place[:-1]:
        holder = holder[key]
    told = edit(holder, place[-1])
    if told:
        write_yaml(path, content)
    return told and f"{path.relative_to(root)} {'.'.join(map(str, place))}: {told}"


def a_value_of_another_sort(draw: Draw, root: Path) -> str:
    def edit(holder: Any, key: Any) -> str:
        holder[key] = draw.pick(WRONG)
        return repr(holder[key])

    return _edited(draw, root, edit)


def a_key_less(draw: Draw, root: Path) -> str:
    def edit(holder: Any, key: Any) -> str:
        del holder[key]
        return "away"

    return _edited(draw, root, edit)


def an_entry_twice(draw: Draw, root: Path) -> str:
    def edit(holder: Any, key: Any) -> str:
        if not isinstance(holder, list):
            return ""
        holder.append(holder[key])
        return "twice"

    return _edited(draw, root, edit)


def an_unknown_key(draw: Draw, root: Path) -> str:
    def edit(holder: Any, key: Any) -> str:
        if not isinstance(holder, dict):
            return ""
        holder[draw.pick(["ukjent", "1", f"{key}x"])] = draw.pick(WRONG)
        return "a key more"

    return _edited(draw, root, edit)


def two_values_swapped(draw: Draw, root: Path) -> str:
    def edit(holder: Any, key: Any) -> str:
        other = draw.pick(list(holder) if isinstance(holder, dict) else range(len(holder)))
        holder[key], holder[other] = holder[other], holder[key]
        return f"as {other}"

    return _edited(draw, root, edit)


def a_file_of_configuration_less(draw: Draw, root: Path) -> str:
    path = draw.pick(_yaml_files(root))
    path.unlink()
    return str(path.relative_to(root))


def a_data_file_less(draw: Draw, root: Path) -> str:
    path = draw.pick(_data_files(root))
    path.unlink()
    return str(path.relative_to(root))


def a_file_cut_off(draw: Draw, root: Path) -> str:
    path = draw.pick([*_data_files(root), *_yaml_files(root)])
    content = path.read_bytes()
    path.write_bytes(content[: draw.randint(0, len(content) - 1)])
    return str(path.relative_to(root))


def a_line_less_in_a_data_file(draw: Draw, root: Path) -> str:
    return _lines(draw, root, lambda lines, n: lines.pop(n))


def a_line_twice_in_a_data_file(draw: Draw, root: Path) -> str:
    return _lines(draw, root, lambda lines, n: lines.append(lines[n]))


def a_cell_otherwise_in_a_data_file(draw: Draw, root: Path) -> str:
    def edit(lines: list[str], n: int) -> None:
        separator = max(";,\t", key=lines[0].count)
        cells = lines[n].split(separator)
        cells[draw.randrange(len(cells))] = draw.pick(
            ["77777", "ukjent", "", "-1", '"', "1e400", "nan"]
        )
        lines[n] = separator.join(cells)

    return _lines(draw, root, edit)


def _lines(draw: Draw, root: Path, edit: Callable[[list[str], int], object]) -> str:
    files = [path for path in _data_files(root) if path.suffix == ".csv"]
    if not files:
        return ""
    path = draw.pick(files)
    lines = path.read_text(encoding="utf-8").splitlines()
    edit(lines, draw.randrange(len(lines)))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path.relative_to(root))


def a_folder_less(draw: Draw, root: Path) -> str:
    folders = sorted(p for p in root.rglob("*") if p.is_dir() and p.name not in {"data", "config"})
    path = draw.pick(folders)
    shutil.rmtree(path)
    return str(path.relative_to(root))


def a_folder_that_is_no_wave(draw: Draw, root: Path) -> str:
    (root / "data/raw/Ny mappe").mkdir()
    (root / "data/raw/Ny mappe/data.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    return "data/raw/Ny mappe"


def groups_that_share_respondents(draw: Draw, root: Path) -> str:
    """Compare a group with all of its survey."""
    path = root / "config/groups.yaml"
    known = yaml.safe_load(path.read_text(encoding="utf-8"))["groups"] if path.is_file() else []
    surveys = {group["id"]: group["survey"] for group in known}
    for file in (p for p in _yaml_files(root) if p.parent.name == "exhibits"):
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        for exhibit in content["exhibits"]:
            first = next((name for name in exhibit.get("groups", []) if name in surveys), None)
            if first is not None:
                exhibit["groups"] = [first, "alle"]
                whole = {"id": "alle", "label": "Alle", "survey": surveys[first]}
                write_yaml(path, {"groups": [*known, whole]})
                write_yaml(file, content)
                return str(file.relative_to(root))
    return ""


FAULTS: dict[str, Callable[[Draw, Path], str]] = {
    make.__name__: make
    for make in (
        a_value_of_another_sort, a_key_less, an_entry_twice, an_unknown_key, two_values_swapped,
        a_file_of_configuration_less, a_data_file_less, a_file_cut_off, a_line_less_in_a_data_file,
        a_line_twice_in_a_data_file, a_cell_otherwise_in_a_data_file, a_folder_less,
        a_folder_that_is_no_wave, groups_that_share_respondents,
    )
}  # fmt: skip
