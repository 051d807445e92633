"""YAML as it is written by hand, read strictly: strings, lists and mappings, each with its line, and nothing else.

No tags, anchors or aliases, no second document, no key twice; files, depth and lists have limits, so that a hostile
file costs no more than a refusal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chartproof.model.errors import InputError

MOST_BYTES = 256_000
_DEEPEST = 12
#: So long is what is printed of a rule, and a key.
_LONGEST, _KEY = 1_000, 40
_MOST_EVENTS = 60_000


@dataclass(frozen=True, slots=True)
class Node:
    """What stands at a place of a file: a string, a list of nodes, or a mapping of nodes."""

    file: str
    place: str
    line: int
    value: Any = field(repr=False)

    def wrong(self, says: str) -> InputError:
        """Make the error that names the file, the line and the place."""
        at = f"line {self.line}{f', {self.place}' if self.place else ''}"
        return InputError(self.file, at, says)

    def text(self) -> str:
        """Read a string that says something."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.wrong("must be words")
        said = " ".join(self.value.split())
        if len(said) > _LONGEST or not said.isprintable():
            raise self.wrong(f"is longer than {_LONGEST} characters, or has some that may not stand there")
        return said

    def many(self) -> list[Node]:
        """Read a list; a single string is a list of one."""
        if isinstance(self.value, list):
            return list(self.value)
        if isinstance(self.value, str):
            return [self]
        raise self.wrong("must be a list")

    def words(self) -> tuple[str, ...]:
        """Read a list of strings, in capitals; at least one."""
        told = tuple(each.text().upper() for each in self.many())
        if not told:
            raise self.wrong("must have at least one entry")
        return told

    def keys(self, known: tuple[str, ...], needed: tuple[str, ...] = ()) -> dict[str, Node]:
        """Read a mapping of known keys; every needed one must be there."""
        if not isinstance(self.value, dict):
            raise self.wrong("must be keys with values")
        for key, node in self.value.items():
            if key not in known:
                raise node.wrong(f"is no key that is known here; known are: {', '.join(known)}")
        for key in needed:
            if key not in self.value:
                raise self.wrong(f"has no key {key}, and needs it")
        return {k: n for k, n in self.value.items() if n.value != ""}

    def plain(self) -> Any:
        """The value without lines: strings, lists, dictionaries."""
        if isinstance(self.value, list):
            return [each.plain() for each in self.value]
        if isinstance(self.value, dict):
            return {key: each.plain() for key, each in self.value.items()}
        return self.value


def read(path: Path) -> Node:
    """Read the one document of a file; InputError where it is none of ours."""
    import yaml

    file = str(path)
    if not path.is_file():
        raise InputError(file, "", "is no file")
    if path.stat().st_size > MOST_BYTES:
        raise InputError(file, "", f"more than {MOST_BYTES // 1000} kB; write one rule a file")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(file, "", "not UTF-8; save it as UTF-8") from None
    try:
        _refuse(text, file)
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(file, f"line {line}", f"not YAML: {error.problem}") from None
    except yaml.YAMLError:
        raise InputError(file, "", "not YAML: it has characters that may not stand there") from None
    if root is None:
        raise InputError(file, "", "is empty; write a rule")
    return _node(root, file, "")


def _refuse(text: str, file: str) -> None:
    """Refuse what a rule never needs before anything is built of it."""
    import yaml

    depth = documents = 0
    for count, event in enumerate(yaml.parse(text, Loader=yaml.BaseLoader), 1):
        at = f"line {event.start_mark.line + 1 if event.start_mark else 1}"
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise InputError(file, at, "anchors and aliases (& and *) are not read; write it out")
        if getattr(event, "tag", None):
            raise InputError(file, at, "tags (!) are not read; take it out")
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if documents > 1:
            raise InputError(file, at, "a second document begins; write one rule a file")
        if depth > _DEEPEST or count > _MOST_EVENTS:
            raise InputError(file, at, "more is nested or listed than a rule needs")


def _node(raw: Any, file: str, place: str) -> Node:
    import yaml

    line = raw.start_mark.line + 1
    if isinstance(raw, yaml.SequenceNode):
        entries = [_node(each, file, f"{place}.{n}".lstrip(".")) for n, each in enumerate(raw.value, 1)]
        return Node(file, place, line, entries)
    if isinstance(raw, yaml.MappingNode):
        return Node(file, place, line, dict(_entries(raw, file, place)))
    return Node(file, place, line, str(raw.value))


def _entries(raw: Any, file: str, place: str) -> Iterator[tuple[str, Node]]:
    seen: set[str] = set()
    for key, value in raw.value:
        at = key.start_mark.line + 1
        name = key.value if isinstance(key.value, str) else ""
        if name in seen or not (name.isidentifier() and len(name) <= _KEY):
            raise InputError(file, f"line {at}", "a key stands twice, or is no word")
        seen.add(name)
        yield name, _node(value, file, f"{place}.{name}".lstrip("."))
