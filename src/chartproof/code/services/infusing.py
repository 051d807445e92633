"""By which way each drug was given, and for how many minutes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from chartproof.code.services.doses import row_of
from chartproof.code.services.finding import quote, text_of
from chartproof.code.services.given import FLUIDS, by_drug, clause_of, clock, times_given
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Scene
from chartproof.terms.numbers import amount, spelled
from chartproof.terms.sought import sought

_OVER = Pattern(
    rf"(?<!every )(?<!each )(?<![/q])\b(?:over |x |for |in )?(?P<n>\d{{1,3}}(?:\.\d)?|an?|{spelled()}|fifteen|twenty|thirty|forty-five|sixty|ninety)[- ]?(?P<u>minutes?|mins?|min|hours?|hrs?|hr|h)\b(?:,? (?:and )?(?P<more>\d{{1,2}}) ?(?:minutes?|mins?|min|m)\b)?(?! (?:later|after|before|prior|apart|ago|of observation|observation))"
)
_CLOCK = Pattern(
    r"(?<![\d.,])(?P<h1>[012]?\d):?(?P<m1>[0-5]\d)\s?(?P<a1>[ap]m)?(?!\d| ?(?:mg|ml|cc|g|mcg|units?|u)\b)(?:[^\d\n]{1,24}?|[^\d\n;.]{1,32}\b(?:stop\w*|end(?:ed)?|finish\w*|complet\w*|off|down)(?: at)? )(?P<h2>[012]?\d):?(?P<m2>[0-5]\d)\s?(?P<a2>[ap]m)?(?!\d| ?(?:mg|ml|cc|g|mcg|units?)\b)"
)
#: How far behind a drug the lines of its start and end may stand.
_SOON = 120
_STARTED = Pattern(
    r"\bstart(?:ed)?(?: time| at)?[:\s]{0,3}(?P<h1>[012]?\d):?(?P<m1>[0-5]\d)\s?(?P<a1>[ap]m)?[^\d]{1,24}?\b(?:stop\w*|end\w*|finish\w*|complet\w*)(?: time| at)?[:\s]{0,3}(?P<h2>[012]?\d):?(?P<m2>[0-5]\d)\s?(?P<a2>[ap]m)?"
)
_CLOCKED = Pattern(
    r"\b(?:from|start\w*|began|begun|at|time|infus\w*|stop\w*|end\w*|to)\b|:|\b[012]\d[0-5]\d ?(?:-|\u2013|to) ?[012]\d[0-5]\d\b"
)
_MUSCLE = Pattern(r"\b(?:im|intramuscular\w*|sq|subq|sc|subcut\w*|deltoid|gluteal|vastus)\b")
_PUSH = Pattern(r"\b(?:iv push|ivp|pushed|push|iv bolus|slow iv)\b")
_INFUSED = Pattern(r"\b(?:infus\w*|ivpb|drip|piggyback|pump|gravity|hung)\b")
_VEIN = Pattern(
    r"\b(?:iv|intraven\w*|bolus|butterfly|pump|picc|port|midline|saline lock|hep-?lock|drip|gravity)\b"
)
_AT_HOME = Pattern(
    r"\bself[- ]|\b(?:weekly|daily|monthly|at home|prescri\w+|educat\w+|taught|teaching|every \d)\b"
)
_WITH = Pattern(
    r"\bconcurrent\w*\b|\bsimultaneous\w*\b|\b(?:at the )?same time\b|\by-?site\b|\balongside\b|\btogether with\b|\bpiggybacked (?:with|onto)\b|\bin parallel\b|\bco-?infus\w+"
)
#: Biologicals whose infusion is reported as that of chemotherapy.
_COMPLEX = frozenset({"pembrolizumab", "nivolumab", "daratumumab", "infliximab", "tocilizumab", "vedolizumab", "natalizumab", "ocrelizumab", "abatacept", "belimumab", "golimumab for infusion", "eculizumab", "rituximab", "bevacizumab", "trastuzumab"})  # fmt: skip
_HORMONES = frozenset({"leuprolide depot", "goserelin", "fulvestrant"})
_KEPT = Pattern(
    r"\b(?:kvo|keep(?:ing)? (?:the )?vein open|tko|flush|carrier|diluted in|mixed in|in \d+ ?(?:ml|cc) (?:of )?$)\b"
)
#: An infusion of more than eight hours runs by a pump that the patient takes along.
_PUMPED, _PUMP = 8 * 60, Pattern(r"\bpump\b|\bcadd\b|\belastomeric\b")
#: Up to so many minutes an infusion counts as a push; hydration counts from so many.
_SHORT, _HYDRATED = 15, 31
_LARGEST = 24 * 60
#: The same drug pushed again counts when so many minutes have passed.
_APART = 30


@dataclass(frozen=True, slots=True)
class Way:
    """One drug given: how (injection, push, infusion, hydration, pump; open: not told), its minutes, and the words."""

    of: Done
    kind: str
    minutes: int | None
    words: tuple[Evidence, ...]
    chemotherapy: bool = False
    concurrent: bool = False
    again: bool = False

    @property
    def rank(self) -> int | None:
        """Its place in the hierarchy of what runs into a vein; None for what does not."""
        if self.kind == "infusion" and self.minutes is not None:
            return 0 if self.chemotherapy else 2
        if self.kind == "push":
            return 1 if self.chemotherapy else 3
        return 4 if self.kind == "hydration" else None


def ways_of(scene: Scene) -> tuple[Way, ...]:
    """Each drug that was given by needle or vein outside a joint, in order of the record, each once."""
    joints = [d.scene for d in scene.done if d.work == "act"]
    found: list[Way] = []
    for name, many in by_drug(scene).items():
        done = many[0]
        own = [w for d in many if (w := _way(scene, d, name))]
        inside = any(
            p.document == done.evidence.document and p.start <= done.evidence.start < p.end for p in joints
        )
        if own and not (inside and own[0].kind == "open"):
            first = next((w for w in own if w.kind != "open"), own[0])
            found += [first, *(w for w in own if w.kind == "pump" and first.kind != "pump")]
            found += _again(scene, own, many)
    known = {w.of.near for w in found}
    for done in scene.of("injected drug"):
        low = text_of(scene, done.near)
        other = any(v.near == done.near for v in scene.work("vaccine", "drug"))
        if (
            not other
            and not found
            and done.near not in known
            and not joints
            and re.search(r"\binject|\bgiven|\badminist", low)
            and not _AT_HOME.search(low)
        ):
            found.append(Way(done, "injection", None, (done.evidence,)))
            break
    return tuple(found)


def _again(scene: Scene, own: list[Way], many: list[Done]) -> list[Way]:
    """Further times the same drug was given: each injection; each push more than half an hour after the one before."""
    at = [(clock(scene, d), d) for d in times_given(scene, many)]
    ways = {w.of: w for w in own}
    found = []
    for (before, _), (now, done) in pairwise(at):
        way = ways.get(done)
        if way is None or before is None or now is None:
            continue
        if way.kind == "injection":
            found.append(way)
        elif way.kind == "push" and now - before > _APART:
            found.append(replace(way, again=True))
    return found


def _way(scene: Scene, done: Done, name: str) -> Way | None:
    clause = clause_of(scene, done)
    chemo = row_of(name, done)["code"].startswith("J9") or name.split(",", maxsplit=1)[0] in _COMPLEX
    if re.search(
        r"\b(?:nebul\w+|nebs?|inhal\w+|intra-?articular|intralesional|intravitreal)\b",
        text_of(scene, done.near),
    ):
        return None
    if name in _HORMONES:
        return Way(done, "hormone", None, (done.evidence,))
    if _MUSCLE.search(clause) or (not _VEIN.search(clause) and _MUSCLE.search(text_of(scene, done.near))):
        return Way(done, "chemotherapy injection" if chemo else "injection", None, (done.evidence,))
    told = minutes_in_clause(scene, done, clause) or _by_mentions(scene, done) or _apart(scene, done)
    minutes, words = told or (None, done.evidence)
    because = (done.evidence, words) if words != done.evidence else (done.evidence,)
    if name in FLUIDS:
        if _KEPT.search(text_of(scene, done.near)):
            return None
        kind = "infusion" if minutes is None else "hydration"
        return Way(done, kind, minutes, because) if minutes is None or minutes >= _HYDRATED else None
    if chemo and minutes is not None and minutes > _PUMPED and _PUMP.search(clause):
        return Way(done, "pump", minutes, because, chemo)
    if _PUSH.search(clause) or (minutes is not None and minutes <= _SHORT and _VEIN.search(clause)):
        return Way(done, "push", minutes, because, chemo)
    if minutes is not None or _INFUSED.search(clause):
        return Way(done, "infusion", minutes, because, chemo, bool(_WITH.search(clause)))
    return Way(done, "open", None, because, chemo) if _VEIN.search(clause) else None


def minutes_in_clause(scene: Scene, done: Done, clause: str) -> tuple[int, Evidence] | None:
    """The minutes told behind a drug: by the clock, else over how long."""
    at = done.evidence.start - done.near.start
    for match in _CLOCK.finditer(clause):
        if _CLOCKED.search(clause[max(0, match.start() - 16) : match.end()]) and (spent := _between(match)):
            return spent, quote(scene, done.near, at + match.start(), at + match.end())
    match_ = _OVER.search(clause)
    if match_:
        return _spent(match_), quote(scene, done.near, at + match_.start(), at + match_.end())
    low = text_of(scene, done.near)
    for match in _CLOCK.finditer(low[:at]):
        if _LOGGED.fullmatch(low, match.end(), at) and (spent := _between(match)):
            return spent, quote(scene, done.near, *match.span())
    return None


#: What may stand between the hours of a log and the drug: "10:05 - 10:37 pembrolizumab".
_LOGGED = Pattern(r"\W{0,4}(?:(?:iv|gave|given|infused|infusion|infusion of|ran|start\w*)\W+)?")
_HUNG = Pattern(r"\b(?:start\w*|began|begun|hung|initiated)\b")
_DOWN = Pattern(r"\b(?:complet\w*|finish\w*|stop\w*|ended|done|infused|down)\b")
_HOUR = Pattern(r"(?<![\d.,])(?:([012]?\d):([0-5]\d)|([012]\d)([0-5]\d))\W{0,3}(?:[\w-]+ )?$")


def _by_mentions(scene: Scene, done: Done) -> tuple[int, Evidence] | None:
    """The minutes between the hour that stands before a drug as it is hung and the one before it as it is complete: "19:05 vancomycin hung; 20:10 vancomycin complete"."""
    at: dict[str, tuple[int, int]] = {}
    for one in (d for d in scene.work("drug") if d.means == done.means):
        low, first = text_of(scene, one.near), one.evidence.start - one.near.start
        hour = _HOUR.search(low[:first])
        behind = re.split(r"[;.](?!\d)", low[first:])[0]
        if hour and (word := "down" if _DOWN.search(behind) else "hung" if _HUNG.search(behind) else ""):
            at.setdefault(
                word, (int(hour[1] or hour[3]) * 60 + int(hour[2] or hour[4]), one.near.start + hour.start())
            )
    if len(at) < len(("hung", "down")):
        return None
    document = scene.coding.encounter.document(done.evidence.document)
    begins, ends = at["hung"], at["down"]
    words = document.quote(begins[1], ends[1] + len("00:00")) if begins[1] < ends[1] else done.evidence
    return (ends[0] - begins[0]) % _LARGEST, words


def _apart(scene: Scene, done: Done) -> tuple[int, Evidence] | None:
    """The minutes a sentence of its own tells of the infusion: "Infusion started 10:00, stopped 12:20"."""
    if done.means in FLUIDS:
        return None
    drugs = [d for d in scene.work("drug") if d.means not in FLUIDS]
    for told in scene.of("infused drug"):
        alone = told.scene == done.scene and all(d.near != told.near for d in drugs)
        before = [
            d
            for d in drugs
            if d.evidence.start < told.evidence.start and not _PUSH.search(clause_of(scene, d))
        ]
        if alone and before and before[-1].means == done.means:
            low = text_of(scene, told.near)
            for match in _CLOCK.finditer(low):
                if spent := _between(match):
                    return spent, quote(scene, told.near, *match.span())
            if match_ := _OVER.search(low):
                return _spent(match_), quote(scene, told.near, *match_.span())
    return _started(scene, done, drugs)


def _started(scene: Scene, done: Done, drugs: list[Done]) -> tuple[int, Evidence] | None:
    """The minutes between a start and an end that lines of their own tell behind a drug."""
    later = [d.near.start for d in drugs if d.near.start > done.near.start and d.means != done.means]
    document = scene.coding.encounter.document(done.evidence.document)
    last = min([*later, done.near.end + _SOON, len(document.text)])
    if last <= done.near.end:
        return None
    behind = document.quote(done.near.end, last)
    match = _STARTED.search(text_of(scene, behind))
    spent = _between(match) if match else 0
    return (spent, quote(scene, behind, *match.span())) if match and spent else None


def minutes_of(scene: Scene, done: Done) -> tuple[int, Evidence] | None:
    """The minutes of a service: behind its words, else before them, else in its passage."""
    low = text_of(scene, done.near)
    at, end = done.evidence.start - done.near.start, done.evidence.end - done.near.start
    same = [
        d for d in scene.work(done.work) if d.near == done.near and d.evidence.start > done.evidence.start
    ]
    stop = same[0].evidence.start - done.near.start if same else len(low)
    for first, last, pattern in (
        (at, end, _OVER),
        (end, stop, _OVER),
        (end, stop, _CLOCK),
        (max(0, at - 24), at, _OVER),
    ):
        found = pattern.search(low, first, last)
        if found:
            spent = _spent(found) if pattern is _OVER else _between(found)
            if spent:
                return spent, quote(scene, done.near, *found.span())
    if done.work == "therapy":
        return None
    text = text_of(scene, done.scene)
    for pattern in (_OVER, _CLOCK):
        for found in sought(pattern, text):
            spent = _spent(found) if pattern is _OVER else _between(found)
            if spent and spent < _LARGEST:
                return spent, quote(scene, done.scene, *found.span())
    return None


def _spent(match: re.Match[str]) -> int:
    count = amount(match["n"])
    return int(count * 60 + int(match["more"] or 0) if match["u"].startswith("h") else count)


def _between(match: re.Match[str]) -> int:
    first, last = (int(match[f"h{n}"]) * 60 + int(match[f"m{n}"]) for n in (1, 2))
    spent = last - first
    return spent % (12 * 60 if spent < 0 and not match["a2"] else _LARGEST)
