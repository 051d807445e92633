"""Where each code set is published, how often and under what terms: publishers.yml, read and filled in."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from chartproof.codesets.fetch.calendar import Edition
from chartproof.model.errors import InputError

_LINE = re.compile(r"(?P<when>\S+) (?P<url>\S+)(?: seen (?P<seen>\d{4}-\d\d-\d\d))?")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a file is kept. `when`: an edition (2026.4), the month it comes out in, or `any`.

    `seen`: the last day the address was seen to work; None where it only follows the publisher's
    way of naming files.
    """

    when: str
    url: str
    seen: date | None


@dataclass(frozen=True, slots=True)
class Terms:
    """What a publisher asks to be accepted before a download, in our words.

    `query` is what the publisher's own accept button adds to an address.
    """

    name: str
    owner: str
    page: str
    query: str
    says: str

    @property
    def sha256(self) -> str:
        """Which text it was that a person accepted (SHA-256, hex)."""
        return hashlib.sha256(f"{self.owner}\n{self.page}\n{self.says}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Publication:
    """Files that are fetched and added together, and the sets they make.

    `addresses` is empty where nothing can be fetched; `why` then says what to do instead. `hosts`
    are the publisher's own. `told` names what a person would have to tell the builder (first,
    version). `forms` orders the endings of files published in several forms.
    """

    sets: tuple[str, ...]
    publisher: str
    page: str
    comes: str
    clock: str
    hosts: frozenset[str]
    terms: Terms | None
    told: str
    forms: tuple[str, ...]
    addresses: tuple[Address, ...]
    why: str

    def of(self, edition: Edition) -> tuple[Address, ...]:
        """The files of one edition: as seen, else as the publisher names them; InputError when unknown."""
        for when in (edition.text, edition.month, "any"):
            found = [a for a in self.addresses if when and a.when == when]
            if found:
                fields = edition.fields()
                return tuple(Address(a.when, a.url.format_map(fields), a.seen) for a in found)
        says = f"where its files are kept is not known here; find them at {self.page} and say --from ADDRESS"
        raise InputError(self.sets[0], edition.text, says)


@cache
def publications() -> tuple[Publication, ...]:
    """Every publication of the table, in its order."""
    import yaml

    text = files("chartproof.codesets").joinpath("publishers.yml").read_text("utf-8")
    told = yaml.load(text, yaml.BaseLoader)  # noqa: S506  string-only: 2026.4 stays 2026.4
    terms = {name: Terms(name, **said) for name, said in told["terms"].items()}
    return tuple(_publication(row, told["publishers"], terms) for row in told["publications"])


def _publication(row: dict[str, Any], publishers: dict[str, Any], terms: dict[str, Terms]) -> Publication:
    return Publication(
        sets=tuple(row["sets"].split()),
        publisher=row["publisher"],
        page=row["page"],
        comes=row["comes"],
        clock=row["clock"],
        hosts=frozenset(publishers[row["publisher"]].split()),
        terms=terms[row["terms"]] if "terms" in row else None,
        told=row.get("told", ""),
        forms=tuple(row.get("forms", "csv xlsx txt").split()),
        addresses=tuple(_address(line) for line in row.get("addresses", ())),
        why=row.get("why", ""),
    )


def _address(line: str) -> Address:
    found = _LINE.fullmatch(line)
    if not found:
        raise ValueError(f"publishers.yml: {line!r} is no WHEN ADDRESS [seen DAY]")
    seen = date.fromisoformat(found["seen"]) if found["seen"] else None
    return Address(found["when"], found["url"], seen)


def publication_of(name: str) -> tuple[str, Publication]:
    """The set's name as the table writes it, and what makes it; InputError where none does."""
    every = {s.lower(): (s, p) for p in publications() for s in p.sets}
    if found := every.get(name.lower()):
        return found
    like = ", ".join(s for low, (s, _) in sorted(every.items()) if name.lower() in low)
    says = f"is no set of the table; did you mean {like}?" if like else "is no set of the table"
    raise InputError(name, "", f"{says}; `chartproof books fetch --list` shows all")
