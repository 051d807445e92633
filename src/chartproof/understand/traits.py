"""The documented axes of a mention: laterality, acuity, severity, stage, episode, healing….

Source: ICD-10-CM guidelines I.B.2 (highest level of detail), I.B.13 (laterality), I.C.19.a (episode).
"""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Trait
from chartproof.model.record import Document
from chartproof.terms.words import Words, fold
from chartproof.understand.eyes import EYE, eye_told
from chartproof.understand.sides import (
    around,
    is_anothers,
    is_of_another_organ,
    is_of_both,
    is_of_metastasis,
    is_other_of_two,
    is_pair,
    whole_of,
)
from chartproof.understand.trait_words import SITES, Axis, Read

#: How many words from the mention a trait word in the same line may stand.
NEAR = 8


def traits_of(
    document: Document,
    at: tuple[int, ...],
    here: Read,
    problem: list[Read],
    beside: dict[str, list[tuple[str, Read, int]]],
    sites: frozenset[str],
) -> tuple[Trait, ...]:
    """The traits of a mention at word numbers `at` of a line.

    `problem` are its problem's lines, `sites` the body sites its concept names.
    """
    found: dict[str, Trait] = {}
    named = sites.union(here.words.folded[i] for i in at)
    _from_line(found, document, at, here, named)
    if "laterality" not in found and not EYE.isdisjoint(sites):
        _from_eye(found, document, here, at)
    for read in problem:
        _from_problem(found, document, at, here, read, named)
    if "laterality" not in found:
        _from_site(found, document, named, beside)
    if "laterality" not in found:
        in_line = {place: [k for k in known if k[1] is here] for place, known in beside.items()}
        _from_site(
            found, document, around(named), {place: known for place, known in in_line.items() if known}
        )
    if "laterality" not in found:
        _from_site(found, document, whole_of(named), beside)
    if "laterality" not in found:
        pair = next((i for i in at if is_pair(here.words, i)), None)
        if pair is not None:
            _put(found, "laterality", "bilateral", document, here, pair)
    return tuple(found.values())


def _from_line(
    found: dict[str, Trait], document: Document, at: tuple[int, ...], here: Read, named: frozenset[str]
) -> None:
    """Take the traits that the line itself tells of the mention, the nearest first."""
    for i, axis, value in sorted(here.traits, key=lambda t: _far(t, at, here)):
        if _distance(i, at) > NEAR or not _same_clause(here, i, at, axis.name):
            continue
        if axis.name == "episode" and (i in at or _is_no_stage(here, i)):
            continue  # part of its name: a postoperative infection is no stage of its care
        if axis.name == "laterality" and is_anothers(i, at, here, named):
            continue
        if axis.name in _OF_BONES and _is_of_next_bone(here, i, named):
            continue
        if axis.name not in found or (axis.name == "laterality" and is_of_both(here, found[axis.name], i)):
            _put(found, axis.name, value, document, here, i)


def _from_problem(
    found: dict[str, Trait],
    document: Document,
    at: tuple[int, ...],
    here: Read,
    read: Read,
    named: frozenset[str],
) -> None:  # one frame a line: as arguments, what a mention has once
    """Take what a line of the problem tells of it, as far as its words reach."""
    for i, axis, value in read.traits:
        if axis.reach not in {"problem", "site"}:
            continue
        if axis.name == "episode" and _is_no_episode(read, i, at, here):
            continue
        if axis.name == "stage" and read.line.start < here.line.start:
            continue  # of what was named before
        if axis.name in _OF_BONES and _is_of_next_bone(read, i, named):
            continue
        if axis.name == "laterality" and (
            (read is here and is_of_metastasis(i, at, here)) or is_of_another_organ(read, i, named)
        ):
            continue
        if axis.name not in found or (
            axis.name == "laterality" and is_other_of_two(read, found[axis.name], i)
        ):
            _put(found, axis.name, value, document, read, i)


#: What is told of one fracture and not of all that a list names.
_OF_BONES = frozenset({"open", "displacement"})
_BONES = frozenset(
    fold(w) for w in "tibia fibula femur humerus radius ulna rib clavicle patella calcaneus".split()
)


def _is_of_next_bone(read: Read, i: int, named: frozenset[str]) -> bool:
    """Whether "open" or "displaced" stands before a bone that is no word of a mention, and a comma ends what it is told of: "open L tibia shaft fx, L fibula shaft fx"."""
    words = read.words
    bone = next((j for j in range(i + 1, min(i + 4, len(words))) if words.folded[j] in _BONES), None)
    if bone is None or words.folded[bone] in named or not _BONES.isdisjoint(_beside(words, bone) & named):
        return False
    rest = words.text[words.ends[bone] : read.line.end]
    return _ANOTHER.match(rest) is not None and _ALSO.match(rest) is None


#: Behind a bone its own fracture, or none further in its line: another's is behind a comma, or in another line.
_ANOTHER = Pattern(r"[^,;\n]{0,24}\b(?:fx|fxs|fractures?)\b[^,;\n]*(?:[,;]|$)", re.IGNORECASE)
#: Behind a bone: another shares what is told of it.
_ALSO = Pattern(r"[ -]*(?:shaft |distal |mid-?shaft )?(?:and|&|\+|/)", re.IGNORECASE)


def _beside(words: Words, bone: int) -> frozenset[str]:
    """The words right behind a bone, as far as no comma parts them."""
    return frozenset(
        words.folded[j]
        for j in range(bone, min(bone + 3, len(words)))
        if words.breaks[j] == words.breaks[bone]
    )


def _is_no_episode(read: Read, i: int, at: tuple[int, ...], here: Read) -> bool:
    """Whether a word of a later stage of care is part of a mention's name, or tells of something else."""
    return _is_no_stage(read, i) or (i in at if read is here else _tells_when(read, i))


