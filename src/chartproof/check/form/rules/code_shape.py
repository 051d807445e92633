"""A line whose code can be none of CPT or HCPCS."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

_LENGTH = 5
#: Lines of these carry a payment group (HIPPS).
_GROUPED = frozenset({"0022", "0023", "0024"})


@rule(holds=SINCE_5010, reviewed=None, cite=standard("the code of a line"))
def code_shape(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """The code of a line has the form of one: five characters, of which the second to the fourth are digits."""
    for line in claim.lines:
        if line.code is not None and line.revenue not in _GROUPED and not _has_form(line.code):
            says = f"{line.code} has not the form of a CPT or HCPCS code: five characters, digits from the second to the fourth"
            fix = Fix(
                "write the code of the service; diagnoses stand in the list of diagnoses, ICD-10-PCS codes in that of procedures",
                safe=False,
            )
            yield Find(f"{line.at}.code", says, Severity.REJECT, (), (fix,))


def _has_form(code: str) -> bool:
    return len(code) == _LENGTH and code.isascii() and code.isalnum() and code[1:4].isdigit()
