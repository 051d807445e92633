"""Check the proofs of an answer against the record and the releases it names.

Two ways: every leaf and step is checked by itself (the words stand at their place, the rows stand in
the release, the rules exist, hold on the day and carry that citation, the code is valid); and the case
is coded again, and each code must come with the same proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chartproof.codesets.books import Books
from chartproof.codesets.pcs_books import SYSTEM as PCS
from chartproof.model.coding import Cite
from chartproof.model.record import Encounter

DIAGNOSES = "ICD-10-CM"
#: What a service line says besides its code.
LINE = ("units", "modifiers", "pointers", "served", "place")


@dataclass(frozen=True, slots=True)
class Failed:
    """A proof that does not hold: the code, where in it, and why."""

    code: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks proofs as JSON (CONTRACT, `code`). `authorities` maps rule ids to their citations."""

    encounter: Encounter
    books: Books
    authorities: Mapping[str, frozenset[Cite]]
    has_row: Callable[[str, str, str], bool]
    is_procedure: Callable[[str], bool] | None = None

    def failures(self, given: Mapping[str, Any], again: Mapping[str, Any]) -> Iterator[Failed]:
        """What is wrong with each code of an answer; `again` is the case coded anew."""
        for listed, made in ((_listed(given), _listed(again)), (_beside(given), _beside(again))):
            yield from self._of(listed, made)

    def _of(self, listed: Iterable[Mapping[str, Any]], made: list[Mapping[str, Any]]) -> Iterator[Failed]:
        fresh = {c["code"]: c for c in made}
        for entry in listed:
            value = str(entry.get("code"))
            same = [c for c in made if c["code"] == value]
            if not self._is_valid(value, str(entry.get("system"))):
                yield Failed(value, "code", f"not a valid code of {self.books.name}")
            if "proof" not in entry:
                yield Failed(value, "proof", "there is no proof; code without --brief")
                continue
            yield from (Failed(value, at, why) for at, why in self._node(entry["proof"], "proof"))
            if entry.get("poa_proof"):
                nodes = self._node(entry["poa_proof"], "poa_proof")
                yield from (Failed(value, at, why) for at, why in nodes)
            for number, node in enumerate(entry.get("modifier_proofs", ())):
                nodes = self._node(node, f"modifier_proofs.{number}")
                yield from (Failed(value, at, why) for at, why in nodes)
            if not _has_words(entry["proof"]):
                yield Failed(value, "proof", "it does not end in words of the record")
            if value not in fresh:
                yield Failed(value, "code", "coding the case again does not give this code")
            elif all(c["proof"] != entry["proof"] for c in same):
                yield Failed(value, "proof", "coding the case again gives another proof")
            elif all(any(c.get(key) != entry.get(key) for key in LINE) for c in same):
                yield Failed(
                    value,
                    "line",
                    "coding the case again gives other units, modifiers, pointers, day or place",
                )
            elif any(fresh[value].get(key) != entry.get(key) for key in ("poa", "poa_proof") if key in entry):
                yield Failed(
                    value, "poa", "coding the case again gives another indicator or another proof of it"
                )

    def _node(self, node: Mapping[str, Any], at: str) -> Iterator[tuple[str, str]]:
        kind = node.get("kind")
        if kind == "evidence":
            yield from self._evidence(node, at)
        elif kind == "row":
            yield from self._row(node, at)
        elif kind == "step":
            yield from self._step(node, at)
            for number, inner in enumerate(node.get("grounds", ())):
                yield from self._node(inner, f"{at}.{number}")
        elif kind != "fact":
            yield at, f"unknown kind of ground {kind!r}"

    def _evidence(self, node: Mapping[str, Any], at: str) -> Iterator[tuple[str, str]]:
        try:
            text = self.encounter.document(node["document"]).text
        except KeyError:
            yield at, "the case has no such document"
            return
        if text[node["start"] : node["end"]] != node["words"]:
            yield at, f"the record does not say that at {node['start']} to {node['end']}"

    def _row(self, node: Mapping[str, Any], at: str) -> Iterator[tuple[str, str]]:
        if not self.has_row(node["release"], node["table"], node["key"]):
            yield at, f"no release at hand is {node['release']} with a row {node['key']} in {node['table']}"

    def _step(self, node: Mapping[str, Any], at: str) -> Iterator[tuple[str, str]]:
        cites = self.authorities.get(node["rule"])
        cite = node.get("cite", {})
        if cites is None:
            yield at, f"there is no rule {node['rule']}"
        elif Cite(cite.get("source", ""), cite.get("place", ""), cite.get("url", "")) not in cites:
            yield at, f"{node['rule']} does not carry that citation"
        procedural = node["rule"].startswith("icd10pcs.")
        if node.get("release") != self.books.name and not (procedural and self._is_at_hand(node)):
            yield at, f"the release {node.get('release')} is not {self.books.name}"

    def _is_valid(self, value: str, system: str) -> bool:
        if system in {"CPT", "HCPCS"}:
            return True  # that coding the case again gives it is checked below
        if system == PCS:
            return self.is_procedure is not None and self.is_procedure(value)
        return self.books.tabular.billable(value) is not None

    def _is_at_hand(self, node: Mapping[str, Any]) -> bool:
        return self.books.has(PCS) and node.get("release") == self.books.release_of(PCS).name


def _listed(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The codes on the list."""
    return list(answer["codes"])


def _beside(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The codes that the form has a place of their own for."""
    admitting = answer.get("admitting")
    return [*([admitting] if admitting else []), *answer.get("reasons_for_visit", ())]


def _has_words(node: Mapping[str, Any]) -> bool:
    return node.get("kind") == "evidence" or any(_has_words(n) for n in node.get("grounds", ()))
