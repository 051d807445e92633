"""The ball that struck a player."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Struck by a ball that is not told which, and which it is by the game that was played.
STRUCK = "W21.00X"
BALLS = {
    "Y93.53": "W21.04X",
    "Y93.61": "W21.01X",
    "Y93.62": "W21.01X",
    "Y93.66": "W21.02X",
    "Y93.67": "W21.05X",
    "Y93.68": "W21.06X",
}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.b, I.B.2", URL),
)
def ball_of_the_game(coding: Coding, books: Books) -> Iterator[Give]:
    """Who is struck by the ball while playing a game is struck by the ball of that game: basketball, soccer, football, volleyball, golf."""
    struck = coding.having(STRUCK)
    games = coding.having(*BALLS) if struck else ()
    balls = {BALLS[game.value] for game in games}
    if len(balls) != 1:
        return
    (ball,) = balls
    for assignment in struck:
        value = ball + assignment.value[len(ball) :]
        if books.tabular.billable(value) is not None:
            yield Give(value, (assignment, games[0]), (assignment,))
