"""An optional proposer: a language model points at words of the record; the engine proves or drops them.

Off unless a person names an endpoint. A model never gives a code and is no step of a proof: it quotes,
a quote that is not in the record is dropped, and what is left is read by the same rules as every line.
"""

from __future__ import annotations

from chartproof.llm.endpoint import Endpoint, EndpointError
from chartproof.llm.proposer import Proposed, propose

__all__ = ["Endpoint", "EndpointError", "Proposed", "propose"]
