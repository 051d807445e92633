"""A biopsy of the prostate is reported by way, guidance and whether targets were sampled; each further target by an add-on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import count, quote, text_of
from chartproof.code.services.operations import chosen
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Done, Lacking, Scene
from chartproof.rules.core import rule

_SPLIT = date(2026, 1, 1)
_TARGETED = frozenset({"55708", "55710", "55711", "55712", "55713", "55714"})


@rule(holds=Period(SINCE.first, date(2025, 12, 31)), reviewed=None, cite=cpt("prostate biopsy before 2026"))
def prostate_biopsy_any_way(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """A needle biopsy of the prostate is one code by any way, however many cores."""
    for done in scene.of("prostate biopsy")[:1]:
        yield Bill("55700", done, ())


@rule(holds=Period(_SPLIT, None), reviewed=None, cite=cpt("prostate biopsy: way, guidance, targets"))
def prostate_biopsy(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """A biopsy of the prostate is reported by way, guidance and whether targets were sampled; each further target by an add-on."""
    for done in scene.of("prostate biopsy")[:1]:
        row = chosen(scene, done, "prostate_biopsies")
        if row is None or row.row["code"] == "?":
            yield lacking(__name__, done, row.row["asks"] if row else "how the prostate was sampled")
            return
        yield Bill(row.row["code"], done, row.because)
        told = _targets(scene, done) if row.row["code"] in _TARGETED else None
        if told and told[0] > 1:
            yield Bill("55715", done, told[1], told[0] - 1)


_NAMED = Pattern(r"\b(?:roi|target|lesion|region of interest) ?#?(?P<n>[1-6a-d])\b")


def _targets(scene: Scene, done: Done) -> tuple[int, tuple[Evidence, ...]] | None:
    """How many targets were sampled: as named one by one, else as counted."""
    low = text_of(scene, done.scene)
    named = {m["n"]: quote(scene, done.scene, *m.span()) for m in _NAMED.finditer(low)}
    if len(named) > 1:
        return len(named), tuple(named.values())
    told = count(
        scene, done.scene, r"(?:targeted |mri |suspicious )?(?:targets|rois|lesions|regions of interest)"
    )
    return (told[0], (told[1],)) if told else None
