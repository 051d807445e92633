"""The ways a title or an inclusion term is said: without its brackets, its defaults, its grammar.

A title states what the record may leave unsaid ("unspecified", "without complications", text in
parentheses: nonessential modifiers, guideline I.A.7). Each form is a set of words that must all
be documented.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.model.pattern import Pattern

_ACRONYM = Pattern(r"\[([A-Z][A-Z0-9-]{1,7})\]")
_BRACKETS = Pattern(r"\[[^\]]*\]")
#: A short name in brackets behind the two words it stands for: Escherichia coli [E. coli].
_INSTEAD = Pattern(r"\b(\w+ \w+) \[([A-Z]\. \w+)\]")
_PARENTHESES = Pattern(r"\([^)]*\)")
#: Arthritis of another kind without it: only the whole word is one of the title's.
_WHOLE = Pattern(r"\(osteo\)(?=arthritis)", re.IGNORECASE)
#: What a title says only to name the default (guideline I.A.9.b).
_DEFAULTS = Pattern(
    r",?\s*\b(?:of |in |with |without mention of )?unspecified "
    r"(?:type|site|organism|trimester|degree|severity|cause|etiology|laterality|stage|"
    r"body region|as to episode of care or not applicable|whether[^,]*)\b"
    r"|,\s*unspecified (?:eye|ear|side|part|limb)\b"
    r"|,?\s*\b(?:NOS|NEC|not otherwise specified|not elsewhere classified|unspecified as to [^,]*)\b"
    r"|,?\s*\b(?:uncomplicated|without complications?|without mention of [^,]*)$"
    r"|\bunspecified\b",
    re.IGNORECASE,
)
#: Titles that name a remainder, not a thing one could write.
_REMAINDER = Pattern(
    r"^(?:other|unspecified)\b(?! fall)|\bother (?:specified|and unspecified)\b|\bother\b.*\bNEC\b",
    re.IGNORECASE,
)
_REMAINDER_KEPT = Pattern(r"^unspecified\b", re.IGNORECASE)

#: How the trade says what the classification says: (title, ways to say it).
_SAID: tuple[tuple[Pattern, tuple[str, ...]], ...] = tuple(
    (Pattern(pattern, re.IGNORECASE), ways)
    for pattern, ways in (
        (
            r"^malignant neoplasm of (.+)",
            (r"cancer of \1", r"carcinoma of \1", r"malignant tumor of \1", r"malignancy of \1", r"ca of \1"),
        ),
        (
            r"^secondary malignant neoplasm of (.+)",
            (
                r"metastasis to \1",
                r"metastatic cancer \1",
                r"metastatic disease \1",
                r"secondary cancer of \1",
            ),
        ),
        (r"^benign neoplasm of (.+)", (r"benign tumor of \1",)),
        (r"^neoplasm of\s+(?:unspecified\s+)?behavior of (.+)", (r"tumor of \1", r"neoplasm of \1")),
        (r"^type 2 diabetes mellitus with (?:diabetic )?(.+)", (r"diabetes with \1",)),
        (r"^osteoarthritis of (.+)", (r"arthritis of \1 degenerative", r"degenerative joint disease of \1")),
        (
            r"^(?:unilateral |bilateral )?primary osteoarthritis[ ,]+(?:of )?(.+)",
            (r"osteoarthritis of \1", r"degenerative joint disease of \1"),
        ),
        (r"^pain in (.+)", (r"\1 ache", r"sore \1")),
        (r"^calculus of (.+)", (r"\1 lithiasis",)),
        (r"^fracture of (.+)", (r"broken \1",)),
        (r"^dependence on (.+)", (r"on \1",)),
        (r"^elevated (.+)", (r"high \1",)),
        (r"^decreased (.+)", (r"low \1",)),
        (r"^elevation of levels of (.+)", (r"elevated \1", r"high \1")),
    )
)


#: Acronyms of a title that records use for something else: the left anterior descending artery.
_ELSEWHERE = frozenset({"LAD"})


def acronyms(title: str) -> Iterator[str]:
    """The acronyms a title gives for all of itself: COPD, not the EKG of an abnormal EKG."""
    for m in _ACRONYM.finditer(title):
        words = [
            w
            for w in re.findall(r"[A-Za-z]+", title[: m.start()])
            if w.lower() not in {"of", "the", "and", "with", "in"}
        ]
        rest = _DEFAULTS.sub(" ", title[m.end() :]).strip(" ,")
        if (
            not rest
            and words
            and m.group(1)[0] == words[0][0].upper()
            and len(words) <= len(m.group(1))
            and all(w[0].upper() in m.group(1) for w in words)
            and m.group(1) not in _ELSEWHERE
        ):
            yield m.group(1)


def forms(title: str) -> Iterator[str]:
    """Every way to say a title or inclusion term, the fullest first; may repeat."""
    plain = _WHOLE.sub("osteo", _BRACKETS.sub(" ", title))
    bare = _PARENTHESES.sub(" ", plain)
    if _REMAINDER.search(bare) and not _REMAINDER_KEPT.search(bare):
        return
    yield _WHOLE.sub("osteo", title)
    instead = _INSTEAD.sub(r"\2", title)
    if instead != title:
        yield _BRACKETS.sub(" ", instead)
    for form in dict.fromkeys((plain, bare)):
        silent = _DEFAULTS.sub(" ", form).strip(" ,")
        yield from dict.fromkeys((form, silent))
        for pattern, ways in _SAID:
            if pattern.search(silent):
                yield from (pattern.sub(way, silent) for way in ways)


def either(title: str) -> Iterator[str]:
    """Each of two names a title joins: "and" means and/or (guideline I.A.14)."""
    bare = _DEFAULTS.sub(" ", _PARENTHESES.sub(" ", _BRACKETS.sub(" ", title))).strip(" ,")
    if found := _EITHER.match(bare):
        first, second, site = found.groups("")
        if not first.lower().endswith(_ADJECTIVE):
            yield first + site
        yield second + site


#: "A and B", "A and B of C": two names of one word each, with or without a common site of no side.
_EITHER = Pattern(
    r"^([\w-]+) and ([\w-]+)( of (?!.*\b(?:left|right|bilateral|other)\b)[\w ]+)?$", re.IGNORECASE
)
#: A first name so ended leans on the second ("degenerative and vascular disorders").
_ADJECTIVE = ("al", "ic", "ive", "ous", "ile", "ar", "other")
