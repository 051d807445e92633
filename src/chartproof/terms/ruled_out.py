"""What rules a condition out: words behind it, and the tests whose negative result does."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern

#: Behind a word of what was thought of, and is not: "pain crisis, acute chest ruled out".
RULED_OUT = Pattern(
    r"(?:[ -](?!(?:and|or|with|now)\b)[\w/-]+){0,3} (?:(?:was|were|is) )?(?:ruled out|r/o'?d|excluded)\b",
    re.IGNORECASE,
)
#: Right behind the very word of what is not there: "appendicitis, perforation ruled out".
OUT = Pattern(
    r" (?:(?:was|is|has been|now) )?(?:ruled[ -]out|r/o['\u2019]?d|excluded|not (?:seen|found|present))\b",
    re.IGNORECASE,
)
#: Tests and images by which a condition is looked for, as a pattern.
TESTS = (
    r"(?:ct|cta|mri|mra|cxr|x-?rays?|xrs?|kub|us|ultrasound|echo|tee|tte|ekg|ecg|eeg|egd|lp|csf|dopplers?|duplex|angiogram|scan|imaging|films?|"
    r"work-?up|labs?|ua|u/a|urinalysis|hcg|upt|trop(?:onin)?s?|enzymes|biomarkers|d-?dimer|cxs?|[bu]cx|cultures?|pcr|swabs?|tests?|testing|"
    r"biopsy|cytology|evaluation)"
)
#: Right behind a place that nothing is the matter with: "eye not involved".
SPARED = Pattern(
    r",? (?:(?:is|are|was|were) )?(?:not (?:involved|affected)|uninvolved|unaffected|spared)\b", re.IGNORECASE
)
