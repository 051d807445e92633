"""The guidelines that rules cite most: how they are named, and where CMS publishes them."""

from __future__ import annotations

GUIDELINES = "ICD-10-CM Official Guidelines FY 2026"
URL = "https://www.cms.gov/files/document/fy-2026-icd-10-cm-coding-guidelines.pdf"
