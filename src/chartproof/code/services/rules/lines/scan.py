"""Computed and magnetic resonance tomography are reported by region and contrast: without, with, or both."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import AGAIN, found
from chartproof.code.services.views import contrast_of, scans, side_near
from chartproof.codesets.books import Books
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule
from chartproof.terms.procedures import figures


@rule(holds=SINCE, reviewed=None, cite=cpt("computed and magnetic resonance tomography: region and contrast"))
def scan(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """Computed and magnetic resonance tomography are reported by region and contrast: without, with, or both."""
    made = list(_studies(scene))
    ways = {r[c]: r["way"] for r in figures("scans") for c in ("without", "with", "both") if r[c]}
    angiograms = {
        (b.place, b.of.scene) for b in made if isinstance(b, Bill) and ways.get(b.code) == "cta"
    }  # how an angiogram was made is no study of its own
    for result in made:
        is_ct = isinstance(result, Bill) and ways.get(result.code) == "ct"
        if not (is_ct and isinstance(result, Bill) and (result.place, result.of.scene) in angiograms):
            yield result


def _studies(scene: Scene) -> Iterator[Bill | Lacking]:
    seen: dict[str, Evidence] = {}
    open_: list[tuple[Done, str]] = []
    for done in scene.of("ct", "mri"):
        for row, told in scans(scene, done):
            contrast = contrast_of(scene, done) if row["without"] else ("both", told)
            code = row[contrast[0]] if contrast else ""
            side = side_near(scene, done, told) if row["sided"] else None
            if contrast is None or (row["sided"] and side is None):
                open_.append(
                    (done, "the contrast: without, with, or both" if contrast is None else "the side")
                )
            elif row["region"] + row["way"] not in seen:
                seen[row["region"] + row["way"]] = done.near
                yield Bill(code, done, (told, contrast[1]), side=side, place=row["region"])
            elif (
                contrast[0] != "both"  # before and after contrast is one study
                and seen[row["region"] + row["way"]] != done.near
                and (again := found(scene, done.near, AGAIN))
            ):
                yield Bill(code, done, (told, contrast[1], again), side=side, place="repeated")
    if not seen:
        for done, what in open_[:1]:
            yield lacking(__name__, done, what)
