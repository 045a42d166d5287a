"""Why a text is not YAML: the cause and the line where it is to be mended, not where it showed."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from evaluering.config.yaml_text import QUOTED, Refused

SPACES = {
    "\u00a0": "hardt mellomrom (U+00A0)", "\u202f": "smalt hardt mellomrom (U+202F)",
    "\u2007": "siffermellomrom (U+2007)", "\u2003": "bredt mellomrom (U+2003)",
    "\u2009": "tynt mellomrom (U+2009)", "\u3000": "bredt mellomrom (U+3000)",
    "\u200b": "usynlig mellomrom (U+200B)", "\ufeff": "usynlig tegn (U+FEFF)",
}  # fmt: skip
_ODD = "".join(SPACES)
_ODD_INDENT = re.compile(rf"^[ \t]*([{_ODD}])[{_ODD} \t]*(?:-\s|[\w-]+:(?:\s|$))")
_ODD_AFTER_KEY = re.compile(rf"^ *(?:- )*[A-Za-z_][\w-]*:([{_ODD}])")
_GLUED = re.compile(r"^\s*(?:- )*([A-Za-z_]\w*):(?![\s/\\])(\S.*)$")
_GLUED_DASH = re.compile(r"^\s*-(?![-\s])(\S.*)$")
_KEYED = re.compile(r"^\s*(?:- )*([\w-]+):\s+(.*)$")
QUOTES = "sett hele teksten i anførselstegn"


@dataclass(frozen=True)
class Cause:
    """What is wrong on a line, and what should stand there."""

    line: int
    found: str
    allowed: str


def odd_space(text: str) -> Cause | None:
    """Return the first space that looks like a blank and is none, where YAML needs a blank."""
    if not any(space in text for space in SPACES):
        return None
    for number, line in enumerate(text.split("\n"), start=1):
        if match := _ODD_INDENT.match(line) or _ODD_AFTER_KEY.match(line):
            where = "innrykket" if match.re is _ODD_INDENT else "mellomrommet etter kolon"
            return Cause(number, f"{SPACES[match[1]]} i {where}", "vanlige mellomrom: slett tegnet "
                         "og skriv mellomrommet på nytt")  # fmt: skip
    return None


def cause(text: str, error: yaml.MarkedYAMLError) -> Cause:
    """Return why a text could not be read.

    Parameters
    ----------
    text
        The whole file.
    error
        What the reader met, and where.
    """
    lines = [*text.split("\n"), ""]
    mark, start = error.problem_mark, error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    line = min(line, len(lines) - 1)
    if isinstance(error, Refused):
        return Cause(line + 1, str(error.problem), error.allowed)
    first = min(start.line, len(lines) - 1) if start else line
    problem, here = str(error.problem), lines[line]
    if "\t" in here[: len(here) - len(here.lstrip())]:
        return Cause(line + 1, "tabulator i innrykket", "mellomrom som innrykk")
    if (opened := _open_quote(text, line)) is not None:
        return Cause(opened + 1, f"et anførselstegn som ikke er lukket: {_cut(lines[opened])}",
                     "et anførselstegn av samme slag i slutten av teksten")  # fmt: skip
    if (comment := _commented(lines, line)) is not None:
        return comment
    if "mapping values" in problem:
        return _stray_colon(lines, line, column)
    if "expected ':'" in problem:
        return _no_colon(first, lines[first])
    if "expected ',' or" in problem:
        return _unclosed(first, lines[first], "]" if "]" in problem else "}")
    at_end = not "\n".join(lines[line:])[column:].strip()
    if at_end and (bracket := _open_bracket(text)) is not None:
        return _unclosed(bracket[0], lines[bracket[0]], bracket[1])
    if "start any token" in problem:
        sign = here[column : column + 1]
        return Cause(line + 1, f"en verdi som begynner med «{sign}»", f'{QUOTES}: "{sign}…"')
    if "alias" in problem or "alias" in str(error.context) or "anchor" in str(error.context):
        return Cause(line + 1, f"en verdi som begynner med «*» eller «&»: {_cut(here)}", QUOTES)
    if "tag" in problem or "tag" in str(error.context):
        return Cause(line + 1, f"en verdi som begynner med «!»: {_cut(here)}", QUOTES)
    if "escape" in problem:
        return Cause(line + 1, f"omvendt skråstrek i en tekst i anførselstegn: {_cut(here)}",
                     "to omvendte skråstreker (\\\\), eller enkle anførselstegn (')")  # fmt: skip
    if "block scalar" in str(error.context):
        return Cause(line + 1, f"tekst rett etter «|» eller «>»: {_cut(here)}",
                     f"teksten på linjene under, rykket inn; eller {QUOTES}")  # fmt: skip
    if "document" in problem:
        return Cause(line + 1, f"en ny del av filen: {_cut(here)}",
                     "én del: slett linjen med «---» eller «...»")  # fmt: skip
    if here[column : column + 1] in {"]", "}", ","}:
        return Cause(line + 1, f"«{here[column]}» for mye: {_cut(here)}",
                     "en klamme for hver som er åpnet, og komma bare mellom verdier")  # fmt: skip
    if '"' in here[:column] or "'" in here[:column]:
        return Cause(line + 1, f"tekst etter anførselstegnet: {_cut(here)}",
                     "ett par anførselstegn rundt hele verdien; står det et inni, brukes det andre "
                     "slaget ytterst: \"Jeg er 'god' på det\"")  # fmt: skip
    return _indented(lines, line, column)


def _indented(lines: list[str], line: int, column: int) -> Cause:
    """Return how far a line is moved, and how far the lines that it may belong to are."""
    above = next((n for n in range(line - 1, -1, -1) if lines[n].strip()), 0)
    like, width = above, len(re.match(r"[ ]*(?:- +)*", lines[above])[0])  # type: ignore[index]
    if lines[line].lstrip().startswith("- "):
        dashes = (n for n in range(line - 1, -1, -1) if lines[n].lstrip().startswith("- "))
        like = next(dashes, above)
        width = len(lines[like]) - len(lines[like].lstrip())
    return Cause(line + 1, f"et innrykk på {column} mellomrom, som ingen linje ovenfor har: "
                 f"{_cut(lines[line])}", f"samme innrykk som linjene den hører sammen med, "
                 f"som linje {like + 1}: {width} mellomrom")  # fmt: skip


def _stray_colon(lines: list[str], line: int, column: int) -> Cause:
    """Return why a colon stands where none may: within a text, or after a line without one."""
    here = lines[line]
    if keyed := _KEYED.match(here):
        key, value = keyed[1], keyed[2].strip()
        if column >= keyed.start(2):
            return Cause(line + 1, f"kolon i teksten: {_cut(value)}",
                         f'teksten i anførselstegn: {key}: "{_plain(value)}"')  # fmt: skip
    above = next((n for n in range(line - 1, -1, -1) if lines[n].strip()), None)
    if above is None:
        return Cause(line + 1, f"kolon i teksten: {_cut(here)}", QUOTES)
    if glued := _GLUED.match(lines[above]) or _GLUED_DASH.match(lines[above]):
        return _no_colon(above, glued.string)
    if not re.search(r":(\s|$)|^\s*- ", lines[above]):
        return _no_colon(above, lines[above])
    return Cause(line + 1, "en linje som er rykket for langt inn, eller en verdi for mye ovenfor: "
                 f"{_cut(here)}", f"samme innrykk som linje {above + 1}")  # fmt: skip


def _no_colon(number: int, line: str) -> Cause:
    """Return why a line has no key: its colon or dash is glued to the value, or it has none."""
    if glued := _GLUED.match(line):
        return Cause(number + 1, f"mellomrom mangler etter kolon: {_cut(line)}",
                     f"{glued[1]}: {_cut(glued[2])}")  # fmt: skip
    if dashed := _GLUED_DASH.match(line):
        return Cause(number + 1, f"mellomrom mangler etter streken: {_cut(line)}",
                     f"- {_cut(dashed[1])}")  # fmt: skip
    if re.match(r"\s*(<{7}|={7}|>{7})", line):
        return Cause(number + 1, f"rester etter en sammenfletting: {_cut(line)}",
                     "den ene av de to utgavene mellom <<<<<<< og >>>>>>>")  # fmt: skip
    return Cause(number + 1, f"en linje uten kolon: {_cut(line)}", "nøkkel: verdi")


def _unclosed(number: int, line: str, closes: str) -> Cause:
    return Cause(number + 1, f"en klamme som ikke er lukket: {_cut(line)}",
                 f"«{closes}» etter den siste verdien, og komma mellom verdiene")  # fmt: skip


def _open_bracket(text: str) -> tuple[int, str] | None:
    """Return the line of the first bracket that is never closed, and what would close it."""
    bare, still = QUOTED.sub("", text), list[tuple[int, str]]()
    for match in re.finditer(r"[\[\]{}]", bare):
        if match[0] in "[{":
            still.append((bare.count("\n", 0, match.start()), "]" if match[0] == "[" else "}"))
        elif still:
            still.pop()
    return still[0] if still else None


def _open_quote(text: str, problem: int) -> int | None:
    """Return the line of a quote that runs on to the line of a problem, or to the end."""
    line, position = 0, 0
    pattern = re.compile(r"(?:^|(?<=[:,\[{-] )|(?<=[\[{,]))[ ]*([\"'])|(?:^|\s)#.*|\n", re.M)
    while match := pattern.search(text, position):
        position = match.end()
        line = text.count("\n", 0, match.start(1) if match[1] else match.start())
        if not match[1]:
            continue
        inner = r"(?:[^\"\\]|\\.)*\"" if match[1] == '"' else r"(?:[^']|'')*'"
        close = re.compile(inner, re.DOTALL).match(text, position)
        if close is None:
            return line if line <= problem else None
        last = text.count("\n", 0, close.end() - 1)
        if last > line and line <= problem <= last:
            return line
        position = close.end()
    return None


def _commented(lines: list[str], problem: int) -> Cause | None:
    """Return the line where a colour without quotes begins a comment that hides what follows."""
    for number in range(problem, max(problem - 4, -1), -1):
        if colour := re.search(r"([\w-]+):\s+(#[0-9A-Fa-f]{3,8})\b", lines[number]):
            return Cause(number + 1, f"tegnet # begynner en kommentar: {_cut(lines[number])}",
                         f'{colour[1]}: "{colour[2]}"')  # fmt: skip
    return None


def _plain(value: str) -> str:
    return _cut(value.strip("\"'").replace('"', "'"))


def _cut(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 60 else f"{text[:57]}…"


def advice(line: str, found: object) -> str:
    """Return what a reader is told of a value that YAML read otherwise than it was meant.

    Parameters
    ----------
    line
        The line of the value.
    found
        What was read of it.
    """
    if found is None and (comment := re.search(r":\s+(#\S.*)$", line)):
        key = line.split(":")[0].strip(" -")
        return f'Tegnet # begynner en kommentar. Skriv {key}: "{comment[1].strip()}".'
    if found is None and line:
        return "Skriv verdien etter kolon, eller slett nøkkelen."
    if isinstance(found, str) and (odd := next((s for s in SPACES if s in found), "")):
        return f"Det er {SPACES[odd]} i «{_cut(found)}». Slett det, og skriv på nytt."
    if isinstance(found, str) and (glued := _GLUED.match(found)):
        return f"Mellomrom mangler etter kolon. Skriv «{glued[1]}: {_cut(glued[2])}»."
    if isinstance(found, str) and (dashed := _GLUED_DASH.match(found)):
        return f"Mellomrom mangler etter streken. Skriv «- {_cut(dashed[1])}»."
    return ""
