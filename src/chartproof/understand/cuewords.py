"""The words that say how something is meant, found in a line: negation, doubt, time, subject.

The lists stand in `cues/*.yml`: each cue says which way its scope runs (before: it stands before
what it governs), how far, and what it says. They are walked as one automaton over the words of a
line, its states made when first needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from chartproof.model.pattern import Pattern

#: The cue lists; a phrase that stands in pseudo.yml is nothing else.
LISTS = ("pseudo", "negation", "uncertainty", "history", "future", "family", "termination")

#: How far a scope runs, and how strong an end is: to the next comma, the clause, the line.
_REACH = {"phrase": 1, "clause": 2, "line": 3, "stop": 3}

_TOKEN = Pattern(
    r"[^\W\d_]+(?:'t\b)?|(?<!\d)'\d\d(?![\d'\"])|\d+|(?:(?<!\b[a-z])|(?!.\s[a-z]{4}))\.(?=\s|$)|-(?!\w)|(?<!\w)-|[^\w\s.\-]"
)
#: A sign that stands right before a word ("-fever", "?pneumonia"), and a question mark apart from the word before ("CXR: ? pneumonia"), kept as one character.
_STUCK = Pattern(r"(?<![\w\])])([-+])(?=[^\W\d_])|(\?)(?=\w)|(?<![^\s:(,;/-])(\?)(?= \w)")
_SIGNS = {"-": "\ue000", "+": "\ue001", "?": "\ue002"}
_END = "\ue003"
#: Axes whose scopes can end.
AXES = ("absent", "possible", "past", "now", "ahead", "family", "other")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a cue says, which way and how far its scope runs; for an end, how far it ends what.

    `lists`: behind a list it speaks of all its items ("malaria, dengue, typhoid excluded").
    """

    what: str
    direction: str
    reach: int
    words: int | None
    label: str
    ends: tuple[tuple[str, int], ...] = ()
    lists: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """Cue words in a text: `text[start:end]`."""

    start: int
    end: int
    sense: Sense

    @property
    def what(self) -> str:
        """What it says: absent, possible, past, now, ahead, family, other, nothing, end."""
        return self.sense.what

    @property
    def direction(self) -> str:
        """Where it stands: before what it governs, after it, or both; inside: around it."""
        return self.sense.direction


@dataclass(slots=True)
class _State:
    """One place in the phrases: the words that lead on, the senses that end here."""

    edges: dict[str, list[_State]] = field(default_factory=dict)
    senses: tuple[Sense, ...] = ()
    peeks: bool = False  # the last word of the phrase is looked at, not taken
    known: dict[str, _State | None] = field(default_factory=dict)

    def after(self, word: str, kind: str | None) -> _State | None:
        """Where the word leads, or its class."""
        states = self.edges.get(word, [])
        if kind is not None:
            states = states + self.edges.get(kind, [])
        return states[0] if len(states) == 1 else _merged(states) if states else None


def _merged(states: list[_State]) -> _State:
    one = _State(peeks=any(state.peeks for state in states))
    senses = dict.fromkeys(s for state in states for s in state.senses)
    ends = [s for s in senses if s.what == "end"]
    # one end for all, and first, so that it never ends what the phrase itself opens
    says = [s for s in senses if s.what != "end"]
    nothing = [s for s in says if s.what == "nothing"]
    one.senses = tuple(nothing or [*(_one_end(ends) if ends else ()), *says])
    for state in states:
        for word, targets in state.edges.items():
            one.edges.setdefault(word, []).extend(targets)
    return one


def _one_end(ends: list[Sense]) -> tuple[Sense, ...]:
    reach = {axis: 0 for axis, _ in (pair for end in ends for pair in end.ends)}
    for axis, far in (pair for end in ends for pair in end.ends):
        reach[axis] = max(reach[axis], far)
    both = any(end.direction == "both" for end in ends)
    far = max(end.reach for end in ends)
    return (Sense("end", "both" if both else "before", far, None, "end", tuple(reach.items())),)


def _phrase(written: str, sense: Sense, root: _State, known: set[str]) -> None:
    """Add one written cue: `a|b` either, `(a)` may be missing, `[kin]` any word of the class."""
    parts = written.split()
    peeks = parts[-1].endswith("[stop]")
    here = _State(senses=(sense,), peeks=peeks)
    for part in reversed(parts):
        optional = len(part) > 2 and part[0] == "(" and part[-1] == ")"
        step = _merged([here]) if optional else _State()
        for choice in part[1:-1].split("|") if optional else part.split("|"):
            known.update(_lead(step, choice, here))
        here = step
    for word, targets in here.edges.items():
        root.edges.setdefault(word, []).extend(targets)


def _lead(state: _State, choice: str, to: _State) -> list[str]:
    """Lead from one place to another by the words of a choice."""
    if choice.isalpha() or choice[0] == "[":
        words = [choice]
    elif choice[-1] == "_":
        words = [_SIGNS[choice[0]]]
    else:
        words = _TOKEN.findall(_lowered(choice))
    for word in reversed(words[1:]):
        to = _State(edges={word: [to]})
    state.edges.setdefault(words[0], []).append(to)
    return words


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """All cues: the automaton, the words' classes, and the words a cue can begin with."""

    root: _State
    classes: dict[str, str]
    begins: frozenset[str]
    known: frozenset[str]

    def step(self, state: _State, word: str) -> _State | None:
        """Where a word leads; remembered for the words of the lists, and for numbers."""
        if word in self.known:
            kind = self.classes.get(word) or ("[number]" if word.isdigit() else None)
            to = state.known[word] = state.after(word, kind)
            return to
        if word.isdigit() or (word[0] == "'" and word[1:].isdigit()):
            kind = "[year]" if word[0] == "'" or (len(word) == 4 and word[:2] in ("19", "20")) else "[number]"
            if kind not in state.known:
                state.known[kind] = state.after(kind, None)
            return state.known[kind]
        return None


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    root, classes, known = _State(), {_END: "[stop]"}, set[str]()
    for kind, members in _list("classes").items():
        classes.update(dict.fromkeys(members.split(), kind))
    for name in LISTS:
        for group in _list(name):
            sense = _sense(group)
            for written in group["cues"]:
                _phrase(written, sense, root, known)
    inside = {word for word, kind in classes.items() if kind in root.edges}
    return _Lexicon(root, classes, frozenset(root.edges) | inside, frozenset(known) | set(classes))


