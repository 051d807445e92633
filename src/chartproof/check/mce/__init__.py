"""Edits of a hospital stay by the Medicare Code Editor: one file, one edit, over the rows of its release.

Live edits are those whose attributes stand in CMS's tables since ICD-10. Ended before, and no file: nonspecific
principal diagnosis (MCE 7), nonspecific operating-room procedure (10), open biopsy (12), bilateral procedure (13),
Medicare as secondary payer.
"""
