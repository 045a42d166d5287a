"""The five daily tasks of docs/python.md with pandas and pingouin, run from the project's folder.

Each function is a task; a test counts its lines with the imports that it uses, and holds what it
returns against what `evaluering.open` gives.
"""


def load():
    import pandas as pd
    import pyreadstat

    frame, meta = pyreadstat.read_sav("data/raw/2021-syntetisk/nettverk.sav", user_missing=True)
    missing = {
        n: {r["lo"]: meta.variable_value_labels.get(n, {}).get(r["lo"]) for r in own}
        for n, own in meta.missing_ranges.items()
    }
    for name, labels in meta.variable_value_labels.items():
        kept = {code: text for code, text in labels.items() if code not in missing.get(name, {})}
        frame[name] = pd.Categorical(frame[name].map(kept), list(kept.values()), ordered=True)
    return frame


def compare():
    import pandas as pd
    import pingouin as pg
    import pyreadstat

    frame, _ = pyreadstat.read_sav("data/raw/2021-syntetisk/nettverk.sav")
    items = ["uhk_tett", "uhk_likeverdig", "uhk_felles", "uhk_interessert", "uhk_kapasitet"]
    means = frame.groupby("stilling")[items].agg(["count", "mean", "std"])
    tests = pd.concat(
        [pg.anova(frame.dropna(subset=[i, "stilling"]), dv=i, between="stilling") for i in items]
    )
    tests["p_holm"] = pg.multicomp(tests["p_unc"].tolist(), method="holm")[1]
    return means, tests.set_axis(items)


def plot():
    import pyreadstat

    frame, meta = pyreadstat.read_sav("data/raw/2021-syntetisk/nettverk.sav")
    items = ["uhk_tett", "uhk_likeverdig", "uhk_felles", "uhk_interessert", "uhk_kapasitet"]
    shares = frame[items].apply(lambda own: own.value_counts(normalize=True) * 100).T.fillna(0)
    shares.columns = [meta.variable_value_labels["uhk_tett"][code] for code in shares]
    shares.index = [meta.column_names_to_labels[name] for name in items]
    axes = shares[::-1].plot.barh(stacked=True, figsize=(7, 4))
    axes.legend(bbox_to_anchor=(0, 1), loc="lower left", ncols=5)
    return axes.figure


def factors():
    import pyreadstat
    from factor_analyzer import FactorAnalyzer

    frame, _ = pyreadstat.read_sav("data/raw/2021-syntetisk/nettverk.sav")
    items = frame[["krevende_oversikt", "krevende_formidle", "krevende_tid"]].dropna()
    return FactorAnalyzer(1, rotation=None).fit(items).loadings_


def crosstab():
    import pandas as pd
    import pingouin as pg
    import pyreadstat

    frame, _ = pyreadstat.read_sav("data/raw/2021-syntetisk/nettverk.sav")
    units = pd.read_csv("data/processed/2021-syntetisk/registry-kommuner.csv", dtype={"key": "str"})
    frame["key"] = frame["kommune"].map("{:04.0f}".format)
    linked = frame[frame["rolle_kommunal_eier"] == 1].merge(units, on="key")
    edges = [0, 3000, 8000, 30000, float("inf")]
    linked["innbyggertall"] = pd.cut(linked["folketall"], edges, labels=range(4))
    kept = linked.dropna(subset=["stilling", "innbyggertall"])
    return pg.chi2_independence(kept, "stilling", "innbyggertall", correction=False)
