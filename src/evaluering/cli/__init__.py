"""The commands. Each is one module with ``arguments(parser)`` and ``run(options)``.

Only the module of the command that was asked for is imported. Each format that a report is set in
is a command too; one module serves them all.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from pathlib import Path

from evaluering.config.formats import formats
from evaluering.errors import EvalueringError
from evaluering.speaking import speak
from evaluering.thrift import be_thrifty

COMMANDS = {
    "init": "lag et nytt prosjekt, tomt eller med et eksempel",
    "draft": "skriv et utkast av kodeboken av en datafil, eller av rapporten av et kapitteloppsett",
    "wave-new": "legg inn en ny bølge, og skriv et utkast av det som er endret («wave new»)",
    "validate": "kontroller konfigurasjonen og at filene er der",
    "wave-check": "si alt som er galt med en bølge, før noe kjøres («wave check»)",
    "prepare": "les alt en bølge har, med koblinger og indekser, og lag sidene om dataene",
    "ingest": "les en undersøkelse og kontroller den mot kodeboken",
    "pages": "lag sidene om bølgens data: datakvalitet og indekser",
    "quality": "lag sidene om datakvalitet",
    "registry": "les et register inn i én tabell",
    "registry-fetch": "hent registerets filer fra SSB eller en nettadresse («registry fetch»)",
    "registry-check": "prøv tabeller, dimensjoner og koder mot SSB («registry check»)",
    "link": "koble respondenter til et register",
    "registry-map": "oversett nøkler fra ett år til et annet etter Klass («registry map»)",
    "indices": "bygg de additive indeksene",
    "weights": "vekt respondentene etter «design», og lagre vektene og regnskapet",
    "appendix": "lag sidene om indeksene: ledd, faktoranalyse og reliabilitet",
    "build": "lag en rapport: resultater, figurer, tabeller, prøver og alle formater",
    "results": "beregn resultatene bak figurer og tabeller",
    "figures": "tegn figurer",
    "tables": "sett tabeller",
    "documents": "sett rapporten i alle formater",
    "word-import": "før endringer i et Word-dokument tilbake til teksten («word import»)",
    "units": "lag rapporten til hver enhet, i alle formater",
    "bind": "finn tallene som en tekst kan bindes til",
    "exhibit": "lag én figur eller tabell alene, uten Snakemake",
    "reproduce": "sammenlign hvert trykte tall med det gjenskapte",
    "claims": "prøv rapportens påstander mot en bølge",
    "sensitivity": "prøv hvilke av påstandene som ville merke feil i dataene",
    "audit": "prøv den trykte rapporten mot seg selv",
    "checks": "kjør alle prøvene av en rapport: påstander, reproduksjon og revisjon",
    "control": "skjul det en offentlig rapport ikke kan vise, i resultatene bak den",
    "unit-control": "skjul det de offentlige rapportene til enhetene ikke kan vise, samlet",
    "public": "fortell hva en rapport taper på å bli offentlig",
    "attack": "prøv en offentlig rapport, og stopp hvis noe kan utledes av den",
    "disclosure": "prøv hva som kan utledes av en rapport om dem som har svart",
    "index": "lag inngangssiden til alle rapporter",
    "synthesize": "lag den syntetiske bølgen av rapportens trykte tall",
    "notebooks": "kjør notatbøkene, og skriv dem som sider",
    "status": "vis hva som er av eldre inndata, og hvorfor",
    "guard": "se at ingen av filene i git kan være mikrodata",
    "purge": "slett alt om enkeltpersoner i en bølge, og la tallene stå",
    "clean": "slett filer som ikke lages lenger",
    "run": "kjør hele arbeidsflyten (Snakemake)",
    "watch": "kjør av seg selv når en hel og gyldig bølge kommer eller endres",
    "reference": "lag JSON-skjemaer og referansesiden av modellene",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 for a fault in data or configuration."""
    if arguments is None:
        speak()
        be_thrifty()
    words = _joined(sys.argv[1:] if arguments is None else arguments)
    passed: list[str] = []
    if "run" in words and not {"-h", "--help"} & set(words):
        first = words.index("run") + 1
        words, passed = words[:first], words[first:]  # all that follows is Snakemake's
    try:
        options = _options(words)
        options.passed = passed
        run_command(options)
    except EvalueringError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever reads has read enough: «evaluering bind snitt | head»
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _joined(words: Sequence[str]) -> list[str]:
    """Return the words with a command of two as one: «registry fetch» is registry-fetch."""
    joined = list(words)
    for place, pair in enumerate(pairwise(joined)):
        if "-".join(pair) in COMMANDS:
            joined[place : place + 2] = ["-".join(pair)]
            break
    return joined


def _options(words: Sequence[str]) -> argparse.Namespace:
    """Return what was asked for; what a package registers wrongly shows when a command is read."""
    parser = argparse.ArgumentParser(
        prog="evaluering", description="Fra SPSS-filer til ferdig evalueringsrapport."
    )
    parser.add_argument(
        "--project", type=Path, default=Path(), metavar="MAPPE",
        help="prosjektets mappe (utelatt: mappen du står i)",
    )  # fmt: skip
    chosen = next((word for word in words if word in COMMANDS), None)
    commands = parser.add_subparsers(dest="command", required=True, metavar="kommando")
    known = COMMANDS if chosen else COMMANDS | {f.name: f.help for f in formats().values()}
    chosen = chosen or next((word for word in words if word in known), None)
    for name, text in known.items():
        command = commands.add_parser(name, help=text, description=text)
        if name == chosen:
            _add_arguments(name, command)
    return parser.parse_args(words)


def _add_arguments(name: str, parser: argparse.ArgumentParser) -> None:
    parts = import_module("evaluering.cli.parts")
    if parts.makes_parts(name):
        parts.arguments(name, parser)
    else:
        import_module(command_module(name)).arguments(parser)


def command_module(command: str) -> str:
    """Return the module of a command; that of the documents has one for each format."""
    return f"evaluering.cli.{command.replace('-', '_') if command in COMMANDS else 'documents'}"


def run_command(options: argparse.Namespace) -> None:
    """Run a command; one that makes parts of the workflow is recorded."""
    # by name, so that the code of a command is what its own module imports
    import_module("evaluering.cli.making").run_command(options)
