"""How sure a code is, and what is abstained from: it weighs what is proven, makes nothing, and says why."""

from __future__ import annotations

import importlib.util
import json
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from chartproof.code.icd10cm.confidence import Model, model
from chartproof.code.icd10cm.features import NAMES, SAYS, beside, features
from chartproof.code.icd10cm.methods import METHODS
from chartproof.codesets.shelf import Shelf
from chartproof.formats.answer import answer
from chartproof.formats.case import case_from_object
from chartproof.model.coding import Coding, Needed
from chartproof.model.reading import Standing
from chartproof.pipeline import Line

ROOT = Path(__file__).resolve().parent.parent
BENCHMARKS = ROOT / "benchmarks"
TRAIN = ROOT.parent / "shared" / "bench" / "codiesp_train.jsonl"
RELEASE = "icd10cm-2026.2"
NOTES = (
    (
        "A 61-year-old man was admitted with fever and cough. Pneumonia was diagnosed. He has hypertension and "
        "was jaundiced. A tumor was seen in passing. Hypertension was treated with lisinopril."
    ),
    (
        "HPI\nSome weakness. Takes metformin for type 2 diabetes. A murmur.\n\nASSESSMENT AND PLAN\n1. Tumor. Refer.\n"
        "2. Left ankle sprain after a fall.\n"
    ),
    "She had a swollen knee, a growth and pain. Anemia. Edematous legs. Septic arthritis was suspected.",
)


@cache
def bench(name: str) -> ModuleType:
    """A benchmark, loaded from where it stands: it is no package."""
    spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def coded(line: Line, text: str, threshold: float, setting: str = "inpatient") -> Coding:
    case = case_from_object({"id": "c", "on": "2026-06-15", "setting": setting, "text": text})
    return Line(line.shelf, threshold=threshold).code(case, RELEASE)[0]


def values(coding: Coding) -> set[str]:
    return {a.value for a in coding.assignments}


def test_every_code_has_a_confidence_and_its_reason(line: Line) -> None:
    for text in NOTES:
        for a in coded(line, text, 0.0).assignments:
            assert a.confidence is not None, a.value
            assert 0 < a.confidence < 1, a.value
            assert a.confidence == round(a.confidence, 3)
            assert a.confidence_because, a.value


def test_the_same_note_gives_the_same_confidence(line: Line) -> None:
    for text in NOTES:
        first, second = (answer(coded(line, text, 0.25), {}) for _ in range(2))
        assert first == second


def test_what_more_says_is_surer_and_what_less_is_weaker() -> None:
    ours = model()
    for name, weight in ours.weights.items():
        low, high = ours.probability({name: 0.0}), ours.probability({name: 1.0})
        assert (high - low) * weight >= 0, name
        steps = [ours.probability({name: tenth / 10}) for tenth in range(11)]
        assert steps == sorted(steps, reverse=weight < 0), name


def test_said_twice_is_surer_than_said_once(line: Line) -> None:
    once = coded(line, "He has pneumonia.", 0.0).assignments[0]
    twice = coded(line, "He has pneumonia. The pneumonia is getting better.", 0.0).assignments[0]
    assert once.value == twice.value
    assert (twice.confidence or 0) > (once.confidence or 1)


def test_the_model_stays_between_0_and_1_and_says_what_moves_it() -> None:
    far = Model(0.0, 0.5, {"one word": 400.0, "short": -400.0}, {"one word": 0.0, "short": 0.0})
    assert far.probability({"one word": 1.0}) == 0.999
    assert far.probability({"short": 1.0}) == 0.001
    assert far.because({"one word": 1.0, "short": 1.0}) == "one word; but a short abbreviation"
    assert far.because({"one word": 1.0, "short": 1.0}, weak=True) == "a short abbreviation"


def test_the_file_of_weights_is_whole_and_says_where_it_is_from() -> None:
    text = (ROOT / "src/chartproof/code/icd10cm/confidence.tsv").read_text("utf-8")
    remarks = [row for row in text.splitlines() if row.startswith("#")]
    rows = [row.split("\t") for row in text.splitlines() if not row.startswith("#")]
    assert "CodiEsp" in " ".join(remarks)
    assert "CC BY 4.0" in " ".join(remarks)
    assert "CodiEsp" in (ROOT / "NOTICE").read_text("utf-8")
    assert rows[0] == ["feature", "weight", "mean"]
    assert [row[0] for row in rows[1:]] == ["intercept", "threshold", *NAMES]
    assert all(0 <= float(mean) <= 1 for _, _, mean in rows[3:])
    assert 0 < model().threshold < 0.5


def test_features_are_named_and_between_0_and_1(line: Line) -> None:
    seen: set[str] = set()
    for text in NOTES:
        coding = coded(line, text, 0.0)
        around = beside(coding, lambda word: float(len(word)))
        for a in coding.assignments:
            found = features(a, around)
            seen |= found.keys()
            assert found.keys() <= SAYS.keys()
            assert all(0 < value <= 1 for value in found.values()), (a.value, found)
    assert {"one word", "title said", "rare word", "twice", "adjective"} <= seen