def _from_eye(found: dict[str, Trait], document: Document, here: Read, at: tuple[int, ...]) -> None:
    """Take the side of the eye that the sentence tells of."""
    sides = {i: value for i, axis, value in here.traits if axis.name == "laterality"}
    if (i := eye_told(here.words, tuple(sides), at)) is not None:
        _put(found, "laterality", sides[i], document, here, i)


#: What comes after an operation: "postop" beside it says when that came, not how far an injury's care is (folded).
_COMPLICATIONS = frozenset(
    "anemia ileus delirium nausea vomiting fever retention infection seroma hematoma bleeding hemorrhage hypotension atelectasis pneumonia leukocytosis".split()
)
#: A wound that heals, whatever is denied beside it: "healing, no infection" (folded).
_HEALS = frozenset({"healing", "healed", "heal"})


def _tells_when(read: Read, i: int) -> bool:
    """Whether a word of a later stage of care stands beside what came after an operation: "anemia postop", "postoperative ileus"."""
    return read.words.folded[i] not in _HEALS and not _COMPLICATIONS.isdisjoint(
        (*read.words.folded[max(0, i - 1) : i], *read.words.folded[i + 1 : i + 3])
    )


#: What is worn after an injury as after an operation: a post-op shoe (folded).
_FOOTWEAR = frozenset("shoe boot sandal footwear".split())


def _is_no_stage(read: Read, i: int) -> bool:
    """Whether a word of a later stage of care only names what is worn, "post-op shoe", or where one goes next, "to acute rehab"."""
    folded = read.words.folded
    goes = folded[i].startswith("rehab") and not _TOWARD.isdisjoint(folded[max(0, i - 3) : i])
    return goes or not _FOOTWEAR.isdisjoint(folded[i + 1 : i + 2])


#: Before the place where one goes next (folded).
_TOWARD = frozenset({"to", "discharge", "dispo", "disposition", "pending", "await"})


def _put(found: dict[str, Trait], name: str, value: str, document: Document, read: Read, i: int) -> None:
    if name in found and found[name].value != value:
        value = "bilateral"
    quoted = document.quote(read.words.starts[i], read.words.ends[i])
    found[name] = Trait(name, value, quoted)


def _far(trait: tuple[int, Axis, str], at: tuple[int, ...], here: Read) -> tuple[int, int]:
    """How far a trait word stands; a side, of those inside the mention, from the site it stands before."""
    i, axis, _ = trait
    sites = [j for j in at if here.words.folded[j] in SITES]
    if axis.name == "laterality" and sites:
        return _distance(i, at), min(abs(j - i) if j > i else len(here.words) for j in sites)
    return _distance(i, at), 0


#: A comma and a word of denial raise the level of what stands behind them by so much at most.
_OVER_NOT = 20


def _distance(i: int, at: tuple[int, ...]) -> int:
    return 0 if at[0] <= i <= at[-1] else at[0] - i if i < at[0] else i - at[-1]


def _same_clause(here: Read, i: int, at: tuple[int, ...], axis: str) -> bool:
    a, b = (i, at[0]) if i < at[0] else (at[-1], i) if i > at[-1] else (i, i)
    between = here.words.breaks[b] - here.words.breaks[a]
    leads = axis in {"severity", "acuity"} and i < at[0]
    if leads and _OF_ANOTHER.search(here.words.text, here.words.ends[a], here.words.starts[b]):
        return False
    if (
        axis == "exacerbation"
        and i > at[-1]
        and _WAS.fullmatch(here.words.text, here.words.ends[a], here.words.starts[b])
    ):
        return True
    if axis == "displacement":
        return between < _OVER_NOT  # "not displaced", behind a comma
    return between < (1 if axis in {"laterality", "severity", "acuity"} else 10)


#: A state told of a condition behind its name: "his COPD was acutely exacerbated".
_WAS = Pattern(
    r" (?:is|was|has been|became|had|has|which (?:is|was)) (?:(?:now|again|acutely|mildly|severely|also|then) )?(?:an? )?",
    re.IGNORECASE,
)
#: What parts one condition from the next: chronic atrial fibrillation, presenting with pain.
_OF_ANOTHER = Pattern(r"\b(?:with|present(?:s|ed|ing)|who)\b", re.IGNORECASE)


def _from_site(
    found: dict[str, Trait],
    document: Document,
    sites: frozenset[str],
    beside: dict[str, list[tuple[str, Read, int]]],
) -> None:
    """Take the side from where the record sets it beside the same body site, if it is one side only."""
    for site in sorted(sites & beside.keys()):
        known = beside[site]
        sides = {value for value, _, _ in known}
        if len(sides) == 1 or (site not in _EXAMINED_EACH and sides == {"left", "right", "bilateral"}):
            value, read, j = next(k for k in known if len(sides) == 1 or k[0] == "bilateral")
            _put(found, "laterality", value, document, read, j)
            return


#: Sites whose two sides are each examined and told, whichever is ill.
_EXAMINED_EACH = frozenset({"eye"})


def borrowed(mine: tuple[Trait, ...], others: list[tuple[Trait, ...]]) -> tuple[Trait, ...]:
    """What the record documents of the same condition elsewhere, where it says it one way only."""
    found = {trait.axis: trait for trait in mine}
    for axis in _BORROWED - found.keys():
        said = [t for traits in others for t in traits if t.axis == axis]
        if said and len({t.value for t in said}) == 1:
            found[axis] = said[0]
    return tuple(found.values())


#: Axes that hold for a condition wherever the record names it.
_BORROWED = frozenset({"laterality", "displacement", "open", "stage", "aura"})
