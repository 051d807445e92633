"""What is counted: arteries, stents, levels of the spine, teeth, hours. Each answers with labels or None."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chartproof.code.icd10pcs.told import Told
from chartproof.model.record import Evidence


@dataclass(frozen=True, slots=True)
class Count:
    """Labels (patterns) that a count comes to, and the words counted."""

    labels: tuple[str, ...]
    words: tuple[Evidence, ...]


Counter = Callable[[Told], list[Count] | None]

#: The coronary arteries and their branches, each once.
_CORONARY = re.compile(
    r"\b(?P<lad>LAD|left anterior descending)\b|\b(?P<diag>D[12]|diagonals?)\b|\b(?P<om>OM ?[123]?|obtuse marginals?|marginals?)\b|"
    r"\b(?P<cx>L?CX|LCx|circumflex)\b|\b(?P<pda>PDA|posterior descending)\b|\b(?P<pl>PLV?|PLB|posterolateral)\b|"
    r"\b(?P<rca>RCA|right coronary)\b|\b(?P<lm>left main|LMCA)\b|\b(?P<ri>ramus)\b"
)
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "single": 1,
    "double": 2,
    "triple": 3,
    "quadruple": 4,
    "quintuple": 5,
    "a": 1,
    "both": 2,
}
_NUMBER = r"\d{1,2}|" + "|".join(_NUMBERS)
_ARTERIES = ("One Artery", "Two Arteries", "Three Arteries", "Four or More Arteries")


def number(word: str) -> int:
    """A number in figures or words."""
    return _NUMBERS[word.lower()] if word.lower() in _NUMBERS else int(word)


def _within(told: Told, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    reach = told.spans if told.whole else told.spans[max(0, told.at - 2) : told.at + 3]
    for start, end in reach:
        yield from pattern.finditer(told.document.text, start, end)


def _quotes(told: Told, found: list[re.Match[str]]) -> tuple[Evidence, ...]:
    return tuple(told.document.quote(*m.span()) for m in found[:6])


_DONE_TO = re.compile(
    r"stent|balloon|predilat|dilated|angioplast|PTCA|PCI|lithotrip|atherectom|deployed|treated|thrombectom|aspirat|crossed|DES\b",
    re.IGNORECASE,
)
_DISEASE = re.compile(
    r"\b(?:mild|no (?:significant|obstructive)|normal|patent|nonobstructive|minor|luminal)\b", re.IGNORECASE
)


def coronaries(told: Told) -> list[Count] | None:
    """How many coronary arteries were treated (B4.4)."""
    text = told.document.text
    reach = told.spans if told.whole else told.spans[max(0, told.at - 1) : told.at + 2]
    treated = [span for span in reach if _DONE_TO.search(text, *span) and _CORONARY.search(text, *span)]
    found: dict[str, re.Match[str]] = {}
    for start, end in treated or reach:
        for clause in re.finditer(r"[^;,.]+", text[start:end]):
            if _DISEASE.search(clause[0]) and not _DONE_TO.search(clause[0]):
                continue
            for m in _CORONARY.finditer(text, start + clause.start(), start + clause.end()):
                found.setdefault(str(m.lastgroup), m)
    if not found:
        return None
    label = f"Coronary Artery, {_ARTERIES[min(4, len(found)) - 1]}"
    return [Count((label,), _quotes(told, list(found.values())))]


_MAMMARY = re.compile(
    r"\b(?:LIMA|left internal (?:mammary|thoracic)|RIMA|right internal (?:mammary|thoracic)|BIMA|internal (?:mammary|thoracic))\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    rf"\b(?:CABG|bypass(?: graft\w*)?|grafts?)\W{{0,3}}(?:x|times)\W?({_NUMBER})\b|\b({_NUMBER})[- ]vessel (?:CABG|coronary|bypass)",
    re.IGNORECASE,
)


_VEIN = re.compile(r"\b(?:SVGs?|saphenous|vein graft|venous|reversed vein|radial)\b", re.IGNORECASE)


def _targets(told: Told, source: re.Pattern[str]) -> dict[str, re.Match[str]]:
    """The arteries that each conduit of a kind was led to: those named after it, else before it."""
    text, found = told.document.text, {}
    for start, end in told.spans:
        conduits = sorted(
            (m for p in (_MAMMARY, _VEIN) for m in p.finditer(text, start, end)), key=lambda m: m.start()
        )
        bounds = [m.start() for m in conduits[1:]] + [end]
        last = start
        for conduit, bound in zip(conduits, bounds, strict=False):
            named = list(_CORONARY.finditer(text, conduit.end(), bound)) or list(
                _CORONARY.finditer(text, last, conduit.start())
            )
            last = bound
            if source.search(conduit[0]):
                for m in named:
                    found.setdefault(str(m.lastgroup) + m[0].lower(), m)
    return found


def mammary(told: Told) -> list[Count] | None:
    """How many coronary arteries an internal mammary artery was led to (B3.6c)."""
    found = _targets(told, _MAMMARY)
    if not found:
        return None
    return [
        Count((f"Coronary Artery, {_ARTERIES[min(4, len(found)) - 1]}",), _quotes(told, list(found.values())))
    ]


def aortic(told: Told) -> list[Count] | None:
    """How many coronary arteries the aorta was led to by a free graft (B3.6c)."""
    found = _targets(told, _VEIN)
    total = next(_within(told, _TOTAL), None)
    count = len(found)
    if total and not count:
        count = number(total[1] or total[2]) - len(_targets(told, _MAMMARY))
    if count < 1:
        return None
    words = (
        _quotes(told, list(found.values())) or (told.document.quote(*total.span()),)
        if total
        else _quotes(told, list(found.values()))
    )
    return [Count((f"Coronary Artery, {_ARTERIES[min(4, count) - 1]}",), words)]


_STENT = re.compile(
    r"\b(?:drug[- ]eluting stents?|(?:\w+[- ]eluting) stents?|DES(?:es)?\b|bare[- ]metal stents?|BMS|stents?\b)",
    re.IGNORECASE,
)
_SIZED = re.compile(
    r"\d(?:\.\d+)?\s*(?:mm)?\s*x\s*\d+(?:\.\d+)?\s*(?:mm)?[^.;,]{0,40}?\b(?:stent|DES|BMS|xience|synergy|resolute|onyx|promus|orsiro|eluting)\w*",
    re.IGNORECASE,
)
_SOME = re.compile(
    rf"(?<![x\d.] )(?<![x\d.])\b([1-6]|{'|'.join(_NUMBERS)})\b(?:\s+\d[\d.]*\s*(?:mm)?\s*x\s*\d[\d.]*\s*(?:mm)?)?(?:\s+[\w-]+){{0,3}}?\s+(?:stents?|DES)\b",
    re.IGNORECASE,
)
_DRUG = re.compile(
    r"drug[- ]eluting|\w+limus|paclitaxel[- ]eluting|\bDES\b|xience|synergy|resolute|onyx|promus|orsiro|eluting",
    re.IGNORECASE,
)


def stents(told: Told) -> list[Count] | None:
    """Which stents were left, and how many; [] where stents were left and their number is not said."""
    found = [
        m
        for m in _within(told, _STENT)
        if not re.search(
            r"\b(?:no|without|bailout|prior|old|previous|in)[\s-]+(?:\w+[\s-]+)?$",
            told.document.text[max(0, m.start() - 20) : m.start()],
            re.IGNORECASE,
        )
    ]
    if not found:
        return [Count(("No Device",), (told.words,))]
    drug = next(_within(told, _DRUG), None)
    kind = "Intraluminal Device, Drug-eluting" if drug else "Intraluminal Device"
    sized, said = list(_within(told, _SIZED)), list(_within(told, _SOME))
    if sized and len(sized) >= sum(number(m[1]) for m in said):
        count, words = len(sized), sized
    elif said:
        count, words = sum(number(m[1]) for m in said), said
    elif any(m[0].lower().endswith("s") and m[0] not in {"DES", "BMS"} for m in found):
        return []
    else:
        count, words = 1, found
    more = ("", ", Two", ", Three", ", Four or More")[min(4, count) - 1]
    return [Count((kind + more,), _quotes(told, words + ([drug] if drug else [])))]


_LEVEL = re.compile(
    r"\b(?P<a>[CTLS])(?P<n>\d{1,2})(?:\s*(?:-|\u2013|/|to|through|thru|and)\s*(?:(?P<b>[CTLS])?(?P<m>\d{1,2})(?!\d)|(?P<s>sacrum)))?(?=\W|$)"
)
_ORDER, _HAS = "CTLS", {"C": 7, "T": 12, "L": 5, "S": 1}
_NAMES = {"C": "Cervical", "T": "Thoracic", "L": "Lumbar", "S": "Sacral"}
_JUNCTION = {"CT": "Cervicothoracic", "TL": "Thoracolumbar", "LS": "Lumbosacral"}


def _place(letter: str, count: int) -> int:
    return sum(_HAS[x] for x in _ORDER[: _ORDER.index(letter)]) + count


def _letter(place: int) -> str:
    for letter in _ORDER:
        if place <= _HAS[letter]:
            return letter
        place -= _HAS[letter]
    return "S"


def _levels(told: Told, own: bool = False) -> tuple[set[int], list[re.Match[str]], set[int]]:
    """The vertebrae named, and the joints between neighbours of one range."""
    joints: set[int] = set()
    bones: set[int] = set()
    found: list[re.Match[str]] = []
    spans = (
        [told.sentence]
        if own
        else list(told.spans if told.whole else told.spans[max(0, told.at - 2) : told.at + 3])
    )
    for start, end in spans:
        for m in _LEVEL.finditer(told.document.text, start, end):
            if int(m["n"]) > _HAS[m["a"]]:
                continue
            first = _place(m["a"], int(m["n"]))
            last = first
            if m["s"]:
                last = _place("S", 1)
            elif m["m"] and int(m["m"]) <= 12:
                letter = m["b"] or m["a"]
                if int(m["m"]) > _HAS[letter]:
                    letter = _ORDER[min(3, _ORDER.index(letter) + 1)]
                last = _place(letter, min(int(m["m"]), _HAS[letter]))
            if last < first:
                continue
            joints |= set(range(first, last))
            bones |= set(range(first, last + 1))
            found.append(m)
    return joints, found, bones


def _best_levels(told: Told) -> tuple[set[int], list[re.Match[str]], set[int]]:
    joints, found, bones = _levels(told, own=True)
    return (joints, found, bones) if bones else _levels(told)


def joints(told: Told) -> list[Count] | None:
    """The joints between vertebrae, each stretch of the spine by its number (B3.10a)."""
    places, found, _ = _best_levels(told)
    if not places:
        places, found, _ = _levels(told)
    if not places:
        return None
    kinds: dict[str, int] = {}
    for at in places:
        pair = _letter(at) + _letter(at + 1)
        kind = _NAMES[pair[0]] if pair[0] == pair[1] else _JUNCTION[pair]
        kinds[kind] = kinds.get(kind, 0) + 1
    words = _quotes(told, found)
    made = []
    for kind, count in kinds.items():
        if count == 1:
            labels = (f"{kind} Vertebral Joint", f"{kind} Joint")
        elif kind == "Thoracic":
            labels = (
                ("Thoracic Vertebral Joints, 2 to 7",)
                if count < 8
                else ("Thoracic Vertebral Joints, 8 or more",)
            )
        else:
            labels = (f"{kind} Vertebral Joints, 2 or more",)
        made.append(Count(labels, words))
    return made


def discs(told: Told) -> list[Count] | None:
    """The discs between vertebrae."""
    places, found, bones = _best_levels(told)
    if not places:
        places, found, bones = _levels(told)
    kinds = dict.fromkeys(_letter(at) + _letter(at + 1) for at in sorted(places))
    names = [_NAMES[k[0]] if k[0] == k[1] else _JUNCTION[k] for k in kinds]
    return [Count((f"{n} Vertebral Disc", f"{n} Disc"), _quotes(told, found)) for n in names] or None


def _regions(told: Told, what: tuple[str, ...]) -> list[Count] | None:
    _, found, bones = _best_levels(told)
    if not bones:
        _, found, bones = _levels(told)
    letters = list(dict.fromkeys(_letter(b) for b in sorted(bones)))
    if {"L", "S"} == set(letters):
        letters = ["L"]
    if letters:
        return [Count(tuple(f"{_NAMES[x]} {w}" for w in what), _quotes(told, found)) for x in letters[:1]]
    named = next(_within(told, re.compile(r"\b(cervical|thoracic|lumbar|sacral)\b", re.IGNORECASE)), None)
    return (
        [Count(tuple(f"{named[1].capitalize()} {w}" for w in what), _quotes(told, [named]))]
        if named
        else None
    )


def cord(told: Told) -> list[Count] | None:
    """The stretch of the spinal cord; below it, where the cord has ended, still the lumbar value."""
    return _regions(told, ("Spinal Cord",))


def nerve(told: Told) -> list[Count] | None:
    """The nerves that leave the spine there."""
    return _regions(told, ("Nerve",))


def region(told: Told) -> list[Count] | None:
    """The stretch of the body that a level of the spine lies in."""
    found = _regions(told, ("",))
    return [Count(tuple(x.strip() for x in c.labels), c.words) for c in found] if found else None


def vertebra(told: Told) -> list[Count] | None:
    """The vertebra; the sacrum is a bone of its own."""
    return _regions(told, ("Vertebra",))


_TOOTH = re.compile(r"#\s?(\d{1,2})\b|\b(?:tooth|teeth)\s+(?:numbers?\s+|nos?\.?\s*)?(\d{1,2})\b")


def _teeth(told: Told, upper: bool) -> tuple[int, list[re.Match[str]]]:
    found = [m for m in _within(told, _TOOTH) if (1 <= int(m[1] or m[2]) <= 16) is upper]
    return len({m[1] or m[2] for m in found}), found


def upper_teeth(told: Told) -> list[Count] | None:
    """How many upper teeth."""
    return _many(told, upper=True)


def lower_teeth(told: Told) -> list[Count] | None:
    """How many lower teeth."""
    return _many(told, upper=False)


def _many(told: Told, *, upper: bool) -> list[Count] | None:
    count, found = _teeth(told, upper)
    if not count:
        word = "upper" if upper else "lower"
        near = next(
            (
                m
                for m in _within(
                    told,
                    re.compile(
                        rf"\b({word})\b[^.;]{{0,60}}?\b(tooth|teeth|incisor|molar|canine|bicuspid|premolar)(s?)\b",
                        re.IGNORECASE,
                    ),
                )
            ),
            None,
        )
        if not near:
            return None
        count, found = (2 if near[3] or near[2].lower() == "teeth" else 1), [near]
    return [Count(("Single",) if count == 1 else ("Multiple",), _quotes(told, found))]


_STAMP = r"(?:(?P<m{0}>\d{{1,2}})/(?P<d{0}>\d{{1,2}})(?:/\d{{2,4}})?,?\s+(?:at\s+)?)(?P<h{0}>\d{{1,2}}):?(?P<i{0}>\d{{2}})"
_FROM = re.compile(_STAMP.format(1) + r".{0,400}?" + _STAMP.format(2), re.DOTALL)
_HOURS = re.compile(
    r"(?P<more>more than|over|greater than|>)?\s*(?P<n>\d{1,4})\s*[- ]?(?P<unit>hours?|hrs?|h|days?|d|weeks?)\b",
    re.IGNORECASE,
)
_RUNS = ((0, 24, "Less than 24 Consecutive Hours"), (24, 97, "24-96 Consecutive Hours"), (97, 100_000, "Greater than 96 Consecutive Hours"),
         (0, 8, "Less than 8 Consecutive Hours"), (8, 24, "8-24 Consecutive Hours"), (25, 100_000, "Greater than 24 Consecutive Hours"))  # fmt: skip
_DAYS_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


def hours(told: Told) -> list[Count] | None:
    """How many hours in a row a machine ran: from the times charted, else as it is said."""
    text = told.document.text
    reach = told.spans if told.whole else told.spans[max(0, told.at - 2) : told.at + 3]
    start, end = min(a for a, _ in reach), max(b for _, b in reach)
    if m := _FROM.search(text, start, end):

        def at(n: int) -> int:
            return (
                (_DAYS_BEFORE[int(m[f"m{n}"]) - 1] + int(m[f"d{n}"])) * 1440
                + int(m[f"h{n}"]) * 60
                + int(m[f"i{n}"])
            )

        ran = (at(2) - at(1)) // 60
        if 0 < ran < 5000:
            return [
                Count(_run(ran), (told.document.quote(*m.span("h1")), told.document.quote(*m.span("h2"))))
            ]
    for m in _HOURS.finditer(text, start, end):
        unit = m["unit"].lower()[0]
        if re.search(
            r"\b(?:age[d]?|old|every|q|in|after|within|ago|post|for the next|x)\W*$",
            text[max(0, m.start() - 12) : m.start()],
            re.IGNORECASE,
        ):
            continue
        count = int(m["n"]) * {"d": 24, "w": 168}.get(unit, 1) + bool(m["more"])
        return [Count(_run(count), (told.document.quote(m.start("n"), m.end()),))]
    return None


def _run(ran: int) -> tuple[str, ...]:
    return tuple(label for first, after, label in _RUNS if first <= ran < after)


COUNTERS: dict[str, Counter] = {
    f.__name__: f
    for f in (
        coronaries,
        mammary,
        aortic,
        stents,
        joints,
        discs,
        cord,
        nerve,
        region,
        vertebra,
        upper_teeth,
        lower_teeth,
        hours,
    )
}
