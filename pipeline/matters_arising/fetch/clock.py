"""The time, as something that can be given: tests wait for nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds that pass, waiting for them, and the time of day."""

    seconds: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = _now


@dataclass(slots=True)
class Pace:
    """When each host was last asked, by whatever source."""

    clock: Clock
    last: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str, between: float) -> None:
        """Wait until `between` seconds have passed since the host was last asked."""
        asked = self.last.get(host)
        if asked is not None and (left := asked + between - self.clock.seconds()) > 0:
            self.clock.sleep(left)
        self.last[host] = self.clock.seconds()
