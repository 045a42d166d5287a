"""A proposed codebook as the YAML of config/surveys, with why each thing was guessed."""

from __future__ import annotations

from evaluering.data.drafting.categories import Categories
from evaluering.data.drafting.proposal import (
    Proposal,
    ProposedBattery,
    ProposedEntry,
    ProposedScale,
    ProposedSet,
)
from evaluering.data.drafting.yaml_writing import Noted, Tree, block

HEAD = """\
# Utkast av {file} ({rows} rader). Rett det som er galt, og slett det som ikke skal med.
# «gjettet» sier hva som ikke står i datafilen, og hvorfor det er tatt for det. Kjøres «evaluering
# draft» igjen, beholdes det du har rettet.
"""
GUESSED = "gjettet: "


def codebook_text(proposal: Proposal) -> str:
    """Return the text of a survey's codebook."""
    lines = HEAD.format(file=proposal.file, rows=proposal.rows).splitlines()
    lines += [*block("id", proposal.id), *block("title", proposal.title)]
    if proposal.identifier:
        own = proposal.identifier
        lines += block("identifier", Noted(own.name, _guessed(own.why)))
        if own.is_told:
            lines += block("identifier_column", own.column)
    else:
        lines.append("identifier: none    # radene nummereres: ingen variabel skiller dem")
    for weight in proposal.weights[:3]:
        lines.append(f"# design: {{weight: {weight}}}    # {GUESSED}navnet; fjern «#» for å vekte")
    for key, entries in sections(proposal).items():
        if entries:
            lines += ["", *block(key, entries)]
    if proposal.omitted:
        lines += ["", "# Ikke tatt med:"]
        lines += [f"#   {column}: {why or 'se filen'}" for column, why in proposal.omitted]
    return "\n".join(lines) + "\n"


def sections(proposal: Proposal) -> dict[str, list[Tree]]:
    """Return the lists of a codebook, each entry as it is written."""
    return {
        "scales": [scale_entry(scale) for scale in proposal.scales],
        "variables": [variable_entry(entry) for entry in proposal.variables],
        "multiple_responses": [set_entry(found) for found in proposal.sets],
        "batteries": [battery_entry(battery) for battery in proposal.batteries],
        "open_questions": [
            Noted({**_named(entry), "question": entry.label}, _guessed(entry.why))
            for entry in proposal.open_questions
        ],
    }


def scale_entry(scale: ProposedScale) -> Tree:
    """Return a scale as it is written."""
    found = scale.categories
    made: dict[str | int, Tree] = {
        "id": scale.id, "codes": list(found.labels), "labels": list(found.labels.values()),
    }  # fmt: skip
    return Noted(made | _missing(found), _unlabelled(found))


def variable_entry(entry: ProposedEntry) -> Tree:
    """Return a variable as it is written."""
    made: dict[str | int, Tree] = {**_named(entry), "label": entry.label}
    if entry.kind != "nominal":
        made["kind"] = entry.kind
    if entry.format:
        made["format"] = entry.format
    if entry.categories:
        if entry.kind == "nominal":
            made["values"] = dict(entry.categories.labels)
        made |= _missing(entry.categories, numeric=entry.kind == "number")
    return Noted(made, _guessed(entry.why))


def battery_entry(battery: ProposedBattery) -> Tree:
    """Return a battery as it is written, an item a line."""
    made: dict[str | int, Tree] = {
        "id": battery.id, "question": battery.question, "scale": battery.scale,
        "items": [item_entry(item) for item in battery.items],
    }  # fmt: skip
    return Noted(made, _guessed(battery.why))


def item_entry(entry: ProposedEntry) -> dict[str | int, Tree]:
    """Return an item, or a box, as it is written."""
    return {**_named(entry), "label": entry.label}


def set_entry(found: ProposedSet) -> Tree:
    """Return a question with several answers as it is written."""
    made: dict[str | int, Tree] = {"id": found.id, "question": found.question}
    missing: dict[str | int, Tree] = {"missing": dict(found.missing)} if found.missing else {}
    if found.columns:
        made["columns"] = list(found.columns)
        if found.separator:
            made["separator"] = found.separator
        made |= missing
        made["options"] = [
            {"name": option.name, "label": option.label, "code": code}
            for option, code in zip(found.options, found.codes, strict=True)
        ]
    else:
        made |= missing
        for key, marks in (("ticked", found.ticked), ("unticked", found.unticked)):
            if marks:
                made[key] = list(marks)
        if found.blank:
            made["blank"] = "unticked"
        made["options"] = [item_entry(option) for option in found.options]
    return Noted(made, _guessed(found.why))


def _named(entry: ProposedEntry) -> dict[str | int, Tree]:
    named: dict[str | int, Tree] = {"name": entry.name}
    if entry.is_told:
        named["column"] = entry.column
    return named


def _missing(found: Categories, *, numeric: bool = False) -> dict[str | int, Tree]:
    made: dict[str | int, Tree] = {}
    if found.missing:
        made["missing"] = dict(found.missing)
    spelt = {
        text: code for text, code in found.in_file.items() if not numeric or code in found.missing
    }
    if spelt:
        made["in_file"] = dict(spelt)
    return made


def _guessed(why: str) -> str:
    return f"{GUESSED}{why}" if why else ""


def _unlabelled(found: Categories) -> str:
    codes = ", ".join(map(str, found.unlabelled[:8]))
    return f"uten etikett i filen: {codes}" if codes else ""
