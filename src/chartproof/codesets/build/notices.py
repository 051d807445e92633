"""The licences and notices releases stand under: CMS's own, and CMS's tables that hold CPT numbers.

CPT is the AMA's: its numbers stand in CMS's tables under CMS's licence agreement with the AMA, so
a release with them is the user's own and is not passed on. Descriptors are never stored.
"""

from __future__ import annotations

from chartproof.codesets.release import Licence

#: Stands once with every answer that shows CPT codes.
AMA_NOTICE = (
    "CPT codes are copyright American Medical Association. All rights reserved. CPT is a "
    "registered trademark of the American Medical Association. Applicable FARS/HHSARS apply. Fee "
    "schedules, relative value units, conversion factors and related components are not assigned "
    "by the AMA, are not part of CPT, and the AMA is not recommending their use. The AMA assumes "
    "no liability for data contained or not contained herein. CPT descriptors are not stored."
)

CMS = Licence(
    name="Public domain (CMS)",
    redistributable=True,
    notice="Published by the Centers for Medicare & Medicaid Services.",
)

#: CDT is the ADA's: its numbers, which begin with D, stand in the same tables.
ADA_NOTICE = (
    "Dental codes (D) are copyright American Dental Association. All rights reserved. Their descriptors "
    "are not stored."
)

CMS_WITH_CPT = Licence(
    name="CMS, with CPT numbers (AMA)",
    redistributable=False,
    notice=f"{CMS.notice} {AMA_NOTICE} {ADA_NOTICE}",
)


def user_licensed(name: str, owner: str) -> Licence:
    """A file the user holds under an own licence: it stays on the user's shelf."""
    return Licence(
        name=name,
        redistributable=False,
        notice=(
            f"Copyright {owner}. Added from the user's own licensed file; it stays on this shelf "
            "and may be used only as that licence allows."
        ),
    )
