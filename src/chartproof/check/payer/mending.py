"""The fix that a rule of one's own proposes: words, and changes of the line where it says them."""

from __future__ import annotations

from dataclasses import dataclass

from chartproof.check.payer.nodes import Node
from chartproof.model.claim import ServiceLine
from chartproof.model.finding import Change, Fix, Op

_CHANGES = ("add_modifiers", "remove_modifiers", "set_place", "set_units", "remove_line")
_YES = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True, slots=True)
class Mend:
    """What it says, whether it may be made unasked, and what it changes of the line."""

    says: str
    safe: bool
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    place: str | None = None
    units: str | None = None
    gone: bool = False

    def fix(self, line: ServiceLine | None) -> Fix:
        """The fix for a line."""
        changes = tuple(self._changes(line)) if line else ()
        return Fix(self.says, self.safe and bool(changes), changes)

    def _changes(self, line: ServiceLine) -> list[Change]:
        made = []
        if self.gone:
            return [Change(Op.REMOVE, line.at)]
        kept = tuple(m for m in line.modifiers if m not in self.remove)
        held = (*kept, *(m for m in self.add if m not in kept))
        if held != line.modifiers:
            made.append(Change(Op.SET, f"{line.at}.modifiers", held))
        if self.place is not None:
            made.append(Change(Op.SET, f"{line.at}.place", self.place))
        if self.units is not None:
            made.append(Change(Op.SET, f"{line.at}.units", self.units))
        return made


def mend(node: Node, *, by_line: bool) -> Mend:
    """Read a fix; changes are of a line alone."""
    keys = node.keys(("says", "safe", *_CHANGES), ("says",))
    if "says" not in keys:
        raise node.wrong("says is empty")
    if not by_line and any(key in keys for key in _CHANGES):
        raise node.wrong("changes a line, and the rule is of the claim")
    return Mend(
        says=keys["says"].text(),
        safe=_yes(keys["safe"]) if "safe" in keys else False,
        add=keys["add_modifiers"].words() if "add_modifiers" in keys else (),
        remove=keys["remove_modifiers"].words() if "remove_modifiers" in keys else (),
        place=keys["set_place"].text() if "set_place" in keys else None,
        units=keys["set_units"].text() if "set_units" in keys else None,
        gone=_yes(keys["remove_line"]) if "remove_line" in keys else False,
    )


def _yes(node: Node) -> bool:
    told = node.text().lower()
    if told not in _YES:
        raise node.wrong("is yes or no")
    return _YES[told]
