"""The wounds a passage tells of: how long, where, and how each was closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from chartproof.code.services.closures import kind_of_closure, told
from chartproof.code.services.finding import found, quote, text_of, words
from chartproof.code.services.sizes import Length, lengths, site_of
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence, Payer
from chartproof.model.service import Done, Scene
from chartproof.terms.procedures import figures

_CUT = Pattern(
    r"\b(?:lacerat\w*|lacs?|wounds?|gash\w*|cuts?|slash\w*|slices?|repair\w*|clos(?:ed|ing|ure)|avulsion|bites?|split|skin tear|length|long|linear|defect|sutur\w*|stitch\w*|stapl\w*|glued?|approximat\w*|incised)\b"
)
_NOT_A_CUT = Pattern(
    r"\b(?:lesions?|margins?|mass|cyst|nodule|abscess|burn|ulcer|contusion|hematoma|bruise|swelling|abrasion|papule|plaque|mole|nevus|carcinoma)\b"
)
#: What follows a length that is none of a wound's: how deep or wide it is, how far from where.
_NOT_LONG = Pattern(
    r"\s*(?:deep\b|in depth|depth|wide\b|at (?:its|the) widest|in width|width|(?:proximal|distal|above|below|lateral|medial|inferior|superior|anterior|posterior) to\b|from\b|above the|below the|past the|margin|punch|needle|cut was made|incision)"
)
#: Right behind a site they say where the wound lies: "forehead 2.0 cm above the brow".
_PLACED = Pattern(r"\s*(?:above|below) the")
_NOT_BEFORE = Pattern(
    r"\b(?:depth(?: of)?|width(?: of)?|undermin\w+[^.;]{0,40}|gap(?:ed|ing)? (?:of|by)?|deep)[ :]*$"
)
_GLUE = Pattern(r"\b(?:dermabond|tissue (?:adhesive|glue)|(?:skin|surgical|topical) (?:glue|adhesive)|glued?|cyanoacrylate|histoacryl)\b")  # fmt: skip
_THREAD = Pattern(r"\b(?:sutur\w*|staple\w*|nylon|prolene|vicryl|monocryl|ethilon|stitch\w*|gut)\b")
#: A sentence of so few characters tells a length and no more: "2 cm."
_BARE = 14
#: A sentence that begins with a length goes on with the wound named before: "5.5 cm, full thickness".
_OPENS = Pattern(r"\W*(?:about |approx\w*\.? |~)?\d+(?:\.\d+)? ?(?:cm|mm|in(?:ch)?)\b(?! ?(?:x|by) ?\d)")
_LEFT_OPEN = Pattern(r"\b(?:left open|not closed|heal by secondary|secondary intention|no (?:closure|repair))\b")  # fmt: skip
_SENTENCE = Pattern(r"[^.;\n]+(?:\.\d+[^.;\n]*)*")
_INJURED = Pattern(r"lacerat|\blacs?\b|\bcuts?\b(?! was made)|gash|\bbites?\b", re.IGNORECASE)


#: Acts that stand beside the repair of a cut and are no operation whose cut is closed.
_BESIDE_A_REPAIR = frozenset({"wound repair", "bundled", "not billed", "nerve block", "sedation"})


@dataclass(frozen=True, slots=True)
class Wound:
    """One wound that was closed: its length, the words that tell it, its site and how it was closed, and the act."""

    cm: Decimal
    words: tuple[Evidence, ...]
    of: Done


def is_closed_cut(scene: Scene, done: Done) -> bool:
    """Whether what was closed is the cut of an excision, a biopsy or an operation of the same passage, which includes it."""
    if scene.of("delivery"):
        return True
    cuts = scene.of(
        "lesion excision",
        "punch biopsy",
        "incisional biopsy",
        "tangential biopsy",
        "lesion shaved",
        "contraceptive implant",
        "nail matrix removed",
        "55250",
    )
    acts = {
        d.work
        for d in scene.done
        if d.scene == done.scene and d.means not in _BESIDE_A_REPAIR and d.work == "act"
    }
    same = bool(acts) or any(c.scene == done.scene or c.near == done.near for c in cuts)
    return same and _INJURED.search(done.scene.words) is None


def closed_in(scene: Scene, acts: tuple[Done, ...]) -> dict[tuple[str, str], list[Wound]] | None:
    """The closed wounds by kind and site group; None where an axis is missing or nothing was closed."""
    born = bool(scene.of("delivery"))
    acts = tuple(d for d in acts if not is_closed_cut(scene, d) or (_in_layers(scene, d) and not born))
    found_: dict[tuple[str, str], list[Wound]] = {}
    cuts = _told(scene, acts)
    for number, (length, sentence, done) in enumerate(cuts):
        others = cuts[:number] + cuts[number + 1 :]
        site = site_of(scene, (sentence, done.near, done.scene, whole(scene, done)), length.words)
        kind = _closed(scene, (length, sentence, done), others, site)
        if kind is None or site is None:
            return None
        if kind[0] in {"strips", "open"}:
            continue
        name = "glue" if kind[0] == "simple" and _glued(scene, done) else kind[0]
        key = (name, "" if name == "glue" else site[0][kind[0]])
        found_.setdefault(key, []).append(Wound(length.cm, (length.words, *kind[1], site[1]), done))
    return found_ or None


Told = tuple[Length, Evidence, Done]


def _told(scene: Scene, acts: tuple[Done, ...]) -> list[Told]:
    """The lengths of wounds that the closing sentences tell, if each does; else their passages, else the document; each once."""
    near = [_of_span(scene, done.near, done) for done in acts]
    if near and all(near):
        listed = [
            one for span in _listed(scene, acts) for one in _of_span(scene, span, acts[0], loosely=True)
        ]
        return _once(scene, [one for many in near for one in many] + listed)
    for loosely in (False, True):
        for whole_note in (False, True):
            told = [
                one
                for done in acts
                for one in _of_span(
                    scene, whole(scene, done) if whole_note else done.scene, done, loosely=loosely
                )
            ]
            if told and (loosely or _tells_all(scene, told, acts)):
                return _once(scene, told)
    return []


def _tells_all(scene: Scene, told: list[Told], acts: tuple[Done, ...]) -> bool:
    """Whether the lengths are of every site that the closing sentences name; else those told more loosely are looked at too."""
    have = {site[0]["site"] for one in told if (site := site_of(scene, (one[1],), one[0].words))}
    named = {
        row["site"]
        for done in acts
        for row in figures("sites")
        if found(scene, done.near, words(row["words"]))
    }
    return not have or named <= have


def _listed(scene: Scene, acts: tuple[Done, ...]) -> Iterator[Evidence]:
    """Further sentences of the passage that tell a wound by its site and how it was closed: "Cheek 1.8 cm: single layer, nylon."."""
    for span in dict.fromkeys(done.scene for done in acts):
        for sentence in sentences(scene, span):
            apart = all(sentence.end <= done.near.start or done.near.end <= sentence.start for done in acts)
            if apart and site_of(scene, (sentence,), sentence) and kind_of_closure(scene, sentence):
                yield sentence


def _of_span(scene: Scene, span: Evidence, done: Done, *, loosely: bool = False) -> list[Told]:
    """The lengths of wounds that the sentences of a span tell; `loosely`: where a site is named with the length."""
    return [
        (length, sentence, done)
        for sentence in sentences(scene, span)
        for length in _cuts(scene, sentence, loosely=loosely)
    ]


def _once(scene: Scene, many: list[Told]) -> list[Told]:
    """Each wound once: the same length at the same site in another sentence is the same wound."""
    seen: dict[tuple[Decimal, str], Evidence] = {}
    kept: list[Told] = []
    for one in {(one[0].words.start, one[0].words.end): one for one in reversed(many)}.values():
        site = site_of(scene, (one[1], one[2].scene), one[0].words)
        key = one[0].cm, site[0]["site"] if site else ""
        if key not in seen or seen[key] == one[1]:
            seen[key] = one[1]
            kept.append(one)
    return sorted(kept, key=lambda one: one[0].words.start)


def _cuts(scene: Scene, sentence: Evidence, *, loosely: bool) -> Iterator[Length]:
    """The lengths of cuts a sentence tells."""
    low = text_of(scene, sentence)
    bare = (
        len(low.strip()) <= _BARE
        or _OPENS.match(low) is not None
        or site_of(scene, (sentence,), sentence) is not None
    )
    if not _CUT.search(low) and not (loosely and bare):
        return
    for length in lengths(scene, sentence):
        first, last = length.words.start - sentence.start, length.words.end - sentence.start
        behind = _NOT_LONG.match(low, last) if len(length.sides) == 1 else None
        if (
            behind and not (_PLACED.fullmatch(behind.group()) and _is_at_a_site(low[:first]))
        ) or _NOT_BEFORE.search(low[max(0, first - 60) : first]):
            continue
        if not _NOT_A_CUT.search(low[max(0, first - 40) : last + 40]):
            yield length


def _is_at_a_site(before: str) -> bool:
    """Whether words end with the name of a site."""
    tail = before.rstrip()[-24:]
    return any(m.end() == len(tail) for row in figures("sites") for m in words(row["words"]).finditer(tail))


def _closed(
    scene: Scene, one: Told, others: list[Told], site: tuple[dict[str, str], Evidence] | None
) -> tuple[str, tuple[Evidence, ...]] | None:
    """How one wound was closed: as its sentence tells, a later one that names its site, what follows up to the next wound, its passage."""
    length, sentence, done = one
    page = whole(scene, done)
    alone = all(s != sentence for _, s, _ in others)
    if alone and found(scene, sentence, _LEFT_OPEN):
        return "open", ()
    nexts = [s.start for _, s, _ in others if s.start > sentence.start]
    follows = scene.coding.encounter.document(page.document).quote(
        sentence.start, max(sentence.end, min([*nexts, _stop(page, done)]))
    )
    if alone and others and (kind := kind_of_closure(scene, sentence)):
        return kind
    if site:
        named = words(site[0]["words"])
        for later in sentences(scene, page):
            if later.start > length.words.end and found(scene, later, named):
                kind = kind_of_closure(scene, later)
                if kind:
                    return kind
    if alone and others and (kind := kind_of_closure(scene, follows)):
        return kind
    told_ = kind_of_closure(scene, done.scene) or kind_of_closure(scene, follows)
    return told_ or (None if others else kind_of_closure(scene, page))


def _stop(page: Evidence, done: Done) -> int:
    """Where the passage ends that tells of a closure."""
    return min(max(done.scene.end, done.near.end), page.end)


def _in_layers(scene: Scene, done: Done) -> bool:
    kind = kind_of_closure(scene, done.scene)
    return kind is not None and kind[0] in {"intermediate", "complex"}


def _glued(scene: Scene, done: Done) -> bool:
    """Whether Medicare pays the closure as one by adhesive alone."""
    medicare = scene.coding.encounter.payer is Payer.MEDICARE
    low = told(scene, done.scene)
    return medicare and _GLUE.search(low) is not None and _THREAD.search(low) is None


def sentences(scene: Scene, span: Evidence) -> Iterator[Evidence]:
    """The sentences of a span."""
    for match in _SENTENCE.finditer(text_of(scene, span)):
        if match.group().strip():
            yield quote(scene, span, *match.span())


def whole(scene: Scene, done: Done) -> Evidence:
    """The whole document that names a service."""
    document = scene.coding.encounter.document(done.evidence.document)
    return document.quote(0, len(document.text))
