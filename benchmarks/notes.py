"""Measure how many instructional notes that name a code resolve to the codes they name.

    python benchmarks/notes.py [--release NAME] [--rest]

A note (a line of the Tabular List) names a code where its text holds anything shaped like a category of
ICD-10-CM, or a chapter in parentheses. It resolves where every one of these is a target, every target names a
valid code of the release, and words on further characters ("with .44", "with 7th character B") are part of
the targets. The rest is listed by code. Notes that name no code are questions, or headings of lines that do.
Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from bisect import bisect_left
from collections import Counter

from chartproof.codesets.build.instructional_notes import ends, is_named
from chartproof.codesets.shelf import Shelf, home
from chartproof.codesets.tabular import Note, Tabular

KINDS = ("excludes1", "code_first", "use_additional", "code_also", "excludes2")
#: The kinds that the figure is asked of.
ASKED = KINDS[:3]
#: Anything that looks like a category, by itself: a letter, a digit, a digit or letter; a dot may follow.
SHAPED = re.compile(r"(?<![A-Za-z0-9])(?<!vitamin )[A-Z][0-9A-Z][0-9A-Z](?:\.[0-9A-Z]{1,4})?(?![A-Za-z0-9])")
CHAPTER = re.compile(r"\(Chapter \d+\)")
#: Words on further characters of the codes.
FURTHER = re.compile(r"\bcharacters? (?:\.?-?\d|[A-Z]\b)|\bwith,? \.\d|\bopen fracture 7th character")


def named_in(note: Note) -> list[str]:
    """What of a note's text looks like a code."""
    shaped = (m[0] for m in SHAPED.finditer(note.text) if any(c.isdigit() for c in m[0][1:]))
    return [*shaped, *CHAPTER.findall(note.text)]


def why_not(note: Note, named: list[str], plain: list[str]) -> str | None:
    """Why a note does not resolve; None where it does."""
    ends_of = {end for target in note.targets for end in ends(target)}
    for word in named:
        if not word.startswith("(") and word.replace(".", "") not in ends_of:
            return f"{word} is no target"
    if not note.targets:
        return "no target"
    for target in note.targets:
        low, high = ends(target)
        at = bisect_left(plain, low)
        while at < len(plain) and plain[at][: len(high)] <= high:
            if is_named(plain[at], target):
                break
            at += 1
        else:
            return f"{target} names no code of the release"
    if FURTHER.search(note.text) and not any("@" in target for target in note.targets):
        return "its words on further characters are not read"
    return None


def measured(tabular: Tabular) -> dict[str, object]:
    """The counts by kind, the share of those asked, and the rest."""
    plain = sorted(code.code.replace(".", "") for code in tabular.every_code())
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    rest: list[dict[str, str]] = []
    for node, kind, block, number, _ in tabular.every_note(KINDS).fetchall():
        note = next(n for n in tabular.notes(node) if (n.block, n.number) == (block, number))
        named = named_in(note)
        count = counts[kind]
        count["notes"] += 1
        if not named:
            count["questions or headings"] += 1
            continue
        count["name a code"] += 1
        why = why_not(note, named, plain)
        count["resolved"] += why is None
        if why:
            rest.append({"code": node, "kind": kind, "why": why, "note": note.text})
    name = sum(counts[kind]["name a code"] for kind in ASKED)
    resolved = sum(counts[kind]["resolved"] for kind in ASKED)
    return {
        "release": tabular.release.name,
        "share": round(resolved / name, 5),
        "name_a_code": name,
        "resolved": resolved,
        "by_kind": {kind: dict(count) for kind, count in counts.items()},
        "rest": rest,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--release", default="icd10cm-2026.2")
    parser.add_argument("--rest", action="store_true", help="the notes that do not resolve, a line each")
    args = parser.parse_args()
    made = measured(Shelf(home()).open(release=args.release).tabular)
    if args.rest:
        for row in made["rest"]:  # type: ignore[attr-defined]
            print(row["code"], row["kind"], row["why"], row["note"], sep="\t", file=sys.stderr)
    print(json.dumps(made, ensure_ascii=False))


if __name__ == "__main__":
    main()
