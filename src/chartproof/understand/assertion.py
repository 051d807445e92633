"""How a mention is meant: there or not, now or not, the patient's or not (NegEx, ConText).

Chapman 2001 (NegEx) for negation, Harkema 2009 (ConText) for time and subject; doubt as in the
ICD-10-CM guidelines II.H, III.C and IV.H. The cue words stand in `cues/*.yml`: each says which way
its scope runs (before: the cue stands before what it governs), how far, and what it says. The
lists are walked as one automaton over the words of a line, its states made when first needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from chartproof.model.reading import Assertion, Presence, Subject, Time
from chartproof.model.record import Document

#: The cue lists; a phrase that stands in pseudo.yml is nothing else.
LISTS = ("pseudo", "negation", "uncertainty", "history", "future", "family", "termination")

#: How far a scope runs, and how strong an end is: to the next comma, the clause, the line.
_REACH = {"phrase": 1, "clause": 2, "line": 3, "stop": 3}

_TOKEN = re.compile(
    r"([^\W\d_]+n['\u2019]t\b)|((?:19|20)\d\d\b)|(\d+)|((?<![\w\])])[-+](?=[^\W\d_])|\?(?=\w))"
    r"|([^\W\d_]+)|((?<!\w)-|-(?!\w)|[\u2013\u2014])|\.(?=\s|$)|([^\w\s.\-])"
)
_WORD = re.compile(r"\w+")
_NOT, _YEAR, _NUMBER, _STUCK, _DASH = 1, 2, 3, 4, 6


@dataclass(frozen=True, slots=True)
class Sense:
    """What a cue says, which way and how far its scope runs; for an end, whose scopes it ends."""

    what: str
    direction: str
    reach: int
    words: int | None
    of: frozenset[str]
    label: str


@dataclass(frozen=True, slots=True)
class Cue:
    """Cue words in a text: `text[start:end]`."""

    start: int
    end: int
    sense: Sense

    @property
    def what(self) -> str:
        """What it says: absent, possible, past, ahead, family, other, nothing, end."""
        return self.sense.what

    @property
    def direction(self) -> str:
        """Where it stands: before what it governs, after it, or both."""
        return self.sense.direction


@dataclass(slots=True)
class _State:
    """One place in the phrases: the words that lead on, the senses that end here."""

    edges: dict[str, list[_State]] = field(default_factory=dict)
    senses: tuple[Sense, ...] = ()
    peeks: bool = False  # the last word of the phrase is looked at, not taken
    known: dict[str, _State] = field(default_factory=dict)

    def after(self, word: str, kind: str | None) -> _State | None:
        """Where the word leads, or its class."""
        found = self.known.get(word)
        if found is None:
            states = self.edges.get(word, [])
            if kind is not None:
                states = states + self.edges.get(kind, [])
            if not states:
                return None
            found = self.known[word] = states[0] if len(states) == 1 else _merged(states)
        return found


def _merged(states: list[_State]) -> _State:
    senses = dict.fromkeys(s for state in states for s in state.senses)
    # what a phrase ends goes first, so that it never ends what the phrase itself opens
    one = _State(senses=tuple(sorted(senses, key=lambda s: s.what != "end")))
    one.peeks = any(state.peeks for state in states)
    for state in states:
        for word, targets in state.edges.items():
            one.edges.setdefault(word, []).extend(targets)
    return one


def _words(text: str) -> list[tuple[str, int, int]]:
    """The words of a lower-cased text, as cues are written, with their places."""
    out = []
    for m in _TOKEN.finditer(text):
        start, end = m.span()
        word, which = m.group(), m.lastindex
        if which == _NOT:
            word = "cannot" if word.startswith("can") else "not"
        elif which == _YEAR:
            word = "[year]"
        elif which == _NUMBER:
            word = "[number]"
        elif which == _STUCK:
            word += "_"
        elif which == _DASH:
            word = "-"
        out.append((word, start, end))
    return out


def _phrase(written: str, sense: Sense, root: _State) -> None:
    """Add one written cue: `a|b` either, `(a)` may be missing, `[kin]` any word of the class."""
    parts = written.split()
    peeks = parts[-1].endswith("[stop]")
    here = _State(senses=(sense,), peeks=peeks)
    for part in reversed(parts):
        optional = len(part) > 2 and part[0] == "(" and part[-1] == ")"
        step = _merged([here]) if optional else _State()
        for choice in part[1:-1].split("|") if optional else part.split("|"):
            _lead(step, choice, here)
        here = step
    for word, targets in here.edges.items():
        root.edges.setdefault(word, []).extend(targets)


def _lead(state: _State, choice: str, to: _State) -> None:
    special = choice[0] == "[" or choice[-1] == "_"
    words = [choice] if special else [w for w, _, _ in _words(choice)]
    for word in reversed(words[1:]):
        to = _State(edges={word: [to]})
    state.edges.setdefault(words[0], []).append(to)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """All cues: the automaton, the words' classes, and the words a cue can begin with."""

    root: _State
    classes: dict[str, str]
    begins: frozenset[str]


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    root, classes = _State(), {"$": "[stop]"}
    for kind, members in _list("classes").items():
        classes.update(dict.fromkeys(members.split(), f"[{kind}]"))
    for name in LISTS:
        for group in _list(name):
            sense = _sense(group)
            for written in group["cues"]:
                _phrase(written, sense, root)
    inside = {word for word, kind in classes.items() if kind in root.edges}
    return _Lexicon(root, classes, frozenset(root.edges) | inside)


