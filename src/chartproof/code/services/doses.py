"""Doses as the record tells them, in the unit of a drug's code; what was discarded."""

from __future__ import annotations

import re
from decimal import Decimal
from math import ceil

from chartproof.code.services.finding import digits, quote, sides, text_of
from chartproof.code.services.given import carries, clause_of
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene
from chartproof.terms.procedures import Work, figures, senses

_AMOUNT = r"(?P<n>\d[\d,]*(?:\.\d+)?|\.\d+)\s?-?(?P<u>mcg|\u00b5g|mg|grams?|gm?|million units|mu|units?|u|ml|cc|iu|liters?|l)\b(?!/(?! ?\d))"
_STRENGTH = Pattern(r"(?P<n>\d[\d,]*(?:\.\d+)?)\s?(?P<u>mg|mcg|units?|u)? ?(?:/|per) ?(?:1 ?)?(?:ml|cc)\b")
_DOSE = Pattern(_AMOUNT)
#: Of a tracer each dose is a unit.
_STUDY_DOSE = Pattern(r"\d+(?:\.\d+)? ?mci\b")
#: A syringe that comes filled with one millilitre holds what its strength says.
_SYRINGE = Pattern(
    r"(?P<n>\d+(?:\.\d+)?)\s?(?P<u>mcg|mg|units?)/ ?(?:1(?:\.0)? ?)?ml (?:prefilled|pre-filled|single-dose|single-use) (?:\w+ )?(?:syringe|pen|autoinjector)\b"
)
#: What a unit is measured in, and how much of that it is.
_SCALE = {
    **dict.fromkeys(("mcg", "\u00b5g"), ("mg", Decimal("0.001"))),
    **dict.fromkeys(("g", "gm", "gram", "grams"), ("mg", Decimal(1000))),
    "mg": ("mg", Decimal(1)),
    **dict.fromkeys(("million units", "mu"), ("units", Decimal(1_000_000))),
    **dict.fromkeys(("unit", "units", "u", "iu"), ("units", Decimal(1))),
    **dict.fromkeys(("ml", "cc"), ("ml", Decimal(1))),
    **dict.fromkeys(("l", "liter", "liters"), ("ml", Decimal(1000))),
}
WASTED = Pattern(
    rf"(?:(?:discard\w*|wast\w+|thr(?:ew|own) (?:out|away))(?:[^.;]|\.\d){{0,24}}?{_AMOUNT}|{_AMOUNT.replace('<n>', '<n2>').replace('<u>', '<u2>')}(?:[^.;,]|\.\d){{0,30}}?\b(?:discarded|wasted|waste|thrown (?:out|away)))"
)
_NO_WASTE = Pattern(r"\b(?:no|nothing|none|zero|without|not)\b")
#: What is left in a container for many patients is no waste.
MULTI_DOSE = Pattern(r"\bmulti(?:ple)?[- ]?(?:dose|use)\b|\bmdv\b")
#: What stands between an amount and the drug it is of, and behind an amount that is another's.
_OF = Pattern(r"\s?(?:\(\w[^)]*\) ?)?(?:of |x )?(?:the )?(?:\w+ )?")
_NEXT_TO = Pattern(
    r"(?:(?!\b(?:and|with|plus|mixed)\b)[^;\d]|\d+(?:\.\d+)? ?(?:mg|mcg|units?)/ ?(?:m?l|cc|kg|m2|m\u00b2)|\d+(?:\.\d+)? ?(?:ml|cc)[- ](?:(?:prefilled|pre-filled|single-dose|single-use|multi-dose) )?(?:syringe|vial|ampule|bag)(?: (?:with|of|holding|containing))?|\d+:\d\d|(?:kenalog|celestone|depo)-\d+){0,48}?"
)
_OTHER = Pattern(
    r"\s*(?:of )?(?:\d+ ?% )?(?:plain )?(?:lidocaine|marcaine|bupivacaine|ropivacaine|xylocaine|carbocaine|sensorcaine)"
)


def row_of(name: str, done: Done) -> dict[str, str]:
    """The row of figures of a drug; of several strengths that of the words."""
    rows = [r for r in figures("drugs") if r["name"] == name]
    said = done.evidence.words.lower()
    return next((r for r in rows if said in r["phrases"].split("; ")), rows[0])


