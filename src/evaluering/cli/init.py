"""Lay out a new project: Snakefile, profile, configuration and folders, or a whole example."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterable
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory

from evaluering.config.missing import ROLES
from evaluering.config.project import load_project
from evaluering.data.writing import write_sav
from evaluering.errors import EvalueringError
from evaluering.render.language import stamp, word, writing
from evaluering.start.example import invented_answers
from evaluering.start.layout import languages, project_files

NEXT = {
    True: "cd {folder} && evaluering run. Åpne så reports/index.html.",
    False: "følg README.md i mappen: legg inn en datafil og beskriv den.",
}
"""What to do now, for an example and for an empty project."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the folder, and what it shall hold."""
    parser.add_argument("folder", type=Path, metavar="MAPPE", help="mappen som lages")
    parser.add_argument(
        "--language", choices=languages(), default="nb",
        help="språket i filene: nb (utelatt) eller en",
    )  # fmt: skip
    parser.add_argument(
        "--example", action="store_true", help="med en liten oppdiktet undersøkelse og rapport"
    )
    parser.add_argument(
        "--waves", type=int, choices=(1, 2), default=1,
        help="med --example: antall bølger; 2 har et kapittel om det som har endret seg",
    )  # fmt: skip


def run(options: argparse.Namespace) -> None:
    """Write the project's files; nothing that is there is touched.

    Raises
    ------
    EvalueringError
        The folder holds a project or one of the files, or cannot be written.
    """
    folder: Path = options.folder
    with TemporaryDirectory() as temporary:
        laid = Path(temporary)
        later = options.waves > 1
        if later and not options.example:
            raise EvalueringError(
                f"--waves {options.waves} uten --example.\n  Råd: Legg til --example."
            )
        texts = project_files(
            options.language, folder.resolve().name, example=options.example, later=later
        )
        for name, text in texts.items():
            (laid / name).parent.mkdir(parents=True, exist_ok=True)
            (laid / name).write_text(text, encoding="utf-8")
        if options.example:
            _write_answers(laid, options.language)
        written = sorted(p.relative_to(laid).as_posix() for p in laid.rglob("*") if p.is_file())
        _refuse_taken(folder, written)
        try:
            shutil.copytree(laid, folder, dirs_exist_ok=True)
        except OSError:
            raise EvalueringError(
                f"Prosjektet kan ikke skrives i «{folder}».\n"
                "  Råd: Velg en mappe som du har lov til å skrive i, på en disk med plass."
            ) from None
    print(f"Laget i «{folder}»:")
    print("\n".join(f"  {name}" for name in written if not name.endswith(".gitkeep")))
    print(f"Neste steg: {NEXT[options.example].format(folder=quote(str(folder)))}")


def _write_answers(root: Path, language: str) -> None:
    """Write the example's data files as its own codebook and waves say."""
    project = load_project(root)
    (survey,) = project.surveys.values()
    scale = project.scales[survey.batteries[0].scale]
    with writing(language):
        for place, wave in enumerate(project.waves.values()):
            write_sav(
                invented_answers(survey, scale, place),
                survey.file_columns(project.scales),
                root / "data/raw" / wave.id / wave.surveys[survey.id].file,
                file_label=word("stamp_long", stamp=stamp(wave.stamp)),
                missing_labels={role: word(role) for role in ROLES},
            )


def _refuse_taken(folder: Path, names: Iterable[str]) -> None:
    if folder.exists() and not folder.is_dir():
        raise EvalueringError(f"«{folder}» er en fil.\n  Råd: Oppgi en mappe.")
    taken = [name for name in ("config", *names) if (folder / name).exists()]
    if taken:
        raise EvalueringError(
            f"Mappen «{folder}» har alt {', '.join(taken[:5])}"
            + (f" og {len(taken) - 5} filer til" if len(taken) > 5 else "")
            + "; ingenting er skrevet.\n  Råd: Velg en tom mappe, eller flytt det som står der."
        )
