"""The steps by which a group explains itself, with their authority; the manuals could not be read, words are ours."""

from __future__ import annotations

from chartproof.model.coding import Cite
from chartproof.rules.core import Method

MANUAL = "MS-DRG Definitions Manual"
URL = (
    "https://www.cms.gov/medicare/payment/prospective-payment-systems/acute-inpatient-pps/"
    "ms-drg-classifications-and-software"
)


def _method(name: str, says: str, place: str, source: str = MANUAL) -> Method:
    return Method(f"msdrg.{name}", says, Cite(source, place, URL))


VERSION = _method(
    "version", "The day of discharge chooses the version of the grouper.", "design and development"
)
PRE = _method("pre_mdc", "Some procedures and conditions group before any MDC.", "pre-MDC")
MDC = _method("mdc", "The principal diagnosis chooses the MDC.", "MDC of the principal diagnosis, appendix B")
FORMULA = _method(
    "group", "Within an MDC the first group of the hierarchy that is met is taken.", "logic of the MDC"
)
UNRELATED = _method(
    "unrelated", "A procedure that no group of the MDC asks for groups as unrelated.", "DRGs 981-989"
)
SEVERITY = _method("severity", "The highest CC or MCC that counts divides the group.", "appendix G")
EXCLUDED = _method("excluded", "A CC or MCC does not count beside some principal diagnoses.", "appendix C")
DIED = _method("died", "Some MCCs count only for patients who leave alive.", "appendix C, part 2")
LOGIC = _method("own_logic", "A CC that the group itself asks for does not count again.", "appendix J")
ACQUIRED = _method(
    "hospital_acquired",
    "A condition that the hospital caused does not count as CC or MCC.",
    "412.2(g)(1); MS-DRG Definitions Manual, appendix I",
    "42 CFR",
)
UNGROUPABLE = _method(
    "ungroupable", "A stay whose data do not fit together cannot be grouped.", "DRGs 998, 999"
)

METHODS = {
    method.id: method
    for method in (
        VERSION,
        PRE,
        MDC,
        FORMULA,
        UNRELATED,
        SEVERITY,
        EXCLUDED,
        DIED,
        LOGIC,
        ACQUIRED,
        UNGROUPABLE,
    )
}