def packed(amount: Decimal, row: dict[str, str]) -> list[tuple[str, int]]:
    """The codes and units of an amount, parts of a unit as a whole one; of fluids in bags of several sizes the largest first."""
    bags = [r for r in figures("drugs") if (r["name"], r["phrases"]) == (row["name"], row["phrases"])]
    bags.sort(key=lambda r: -Decimal(r["amount"]))
    found, left = [], amount
    for number, bag in enumerate(bags):
        size = Decimal(bag["amount"])
        units = int(left // size)
        if left - units * size > sum((Decimal(b["amount"]) for b in bags[number + 1 :]), Decimal(0)):
            units = ceil(left / size)
        if units:
            found.append((bag["code"], units))
            left -= size * units
    return found


def dose(scene: Scene, done: Done, row: dict[str, str]) -> tuple[Decimal, tuple[Evidence, ...]] | None:
    """The dose in the unit of the code, and the words that tell it; told behind the name or right before it."""
    low = text_of(scene, done.near)
    at = done.evidence.start - done.near.start
    clause = clause_of(scene, done)
    if row["unit"] == "dose" and (given := list(_STUDY_DOSE.finditer(text_of(scene, done.scene)))):
        return Decimal(len(given)), tuple(quote(scene, done.scene, *m.span()) for m in given)
    if row["unit"] == "dose":
        return Decimal(2 if re.search(r"\b(?:both|bilateral|each) knees?\b", low) else 1), (done.evidence,)
    if syringe := _SYRINGE.search(clause):
        amount = _in_unit(syringe["n"], syringe["u"], row["unit"], None)
        if amount:
            return amount, (quote(scene, done.near, at + syringe.start(), at + syringe.end()),)
    strength = _STRENGTH.search(low)
    per_ml = _per_ml(strength, row["unit"]) if strength else Decimal(row["per_ml"]) if row["per_ml"] else None
    behind = [
        m
        for m in _DOSE.finditer(clause)
        if not _OTHER.match(clause, m.end())
        and _NEXT_TO.fullmatch(clause[len(done.evidence.words) : m.start()])
    ]
    before = [m for m in _DOSE.finditer(low[:at]) if _OF.fullmatch(low[m.end() : at])]
    for match, offset in [*((m, 0) for m in before[-1:]), *((m, at) for m in behind)]:
        amount = _in_unit(match["n"], match["u"], row["unit"], per_ml)
        first, last = offset + match.start(), offset + match.end()
        if (
            amount is not None
            and _OF_CONTAINER.match(low, last)
            and (other := _told_given(scene, done, row, last))
        ):
            return other
        if amount is not None and not WASTED.search(low[max(0, first - 14) : last + 12]):
            each = _times(scene, done)
            return amount * each, (quote(scene, done.near, first, last),)
    if (told := _told_given(scene, done, row, at)) is not None:
        return told
    bare = _BARE.match(clause, len(done.evidence.words)) if row["unit"] == "mg" else None
    return (Decimal(bare["n"]), (quote(scene, done.near, at, at + bare.end()),)) if bare else None


#: A dose without its unit, which in front of its way is milligrams: "Toradol 30 IVP".
_BARE = Pattern(r" (?P<n>\d{1,3}(?:\.\d+)?)(?= (?:iv|ivp|ivpb|im|sq|sc|subq)\b)")


#: What a vial holds is no dose; what of it was given is told behind it.
_OF_CONTAINER = Pattern(
    r"[- ]?(?:of )?(?:(?:single|multi)[- ]?(?:dose|use)|prefilled)? ?(?:vials?|bags?|bottles?|ampules?|kits?)\b"
)
_GIVEN_DOSE = Pattern(rf"{_AMOUNT}(?: \w+){{0,2}}? (?:was |were )?(?:given|administered|injected|infused|used|delivered)\b|{_AMOUNT.replace('<n>', '<n2>').replace('<u>', '<u2>')} (?:im|iv|sq|subq|subcutaneously|intramuscularly)\b")  # fmt: skip
_IN_ALL = Pattern(rf"\btotal(?: dose)?(?: of|:)? {_AMOUNT}|{_AMOUNT.replace('<n>', '<n2>').replace('<u>', '<u2>')},? (?:in all|in total|altogether|total)\b")  # fmt: skip


def _told_given(
    scene: Scene, done: Done, row: dict[str, str], at: int
) -> tuple[Decimal, tuple[Evidence, ...]] | None:
    """What was given of a container: told behind it in its sentence, or the next ones before another drug."""
    end = done.evidence.start - done.near.start + len(clause_of(scene, done))
    for match in _GIVEN_DOSE.finditer(text_of(scene, done.near), at, end):
        if amount := _in_unit(match["n"] or match["n2"], match["u"] or match["u2"], row["unit"], None):
            return amount, (quote(scene, done.near, *match.span()),)
    return in_all(scene, done, row) or _told_later(scene, done, row)


def _told_later(scene: Scene, done: Done, row: dict[str, str]) -> tuple[Decimal, tuple[Evidence, ...]] | None:
    """What was given of a container, told in a later sentence of the passage before another drug is named."""
    others = [
        d.evidence.start - done.scene.start
        for d in scene.work("drug")
        if d.scene == done.scene
        and d.evidence.start > done.evidence.end
        and d.means != done.means
        and not carries(scene, d)
    ]
    low = text_of(scene, done.scene)
    for match in _GIVEN_DOSE.finditer(low, done.evidence.end - done.scene.start, min([*others, len(low)])):
        if amount := _in_unit(match["n"] or match["n2"], match["u"] or match["u2"], row["unit"], None):
            return amount, (quote(scene, done.scene, *match.span()),)
    return None


def in_all(scene: Scene, done: Done, row: dict[str, str]) -> tuple[Decimal, tuple[Evidence, ...]] | None:
    """The whole dose, where the record sums it up before it names another drug: "10 mg in all", "total 155 units"."""
    low = text_of(scene, done.scene)
    first = done.evidence.end - done.scene.start
    others = [
        d.evidence.start - done.scene.start
        for d in scene.work("drug")
        if d.scene == done.scene
        and d.evidence.start > done.evidence.end
        and not carries(scene, d)
        and d.means != done.means
    ]
    for match in _IN_ALL.finditer(low, first, min([*others, len(low)])):
        amount = _in_unit(match["n"] or match["n2"], match["u"] or match["u2"], row["unit"], None)
        if amount is not None and not WASTED.search(low[max(0, match.start() - 14) : match.end() + 12]):
            return amount, (quote(scene, done.scene, *match.span()),)
    return None


_BOTH, _EACH = Pattern(r"\b(?:both|bilateral\w*)\b"), Pattern(r"\beach\b")
_EACH_JOINT = Pattern(r"\beach (?:knee|shoulder|hip|side|joint|wrist|elbow|ankle|thumb|heel|foot|hand)\b")
#: The other side got the same.
_SAME = Pattern(
    r"\W*(?:(?:then|and) )?(?:the )?(?:right|left|opposite|other|contralateral)\b[^.;]{0,24}\b(?:same|identical\w*)\b"
)


def _times(scene: Scene, done: Done) -> int:
    """Into how many joints or fingers a dose is told to have gone each."""
    low = text_of(scene, done.near)
    behind = text_of(scene, done.scene)[done.near.end - done.scene.start :]
    if _SAME.match(behind):
        return 2
    if scene.of("67028") and {"right", "left"} <= {side for side, _ in sides(scene, done.near)}:
        return 2
    if _EACH.search(low) is None:
        return 1
    both = _BOTH.search(low) or (_EACH_JOINT.search(low) and _BOTH.search(text_of(scene, done.scene)))
    return 2 if both else max(1, len(digits(scene, done))) if scene.of("20550") else 1


def _per_ml(strength: re.Match[str], wanted: str) -> Decimal | None:
    """What a millilitre holds in the unit of a code."""
    return _in_unit(strength["n"], strength["u"] or "mg", wanted, None)


def _in_unit(written: str, unit: str, wanted: str, per_ml: Decimal | None) -> Decimal | None:
    """An amount in the unit of a code; a volume by its strength."""
    amount = Decimal(written.replace(",", ""))
    kind, scale = _SCALE[unit]
    if kind == "ml" and wanted != "ml":
        return amount * per_ml if per_ml is not None else None
    goal, back = _SCALE[wanted]
    return amount * scale / back if kind == goal else None


def is_only_drug(scene: Scene, done: Done) -> bool:
    """Whether the passage names no other drug, given or not."""
    inside = (
        act
        for act in scene.coding.reading.acts
        if act.kind == "service"
        and act.evidence.document == done.scene.document
        and done.scene.start <= act.evidence.start < done.scene.end
    )
    return all(s.work is not Work.DRUG or s.means == done.means for act in inside for s in senses()[act.name])


def wasted(scene: Scene, done: Done, row: dict[str, str]) -> tuple[Decimal, Evidence] | None:
    """The amount of a drug that was thrown away: the drug is the one named last before it."""
    for span in (done.near, done.scene):
        if MULTI_DOSE.search(text_of(scene, span)):
            return None
        for match in WASTED.finditer(text_of(scene, span)):
            if _NO_WASTE.search(match.group()):
                continue
            at = span.start + match.start()
            named = [
                d
                for d in scene.work("drug")
                if d.evidence.document == span.document and not carries(scene, d)
            ]
            last = max(
                (d for d in named if d.evidence.start < at), key=lambda d: d.evidence.start, default=done
            )
            amount = _in_unit(match["n"] or match["n2"], match["u"] or match["u2"], row["unit"], None)
            if amount and last.means == done.means:
                return amount, quote(scene, span, *match.span())
    return None
