"""A report whose texts hold all that a text can, and the Word document that is set of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from evaluering.config.exhibits.group_means import GroupMeans
from evaluering.config.reports import Report
from evaluering.exhibits.result import Result
from evaluering.render.document import Section
from evaluering.render.given import ReportSource
from evaluering.render.language import writing
from evaluering.render.prose.bindings import ResultBindings, Verdict
from evaluering.render.prose.images import ImageFolder
from evaluering.render.prose.sources import text_folder, texts_of
from evaluering.render.prose.texts import composed, in_order, with_rest
from evaluering.render.prose.works import Work, Works
from evaluering.render.returned.return_trip import Desk
from evaluering.render.word.document import word
from small_document import NEW, SVG, numbered, png  # noqa: F401

NONE = ImageFolder()
REPORT = Report(
    id="rapport", title="Rapporten",
    chapters=[{"id": "behov", "title": "Behov"}, {"id": "mer", "title": "Mer om det"}],
)  # fmt: skip
SUMMARY = """\
---
title: Sammendrag
order: 0
---

Undersøkelsen har {figur-1: n} svar, se {figur-1}. Lederne svarer *sjelden* nei, og eierne
svarer **aldri** nei[^svar]. Snittet er {figur-1: eier / oversikt: mean} blant eierne.

[Lederne er mest fornøyde.]{claim=fornoyde} Det sier også [@rogde2020, s. 12] i sin bok, som
ligger hos [NIFU](https://nifu.no/?a=1&b=2).

- Første punkt om oversikten
- Andre punkt om verktøyene
  - Et underpunkt om kartlegging
- Tredje punkt om behovene

> Et sitat fra en leder, som mener at «oversikten» er god nok
> til sitt bruk.

[^svar]: En fotnote om svarene, med *kursiv* i.
"""
CHAPTER = """\
---
chapter: behov
---

Kapitlet handler om behovene, og begynner med et avsnitt om dem.

## Hva de svarte

Her er et avsnitt om figuren, med {figur-1} omtalt midt i setningen. Det har to setninger til.
Den siste av dem er kort.

{figur-1}

Avsnittet etter figuren sier at snittet er {figur-1: eier / verktoy: mean | 2} for eierne.

1. Kartlegge behovene
2. Velge tiltakene
3. Vurdere virkningen

### Hva de ikke svarte

| Hva | Hvor mye |
|---|---|
| Oversikt | {figur-1: eier / oversikt: mean} |
| Verktøy | lite |

{figur-2}

Det siste avsnittet^[En fotnote midt i en setning.] er kort og klart.
"""
TEXTS = {"sammendrag.md": SUMMARY, "behov.md": CHAPTER}
ITEMS = {"oversikt": "Har god oversikt", "verktoy": "Har verktøy for å kartlegge behov"}
MEANS = {("oversikt", "eier"): 4.2, ("oversikt", "leder"): 4.6,
         ("verktoy", "eier"): 3.7, ("verktoy", "leder"): 4.0}  # fmt: skip
WORKS = Works(
    Path("references.bib"),
    {"rogde2020": Work((("Rogde", "Kari"), ("Federici", "Roger")), "2020", "En bok")},
)
EXHIBITS = {
    name: GroupMeans(
        id=name, number=number, kind="group_means", title="Kartlegging", section="1",
        groups=["eier", "leder"], items=["oversikt", "verktoy"],
    )
    for name, number in (("figur-1", "Figur 1"), ("figur-2", "Figur 2"), ("tabell-1", "Tabell 1"))
}  # fmt: skip
BLOCKS = {name: numbered(name, exhibit.number, notes=("Merknaden.",))
          for name, exhibit in EXHIBITS.items()}  # fmt: skip
DESK = Desk(TEXTS, frozenset(EXHIBITS), WORKS)


def bindings(images: ImageFolder = NONE) -> ResultBindings:
    """Return what puts the results of the little report into its texts."""
    rows = [
        {"item": item, "item_label": ITEMS[item], "group": group, "group_label": f"Skole{group}",
         "n": 130, "mean": mean, "sd": 0.8}
        for (item, group), mean in MEANS.items()
    ]  # fmt: skip
    result = Result("figur-1", "group_means", pd.DataFrame(rows), 260)
    return ResultBindings(
        EXHIBITS, dict.fromkeys(EXHIBITS, result), BLOCKS, replace(WORKS, cited=[]),
        {"fornoyde": Verdict("fails")}, images,
    )  # fmt: skip


def bound(texts: dict[str, str]) -> None:
    """Raise what `validate` would of texts."""
    composed(_sources(texts), REPORT, bindings())


def document(
    texts: dict[str, str] = TEXTS, template: bytes | None = None, images: ImageFolder = NONE
) -> bytes:
    """Return the Word document of texts."""
    with writing("nb"):
        made = composed(_sources(texts), REPORT, bindings(images))
        rest = [BLOCKS[name] for name in EXHIBITS if name not in made.placed]
        chapters = [
            with_rest(made.chapters[chapter.id], rest) if chapter.id == "behov"
            else Section(chapter.id, chapter.title)
            for chapter in REPORT.chapters if chapter.id in made.chapters or chapter.id != "behov"
        ]  # fmt: skip
        report = replace(
            NEW, title="Rapporten", origin="Laget av bølgen.", sections=(
                *in_order(chapters, made), *([made.bibliography] if made.bibliography else []),
                NEW.sections[0].sections[0]),
        )  # fmt: skip
        source = ReportSource("rapport", "2024", texts)
        return word(report, {"figur-1": png(), "figur-2": png(410)}, template, source=source)


def _sources(texts: dict[str, str]):
    return texts_of({text_folder("rapport") / name: text.encode() for name, text in texts.items()})
