"""One OpenAI-compatible endpoint: where it is, whether the record may go there, one question and its answer."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from chartproof.model.errors import ChartproofError, InputError

#: The most bytes of an answer that are read.
MOST_BYTES = 2_000_000
#: Seconds to wait for an answer.
WAIT = 120.0
LOCAL_NAMES = frozenset({"localhost", "ip6-localhost"})


class EndpointError(ChartproofError):
    """The endpoint did not answer, or not with what was asked for. Says nothing of the record."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model answers (`http://127.0.0.1:8080/v1`), its name, and its key.

    Only addresses of this machine or its private network are taken unless `anywhere` says otherwise;
    an address elsewhere must be https. InputError where it is neither.
    """

    address: str
    model: str
    key: str | None = field(default=None, repr=False)
    anywhere: bool = False
    wait: float = WAIT

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise InputError("--llm", self.address, "not an address; write it as http://127.0.0.1:8080/v1")
        if is_local(parts.hostname):
            return
        if not self.anywhere:
            says = "is not on this machine or its private network, and the record would go there; --llm-anywhere allows it"
            raise InputError("--llm", parts.hostname, says)
        if parts.scheme != "https":
            raise InputError("--llm", parts.hostname, "would be sent the record unencrypted; use https")

    @property
    def host(self) -> str:
        """The host alone, safe to print."""
        return urlsplit(self.address).hostname or ""

    def ask(self, messages: list[dict[str, str]]) -> str:
        """Put one conversation to the model and return what it says. EndpointError where it doesn't.

        Redirects are not followed and no proxy is used: the record goes to this address or nowhere.
        """
        import httpx2

        asked = {"model": self.model, "messages": messages, "temperature": 0, "max_tokens": 4000}
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        address = f"{self.address.rstrip('/')}/chat/completions"
        try:
            with (
                httpx2.Client(timeout=self.wait, trust_env=False, follow_redirects=False) as client,
                client.stream("POST", address, json=asked, headers=headers) as answer,
            ):
                body = bytearray()
                for part in answer.iter_bytes():
                    body += part
                    if len(body) > MOST_BYTES:
                        raise EndpointError(f"{self.host} answered with more than {MOST_BYTES:,} bytes")
        except httpx2.TimeoutException:
            raise EndpointError(f"{self.host} did not answer within {self.wait:g} s") from None
        except httpx2.HTTPError:
            raise EndpointError(f"{self.host} could not be reached") from None
        if answer.status_code != 200:
            raise EndpointError(f"{self.host} answered with status {answer.status_code}")
        return _said(bytes(body), self.host)


def is_local(host: str) -> bool:
    """Whether a host is this machine or an address of a private network; names but localhost are not looked up."""
    if host.lower() in LOCAL_NAMES:
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or (address.is_private and not address.is_unspecified)


def _said(body: bytes, host: str) -> str:
    import orjson

    try:
        answer: Any = orjson.loads(body)
        said = answer["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError):
        raise EndpointError(f"{host} answered with something that is no chat completion") from None
    if not isinstance(said, str):
        raise EndpointError(f"{host} answered without words")
    return said
