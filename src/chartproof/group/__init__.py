"""Codes -> groups: the MS-DRG of a stay, the HCCs of a patient, each with what led there.

One room or file for each kind of group (`msdrg`, `hcc`); what they share is the claim. None reads another's answer.
"""

from chartproof.group.every import Asked, groups_of
from chartproof.group.indicators import record_of

__all__ = ["Asked", "groups_of", "record_of"]
