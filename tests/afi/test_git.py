"""Nothing that answers may be called is kept by git, and nothing that is kept is ignored."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from workspace import REPOSITORY

NAMES = [
    *(f"data/raw/2023/svar.{e}" for e in ("sav", "SAV", "Sav", "zsav", "por", "POR", "dta", "DTA",
                                          "rds", "RData", "parquet", "feather", "sas7bdat", "xpt",
                                          "csv", "CSV", "tsv", "txt", "xlsx", "XLSX", "xls", "ods",
                                          "zip", "7z", "tar.gz", "json", "sqlite", "")),
    *(f"data/raw/2021-syntetisk/{n}" for n in ("ekte.sav", "nettverk-kopi.sav", "nettverk.sav.bak",
                                               "nettverk.SAV", "svar.csv", "ny/nettverk.sav",
                                               "frames/svar.sav", "frames/svar.xlsx",
                                               "ssb/svar.csv")),
    *(f"data/raw/2017-tilskudd-syntetisk/{n}" for n in ("svar.csv", "tilskudd.sav",
                                                        "ny/tilskudd.csv")),
    *(f"data/raw/2023-oppfolging-syntetisk/{n}" for n in ("svar.sav", "skoleeigarar.csv",
                                                          "frames/svar.csv")),
    *(f"data/raw/2024-syntetisk/{n}" for n in ("svar.sav", "uh.csv", "frames/uh.csv")),
    *(f"{folder}/svar.sav" for folder in ("", "config", "docs", "notebooks", "tests", "src")),
    *(f"data/{n}" for n in ("svar.csv", "processed/2023/uh.csv", "eksport/svar.csv",
                            "raw/svar.csv", "raw/published/svar.sav",
                            "raw/published/rapport/svar.xlsx")),
    "notebooks/svar.parquet", "svar.zip",
]  # fmt: skip


def test_no_name_that_a_file_of_answers_may_have_is_kept_by_git(tmp_path):
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    shutil.copy(REPOSITORY / ".gitignore", tmp_path)
    assert len(NAMES) >= 46
    names = [name.lstrip("/") for name in NAMES]
    found = subprocess.run(["git", "-C", str(tmp_path), "check-ignore", "--stdin", "--no-index"],
                           input="\n".join(names), capture_output=True, text=True)  # fmt: skip
    assert sorted(set(names) - set(found.stdout.splitlines())) == []


def test_what_the_project_keeps_in_git_is_not_ignored():
    command = ["git", "-C", str(REPOSITORY), "ls-files", "-ci", "--exclude-standard"]
    found = subprocess.run(command, capture_output=True, text=True)
    if found.returncode:
        pytest.skip("the sources are not kept in git here")
    assert found.stdout == ""