@pytest.mark.parametrize("text", NOTES)
def test_a_higher_threshold_never_makes_a_code(text: str, line: Line) -> None:
    everything = coded(line, text, 0.0)
    proposed = values(everything) | {r.code.value for r in everything.rejected}
    for hundredths in range(10, 101, 15):
        coding = coded(line, text, hundredths / 100)
        assert values(coding) <= proposed
        aside = {a.what.value for a in coding.abstained if a.what}
        assert not aside & values(coding)
        assert all(a.proof.words() for a in coding.assignments)


@pytest.mark.parametrize("text", NOTES)
def test_what_stays_is_sure_enough_or_may_not_go(text: str, line: Line) -> None:
    for a in coded(line, text, 0.95).assignments:
        heads = any(m.standing not in {Standing.TOLD, Standing.LISTED} for m in a.mentions)
        by_rule = a.proof.rule not in METHODS
        assert (
            (a.confidence or 0) >= 0.95
            or heads
            or by_rule
            or a.needed is Needed.OBLIGED
            or a.value[0] in "VWXYZ"
        ), a.value


def test_what_goes_stands_aside_with_its_reason_and_its_words(line: Line) -> None:
    text = NOTES[0]
    coding = coded(line, text, 0.9)
    weak, what = next((a, a.what) for a in coding.abstained if a.what)
    assert what.value in weak.says
    assert "0.9" in weak.says
    assert weak.evidence
    printed = next(a for a in answer(coding, {})["abstained"] if a["code"] == what.value)
    assert printed["confidence"] == what.confidence
    assert all(text[e["start"] : e["end"]] == e["words"] for e in printed["evidence"])


def test_a_problem_of_the_assessment_is_never_abstained_from(line: Line) -> None:
    coding = coded(line, NOTES[1], 1.0, "office")
    assert {"D49.9", "S93.402A"} <= values(coding)
    assert "R01.1" not in values(coding)


def test_what_is_abstained_from_takes_nothing_away(line: Line) -> None:
    """A weak particular term does not make the general one less specific; it is weighed on its own."""
    text = "He has pain. He has pain. He complains of pain. A cracked tender tooth pain."
    everything, sure = coded(line, text, 0.0), coded(line, text, 1.0)
    gone = {a.what.value for a in sure.abstained if a.what}
    rejected = {r.code.value for r in sure.rejected}
    assert values(everything) <= gone | values(sure) | rejected


def test_reliability_counts_what_is_right() -> None:
    reliability = bench_with_fit("reliability")
    codes = [(0.95, True), (0.9, True), (0.35, False), (0.3, True)]
    found = reliability.figures(codes, 5)
    assert found["right"] == 0.75
    assert [b["codes"] for b in found["bins"]] == [2, 2]
    assert found["ece"] == pytest.approx((2 * 0.075 + 2 * 0.175) / 4, abs=1e-4)
    at = {t["threshold"]: t for t in found["by_threshold"]}
    assert at[0.0]["micro_f1"] == round(2 * 3 / 9, 4)
    assert at[0.5] == {"threshold": 0.5, "coverage": 0.5, "precision": 1.0, "micro_f1": round(4 / 7, 4)}
    drawn = reliability.plot(found, "four")
    assert drawn.count("<circle") == 2
    assert drawn.startswith("<svg")


def bench_with_fit(name: str) -> ModuleType:
    """A benchmark that imports the fitting script beside it."""
    bench("fit_confidence")
    return bench(name)


def test_fitting_finds_a_plain_relation() -> None:
    fitting = bench("fit_confidence")
    codes = [
        fitting.Weighed(((0, 1.0), (1, float(i % 2))), right=i % 10 < (8 if i % 2 else 2), fitted=True)
        for i in range(1000)
    ]
    weights = fitting.fit(codes)
    ones, zeros = ([c.right for c in codes if c.found[1][1] == x] for x in (1.0, 0.0))
    assert fitting.probability(weights, ((0, 1.0), (1, 1.0))) == pytest.approx(sum(ones) / 500, abs=0.02)
    assert fitting.probability(weights, ((0, 1.0), (1, 0.0))) == pytest.approx(sum(zeros) / 500, abs=0.02)
    assert all(abs(w) < 1e-6 for w in weights[2:])


def test_a_code_is_right_by_its_earlier_name_and_without_its_seventh_character() -> None:
    fitting = bench("fit_confidence")
    earlier = {"R51.9": [("R51", "R51", "R51.9")]}
    assert fitting.is_right("R51.9", frozenset({"R51"}), earlier)
    assert fitting.is_right("S93.402A", frozenset({"S93402"}), {})
    assert fitting.is_right("W19.XXXA", frozenset({"W19"}), {})
    assert not fitting.is_right("R51.9", frozenset({"R52"}), earlier)


@pytest.mark.data
@pytest.mark.prove
def test_fitting_again_would_not_say_otherwise() -> None:
    """Over the user's shelf: the weights are those of the fit before the lexicon learned words from the same cases (docs/confidence.md)."""
    fitting = bench("fit_confidence")
    shelf = Shelf(fitting.home())
    if not shelf.of("ICD-10-CM-conversion") or not shelf.of("ICD-10-CM-index"):
        pytest.skip("the shelf has no Alphabetic Index or no conversion table")
    rows = [json.loads(text) for text in TRAIN.read_text("utf-8").splitlines()]
    text, figures = fitting.fitted(rows, Line(shelf, threshold=0.0))
    assert figures["log_loss_of_the_package"] - figures["log_loss"] < 0.005
    assert f"threshold\t{model().threshold:.2f}\t" in text
