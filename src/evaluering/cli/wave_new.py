"""Lay out a new wave of data files, and draft what its questionnaire asked otherwise.

``evaluering wave new 2025 FILES…`` writes ``data/raw/2025`` and nothing else: codebooks are never
edited; what they need stands in a file beside the wave, to be pasted.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from evaluering.cli.wave_files import checked_id, given_files, opened_files
from evaluering.cli.wave_surveys import arrived_surveys
from evaluering.config.project import Project, load_project
from evaluering.data.arriving.additions import additions_text
from evaluering.data.arriving.wave_yaml import ArrivedSurvey, wave_text
from evaluering.data.drafting.yaml_writing import Tree
from evaluering.message import message
from evaluering.render.language import say, word, writing
from evaluering.workflow.staging import staging

RAW = Path("data/raw")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the wave and its files."""
    parser.add_argument("wave_id", metavar="BØLGE", help="bølgens id og mappe i data/raw, som 2025")
    parser.add_argument(
        "files", type=Path, nargs="*", metavar="FIL",
        help="datafilene, en for hver undersøkelse (utelatt: dem som alt ligger i mappen)",
    )  # fmt: skip
    parser.add_argument("--title", help="bølgens tittel, som «Våren 2025» (utelatt: av id-en)")
    parser.add_argument(
        "--source", choices=("mikrodata", "syntetisk"), default="mikrodata",
        help="mikrodata (utelatt), eller syntetisk for oppdiktede svar",
    )  # fmt: skip


def run(options: argparse.Namespace) -> None:
    """Copy the files into the wave's folder, and write wave.yaml and what codebooks lack.

    Raises
    ------
    EvalueringError
        The wave is there already, a file cannot be read, is given twice or fits no survey, or two
        files are of one survey; nothing is written then.
    """
    root: Path = options.project
    project = load_project(root)
    wave = checked_id(root / RAW, options.wave_id)
    files = given_files(root / RAW, wave, options.files)
    opened = opened_files(files)
    with writing(project.language):
        made = arrived_surveys(project, root, wave, opened)
        title = options.title or wave.replace("-", " ").capitalize()
        surveys = [one for one, _ in made]
        text = wave_text(wave, title, options.source, surveys, say)
        blocks = {one.additions: lists for one, lists in made if one.additions}
        _write(root / RAW / wave, files, text, _pasted(blocks, made))
        _tell(project, wave, surveys)


def _pasted(
    blocks: Mapping[str, Mapping[str, Sequence[Tree]]],
    made: Sequence[tuple[ArrivedSurvey, Mapping[str, Sequence[Tree]]]],
) -> dict[str, str]:
    """Return the text of each file with what a codebook lacks."""
    surveys = {one.additions: one.survey for one, _ in made}
    return {
        name: additions_text(
            lists,
            [word("wave_paste", file=f"config/surveys/{surveys[name]}.yaml"), word("wave_paste_in"),
             word("wave_paste_after")],
        )
        for name, lists in blocks.items()
    }  # fmt: skip


def _write(folder: Path, files: Sequence[Path], text: str, blocks: Mapping[str, str]) -> None:
    with staging(folder) as temporary:
        for file in files:
            if file.resolve().parent != folder.resolve():
                shutil.copyfile(file, temporary / file.name)
        for name, block in blocks.items():
            (temporary / name).write_text(block, encoding="utf-8")
        (temporary / "wave.yaml").write_text(text, encoding="utf-8")


def _tell(project: Project, wave: str, surveys: Sequence[ArrivedSurvey]) -> None:
    """Tell what was laid, what is asked, and what to do now."""
    folder = (RAW / wave).as_posix()
    print(word("wave_laid", folder=folder))
    for one in surveys:
        print(
            word(
                "wave_is", file=str(one.spec["file"]), title=one.title, n=one.found, of=one.columns,
                changes=len(one.sure),
            )
        )  # fmt: skip
        for doubt in one.asked:
            print(f"  {word('wave_ask', name=doubt.name, why=doubt.why)}")
        if one.additions:
            print(f"  {word('wave_new_questions', file=one.additions)}")
    if project.registries:
        print(word("wave_registries", names=tuple(project.registries), wave=wave))
    if project.settings.waves != "all" and wave not in project.settings.waves:
        print(word("wave_listed", wave=wave))
    print(say(message("wave_next", folder=folder, wave=wave)))
