"""The workflow: which job reads and makes what, what is of older input, and Snakemake's rules.

A project's ``Snakefile`` includes `SNAKEFILE`; `PROFILE` is the folder with Snakemake's options.
"""

from pathlib import Path

SNAKEFILE = Path(__file__).parent / "rules" / "main.smk"
PROFILE = Path(__file__).parent / "profile"
SLURM = Path(__file__).parent / "profile-slurm"
"""The folder with Snakemake's options for a cluster, to be copied into a project."""
GENERAL_ENVIRONMENT = Path(__file__).parent / "environment.yaml"
"""The software of the jobs, for a project that has no environment.yaml of its own."""
WITHIN = "EVALUERING_SNAKEMAKE"
"""The environment variable that tells a command that Snakemake has put the jobs in order."""
