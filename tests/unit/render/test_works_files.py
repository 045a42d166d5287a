"""A file of works that cannot be read is told of with its line or its place, whatever is in it."""

from __future__ import annotations

import pytest

from evaluering.errors import ConfigError, shown
from evaluering.render.document import WebLink
from evaluering.render.prose.works import read_works

FOLDER = "config/reports/rapport"
BOOK = "@book{a2020, title = {En}}\n"
WRONG = [
    ("bib", BOOK + "@book{b2021, title = {En bok\n", 2, "@book{b2021, title = {En bok"),
    ("bib", "@book{a2020, title=jan2}", 1, "title=jan2"),
    ("bib", "@book{a2020, title={a\x01b}}", None, "tegnet U+0001"),
    ("bib", BOOK + BOOK, None, "«a2020» står to ganger"),
    ("bib", "@book{a2020, title={En}, author={A, B, C, D, E}}", None, "navnet A, B, C, D, E"),
    ("bib", "@book{a2020, title={" + "{" * 5000 + "}" * 5000 + "}}", 1, "@book{a2020"),
    ("json", '[\n{"id": "a2020", "title": ', 2, "noe som ikke er JSON"),
    ("json", '{"id": "a2020"}', None, "nøkler med verdier"),
    ("json", '[{"id": "a2020"}]', None, "nøkkelen mangler"),
    ("json", '[{"id": "a2020", "title": "x", "author": "Rogde"}]', None, "nøkler med verdier"),
    ("json", '[{"id": "a", "title": "x", "issued": {"date-parts": [[]]}}]', None, "nøkler"),
    ("json", '[{"id": "a", "title": "x"}, {"id": "a", "title": "y"}]', None, "«a» står to ganger"),
    ("json", r'[{"id": "a", "title": "x\uffff"}]', None, "tegnet U+FFFF"),
    ("json", "[" * 100_000, None, "JSON som ikke kan leses"),
    ("json", "[" + "9" * 5000 + "]", None, "JSON som ikke kan leses"),
]


@pytest.mark.parametrize(("ending", "content", "line", "found"), WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_in_a_file_of_works_is_told(tmp_path, ending, content, line, found):
    file = tmp_path / FOLDER / f"references.{ending}"
    file.parent.mkdir(parents=True)
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        read_works(tmp_path, "rapport")
    assert (raised.value.file, raised.value.line) == (f"{FOLDER}/{file.name}", line)
    assert found in shown(raised.value.found)


def test_works_in_another_character_set_are_told_with_their_line(tmp_path):
    file = tmp_path / FOLDER / "references.bib"
    file.parent.mkdir(parents=True)
    file.write_bytes((BOOK + "@book{b2021, title = {Målene}}").encode("latin-1"))
    with pytest.raises(ConfigError) as raised:
        read_works(tmp_path, "rapport")
    assert raised.value.line == 2
    assert "Målene" in str(raised.value)


def test_a_folder_in_the_place_of_the_works_is_no_report_without_works(tmp_path):
    (tmp_path / FOLDER / "references.bib").mkdir(parents=True)
    with pytest.raises(ConfigError, match="en mappe"):
        read_works(tmp_path, "rapport")


def test_only_an_address_on_the_web_is_a_link(tmp_path):
    file = tmp_path / FOLDER / "references.bib"
    file.parent.mkdir(parents=True)
    content = "@book{a, title={A}, url={https://a.no/b}}\n@book{b, title={B}, url={javascript:b()}}"
    file.write_text(content, encoding="utf-8")
    works = read_works(tmp_path, "rapport")
    works.citation("@a; @b")
    listed = works.section("verk").blocks
    links = [part for block in listed for part in block.content if isinstance(part, WebLink)]
    assert [link.address for link in links] == ["https://a.no/b"]
