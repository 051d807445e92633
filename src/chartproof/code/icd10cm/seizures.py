"""How a record calls status epilepticus."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern

#: Its names, whatever stands before them.
STATUS = Pattern(r"\bstatus epilepticus\b|\b(?:convulsive|epileptic) status\b", re.IGNORECASE)
#: That it was not: right before its name.
NO_STATUS = Pattern(r"\b(?:without|w/o|no|not in) $", re.IGNORECASE)
