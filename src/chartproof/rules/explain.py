"""A rule's page: what it says, since when, on whose authority, and its cases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chartproof.rules.cases import read_cases
from chartproof.rules.core import Method, Rule


def matching(asked: str, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules of an id, its last part, or of a guideline paragraph (and the paragraphs below it)."""
    wanted = asked.strip()
    everything = tuple(rules)
    exact = tuple(r for r in everything if wanted in {r.id, r.id.rsplit(".", 1)[-1]})
    if exact:
        return exact
    cited = wanted.upper() if wanted[:2].upper() in {"I.", "II", "IV"} else wanted
    return tuple(r for r in everything if _under(r.cite.place, cited))


def _under(place: str, asked: str) -> bool:
    return any(
        p.strip().lower() == asked.lower() or p.strip().lower().startswith(asked.lower() + ".")
        for p in place.split(",")
    )


def page_of(rule: Rule) -> str:
    """The page of one rule, as Markdown."""
    reviewed = f"text read up to {rule.reviewed}" if rule.reviewed else "its source could not be read"
    return page_with(rule, f"Holds: {rule.holds} ({reviewed})", (), read_cases(rule))


def page_with(rule: Rule, holds: str, more: Iterable[str], cases: Iterable[dict[str, Any]]) -> str:
    """The page of a rule with what it says of its days, what else there is to say, and these cases."""
    lines = [
        f"# {rule.id}",
        "",
        rule.says,
        "",
        f"- Authority: {', '.join(filter(None, (rule.cite.source, rule.cite.place)))}",
        f"- {holds}",
    ]
    if rule.cite.url:
        lines.append(f"- Source: {rule.cite.url}")
    lines += [f"- {line}" for line in more]
    lines += ["", "## Cases", ""]
    for case in cases:
        lines += _case(case)
    return "\n".join(lines) + "\n"


def _case(case: dict[str, Any]) -> list[str]:
    lines = [f"- **{case['case']}** ({case['on']}{', ' + case['setting'] if 'setting' in case else ''})"]
    if "claim" in case:
        said = (f"{key} {told(value)}" for key, value in case["claim"].items())
        lines.append(f"  - claim: {'; '.join(said)}")
    for system, tables in case.get("tables", {}).items():
        rows = "; ".join(told(row) for table in tables.values() for row in table)
        lines.append(f"  - {system} says: {rows}")
    if "given" in case:
        lines.append(f"  - given: {', '.join(case['given'])}")
    if "reads" in case:
        lines.append(f"  - the record reads: “{' '.join(case['reads'])}”")
    if "note" in case:
        lines.append(f"  - note: “{' '.join(case['note'].split())}”")
    for document in case.get("documents", ()):
        named = document.get("kind") or document.get("id", "document")
        lines.append(f"  - {named}: “{' '.join(document['text'].split())}”")
    if "outside" in case:
        lines.append("  - the rule does not hold on that day")
    if "claim" in case and "expect" in case:
        lines.append(f"  - found at: {', '.join(case['expect']) or 'no place'}")
    for key in ("expect", "in_order", "has", "lacks"):
        if key in case and not (key == "expect" and "claim" in case):
            lines.append(f"  - {key.replace('_', ' ')}: {', '.join(case[key]) or 'nothing'}")
    for key in ("rejected", "needed", "roles", "poa", "obligations"):
        if key in case:
            lines.append(f"  - {key}: {', '.join(f'{code} ({how})' for code, how in case[key].items())}")
    if "counts" in case:
        lines.append(f"  - it counts {'nothing' if case['counts'] == 'none' else case['counts']}")
    if "asks" in case:
        lines.append("  - a question is asked")
    if "quiet" in case:
        lines.append("  - nothing is asked")
    for key in ("shows", "offers"):
        if key in case:
            lines.append(f"  - it {key}: {'; '.join(case[key])}")
    return lines


def told(value: Any) -> str:
    """A value of a case in words: a list, the keys of an object, or what it is."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {told(each)}" for key, each in value.items())
    return ", ".join(map(told, value)) if isinstance(value, list) else str(value)


def page_of_method(method: Method) -> str:
    """The page of one step of the machinery."""
    return f"# {method.id}\n\n{method.says}\n\n- Authority: {method.cite.source}, {method.cite.place}\n- A step of the machinery; it has no cases of its own.\n"
