"""Search and look-up: any order, abbreviations, typos, code prefixes, notes inherited."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest

from chartproof.pipeline import Line
from chartproof.terms.lay import in_trade_words
from chartproof.terms.lookup import lookup
from chartproof.terms.search import search
from chartproof.terms.words import fold, folded, words_of

DAY = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("typed", "category"),
    [
        ("type 2 diabetes", "E11"),
        ("diabetes type 2 nephropathy", "E11"),
        ("kidney stone", "N20"),
        ("renal calculi", "N20"),
        ("hart failure", "I50"),
        ("CHF", "I50"),
        ("copd exacerbation", "J44"),
        ("diabetis neurpathy", "E11"),
        ("ankle sprain", "S93"),
        ("sprained left ankle", "S93"),
        ("anaemia iron deficiency", "D50"),
        ("migrane", "G43"),
        ("low back pain", "M54"),
        ("tennis elbow", "M77"),
        ("colles fracture", "S52"),
        ("breast cancer", "C50"),
        ("heart attack", "I21"),
        ("E11.62", "E11"),
        ("e1162", "E11"),
        ("t2dm", "E11"),
    ],
)
def test_search_finds_the_category_among_the_first_five(typed: str, category: str, line: Line) -> None:
    found = search(typed, line.terminology(DAY), 5)
    assert category in [m.code[:3] for m in found], found
    assert all(m.because for m in found)


@pytest.mark.parametrize("word", ["fracture", "injury", "cancer", "neoplasm", "hemorrhage", "pain", "acute"])
def test_a_word_of_thousands_of_terms_finds_its_shortest(word: str, line: Line) -> None:
    found = search(word, line.terminology(DAY), 5)
    assert len(found) == 5
    assert found[0].score > 0.5


def test_of_equals_what_any_patient_may_have_stands_first(line: Line) -> None:
    assert search("sepsis e coli", line.terminology(DAY), 3)[0].code == "A41.51"
    assert search("sepsis of newborn escherichia coli", line.terminology(DAY), 3)[0].code == "P36.4"


def test_search_of_nothing_known_finds_nothing(line: Line) -> None:
    assert search("zzzzqqqq", line.terminology(DAY)) == []
    assert search("", line.terminology(DAY)) == []


def test_lookup_takes_a_code_with_or_without_its_dot(line: Line) -> None:
    tabular = line.terminology(DAY).tabular
    for typed in ("E11.9", "e119", " E119 "):
        entry = lookup(typed, tabular)
        assert entry is not None
        assert (entry.code, entry.billable) == ("E11.9", True)
    assert lookup("E11.99", tabular) is None


def test_notes_are_inherited_from_every_level(line: Line) -> None:
    entry = lookup("S93.401A", line.terminology(DAY).tabular)
    assert entry is not None
    assert entry.billable
    at = {n.node for n in entry.inherited}
    assert {"S93", "chapter 19"} <= at
    assert entry.seventh["D"] == "subsequent encounter"


@pytest.mark.parametrize(
    ("word", "to"),
    [
        ("kidneys", "kidney"),
        ("Renal", "kidney"),
        ("calculi", "calculus"),
        ("anaemia", "anemia"),
        ("oedema", "edema"),
        ("Sjögren", "sjogren"),
        ("diabetes", "diabetes"),
        ("abscess", "abscess"),
        ("fractures", "fracture"),
        ("arteries", "artery"),
        ("non-displaced", "nondisplaced"),
        ("bacteraemia", "bacteremia"),
        ("amenorrhoea", "amenorrhea"),
        ("oestrogen", "estrogen"),
    ],
)
def test_words_fold_to_one_form(word: str, to: str) -> None:
    assert fold(word) == to


def test_a_possessive_is_part_of_its_word() -> None:
    assert folded("Crohn's disease") == ("crohn", "disease")
    words = words_of("Crohn's disease", 0, 15)
    assert words.folded == ["crohn", "disease"]


def test_roman_numbers_only_after_what_they_number() -> None:
    assert "1" in words_of("bipolar I disorder", 0, 18).folded
    assert "1" not in words_of("I saw him", 0, 9).folded


# The list of lay words and shorthand


def _lay_rows() -> list[tuple[str, str, str]]:
    header, *lines = files("chartproof.terms").joinpath("lay.tsv").read_text("utf-8").splitlines()
    assert header == "say\tmeans\tkind"
    return [(say, means, kind) for say, means, kind in (line.split("\t") for line in lines)]


def test_the_lay_list_is_sorted_short_and_without_duplicates() -> None:
    rows = _lay_rows()
    says = [say for say, _, _ in rows]
    assert says == sorted(set(says))
    for say, means, kind in rows:
        assert kind in {"lay", "short"}, say
        assert say == say.lower(), say
        assert means == means.lower(), say
        assert say != means
        assert "'" not in say, say
        assert 1 <= len(say.split()) <= 4, say
        assert say == " ".join(say.split())


def test_what_a_lay_word_means_is_said_by_some_term(line: Line) -> None:
    index = line.terminology(DAY).index
    unknown = {
        (say, word)
        for say, means, _ in _lay_rows()
        for word in folded(means)
        if index.weight(word) == 0.0 and word not in ONLY_ELSEWHERE
    }
    assert unknown == set()


#: Words of supplies and equipment that HCPCS has, and words that only the Alphabetic Index has.
ONLY_ELSEWHERE = frozenset(
    "boot cannula collar compressor concentrator crutch disposable folding gauze insert nebulizer orthosis portable "
    "stocking strip underarm consultation malunited nonunion photosensitivity stab tantrum tuboplasty".split()
)


@pytest.mark.parametrize(
    ("typed", "trade"),
    [
        ("Her heartburn got really bad", "heartburn reflux bad"),
        ("my eyes are so itchy", "eyes pruritus"),
        ("It hurts when I pee", "dysuria"),
        ("can't hear since last week", "hearing loss"),
        ("fluid on lungs", "pleural effusion"),
        ("hepatitis A", "hepatitis A"),
        ("chronic kidney disease stage 3", "chronic kidney disease stage 3"),
    ],
)
def test_a_sentence_is_read_in_the_trades_words(typed: str, trade: str) -> None:
    assert in_trade_words(typed) == trade


@pytest.mark.parametrize("said", ["hurts to swallow", "hurting to swallow", "it hurt me to swallow"])
def test_a_saying_is_found_in_its_other_forms(said: str) -> None:
    assert "dysphagia" in in_trade_words(said)


@pytest.mark.parametrize(
    ("typed", "category"),
    [
        ("my scalp is flaky", "L21"),
        ("it burns when I pee since monday", "R30"),
        ("i keep falling down the stairs", "W10"),
        ("she thinks about killing herself", "R45"),
        ("aki on ckd", "N17"),
    ],
)
def test_a_patients_sentence_finds_the_category(typed: str, category: str, line: Line) -> None:
    found = search(typed, line.terminology(DAY), 5)
    assert category in [m.code[:3] for m in found], found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("mallet finger R RF", ["mallet", "finger", "right", "ring", "finger"]),
        ("RA, RF positive", ["ra", "rf", "positive"]),
        ("2\u00b0 hyperparathyroidism", ["secondary", "hyperparathyroidism"]),
        ("AKI 2\u00b0 sepsis", ["aki", "2", "sepsis"]),
        ("sacral PI st 4", ["sacrum", "pressure", "injury", "stage", "4"]),
        ("ST 2 mm", ["st", "2", "mm"]),
        ("MetS", ["metabolic", "syndrome"]),
        ("left open tibia fracture", ["left", "open", "tibia", "fracture"]),
    ],
)
def test_what_a_token_says_by_its_neighbors(text: str, words: list[str]) -> None:
    assert words_of(text, 0, len(text)).folded == words
