"""What each system's tables are keyed by, and which of their columns are money, numbers, or neither.

A system without a form here is compared table by table, keyed by the first columns that are unique.
"""

from __future__ import annotations

from dataclasses import dataclass

from chartproof.codesets.release import Release


@dataclass(frozen=True, slots=True)
class Form:
    """One table: its key; `money` in dollars, `numbers` that are none, columns that say nothing.

    `above`: its rows stand above the codes (headings) and are no codes themselves.
    """

    table: str
    key: tuple[str, ...]
    money: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    above: bool = False


def _of(text: str) -> frozenset[str]:
    return frozenset(text.split())


_RVU = _of(
    "work_rvu nonfacility_pe_rvu facility_pe_rvu mp_rvu nonfacility_total facility_total preoperative "
    "intraoperative postoperative opps_nonfacility_pe opps_facility_pe opps_mp"
)
_ASC = _of("payment_rate ira_copayment opps_payment_rate offset_amount")
_ASC_NUMBERS = _of("payment_weight apc_offset_percentage offset_percentage")
_OPPS = _of("payment_rate national_copayment minimum_copayment adjusted_copayment")
_ORDER = (
    Form("codes", ("code",), left_out=_of("order short_title")),
    Form("headings", ("code",), left_out=_of("order short_title"), above=True),
)

FORMS: dict[str, tuple[Form, ...]] = {
    "HCPCS": (Form("codes", ("code",)), Form("modifiers", ("modifier",))),
    "MPFS": (
        Form("relative_values", ("code", "modifier"), numbers=_RVU),
        Form("conversion_factors", ("applies_to",), numbers=_of("conversion_factor")),
    ),
    "OPPS": (Form("addendum_b", ("code",), _OPPS, _of("relative_weight ira_coinsurance_percentage")),),
    "ASC": (
        Form("surgical_procedures", ("code",), _ASC, _ASC_NUMBERS),
        Form("ancillary_services", ("code",), _ASC, _ASC_NUMBERS),
        Form("device_offsets", ("code",), _ASC, _ASC_NUMBERS),
        Form("excluded_procedures", ("code",)),
    ),
    "DMEPOS": (
        Form("codes", ("code", "modifier", "modifier_2"), _of("ceiling floor")),
        Form("fees", ("code", "modifier", "modifier_2", "state", "rural"), _of("fee")),
    ),
    "CLFS": (Form("fees", ("code", "modifier"), _of("rate")),),
    "GPCI": (Form("gpci", ("carrier", "locality"), numbers=_of("work practice_expense malpractice")),),
    "anesthesia-factors": (
        Form(
            "localities",
            ("carrier", "locality"),
            _of("conversion_factor qualifying_conversion_factor"),
        ),
    ),
    "anesthesia-base-units": (Form("base_units", ("code",), numbers=_of("base_units")),),
    "MS-DRG-weights": (Form("weights", ("drg",), numbers=_of("weight gmlos amlos")),),
    "ICD-10-CM-order": _ORDER,
    "ICD-10-PCS-order": _ORDER,
    "ICD-10-PCS": (
        Form("codes", ("code",), left_out=_of("table row short_title")),
        Form("tables", ("table",), above=True),
    ),
    "claim-codes": (Form("codes", ("list", "code")),),
}
#: Columns that name a row to a person, best first.
TITLES = (
    "title",
    "long_descriptor",
    "display_name",
    "short_descriptor",
    "name",
    "label",
    "descriptor",
    "text",
    "operation",
)

#: Tables that another comparison tells of.
ELSEWHERE = {"ICD-10-PCS": frozenset({"axes", "rows"})}


def is_private(release: Release) -> bool:
    """Say whether a release's texts are the user's own licensed ones, printed nowhere."""
    return release.licence.name.endswith("user's own licence")
