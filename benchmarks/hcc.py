"""Our categories of risk adjustment against the package hccinfhir: equal on its own sample files and on random lists?

    python benchmarks/hcc.py [--lists 10000]

Prints one JSON object: how many lists were compared for each model and payment year, and how many differ. RxHCC is
compared before hierarchies too: the package names the RxHCC hierarchies R08 and asks for V08, so that it applies none.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from typing import Any

from chartproof.codesets.books import Books
from chartproof.codesets.shelf import Shelf, home
from chartproof.group.hcc_score import score
from chartproof.group.hcc_tables import SYSTEM, Models, models_of
from chartproof.model.hcc import Enrolment
from chartproof.model.period import Days

SEED = 20261126
ENROLMENT = Enrolment()


def ours(codes: tuple[str, ...], models: Models, model: str, age: int, sex: str) -> tuple[set[str], set[str]]:
    """Our categories before hierarchies and after."""
    behind = {hcc for code in codes for hcc in models.hccs(code, model, age, sex)}
    return behind, {hcc for hcc, by in models.standing(set(behind), model).items() if by is None}


def sampled() -> Iterator[tuple[str, ...]]:
    """The lists of diagnoses of the package's own sample files."""
    from hccinfhir import extractor, get_837_sample, get_eob_sample, get_eob_sample_list

    eobs = [get_eob_sample(n) for n in (1, 2, 3)] + get_eob_sample_list(limit=200)
    for eob in eobs:
        yield dotted(extractor.extract_sld_list([eob]))
    for n in range(13):
        yield dotted(extractor.extract_sld(get_837_sample(n), format="837"))


def dotted(services: list[Any]) -> tuple[str, ...]:
    """The codes of services with their dots, each once."""
    found = dict.fromkeys(code.replace(".", "") for s in services for code in s.claim_diagnosis_codes if code)
    return tuple(f"{c[:3]}.{c[3:]}" if len(c) > 3 else c for c in found)


def compared(lists: int) -> dict[str, Any]:
    """How many lists agree."""
    shelf, chance = Shelf(home()), random.Random(SEED)  # noqa: S311  no secret
    made: dict[str, Any] = {}
    samples = list(sampled())
    for release in shelf.of(SYSTEM):
        books = Books(release.holds.first, Days.at(release.holds.first), shelf)
        models = models_of(books)
        for model in sorted(models.models & set(MODELS)):
            codes = models.codes(model)
            drawn = [tuple(chance.sample(codes, chance.randint(1, 14))) for _ in range(lists)]
            made[f"{release.holds.first.year + 1} {model}"] = _agreed(samples, drawn, models, model, chance)
    return made


MODELS = ("CMS-HCC Model V24", "CMS-HCC Model V28", "CMS-HCC ESRD Model V24", "RxHCC Model V08")


def _agreed(
    samples: list[tuple[str, ...]],
    drawn: list[tuple[str, ...]],
    models: Models,
    model: str,
    chance: random.Random,
) -> dict[str, int]:
    year = models.release.holds.first.year + 1
    counts = {"samples": 0, "samples_differ": 0, "lists": 0, "lists_differ": 0}
    for name, lists in (("samples", samples), ("lists", drawn)):
        for codes in lists:
            age, sex = chance.randint(20, 95), chance.choice("MF")
            before, after = ours(codes, models, model, age, sex)
            theirs = score(codes, model, year, age, sex, ENROLMENT).hccs
            counts[name] += 1
            counts[f"{name}_differ"] += theirs != (before if model.startswith("RxHCC") else after)
    return counts


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--lists", type=int, default=10_000)
    print(json.dumps(compared(asked.parse_args().lists)))


if __name__ == "__main__":
    main()
