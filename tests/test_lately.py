"""What is asked of the same record is worked out once, and a record like it is another."""

from __future__ import annotations

from chartproof.model.lately import lately
from chartproof.model.record import Document, Encounter


def test_the_same_value_is_worked_out_once_and_an_equal_one_again() -> None:
    asked: list[Encounter] = []

    @lately(2)
    def texts(encounter: Encounter) -> tuple[str, ...]:
        asked.append(encounter)
        return tuple(d.text for d in encounter.documents)

    one, like = (Encounter("a", (Document("d", "Cough."),)) for _ in range(2))
    assert texts(one) is texts(one)
    assert len(asked) == 1
    assert texts(like) == texts(one)
    assert len(asked) == 2


def test_only_the_last_few_are_kept() -> None:
    asked: list[str] = []

    @lately(2)
    def plain(*words: str) -> str:
        asked.append(words[0])
        return " ".join(words)

    for word in ("a", "b", "a", "c", "b"):
        plain(word)
    assert asked == ["a", "b", "c"]
    assert plain("b", "x") == "b x"
    assert plain("a") == "a"
    assert asked == ["a", "b", "c", "b", "a"]
