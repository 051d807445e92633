"""What a patient of Medicare was told of a service that may not be paid: the notice (ABN), signed or not, and why."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.claim.told import Told
from chartproof.code.services.finding import found
from chartproof.code.services.wounds import whole
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene

_ABN = r"(?:abn|advance beneficiary notices?(?: of non-?coverage)?)"
_NOTICE = Pattern(rf"\b{_ABN}\b")
_NEEDLESS = Pattern(
    rf"\b(?:no )?{_ABN}\b[^.;\n]{{0,12}}\b(?:needed|required|necessary|applicable|indicated|n/a)\b"
)
_SIGNED = Pattern(
    rf"\b{_ABN}\b[^.;\n]{{0,30}}\b(?<!not )(?:signed|on file|obtained|completed|executed)\b|\b(?<!no )(?<!not )(?<!without )signed (?:an? |the )?{_ABN}\b"
)
_NOT_SIGNED = Pattern(
    rf"\b(?:no|without(?: an?)?|did not sign (?:an? |the )?) ?(?:signed |valid )?{_ABN}\b|\b{_ABN}\b[^.;\n]{{0,20}}\b(?:not|never|wasn't) (?:signed|obtained|given|issued|on file)\b"
)
_VOLUNTARY = Pattern(rf"\bvoluntary (?:notice|{_ABN})\b|\b{_ABN}\b[^.;\n]{{0,16}}\bvoluntar\w+")
_NEVER_COVERED = Pattern(
    r"\bstatutor(?:y|ily) (?:excluded|non-?covered|exclusion)\b|\bexcluded (?:from|by) medicare\b|\bnot a (?:covered )?(?:medicare )?benefit\b|\b(?<!not )(?<!not for )(?<!not purely )(?<!not a )(?<!non-)(?<!rather than )(?<!no )cosmetic\b(?! (?:results?|outcomes?|appearance|closure|effect|concerns?|deformity|defects?|impact))|\bnon-?covered (?:service|benefit|by medicare)\b|\bmedicare (?:does not|never|doesn't) (?:cover|pay)\b|\b(?:not|never) covered (?:by|under) medicare\b(?! (?:for|because|due|with))"
)
_DENIAL = Pattern(
    r"\bnot (?:be )?(?:considered )?(?:medically|reasonable and) necessary\b|\b(?:expect\w*|likely|anticipat\w*)\b[^.;\n]{0,24}\bden(?:y|ied|ial)\b|\bdenial (?:is |was )?(?:expected|likely|anticipated)\b|\b(?:exceeds?|beyond|over) (?:the |medicare's )?frequency\b|\bfrequency limit\b|\bdiagnosis (?:is )?not covered\b|\bnot covered (?:by medicare )?for this (?:diagnosis|indication)\b|\bmaintenance (?:care|therapy|treatment)\b"
)


def notice_of(scene: Scene, done: Done, *, alone: bool) -> Iterator[Told]:
    """The modifiers of one service: from its sentence or passage, from the whole record where it is the only one."""
    if found(scene, whole(scene, done), _NEEDLESS):
        return
    for span in (done.near, done.scene, *((whole(scene, done),) if alone else ())):
        notice, never = found(scene, span, _NOTICE), found(scene, span, _NEVER_COVERED)
        denial = found(scene, span, _DENIAL)
        own = span == done.near or alone or notice is not None
        if own and (notice or never or (denial and found(scene, span, _BY_PAYER))):
            signed = None if (no := found(scene, span, _NOT_SIGNED)) else found(scene, span, _SIGNED)
            voluntary = found(scene, span, _VOLUNTARY)
            if never and not (denial and "maintenance" in denial.words.lower()):
                yield from _excluded(never, signed or voluntary)
            else:
                yield from _covered((notice, no, denial), signed, voluntary)
            return


#: What makes a word of necessity one of payment.
_BY_PAYER = Pattern(r"\bmedicare\b|\bden(?:y|ied|ial)\b|\bcover(?:ed|age)\b|\bfrequency\b")


def _excluded(never: Evidence, told: Evidence | None) -> Iterator[Told]:
    """What Medicare never covers: GY, and GX with a notice, which is then voluntary."""
    yield Told("GY", (never,))
    if told:
        yield Told("GX", (never, told))
        yield Told("GA", (never, told), "what is never covered needs no notice; one given is voluntary")


def _covered(
    seen: tuple[Evidence | None, Evidence | None, Evidence | None],
    signed: Evidence | None,
    voluntary: Evidence | None,
) -> Iterator[Told]:
    """What Medicare covers and is expected to deny: GA with a signed notice, GZ without."""
    notice, no, denial = seen
    if voluntary:
        yield Told("GX", (voluntary,), "the service is one that Medicare covers")
    if signed:
        yield Told("GA", tuple(e for e in (signed, denial) if e))
        if denial:
            yield Told("GZ", (denial, signed), "a signed notice is on file")
    elif denial:
        if no or notice is None:
            yield Told("GZ", tuple(e for e in (denial, no) if e))
        yield Told("GA", tuple(e for e in (denial, no or notice) if e), "the record shows no signed notice")
    elif notice and not voluntary:
        yield Told("GA", tuple(e for e in (notice, no) if e), "the record shows no signed notice")
