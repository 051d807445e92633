"""Which of the terms with the same words is meant here: the lexicon's contexts, then the Tabular's order."""

from __future__ import annotations

from dataclasses import dataclass

from chartproof.model.reading import Line
from chartproof.terms.index import Term, TermIndex
from chartproof.terms.words import Words, fold
from chartproof.understand.patient import Patient


@dataclass(frozen=True, slots=True)
class Scene:
    """What a context may ask about: the patient, the words of the note, and the line."""

    patient: Patient
    note: frozenset[str]
    line: Line
    words: Words


_ORDER = {"lexicon": 0, "title": 1, "inclusion": 2}


def meant_by(ids: tuple[int, ...], at: tuple[int, ...], scene: Scene, index: TermIndex) -> Term | None:
    """The term meant, or None when every sense asks for a context that is not there."""
    if len(ids) == 1:
        only = index.term(ids[0])
        return only if not only.when or holds(only.when, at, scene) else None
    terms = [index.term(i) for i in ids]
    holding = [t for t in terms if not t.when or holds(t.when, at, scene)]
    if not holding:
        return None
    return min(holding, key=lambda t: (_ORDER[t.source], not t.when, len(t.means[0]), t.means[0]))


def holds(when: str, at: tuple[int, ...], scene: Scene) -> bool:
    """Whether every condition of a sense is met (`near=a|b; not=c; upper; sex=F; age<18`)."""
    return all(_one(condition.strip(), at, scene) for condition in when.split(";") if condition.strip())


def _one(condition: str, at: tuple[int, ...], scene: Scene) -> bool:
    name, _, value = condition.partition("=")
    words = scene.words
    if condition == "upper":
        return any(words.text[words.starts[i] : words.ends[i]].isupper() for i in at)
    if condition.startswith("age"):
        return _age(condition[3:], scene.patient.age)
    asked = {fold(w) for phrase in value.split("|") for w in phrase.split()}
    if name == "near":
        return not asked.isdisjoint(words.folded[i] for i in range(len(words)) if i not in at)
    if name == "not":
        return asked.isdisjoint(words.folded[i] for i in range(len(words)) if i not in at)
    if name == "note":
        return not asked.isdisjoint(scene.note)
    if name == "sex":
        return scene.patient.sex == value
    if name == "section":
        return scene.line.section in value.split("|")
    return False


def _age(asked: str, age: int | None) -> bool:
    """Unknown age meets only an adult's condition."""
    if asked.startswith(">="):
        return age is None or age >= int(asked[2:])
    if asked.startswith("<="):
        return age is not None and age <= int(asked[2:])
    if asked.startswith("<"):
        return age is not None and age < int(asked[1:])
    return age is None or age > int(asked[1:])
