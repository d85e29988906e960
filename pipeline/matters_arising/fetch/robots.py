"""What a server's robots.txt allows us."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules for us. `delay` is the seconds that it asks for between requests; `why` says why something is not
    allowed. `silence` says that the host did not answer at all, and how.
    """

    parsed_rules: Protego | None = None
    product: str = ""
    delay: float = 0.0
    everything: bool = True
    why: str = "does not allow this address"
    silence: str = ""

    @classmethod
    def parsed(cls, body: bytes, product: str) -> Rules:
        """The rules that a robots.txt has for a product."""
        rules = Protego.parse(body.decode("utf-8-sig", "replace"))
        delay = float(rules.crawl_delay(product) or 0)
        rate = rules.request_rate(product)
        if rate and rate.requests:
            delay = max(delay, rate.seconds / rate.requests)
        return cls(rules, product, delay)

    def allow(self, address: str) -> bool:
        """Whether we may ask for the address."""
        return bool(self.parsed_rules.can_fetch(address, self.product)) if self.parsed_rules else self.everything


ALL = Rules()


def nothing(why: str) -> Rules:
    """Nothing is allowed, because the rules cannot be had."""
    return Rules(everything=False, why=f"cannot be had ({why}), and then nothing of the host is asked for")


def unheard(how: str) -> Rules:
    """Nothing is known of the rules, because the host did not answer."""
    return Rules(everything=False, silence=how)
