"""What a co-author does to a Word document: each a function of the opened document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document as open_word
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from evaluering.render.word.xml import element, paragraph, run, value
from small_document import png

Edit = Callable[[WordDocument], None]
WHO = {"w:id": "900", "w:author": "Kari", "w:date": "2026-11-20T10:15:00Z"}


def edited(content: bytes, *edits: Edit) -> bytes:
    """Return a document with edits, as the library saves it."""
    made = open_word(BytesIO(content))
    for edit in edits:
        edit(made)
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def at(made: WordDocument, text: str) -> Any:
    """Return the paragraph with a text, the last where the contents have it too."""
    found = [p for p in made.element.body.iter(qn("w:p")) if text in said(p)]
    assert found, text
    return found[-1]


def said(parent: Any) -> str:
    return "".join(t.text or "" for t in parent.iter(qn("w:t"), qn("w:delText")))


def parts_with(made: WordDocument, text: str) -> Iterator[Any]:
    yield from (t for t in made.element.body.iter(qn("w:t")) if text in (t.text or ""))


def retype(old: str, new: str, inside: str = "") -> Edit:
    """Type over a text that stands in one run."""

    def edit(made: WordDocument) -> None:
        within = at(made, inside or old)
        found = [t for t in within.iter(qn("w:t")) if old in (t.text or "")]
        assert found, old
        found[0].text = found[0].text.replace(old, new, 1)

    return edit


def delete(text: str, count: int = 1) -> Edit:
    """Delete a paragraph, and what follows it."""

    def edit(made: WordDocument) -> None:
        own = at(made, text)
        for _ in range(count):
            following = own.getnext()
            own.getparent().remove(own)
            own = following

    return edit


def nest(text: str) -> Edit:
    """Press Tab in an item."""

    def edit(made: WordDocument) -> None:
        at(made, text).get_or_add_pPr().append(element("w:ind", {"w:left": 720, "w:hanging": 360}))

    return edit


def add_counted(after: str, text: str) -> Edit:
    """Copy an item whose number is typed, and type over it."""

    def edit(made: WordDocument) -> None:
        own = deepcopy(at(made, after))
        texts = list(own.iter(qn("w:t")))
        texts[0].text, texts[-1].text = "3. ", text
        at(made, after).addnext(own)

    return edit


def add_after(text: str, new: str, style: str = "Normal") -> Edit:
    """Write a paragraph after another."""

    def edit(made: WordDocument) -> None:
        own = paragraph(made.styles[style].style_id, [run(new)])
        at(made, text).addnext(own)

    return edit


def move(text: str, after: str, count: int = 1) -> Edit:
    """Move paragraphs, or tables, to after another."""

    def edit(made: WordDocument) -> None:
        first = at(made, text)
        moved = [first]
        while len(moved) < count:
            moved.append(moved[-1].getnext())
        target = at(made, after)
        for own in reversed(moved):
            target.addnext(own)

    return edit


def split(text: str, place: str) -> Edit:
    """Press Enter before a text that begins a run or stands within one."""

    def edit(made: WordDocument) -> None:
        first = at(made, text)
        own = next(t for t in first.iter(qn("w:t")) if place in (t.text or ""))
        before, _, after = own.text.partition(place)
        last = own.getparent()
        second = element("w:p", None, deepcopy(first.find(qn("w:pPr"))), run(place + after))
        for following in list(last.itersiblings()):
            second.append(following)
        own.text = before
        first.addnext(second)

    return edit


def join(text: str) -> Edit:
    """Delete the mark that ends a paragraph."""

    def edit(made: WordDocument) -> None:
        first = at(made, text)
        second = first.getnext()
        first.append(run(" "))
        for own in [one for one in second if one.tag != qn("w:pPr")]:
            first.append(own)
        second.getparent().remove(second)

    return edit


def restyle(text: str, style: str) -> Edit:
    """Give a paragraph another style."""

    def edit(made: WordDocument) -> None:
        Paragraph(at(made, text), made).style = made.styles[style]

    return edit


def look(text: str, **looks: bool) -> Edit:
    """Make a text within a run bold or italic, or neither."""

    def edit(made: WordDocument) -> None:
        own = next(parts_with(made, text))
        before, _, after = own.text.partition(text)
        first = own.getparent()
        middle = deepcopy(first)
        middle.find(qn("w:t")).text = text
        properties = middle.get_or_add_rPr()
        for name, is_on in looks.items():
            for old in properties.findall(qn(f"w:{name}")):
                properties.remove(old)
            if is_on:
                properties.append(value("w:highlight", "yellow") if name == "highlight" else
                                  element(f"w:{name}"))  # fmt: skip
        last = deepcopy(first)
        last.find(qn("w:t")).text = after
        own.text = before
        first.addnext(middle)
        middle.addnext(last)

    return edit


def tracked(text: str, new: str = "", after: str = "") -> Edit:
    """Delete a text with tracking, and write another in its place."""

    def edit(made: WordDocument) -> None:
        own = next(parts_with(made, text or after))
        first = own.getparent()
        before, found, rest = own.text.partition(text or after)
        own.text = before if text else before + found
        gone = deepcopy(first)
        mark = gone.find(qn("w:t"))
        mark.tag, mark.text = qn("w:delText"), text
        last = deepcopy(first)
        last.find(qn("w:t")).text = rest
        first.addnext(last)
        if new:
            first.addnext(element("w:ins", WHO | {"w:id": "901"}, run(new)))
        if text:
            first.addnext(element("w:del", WHO, gone))

    return edit


def tracked_paragraph(after: str, new: str) -> Edit:
    """Write a paragraph with tracking."""

    def edit(made: WordDocument) -> None:
        own = paragraph(made.styles["Normal"].style_id, [element("w:ins", WHO, run(new))],
                        element("w:rPr", None, element("w:ins", WHO)))  # fmt: skip
        at(made, after).addnext(own)

    return edit


def tracked_look(text: str) -> Edit:
    """Make a run bold with tracking."""

    def edit(made: WordDocument) -> None:
        own = next(parts_with(made, text)).getparent()
        change = element("w:rPrChange", WHO, element("w:rPr"))
        own.get_or_add_rPr().extend([element("w:b"), change])

    return edit


def tracked_move(text: str, after: str) -> Edit:
    """Move a paragraph with tracking."""

    def edit(made: WordDocument) -> None:
        first = at(made, text)
        second = deepcopy(first)
        for own, name in ((first, "moveFrom"), (second, "moveTo")):
            inner = [one for one in own if one.tag != qn("w:pPr")]
            own.append(element(f"w:{name}", WHO, *inner))
            own.find(qn("w:pPr")).append(element("w:rPr", None, element(f"w:{name}", WHO)))
        for mark in list(second.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
            mark.getparent().remove(mark)
        at(made, after).addnext(second)

    return edit


def comment(text: str, said_: str, author: str = "Kari") -> Edit:
    """Comment a run."""

    def edit(made: WordDocument) -> None:
        own = next(parts_with(made, text)).getparent()
        from docx.text.run import Run

        made.add_comment(Run(own, made), said_, author, "K")

    return edit


def uncontrol(text: str) -> Edit:
    """Take away the content control of a bound number, and its bookmark, and leave the number."""

    def edit(made: WordDocument) -> None:
        for own in list(made.element.body.iter(qn("w:sdt"))):
            if own.find(f"{qn('w:sdtPr')}/{qn('w:tag')}") is not None and said(own) == text:
                for mark in (own.getprevious(), own.getnext()):
                    mark.getparent().remove(mark)
                inner = list(own.find(qn("w:sdtContent")))
                place = own.getparent().index(own)
                own.getparent()[place:place] = inner
                own.getparent().remove(own)
                return
        raise AssertionError(text)

    return edit


def type_over(text: str, new: str, keep: bool = True) -> Edit:
    """Type over a bound number, within its control or with it."""

    def edit(made: WordDocument) -> None:
        if not keep:
            uncontrol(text)(made)
        next(t for t in parts_with(made, text) if t.text == text).text = new

    return edit


def move_control(text: str, before: str) -> Edit:
    """Cut a bound number and paste it before a text elsewhere."""

    def edit(made: WordDocument) -> None:
        own = next(s for s in made.element.body.iter(qn("w:sdt"))
                   if s.find(f".//{qn('w:tag')}") is not None and said(s) == text)  # fmt: skip
        marks = [own.getprevious(), own, own.getnext()]
        target = next(parts_with(made, before)).getparent()
        text_of = target.find(qn("w:t"))
        start, _, rest = text_of.text.partition(before)
        text_of.text = start
        last = run(before + rest)
        target.addnext(last)
        for one in marks:
            last.addprevious(one)
        last.addprevious(run(" "))

    return edit


def footnote_text(old: str, new: str) -> Edit:
    """Edit a footnote."""

    def edit(made: WordDocument) -> None:
        for related in made.part.rels.values():
            if related.reltype.endswith("/footnotes"):
                part = related.target_part
                assert old.encode() in part.blob
                part._blob = part.blob.replace(old.encode(), new.encode())

    return edit


def add_footnote(text: str, note: str, number: int) -> Edit:
    """Put a new footnote after a run; those that follow are counted on, as Word does."""

    def edit(made: WordDocument) -> None:
        marks = list(made.element.body.iter(qn("w:footnoteReference")))
        last = len(marks) + 1
        for mark in marks[number - 1 :]:
            mark.set(qn("w:id"), str(int(mark.get(qn("w:id"))) + 1))
        for related in made.part.rels.values():
            if related.reltype.endswith("/footnotes"):
                part = related.target_part
                blob = part.blob.decode()
                for own in range(last - 1, number - 1, -1):
                    blob = blob.replace(
                        f'<w:footnote w:id="{own}"', f'<w:footnote w:id="{own + 1}"'
                    )
                following = f'<w:footnote w:id="{number + 1}"'
                inner = f"<w:p><w:r><w:t>{note}</w:t></w:r></w:p>"
                new = f'<w:footnote w:id="{number}">{inner}</w:footnote>'
                assert following in blob
                part._blob = blob.replace(following, new + following).encode()
        mark = element("w:r", None, element("w:footnoteReference", {"w:id": number}))
        next(parts_with(made, text)).getparent().addnext(mark)

    return edit


def remove_footnote(number: int) -> Edit:
    """Delete the mark of a footnote, as Word deletes its text too."""

    def edit(made: WordDocument) -> None:
        mark = next(m for m in made.element.body.iter(qn("w:footnoteReference"))
                    if m.get(qn("w:id")) == str(number))  # fmt: skip
        mark.getparent().getparent().remove(mark.getparent())
        for related in made.part.rels.values():
            if related.reltype.endswith("/footnotes"):
                part = related.target_part
                start = part.blob.index(f'<w:footnote w:id="{number}"'.encode())
                end = part.blob.index(b"</w:footnote>", start) + len(b"</w:footnote>")
                part._blob = part.blob[:start] + part.blob[end:]

    return edit


def page_break(text: str) -> Edit:
    """Break the page after a paragraph's text."""
    return lambda made: Paragraph(at(made, text), made).add_run().add_break(WD_BREAK.PAGE)


