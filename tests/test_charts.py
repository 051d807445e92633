"""Whole encounters of our own, coded through the line: what must be there and what must not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from chartproof.formats.case import case_from_object
from chartproof.pipeline import Line

CHARTS = sorted((Path(__file__).parent / "charts").glob("*.yml"))


@pytest.mark.parametrize("path", CHARTS, ids=lambda p: p.stem)
def test_chart(path: Path, line: Line) -> None:
    chart: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    coding, _ = line.code(case_from_object(chart["case"], path.name))
    given = {a.value: a for a in coding.assignments}
    assert set(chart["has"]) <= set(given), sorted(given)
    assert not set(chart["lacks"]) & set(given), sorted(given)
    for code in chart.get("addressed", []):
        assert given[code].needed.value == "addressed", code
    for code, role in chart.get("roles", {}).items():
        assert given[code].role.value == role, code