def _list(name: str) -> Any:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    text = files("chartproof.understand").joinpath("cues", f"{name}.yml").read_text("utf-8")
    return yaml.load(text, Loader=loader)  # noqa: S506 - the base loader makes strings only


def _sense(group: dict[str, Any]) -> Sense:
    words, end = group.get("words"), group["says"] == "end"
    reach = _REACH[group.get("reach", "clause")]
    axes = group.get("of", " ".join(AXES)).split() if end else ()
    return Sense(
        what=group["says"],
        direction=group.get("scope", "both"),
        reach=reach,
        words=None if words is None else int(words),
        label=group.get("label", group["says"]),
        ends=tuple((axis, reach) for axis in axes),
        lists="lists" in group,
    )


def _lowered(line: str) -> str:
    """Lower-case, of the same length, the signs that stand at a word made one character."""
    low = line.lower()
    if len(low) != len(line):  # a letter whose small form is longer: keep the offsets
        low = "".join(c if len(c.lower()) > 1 else c.lower() for c in line)
    if "\u2019" in low:
        low = low.replace("\u2019", "'")
    if "-" in low or "+" in low or "?" in low:
        low = _STUCK.sub(lambda m: _SIGNS[m.group()], low)
    return low


@lru_cache(maxsize=256)  # the lines of one record, as a rule
def cues_in(text: str, start: int, end: int) -> tuple[Cue, ...]:
    """Find the cues of one line, the longest first; `text[cue.start:cue.end]` is its words.

    Ends of scopes are among them ("end"), and what looks like a cue and is none ("nothing").
    """
    lexicon = _lexicon()
    begins = lexicon.begins
    low = _lowered(text[start:end])
    words = _TOKEN.findall(low)
    if (
        words and words[0] == _SIGNS["-"] and words.count(_SIGNS["-"]) == 1 and _opens(text, start)
    ):  # a bullet
        words[0] = "-"
        low = low.replace(_SIGNS["-"], "-", 1)
    words.append(_END)
    out: list[Cue] = []
    places: list[int] = []
    at, count = 0, len(words)
    while at < count:
        word = words[at]
        if (word in begins or word[-1].isdigit()) and (found := _longest(words, at, lexicon)):
            state, past = found
            places = places or _places(low, words)
            first, last = start + places[at], start + places[past - 1] + len(words[past - 1])
            turned = _rules_out_next(text, (start, first, last, end))
            for sense in state.senses:
                out.append(Cue(first, last, _RULES_OUT if turned and sense.what == "absent" else sense))
            if state.senses[-1].what != "end":  # ends are transparent: the next cue may overlap
                at = past - 1
        at += 1
    return tuple(out)


#: "Ruled out" in front of what is ruled out, and not behind it: "chest pain, ruled out MI", "we ruled out a PE".
_RULES_OUT = Sense("absent", "before", _REACH["clause"], None, "absent")
_RULED_OUT = Pattern(r"ruled out(?: for)?", re.IGNORECASE)
_TURNS = Pattern(r"(?:^|[.;:,(\n-]|\b(?:we|i|they|also|then|have|has|had))\s*$", re.IGNORECASE)
_WHAT = Pattern(
    r" (?:(?:an?|the|any) )?(?!(?:by|with|on|in|at|per|after|via|given|today|here|but|as|from|and|or|for|then|so|now|this|that|earlier|previously|because|"
    r"since|yesterday|last|clinically|already|over|during|if|when|while|she|he|they|it|we|i|was|is|were|are|no|not|plan|will|to)\b)[a-z0-9]",
    re.IGNORECASE,
)


def _rules_out_next(text: str, at: tuple[int, int, int, int]) -> bool:
    """Whether "ruled out" opens its clause and names behind it what is ruled out."""
    start, first, last, end = at
    return (
        _RULED_OUT.fullmatch(text, first, last) is not None
        and _TURNS.search(text[start:first]) is not None
        and _WHAT.match(text, last, end) is not None
    )


def _opens(text: str, start: int) -> bool:
    """Whether a place opens its line."""
    return not text[text.rfind("\n", 0, start) + 1 : start].strip()


def _places(low: str, words: list[str]) -> list[int]:
    """Where the words stand, in order."""
    places, after = [], 0
    for word in words[:-1]:
        at = low.index(word, after)
        places.append(at)
        after = at + len(word)
    return places


def _longest(words: list[str], at: int, lexicon: _Lexicon) -> tuple[_State, int] | None:
    """Walk the phrases from one word; where the longest ended, and the place after it."""
    state = lexicon.root
    best = None
    for i in range(at, len(words)):
        word = words[i]
        to = state.known[word] if word in state.known else lexicon.step(state, word)
        if to is None:
            break
        state = to
        if state.senses:
            best = (state, i if state.peeks else i + 1)
    return best
