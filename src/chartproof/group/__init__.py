"""Codes -> groups: the MS-DRG of a stay, each with the path that led there.

One room for each kind of group (`msdrg`); what they share is the claim. None reads another's answer.
"""

from chartproof.group.every import groups_of
from chartproof.group.indicators import record_of

__all__ = ["groups_of", "record_of"]