def _list(name: str) -> Any:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    text = files("chartproof.understand").joinpath("cues", f"{name}.yml").read_text("utf-8")
    return yaml.load(text, Loader=loader)  # noqa: S506 - the base loader makes strings only


def _sense(group: dict[str, Any]) -> Sense:
    words = group.get("words")
    return Sense(
        what=group["says"],
        direction=group.get("scope", "both"),
        reach=_REACH[group.get("reach", "clause")],
        words=None if words is None else int(words),
        of=frozenset(group.get("of", "absent possible past ahead family other").split()),
        label=group.get("label", group["says"]),
    )


def cues_in(text: str, start: int, end: int) -> tuple[Cue, ...]:
    """Find the cues of one line, the longest at each place; `text[cue.start:cue.end]` are its words.

    Ends of scopes are among them ("end"), and what looks like a cue and is none ("nothing").
    """
    lexicon = _lexicon()
    low = text[start:end].lower()
    if len(low) != end - start:  # a letter whose small form is longer: keep the offsets
        low = "".join(c if len(c.lower()) > 1 else c.lower() for c in text[start:end])
    words = _words(low)
    if words and words[0][0] == "-_":  # a bullet
        words[0] = ("-", *words[0][1:])
    words.append(("$", len(low.rstrip()), len(low.rstrip())))
    out: list[Cue] = []
    at, begins = 0, lexicon.begins
    while at < len(words):
        if words[at][0] in begins and (found := _longest(words, at, lexicon)):
            state, past = found
            first, last = start + words[at][1], start + words[past - 1][2]
            if first < last:
                out.extend(Cue(first, last, sense) for sense in state.senses)
            if state.senses[-1].what != "end":  # ends are transparent: the next cue may overlap
                at = past - 1
        at += 1
    return tuple(out)


def _longest(words: list[tuple[str, int, int]], at: int, lex: _Lexicon) -> tuple[_State, int] | None:
    state: _State | None = lex.root
    best = None
    for i in range(at, len(words)):
        word = words[i][0]
        state = state.after(word, lex.classes.get(word)) if state else None
        if state is None:
            break
        if state.senses:
            best = (state, i if state.peeks else i + 1)
    return best


