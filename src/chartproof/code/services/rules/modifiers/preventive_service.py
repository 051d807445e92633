"""A service that the record tells as a preventive one without cost sharing carries 33, for payers other than Medicare and codes not preventive by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.services.authority import cpt
from chartproof.code.services.finding import found
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Payer
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=Period(date(2010, 9, 23), None), reviewed=None, cite=cpt("modifier 33; 42 USC 300gg-13"))
def preventive_service(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """A service that the record tells as a preventive one without cost sharing carries 33, for payers other than Medicare and codes not preventive by themselves."""
    scene, bills = subject

    medicare = scene.coding.encounter.payer is Payer.MEDICARE
    for bill in bills:
        words = found(scene, bill.of.near, _PREVENTIVE) if bill.of.work in _WORK else None
        if words is None or bill.of.means in {"colonoscopy", "sigmoidoscopy"}:
            continue
        if medicare:
            yield Withhold(
                bill, "33", "Medicare knows preventive services by their codes and diagnoses", (words,)
            )
        elif bill.of.work == "vaccine" or bill.code.startswith("G") or bill.code in _BY_ITSELF:
            yield Withhold(bill, "33", "the code is a preventive service by itself", (words,))
        else:
            yield Modify(bill, "33", (words,))


_WORK = frozenset({"act", "test", "lab", "staff", "vaccine"})
_BY_ITSELF = frozenset(
    {
        "77067",
        "77063",
        "82270",
        "81528",
        "99406",
        "99407",
        "99408",
        "90460",
        "90471",
        "90472",
        "90473",
        "90474",
        "76706",
        "99173",
        "96110",
    }
)
_PREVENTIVE = Pattern(
    r"\bpreventive (?:service|benefit|care|screening)s?\b|\buspstf\b|\bgrade [ab] recommendation\b|\b(?:affordable care act|aca)[- ](?:preventive|mandated|covered)\b|\b(?:no|without|zero) cost[- ]shar\w+"
)
