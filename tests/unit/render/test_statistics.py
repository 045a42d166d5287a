from dataclasses import replace

from evaluering.exhibits.significance import ContingencyTest, MeansTest, Statistic
from evaluering.render.statistics import expected_note, full_set, sentence

TEST = MeansTest(
    item="maal",
    test="welch_t",
    statistic=-5.314,
    df=308.27,
    p=0.0000002,
    effect="hedges_g",
    effect_size=-0.583,
    n=348,
    p_holm=0.0000004,
    p_bh=0.0000002,
    statistics=(
        Statistic("welch_t", value=-5.314, df=308.27, p=0.0000002),
        Statistic("hedges_g", value=-0.583, lower=-0.8, upper=-0.366),
    ),
    warnings=(),
)
TABLE = ContingencyTest(
    test="chi_square",
    convention="pearson",
    statistic=2.0,
    df=1,
    p=0.2,
    effect=None,
    effect_size=None,
    n=8,
    share_expected_below_5=0.5,
    minimum_expected=0.444,
    dropped=(),
    cells=(),
    statistics=(),
    warnings=(),
)


def test_a_sentence_holds_statistic_degrees_p_effect_and_n() -> None:
    text = sentence(TEST, {"maal": "Målene er klare"}).replace("\u00a0", " ")
    assert text == (
        "«Målene er klare»: Welchs t-test: t(308,3) = −5,31; p < 0,001; Hedges’ g = −0,58; n = 348."
    )


def test_a_test_that_could_not_be_computed_says_so() -> None:
    assert "kan ikke regnes ut" in sentence(replace(TEST, statistic=None), {"maal": "M"})


def test_the_full_set_has_every_statistic_with_interval_and_the_adjusted_p() -> None:
    heading, table = full_set(TEST, {"maal": "Målene er klare"})
    texts = table.texts()
    assert heading == "Målene er klare"
    assert ["Hedges’ g", "−0,583", "", "", "−0,80 til −0,37"] in texts
    assert any("Holm" in row[0] and row[3] == "<0,001" for row in texts)


def test_small_expected_counts_are_noted_and_large_ones_not() -> None:
    note = expected_note(TABLE)
    assert note.replace("\u00a0", " ") == (
        "50 % av cellene har forventet antall under 5; det minste forventede antallet er 0,44."
    )
    assert expected_note(replace(TABLE, share_expected_below_5=0.0)) == ""
