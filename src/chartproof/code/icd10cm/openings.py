"""Openings made by an operation, as a record names those that are there."""

from __future__ import annotations

import re

from chartproof.code.icd10cm.saying import told_as_reason
from chartproof.code.icd10cm.wording import ahead, behind
from chartproof.model.coding import Assignment, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention
from chartproof.model.record import Setting

#: What an opening is used for, before and behind it: dependent via tracheostomy, PEG feeds.
USED = Pattern(
    r"\b(?:via|through|by|per|with(?: an?)?|existing|chronic|has an?|trach(?:eostomy)?)\s+$", re.IGNORECASE
)
FED = Pattern(
    r"(?:,? (?:is |was )?(?:functioning|working|productive|pink)\b|,? (?:with )?good output\b(?! (?:expected|anticipated|after)))|[ -](?:tube )?(?:feeds?|feeding|fed|dependent|dependence|in place|care|collar|functioning|output|site|bag|tube|appliance)\b",
    re.IGNORECASE,
)


def is_in_use(mention: Mention) -> bool:
    """Whether an opening is named as one that is there: by itself, or with what goes through it."""
    alone = mention.line.words.strip(" .") == " ".join(e.words for e in mention.evidence)
    return alone or bool(USED.search(ahead(mention, 30)) or FED.match(behind(mention, 30)))


def is_tended_in_stay(care: Assignment, coding: Coding) -> bool:
    """Whether the care of an opening is what a stay for something else does daily, and no reason for an encounter."""
    encounter = coding.encounter
    return encounter.is_stay and encounter.setting is not Setting.HOME_HEALTH and not told_as_reason(care)