def picture(after: str) -> Edit:
    """Insert an image after a paragraph."""

    def edit(made: WordDocument) -> None:
        own = made.add_paragraph()
        own.add_run().add_picture(BytesIO(png(100, 50)))
        at(made, after).addnext(own._p)

    return edit


def table_by_hand(after: str) -> Edit:
    """Insert a table after a paragraph."""

    def edit(made: WordDocument) -> None:
        own = made.add_table(2, 2)
        for row, texts in zip(own.rows, (("År", "Antall"), ("2020", "17")), strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        at(made, after).addnext(own._tbl)

    return edit


def cell(old: str, new: str) -> Edit:
    """Type over a cell of a table."""

    def edit(made: WordDocument) -> None:
        found = [t for tbl in made.element.body.iter(qn("w:tbl")) for t in tbl.iter(qn("w:t"))
                 if t.text == old]  # fmt: skip
        assert found, old
        found[0].text = new

    return edit


def hyperlink(text: str, address: str) -> Edit:
    """Make a link of a text at the end of a run."""

    def edit(made: WordDocument) -> None:
        name = made.part.relate_to(
            address,
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
            is_external=True,
        )
        own = next(parts_with(made, text))
        before, _, after = own.text.partition(text)
        own.text = before
        link = element("w:hyperlink", {"r:id": name}, run(text))
        own.getparent().addnext(link)
        link.addnext(run(after))

    return edit


def pasted(after: str, text: str) -> Edit:
    """Paste a paragraph as it looked elsewhere."""

    def edit(made: WordDocument) -> None:
        looks = [element("w:rFonts", {"w:ascii": "Comic Sans MS"}), value("w:color", "FF0000"),
                 value("w:sz", 40)]  # fmt: skip
        own = element("w:p", None, element("w:pPr", None, value("w:pStyle", "IkkeHer"),
                                           element("w:spacing", {"w:before": 100})),
                      run(text, *looks))  # fmt: skip
        at(made, after).addnext(own)

    return edit


def as_word_saves(content: bytes) -> bytes:
    """Return a document with what Word strews in: ids of edits, cut runs, proofing, smart tags."""
    written = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                part = _strewn(part)
            target.writestr(name, part)
    return written.getvalue()


def _strewn(part: bytes) -> bytes:
    from lxml import etree

    root = etree.fromstring(part)
    for number, own in enumerate(list(root.iter(qn("w:p")))):
        own.set(qn("w:rsidR"), f"00{number:06X}")
    for number, text in enumerate(list(root.iter(qn("w:t")))):
        words = text.text or ""
        if len(words) < 8 or text.getparent().tag != qn("w:r"):
            continue
        first = text.getparent()
        second = deepcopy(first)
        half = len(words) // 2
        text.text, second.find(qn("w:t")).text = words[:half], words[half:]
        for one in (text, second.find(qn("w:t"))):
            one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        second.set(qn("w:rsidRPr"), "00ABCDEF")
        properties = second.find(qn("w:rPr"))
        if properties is None:
            properties = element("w:rPr")
            second.insert(0, properties)
        properties.append(element("w:lang", {"w:val": "nn-NO"}))
        first.addnext(second)
        first.addnext(element("w:proofErr", {"w:type": "spellEnd"}))
        first.addprevious(element("w:proofErr", {"w:type": "spellStart"}))
        if number % 3 == 0:
            tag = element("w:smartTag", {"w:uri": "urn:schemas-microsoft-com:office:smarttags",
                                         "w:element": "place"})  # fmt: skip
            second.addprevious(tag)
            tag.append(second)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
