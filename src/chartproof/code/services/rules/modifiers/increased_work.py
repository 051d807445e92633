"""An operation that took substantially more work than usual, told by how much and why, carries modifier 22."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import found
from chartproof.code.services.surgery import is_professional, one_of, operations, settled
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule
from chartproof.terms.globals import Surgery, surgery_of


@rule(holds=SINCE, reviewed=None, cite=manual(12, "20.4.6; 40.2.A.10"))
def increased_work(subject: tuple[Scene, tuple[Bill, ...]], books: Books) -> Iterator[Modify | Withhold]:
    """An operation that took substantially more work than usual, told by how much and why, carries modifier 22."""
    scene, bills = subject

    ours = list(operations(bills)) if is_professional(scene) else []
    for scene_ in dict.fromkeys(bill.of.scene for bill in ours):
        more, hard = found(scene, scene_, _MORE), found(scene, scene_, _HARD)
        words = more or hard
        bill = one_of(ours, words) if words else None
        if bill and words:
            why = found(scene, scene_, _WHY)
            surgery = surgery_of(bill.code, books)
            told = tuple(e for e in (more, hard, why) if e)
            yield settled(bill, "22", told, _no(more, why, surgery), surgery)


def _no(more: Evidence | None, why: Evidence | None, surgery: Surgery | None) -> str | None:
    """Why it may not stand: the record must say how much and why, the code have a global period."""
    if surgery and surgery.global_days in {"XXX", "ZZZ"}:
        return "only a code with a global period of 0, 10 or 90 days may carry it"
    if more and why:
        return None
    return "the record does not say how much more work or time it took" if why else _SILENT


_SILENT = "the record does not say how much more work or time it took, and why"
_MORE = Pattern(
    r"\b(?:\d{1,3}|one|two|three|an?)(?: additional| extra| more| full)? (?:minutes?|min|hours?|hrs?)(?: and \d+ minutes)? (?:longer|more|beyond|in excess)\b|"
    r"\b(?:additional|extra) \d{1,3} ?(?:minutes?|min|hours?|hrs?)\b(?= (?:of (?:operat\w+|or|surgical|dissect\w+|lys\w+|adhesio\w+)|to (?:complete|dissect|free|lyse|expose)|was|were|beyond))|"
    r"\b(?:required|added|took|adding|requiring|taking) (?:an )?(?:additional|extra) \d{1,3} ?(?:minutes?|min|hours?|hrs?)\b|"
    r"\b(?:twice|double|triple|three times|two times|\d(?:\.\d)? times|half again|more than twice|nearly twice) (?:as long|the (?:usual|typical|normal|average|expected|customary))|"
    r"\b\d{2,3} ?(?:%|percent) (?:more|longer|greater|above|increase|in excess)|\b\d{2,3} ?(?:minutes?|min) (?:was|were) (?:spent|needed|required) (?:on |for |in )?(?:lys\w+|adhesiolysis|dissect\w+)|"
    r"\b(?:took|required|needed|consumed|demanded|spent) (?:about |some |a full |over )?\d{2,3} ?(?:minutes?|min)(?: of| on| for)? (?:\w+ ){0,3}(?:dissect\w+|lys\w+|adhesiolysis|mobiliz\w+)|"
    r"\b(?:against|compared (?:to|with)|versus|vs\.?|instead of|where) (?:my|our|the|an?) (?:usual|typical|average|normal|customary|ordinary)(?: \w+){0,2} (?:is |of |takes )?\d"
)
_HARD = Pattern(
    r"(?<!not )(?<!without )\b(?:(?:technically|unusually|extraordinarily|exceptionally|extremely|exceedingly) (?:difficult|challenging|demanding|complex|arduous|tedious)|"
    r"substantially (?:greater|more) (?:work|effort|difficult\w*|time)|increased (?:procedural|operative|surgical|technical) (?:work|services?|difficulty|complexity|effort)|"
    r"(?:procedure|operation|surgery|case|dissection|exposure|removal|extraction|repair|adhesiolysis|mobilization|delivery) (?:itself )?(?:was|proved|is) (?:very |quite |more |markedly |considerably |particularly )?(?:difficult|challenging|tedious|arduous)|"
    r"(?:much|far|well) (?:more|longer) than (?:usual|is usual|typical|normal))\b"
)
_WHY = Pattern(
    r"\b(?:dense(?:ly)? (?:\w+ )?(?:adhe\w+|scar\w*|inflam\w+)|adhesi(?:ons?|ve|olysis)|scar(?:ring|red| tissue)|fibrosis|fibrotic|morbid(?:ly)? obes\w+|morbid obesity|super obes\w+|obesity|bmi (?:of )?\d\d|"
    r"(?:distorted|altered|aberrant|abnormal|hostile|difficult) (?:\w+ )?anatomy|anatomic\w* (?:variant|anomal\w+)|severe inflammation|gangren\w+|necro\w+|hemorrhag\w+|(?:excessive|brisk|heavy|significant) bleeding|blood loss|"
    r"(?:prior|previous|multiple) (?:\w+ )?(?:surger\w+|operations?|laparotom\w+|radiation)|irradiat\w+|radiation|hostile abdomen|trauma|comminut\w+|calcif\w+|retained hardware|severe deformity|frozen pelvis)\b"
)
