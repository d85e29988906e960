"""Why something could not be had from where it is published. Each is a sentence for the report, and stops one file or
one source, never the others."""

from __future__ import annotations


class Failure(Exception):  # noqa: N818 - what became of a file, in words
    """What went wrong, in words that hold no secret and no address; who catches it adds the address."""


class Refused(Failure):
    """We do not ask: the host is not one that was named, its address is of a private network, or robots.txt says no."""


class Unreachable(Failure):
    """The server did not answer, or not with what was asked for, as often as we tried."""


class Silent(Unreachable):
    """The server said nothing at all: no connection, or no answer in time. It may be down, or not there any more."""


class Answered(Failure):
    """The server answered with an error: this address has nothing for us."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(why)
        self.code = code
