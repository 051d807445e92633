"""Which lymph nodes a lymphoma is in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence, Subject
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Lymphomas that the Tabular List divides by the region of the nodes; the last digit is the region.
LYMPHOMAS = ("C81", "C82", "C83", "C84", "C85", "C86", "C88")
UNSPECIFIED, SEVERAL = "0", "8"
_NODES = (
    r"(?:\s+(?:and|region))?\W+(?:\w+\W+){0,3}?(?:lymph )?(?:nodes?|nodal|adenopathy|lymphadenopathy|LAD)\b"
)
#: Regions by their digit, as notes name them.
_REGIONS = tuple(
    (digit, Pattern(rf"\b(?:{words}){_NODES}", re.IGNORECASE))
    for digit, words in (
        ("1", r"cervical|supraclavicular|submandibular|submental|preauricular|neck|facial|head and neck"),
        ("2", r"mediastinal|hilar|intrathoracic|thoracic"),
        ("3", r"intra-?abdominal|abdominal|mesenteric|retroperitoneal|para-?aortic|periportal|celiac"),
        ("4", r"axillary|epitrochlear|axilla"),
        ("5", r"inguinal|femoral|popliteal|groin"),
        ("6", r"intra-?pelvic|pelvic|iliac|obturator"),
    )
)
#: Regions behind the word: "nodes in neck, mediastinum and groin".
_IN = Pattern(r"\b(?:nodes|adenopathy|lymphadenopathy|LAD) (?:in|of|at|involving)\b", re.IGNORECASE)
_PLACES = {
    digit: Pattern(rf"[^.;:)\n]{{0,60}}?\b(?:{words})\b", re.IGNORECASE)
    for digit, words in (
        ("1", "neck|head"),
        ("2", "mediastinum|chest|hil(?:um|a)"),
        ("3", "abdomen|mesentery|retroperitoneum"),
        ("4", "axill(?:a|ae|as)|armpits?"),
        ("5", "groins?"),
        ("6", "pelvis"),
    )
}
#: Nodes that are named only to say that the lymphoma is not in them.
_NONE = Pattern(r"\b(?:no|without|negative|not)\b[^,.;]{0,30}$", re.IGNORECASE)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2", URL),
)
def lymphoma_by_its_nodes(coding: Coding, books: Books) -> Iterator[Give]:
    """A lymphoma whose nodes the record names is coded to their region, those of several regions to multiple sites."""
    for lymphoma in coding.having(*LYMPHOMAS):
        if lymphoma.value[5:] != UNSPECIFIED:
            continue
        regions = _regions(lymphoma, coding) | _several(lymphoma, coding)
        digit = SEVERAL if len(regions) > 1 or SEVERAL in regions else next(iter(regions), None)
        value = f"{lymphoma.value[:5]}{digit}"
        found = books.tabular.billable(value) if digit else None
        if found is not None and "lymph nodes" in found.title:
            yield Give(value, (lymphoma, *regions.values()), (lymphoma,))


def _regions(lymphoma: Assignment, coding: Coding) -> dict[str, Evidence]:
    """The regions of nodes that its lines name, each with its words."""
    found: dict[str, Evidence] = {}
    for mention in _named(lymphoma, coding):
        document, line = coding.encounter.document(mention.document), mention.line
        for digit, words in _REGIONS:
            named = words.search(line.words) or _listed(digit, line.words)
            if named and not _NONE.search(line.words[: named.start()]):
                found.setdefault(digit, document.quote(line.start + named.start(), line.start + named.end()))
    return found


#: "Nodal, multiple sites"; "lymph nodes of multiple regions"; "multiple nodal stations".
_MULTIPLE = Pattern(
    r"\b(?:nodal|(?:lymph )?nodes?)\b[^.;\n]{0,20}\bmultiple (?:sites|regions|stations)\b|\bmultiple (?:lymph )?(?:nodal|node) (?:sites|regions|stations|groups)\b",
    re.IGNORECASE,
)


def _several(lymphoma: Assignment, coding: Coding) -> dict[str, Evidence]:
    """Where one of its lines says that nodes of several regions have it."""
    for mention in _named(lymphoma, coding):
        found = _MULTIPLE.search(mention.line.words)
        if found and not _NONE.search(mention.line.words[: found.start()]):
            document, start = coding.encounter.document(mention.document), mention.line.start
            return {SEVERAL: document.quote(start + found.start(), start + found.end())}
    return {}


def _named(lymphoma: Assignment, coding: Coding) -> Iterator[Mention]:
    """Where the record names the lymphoma as the patient's, in the history too."""
    for mention in coding.reading.mentions:
        said = mention.assertion
        own = said.subject is Subject.PATIENT and said.presence is Presence.PRESENT
        if own and mention.concept.startswith(lymphoma.value[:5]):
            yield mention


def _listed(digit: str, words: str) -> re.Match[str] | None:
    """A region that stands behind the word for the nodes."""
    head = _IN.search(words)
    return None if head is None else _PLACES[digit].match(words, head.end())
