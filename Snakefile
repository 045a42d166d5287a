"""AFI-rapport 2021:06: from raw files to reports, by the workflow of the package."""

from evaluering.workflow import SNAKEFILE


include: str(SNAKEFILE)


rule all:
    input:
        flow.targets(),
    message:
        "Alle figurer, tabeller og rapporter er laget"
