"""A line without the modifier that a policy in force asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.check.coverage.judged import (
    ABN,
    in_force,
    is_medicare,
    of_code,
    unsaid,
)
from chartproof.check.coverage.sources import SINCE_ICD10, integrity_manual
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

#: Words by which a policy demands; lists of modifiers without them are of what may be said.
_MUST = re.compile(r"\b(?:must|required?|requires|shall)\b", re.IGNORECASE)


@rule(holds=SINCE_ICD10, reviewed=None, cite=integrity_manual("13.5.1 (billing and coding articles)"))
def modifier_asked(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A line carries one of the modifiers that the words of a policy in force say it must carry."""
    if is_medicare(claim):
        if why := unsaid(claim, books):
            yield NotRun(why)
            return

        for line, policy, coverage, _ in in_force(claim, books):
            for group in of_code(coverage.modifiers(policy), line.code or ""):
                if _MUST.search(group.text) and not (group.codes | ABN).intersection(line.modifiers):
                    named = ", ".join(sorted(group.codes))
                    says = f"{policy.name} asks for one of {named} on {line.code}: “{group.text[:200]}”"
                    rows = (coverage.row(policy, "modifiers", min(group.codes)),)
                    fix = Fix(f"add the one of {named} whose conditions the record meets", safe=False)
                    yield Find(
                        f"{line.at}.modifiers",
                        says,
                        Severity.DENY,
                        rows,
                        (fix,),
                        f"what {policy.name} asks for with the modifier, in the record",
                    )
