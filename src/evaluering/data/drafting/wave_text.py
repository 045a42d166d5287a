"""The wave.yaml of a drafted file: a new one, or one more survey in one that is there."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

import yaml

from evaluering.data.drafting.opening import Opened
from evaluering.data.drafting.yaml_editing import Edited, value_of
from evaluering.data.drafting.yaml_writing import flow

NEW = """\
id: {id}    # mappens navn
title: {title}
source: mikrodata    # «syntetisk» for oppdiktede svar
surveys:             # undersøkelsen, og datafilen her i mappen; med «sent: 400» regnes svarprosent
"""


def survey_line(survey: str, file: PurePath, opened: Opened) -> str:
    """Return the line of one survey and its file."""
    spec: dict[str | int, Any] = {"file": file.name}
    if opened.encoding:
        spec["encoding"] = opened.encoding
    if opened.layout.header_rows > 1:
        spec["header_rows"] = opened.layout.header_rows
    if opened.layout.sheet:
        spec["sheet"] = opened.layout.sheet
    return f"{flow(survey)}: {flow(spec)}"


def new_wave(wave: str, line: str) -> str:
    """Return the text of a wave with one survey."""
    return (
        NEW.format(id=flow(wave), title=flow(wave.replace("-", " ").capitalize())) + f"  {line}\n"
    )


def with_survey(text: str, line: str) -> str | None:
    """Return a wave's text with one more survey; None where its surveys stand on one line."""
    edited = Edited(text)
    surveys = value_of(edited.root, "surveys")
    if not isinstance(surveys, yaml.MappingNode) or surveys.flow_style:
        return None
    edited.insert_after(surveys, [f"{' ' * surveys.start_mark.column}{line}"])
    return edited.text
