"""What claims, records and answers teach: audits. It never changes a rule by itself."""

from chartproof.learn.audit import audit

__all__ = ["audit"]
