"""Encounters mixed of the documents of several charts: every one is coded, and no two rules of equal rank speak against each other."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from chartproof.formats.case import case_from_object
from chartproof.pipeline import Line

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from golden import charts_in

GOLDEN = Path(__file__).parent / "charts/golden"


def mixed(seed: int, number: int) -> Iterator[dict[str, Any]]:
    """So many encounters of two to four charts each, the lines of some turned round: as no chart is written, and as some arrive."""
    random = Random(seed)
    charts = [chart["case"] for chart in charts_in(GOLDEN) if chart["case"].get("documents")]
    charts = [case for case in charts if all("text" in d for d in case["documents"])]
    for at in range(number):
        first, *others = (random.choice(charts) for _ in range(random.randint(2, 4)))
        days = [d["written"] for d in first["documents"] if d.get("written")]
        documents = [dict(d) for d in first["documents"]]
        for other, case in enumerate(others):
            for document in case["documents"]:
                written = {"written": random.choice(days)} if days and "written" in document else {}
                documents.append({**document, **written, "id": f"{document['id']}-{other}"})
        if random.random() < 0.5:
            for document in documents:
                lines = document["text"].split("\n")
                turn = random.randrange(len(lines))
                document["text"] = "\n".join(lines[turn:] + lines[:turn])
        yield {**first, "id": f"mixed-{seed}-{at}", "documents": documents}


def all_coded(line: Line, seed: int, number: int) -> None:
    for case in mixed(seed, number):
        coding, _ = line.code(case_from_object(case, case["id"]), "icd10cm-2026.2")
        assert coding.assignments or coding.rejected or coding.abstained, case["id"]


def test_some_mixed_encounters_are_coded(line: Line) -> None:
    all_coded(line, seed=0, number=12)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(1, 13))
def test_many_mixed_encounters_are_coded(line: Line, seed: int) -> None:
    all_coded(line, seed, number=100)
