"""What was edited in an exhibit: its caption, numbers and remarks come from the configuration."""

from __future__ import annotations

from collections.abc import Iterator

from evaluering.render.returned.findings import EditFinding
from evaluering.render.returned.pairing import Unit
from evaluering.render.returned.reading import WordBlock
from evaluering.render.returned.resolving import Vocabulary


def exhibit_findings(before: Unit, now: Unit, words: Vocabulary) -> Iterator[EditFinding]:
    """Yield what is another in an exhibit than when it was set."""
    old, new = _by_kind(before), _by_kind(now)

    def told(kind: str, first: str = "", second: str = "") -> EditFinding:
        return EditFinding(kind, before.name, first, second)

    captions = [words.resolved(b.text) for b in (*old["caption"], *new["caption"])]
    if not new["caption"]:
        yield told("caption_gone", captions[0] if captions else "")
    elif len(captions) == 2 and captions[0] != captions[1]:
        yield told("caption", *captions)
    if len(old["picture"]) > len(new["picture"]):
        yield told("picture_gone")
    elif len(old["picture"]) < len(new["picture"]):
        yield told("picture_inserted", second=new["picture"][0].text)
    elif old["picture"] and old["picture"][0].text != new["picture"][0].text:
        yield told("alternative", old["picture"][0].text, new["picture"][0].text)
    yield from (told(*one) for one in _cells(old["table"], new["table"]))
    before_remarks = [words.resolved(b.text) for b in old["remark"]]
    now_remarks = [words.resolved(b.text) for b in new["remark"]]
    for text in [own for own in before_remarks if own not in now_remarks]:
        yield told("remark_gone", text)
    for text in [own for own in now_remarks if own not in before_remarks]:
        yield told("remark_added", second=text)


def _by_kind(unit: Unit) -> dict[str, list[WordBlock]]:
    kinds = ("caption", "picture", "table", "remark")
    return {kind: [block for block in unit.blocks if block.kind == kind] for kind in kinds}


def _cells(old: list[WordBlock], new: list[WordBlock]) -> Iterator[tuple[str, str, str]]:
    if old and not new:
        yield "table_gone", "", ""
    elif new and not old:
        yield "table_added_to", "", " / ".join(" | ".join(row) for row in new[0].rows)
    elif old and new and old[0].rows != new[0].rows:
        first, second = old[0].rows, new[0].rows
        if [*map(len, first)] != [*map(len, second)]:
            yield "table_shape", f"{len(first)}", f"{len(second)}"
            return
        for row, other in zip(first, second, strict=True):
            yield from (
                ("cell", one, two) for one, two in zip(row, other, strict=True) if one != two
            )
