import json
import os
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


@pytest.mark.workflow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_defines_no_analysis(
    path: Path, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert not any("def " in source for source in sources)
    assert all(not cell.get("outputs") for cell in cells)
    monkeypatch.chdir(built)
    monkeypatch.setitem(os.environ, "MPLBACKEND", "Agg")
    namespace: dict[str, object] = {}
    for source in sources:
        exec(compile(source, str(path), "exec"), namespace)
