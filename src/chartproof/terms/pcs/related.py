"""Which procedures are done for which diagnoses: our own table, by the parts of the body both speak of.

`related.tsv`: the first characters of procedure codes, categories of ICD-10-CM (`A00-B99`: all between).
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

#: The first and the last category of a run.
Run = tuple[str, str]


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[tuple[str, ...], tuple[Run, ...]], ...]:
    text = files("chartproof.terms.pcs").joinpath("related.tsv").read_text("utf-8")
    made = []
    for line in text.splitlines()[1:]:
        procedures, diagnoses, _ = line.split("\t")
        runs = tuple((a, b or a) for a, _, b in (run.partition("-") for run in diagnoses.split()))
        made.append((tuple(procedures.split()), runs))
    return tuple(made)


def are_related(procedure: str, diagnosis: str) -> bool:
    """Whether a procedure is of the part of the body, or for the disease, that a diagnosis names."""
    category = diagnosis[:3]
    return any(
        procedure.startswith(heads) and any(first <= category <= last for first, last in runs)
        for heads, runs in _rows()
    )
