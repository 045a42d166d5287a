"""The committed synthetic wave: its checksums, its numbers, and files as SPSS users know them."""

from __future__ import annotations

import hashlib
import json

import pandas as pd
import pyreadstat
import pytest

from evaluering.config.missing import SPELLINGS
from haven import assert_haven_reads_the_same
from workspace import PROCESSED, RAW, REPOSITORY, SURVEYS, WAVE

FOLDER = REPOSITORY / RAW
SYNTHETIC = sorted((REPOSITORY / "data/raw").glob("*-syntetisk"))
SHIPPED = [path for folder in SYNTHETIC for path in sorted(folder.glob("*.sav"))]
SIZES = dict(zip(SURVEYS, (153, 216, 242, 258, 713), strict=True))
MEASURES = {"item": "ordinal", "nominal": "nominal", "tick": "nominal"}


@pytest.fixture(scope="module", params=SURVEYS)
def survey(request, configuration):
    """Return a survey's name, its rows, the file's metadata and the codebook's columns."""
    name = request.param
    frame, meta = pyreadstat.read_sav(FOLDER / f"{name}.sav", user_missing=True)
    asked = configuration.of_wave(WAVE).surveys[name]
    return name, frame, meta, asked.file_columns(configuration.scales)


def items(columns):
    return [name for name, column in columns.items() if column.kind == "item"]


@pytest.mark.parametrize("folder", SYNTHETIC, ids=lambda folder: folder.name)
def test_every_file_has_the_checksum_that_stands_in_the_list(folder):
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {name: checksum for checksum, name in (line.split("  ") for line in lines)}
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    assert set(listed) == set(files) - {"SHA256SUMS", "wave.yaml", "README.md"}
    for name, checksum in listed.items():
        assert hashlib.sha256(files[name].read_bytes()).hexdigest() == checksum, name


def test_the_number_of_respondents_is_the_printed_one(survey):
    name, frame, meta, _ = survey
    assert len(frame) == meta.number_rows == SIZES[name]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_haven_reads_the_file(path):
    assert_haven_reads_the_same(path)


def test_the_file_label_says_that_the_data_are_synthetic(survey):
    _, frame, meta, _ = survey
    assert "syntetiske data" in meta.file_label.lower()
    assert frame["syntetisk"].eq(1).all()


def test_the_file_is_in_unicode_with_norwegian_letters(survey):
    _, _, meta, _ = survey
    texts = " ".join(meta.column_labels)
    assert meta.file_encoding == "UTF-8"
    assert {"æ", "ø", "å"} <= set(texts)


def test_variables_have_the_labels_of_the_codebook(survey):
    _, frame, meta, columns = survey
    assert list(frame) == list(columns)
    assert meta.column_names_to_labels == {name: c.label for name, c in columns.items()}


def test_codes_have_the_labels_of_the_codebook(survey):
    _, _, meta, columns = survey
    for name, column in columns.items():
        if column.kind in MEASURES:
            labels = {float(code): text.casefold() for code, text in column.values.items()}
            labels |= {
                float(code): SPELLINGS[kind][0] for code, kind in column.missing.codes.items()
            }
            written = meta.variable_value_labels[name]
            assert {code: text.casefold() for code, text in written.items()} == labels


def test_the_missing_codes_are_declared(survey):
    _, _, meta, columns = survey
    for name in items(columns):
        declared = {(part["lo"], part["hi"]) for part in meta.missing_ranges[name]}
        assert declared == {(8.0, 8.0), (9.0, 9.0)}


def test_variables_have_their_measure_level(survey):
    _, _, meta, columns = survey
    for name, column in columns.items():
        if column.kind in MEASURES:
            assert meta.variable_measure[name] == MEASURES[column.kind]


def test_no_two_respondents_have_the_same_answers_to_all_items(survey):
    _, frame, _, columns = survey
    answered = frame[items(columns)].dropna(how="all")
    assert not answered.duplicated().any()


def test_some_say_vet_ikke_and_all_answers_are_on_their_scale(survey):
    _, frame, _, columns = survey
    values = frame[items(columns)]
    assert 0 < (values == 8).sum().sum() / values.notna().sum().sum() < 0.15
    for name in items(columns):
        allowed = set(columns[name].values) | set(columns[name].missing.codes)
        assert set(values[name].dropna()) <= allowed


def test_the_indices_are_as_good_as_real_ones(built):
    """Alpha, loadings and eigenvalues as the pipeline computes them."""
    analyses = json.loads((built / PROCESSED / "indices.json").read_text(encoding="utf-8"))
    assert len(analyses) == 6
    for analysis in analyses:
        loadings = [abs(loading) for loading in analysis["factor"]["loadings"].values()]
        first, second, *_ = analysis["parallel"]["observed"]
        means = list(analysis["reliability"]["item_mean"].values())
        assert 0.70 <= analysis["reliability"]["alpha"] <= 0.95
        assert min(loadings) > 0.35
        assert first > 2 * second
        assert second < 1.2
        assert len(set(means)) == len(means)


def test_open_answers_are_coded_by_two_who_mostly_agree(configuration):
    for name, count in (("tillitsvalgte", 190), ("skoleledere", 51), ("nettverk", 40)):
        frame, _ = pyreadstat.read_sav(FOLDER / f"{name}.sav")
        answered = frame["apent_svar"].fillna("").ne("")
        coders = frame[["apent_vurdering", "apent_vurdering_2"]]
        assert answered.sum() == count
        assert (coders.notna().all(axis=1) == answered).all()
        share = (coders["apent_vurdering"] == coders["apent_vurdering_2"])[answered].mean()
        assert 0.8 < share < 0.95
        if name == "nettverk":
            assert frame.loc[answered, "skoleeier"].eq(1).all()


def test_municipalities_are_as_chapter_7_says(built):
    values = pd.read_csv(built / PROCESSED / "registry-kommuner.csv")
    assert round(values["andel-barn"].corr(values["andel-sysselsatte"]), 2) == 0.64
    assert values["andel-sysselsatte"].agg(["min", "max"]).tolist() == [9.4, 31.8]
    assert values["andel-arbeidsledige"].agg(["min", "max"]).tolist() == [0.4, 8.9]
    assert values["frie-inntekter"].min() < 40_000
    assert values["frie-inntekter"].max() > 135_000
    assert values["andel-barn"].min() < 6.5
    assert values["andel-barn"].max() > 15.5
