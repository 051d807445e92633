"""An index of ICD-10-CM as a tree that addenda change: terms below terms, found by what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from chartproof.codesets.build.addenda_lines import squeezed
from chartproof.codesets.build.icd10 import CODE, clean
from chartproof.codesets.build.index_terms import Path, Term, code_and_manifestation

_SEE_WITHIN = re.compile(r" ?\((see(?: also)?) ((?:[^()]|\([^()]*\))*)\)")
_SEE_AFTER = re.compile(r" +-+ *(see(?: also)?) (.+)$")
_CATEGORY = re.compile(rf"(?:sub)?category ({CODE}\.?-?)")
_CODE = re.compile(rf" ({CODE}\.?-?(?: ?\[{CODE}\.?-?\])?)$")


@dataclass(frozen=True, slots=True)
class Said:
    """What a line of an addenda says: its level, its term without a path, its title as printed."""

    level: int
    term: Term
    label: str


@dataclass(slots=True)
class Node:
    """One term and those below it, by what their titles begin with."""

    term: Term
    below: dict[str, list[Node]] = field(default_factory=dict)

    def found(self, said: Said) -> Node | None:
        """The one term directly below that a line names: as printed, else by its title alone.

        A flattened index has lost what stands in a title after its nonessential modifiers.
        """
        heads = dict.fromkeys((_head(said.label), _head(said.term.title)))
        same = [node for head in heads for node in self.below.get(head, ())]
        label, title = bare(said.label), bare(said.term.title)
        exact = [n for n in same if bare(n.label) == label]
        exact = exact or [n for n in same if n.is_as(said.term)]
        titled = [n for n in same if bare(n.term.title) == title]
        cut = [n for n in same if n.term.modifiers and label.startswith(bare(n.label))]
        found = exact or titled or cut
        return found[0] if exact or len(found) == 1 else None

    @property
    def label(self) -> str:
        """The title with its nonessential modifiers behind it."""
        return f"{self.term.title} {self.term.modifiers}"

    def is_as(self, said: Term) -> bool:
        """Whether a term has this title and these nonessential modifiers."""
        return (bare(self.term.title), bare(self.term.modifiers)) == (
            bare(said.title),
            bare(said.modifiers),
        )

    def put(self, node: Node) -> None:
        """Put a term below this one."""
        for key in {_head(node.term.title), _head(node.label)}:
            self.below.setdefault(key, []).append(node)

    def take(self, node: Node) -> None:
        """Take out a term that stands directly below."""
        for same in self.below.values():
            same[:] = [other for other in same if other is not node]

    def terms(self, above: Path = ()) -> Iterator[Term]:
        """All the terms below, with their paths as they now are."""
        for key, same in self.below.items():
            for node in (n for n in same if _head(n.label) == key):
                path = (*above, node.term.title or node.term.modifiers)
                yield replace(node.term, path=path)
                yield from node.terms(path)

    def count(self) -> int:
        """How many terms stand below, at any depth."""
        return sum(1 for _ in self.terms())


def tree(terms: Iterable[Term]) -> Node:
    """A tree of terms, each given after the one above it."""
    root = Node(Term((), "", ""))
    at: dict[Path, Node] = {(): root}
    for term in terms:
        at[term.path] = Node(term)
        at.get(term.path[:-1], root).put(at[term.path])
    return root


def read_term(text: str, cells: dict[int, str] | None = None) -> Said:
    """Read a line of an index: its level by its dashes, and its term without a path.

    `cells`: the codes of a row of a table by column, which then has none in its line.
    """
    dashes = re.match(r"(?:- ?)*", text)
    level = dashes[0].count("-") if dashes else 0
    rest = text[dashes.end() if dashes else 0 :]
    sees: dict[str, list[str]] = {"see": [], "see also": []}
    for kind, target in _SEE_WITHIN.findall(rest):
        sees[kind].append(target)
    rest = _SEE_WITHIN.sub("", rest)
    if found := _SEE_AFTER.search(rest):
        sees[found[1]].append(found[2])
        rest = rest[: found.start()]
    code, manifestation = "", ""
    if cells is None and (found := _CODE.search(rest)):
        code, manifestation = code_and_manifestation(found[1])
        rest = rest[: found.start()]
    title, modifiers = _split(rest)
    see, see_also = (clean("; ".join(sees[kind])) for kind in ("see", "see also"))
    category = ""
    if found := _CATEGORY.fullmatch(see):
        see, category = "", found[1]
    term = Term((), title, modifiers, code, manifestation, see, see_also, category, cells or {})
    return Said(level, term, clean(rest))


def _split(text: str) -> tuple[str, str]:
    """A title, and its nonessential modifiers: from the first parenthesis to the last."""
    first, last = text.find("("), text.rfind(")")
    if not 0 <= first < last:
        return clean(text), ""
    return clean(f"{text[:first]} {text[last + 1 :]}").replace(" ,", ","), clean(text[first : last + 1])


def bare(text: str) -> str:
    """A title to compare: a hyphen may have been set where a line ended."""
    return squeezed(text).replace("-", "")


def _head(label: str) -> str:
    """What a title begins with, up to its first parenthesis, to find it by."""
    return bare(label.partition("(")[0]) or bare(label)