_SURE = Assertion()
_TIMES = {"past": Time.PAST, "ahead": Time.AHEAD}
_SUBJECTS = {"family": Subject.FAMILY, "other": Subject.OTHER}
_PRESENCES = {"nothing": Presence.ABSENT, "absent": Presence.ABSENT, "possible": Presence.POSSIBLE}
_NEGATORS = frozenset({"no", "not", "without", "non"})
#: Sections that say by themselves when or whose.
FAMILY_SECTIONS = frozenset({"family_history"})
PAST_SECTIONS = frozenset({"psh", "past_surgical_history", "surgical_history"})


def meant(
    document: Document,
    start: int,
    end: int,
    cues: tuple[Cue, ...],
    section: str = "other",
) -> Assertion:
    """Say how the concept at `start:end` is meant, from the cues of its line and its section."""
    text = document.text
    governing = [*_ahead_of(text, start, end, cues), *_behind(text, start, end, cues)]
    denied = [c for c in governing if c.start >= end and c.what == "absent"]
    presence = _nearest(denied or governing, _PRESENCES, start, end)
    time = _nearest(governing, _TIMES, start, end)
    subject = _nearest(governing, _SUBJECTS, start, end)
    if section not in FAMILY_SECTIONS and section not in PAST_SECTIONS and not governing:
        return _SURE
    used = sorted({(c.start, c.end) for c in (presence, time, subject) if c is not None})
    return Assertion(
        _PRESENCES[presence.what] if presence else Presence.PRESENT,
        _TIMES[time.what] if time else Time.PAST if section in PAST_SECTIONS else Time.NOW,
        _SUBJECTS[subject.what]
        if subject
        else Subject.FAMILY
        if section in FAMILY_SECTIONS
        else Subject.PATIENT,
        tuple(document.quote(*place) for place in used),
    )


def _ahead_of(text: str, start: int, end: int, cues: tuple[Cue, ...]) -> list[Cue]:
    """The cues before the concept whose scope reaches it, walking away from it."""
    out: list[Cue] = []
    walls: dict[str, int] = {}
    short = 0
    for cue in reversed(cues):
        if cue.start >= start:
            continue
        sense = cue.sense
        if sense.direction == "after" or (sense.what == "nothing" and not _inside(text, cue, start)):
            continue
        if sense.what == "end":
            if text[cue.start] == ")" and "(" in text[cue.end : start]:
                continue
            for axis in sense.of:
                walls[axis] = max(walls.get(axis, 0), sense.reach)
            short = short or int(sense.reach > 1)
        elif sense.reach > max(walls.get(sense.what, 0), short) and _near(text, cue.end, start, sense):
            out.append(cue)
    return out


def _inside(text: str, cue: Cue, start: int) -> bool:
    """Whether the concept begins in what looked like no cue: no CHANGE IN VISION."""
    return cue.end > start and text[cue.start : start].split()[0].lower() in _NEGATORS


def _near(text: str, left: int, right: int, sense: Sense) -> bool:
    return sense.words is None or len(_WORD.findall(text, left, right)) <= sense.words


def _behind(text: str, start: int, end: int, cues: tuple[Cue, ...]) -> list[Cue]:
    """The cues after the concept whose scope reaches back to it."""
    out: list[Cue] = []
    wall = 0
    for cue in cues:
        sense = cue.sense
        if cue.end <= end or cue.start <= start or sense.direction == "before":
            continue
        if sense.what == "end":
            if cue.start >= end:
                wall = max(wall, sense.reach)
            if wall > 2:
                break
        elif sense.what != "nothing" and _near(text, end, cue.start, sense):
            between = text[end : cue.start]
            apposed = " and " in between or " or " in between or between in (", ", " ")
            if wall == 0 or (wall == 1 < sense.reach and apposed):
                out.append(cue)
    return out


def _nearest(cues: list[Cue], axis: dict[str, Any], start: int, end: int) -> Cue | None:
    best, far = None, 0
    for cue in cues:
        if cue.what in axis:
            gap = start - cue.end if cue.start < start else cue.start - end
            if best is None or gap < far:
                best, far = cue, gap
    return best
