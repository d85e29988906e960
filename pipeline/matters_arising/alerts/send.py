"""Telling each subscription each news once.

A delivery is written into the database before it is made and marked when it was made. If the program ends between, it
is made again, with the same id: nothing is lost, and a receiver that looks at the id has nothing twice.
"""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from matters_arising.alerts.changed import KINDS as CHANGES
from matters_arising.alerts.deliver import Delivery, DeliveryError, Send, deliver
from matters_arising.alerts.gather import gather
from matters_arising.alerts.news import News
from matters_arising.alerts.settings import Settings, Subscription
from matters_arising.errors import StoreError
from matters_arising.ids import make_id
from matters_arising.store import alerts
from matters_arising.store.alerts import Outgoing, Told
from matters_arising.store.connection import Store

_LATE = timedelta(days=183)  # minutes come late: so long before a subscription they may be, and still be news to it
_AT_ONCE = 20  # instant messages of one run; more come together
_LARGE = 100  # news in one message
_DAYS = {"daily": 1, "weekly": 7}


@dataclass(frozen=True, slots=True)
class Sent:
    """What one run told. `deliveries` were made, with so many `news`; `again` of them had been written down before.
    `begun` are subscriptions seen for the first time, `failed` sentences on what was not taken and will be tried again.
    In a dry run `would` are the news that are not told yet, by subscription, and `waiting` those of deliveries that an
    earlier run wrote down and that nobody has taken; nothing is sent or recorded.
    """

    deliveries: int = 0
    news: int = 0
    again: int = 0
    begun: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    would: tuple[tuple[str, News], ...] = ()
    waiting: tuple[tuple[str, Delivery], ...] = ()


def send_alerts(
    store: Store, settings: Settings, *, now: datetime, send: Send = deliver, dry_run: bool = False
) -> Sent:
    """Tell each subscription what is news to it. `now` has a time zone and decides which digests are due.

    What one subscription's receiver does not take never stops the others. The store must be open for writing, but for a
    dry run. Raises StoreError where another program is sending from this database.
    """
    if not settings.subscriptions:
        return Sent()
    if dry_run:
        every = _gathered(store, settings)
        fresh = ((one, _fresh(store, settings, one, every, now)[0]) for one in settings.subscriptions)
        return Sent(
            would=tuple((subscription.name, one) for subscription, of in fresh for one in of),
            waiting=tuple(
                (one.name, _delivery(outgoing))
                for one in settings.subscriptions
                for outgoing in alerts.waiting(store, one.name)
            ),
        )
    with _alone(store):
        run = _Run(store, settings, now, send, _gathered(store, settings))
        for subscription in settings.subscriptions:
            run.serve(subscription)
    return Sent(
        deliveries=run.deliveries,
        news=run.news,
        again=run.again,
        begun=tuple(run.begun),
        failed=tuple(run.failed),
    )


def _gathered(store: Store, settings: Settings) -> list[News]:
    return gather(store, searches=settings.searches, site=settings.site)


@dataclass(slots=True)
class _Run:
    """One run: all news of the archive, and what became of the deliveries so far."""

    store: Store
    settings: Settings
    now: datetime
    send: Send
    every: Sequence[News]
    deliveries: int = 0
    news: int = 0
    again: int = 0
    begun: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def serve(self, subscription: Subscription) -> None:
        """First what an earlier run wrote down and did not mark, then what is new."""
        store, name = self.store, subscription.name
        if alerts.subscribed(store, name) is None:
            since, before = _since(subscription, self.every, self.now), _before(subscription, self.every)
            alerts.subscribe(store, name, since=since, before=before)
            self.begun.append(name)
        if not self._made(subscription, alerts.waiting(store, name), again=True):
            return
        known = alerts.subscribed(store, name)
        if known is None or not _is_due(subscription, known.last_digest, self.now):
            return
        fresh, otherwise = _fresh(store, self.settings, subscription, self.every, self.now)
        groups = list(_grouped(fresh, instant=subscription.when == "instant"))
        going = [_outgoing(name, group, self.now) for group in groups]
        alerts.pass_over(store, name, map(_told, otherwise))
        alerts.write_down(store, name, zip(going, (list(map(_told, group)) for group in groups), strict=True))
        if going and subscription.when in _DAYS:
            alerts.mark_digest(store, name, on=self.now.date().isoformat())
        self._made(subscription, going)

    def _made(self, subscription: Subscription, going: Iterable[Outgoing], *, again: bool = False) -> bool:
        """Make deliveries that are written down, and mark each; false where the receiver cannot be reached at all."""
        for one in going:
            delivery = _delivery(one)
            try:
                self.send(delivery, subscription, self.settings)
            except DeliveryError as error:
                self.failed.append(f"{subscription.name}: {error}")
                if not error.refused:
                    return False
                continue
            alerts.mark_made(self.store, one.id, on=self.now.isoformat(timespec="seconds"))
            self.deliveries += 1
            self.news += len(delivery.news)
            self.again += again
        return True


def _since(subscription: Subscription, every: Sequence[News], now: datetime) -> str:
    """From when on a new subscription is told: the newest minutes. A date that is still to come is a slip of theirs."""
    today = now.date().isoformat()
    known = (one.known for one in every if one.kind not in CHANGES and one.known <= today)
    return subscription.since or max(known, default="")


def _before(subscription: Subscription, every: Sequence[News]) -> Iterator[Told]:
    """What is no news to a new subscription: all that is there, unless it says since when."""
    return iter(()) if subscription.since else map(_told, every)


def _fresh(
    store: Store, settings: Settings, subscription: Subscription, every: Sequence[News], now: datetime
) -> tuple[list[News], list[News]]:
    """The news that a subscription has not had, oldest first; and those that it has had in other words."""
    name = subscription.name
    known = alerts.subscribed(store, name)
    had = alerts.told(store, name) if known else list(_before(subscription, every))
    first = _first(subscription, known.since if known else _since(subscription, every, now))
    there, ids = {one.id for one in every}, {told.news for told in had}
    gone = [told.place for told in had if told.place and told.news not in there]
    fresh, otherwise = [], []
    for one in reversed(every):
        if one.id in ids or not _is_for(one, subscription, settings) or one.known < first[: len(one.known)]:
            continue
        if one.place in gone:
            gone.remove(one.place)
            otherwise.append(one)
        else:
            fresh.append(one)
    return fresh, otherwise


def _first(subscription: Subscription, since: str) -> str:
    """The day before which minutes are no news, however late they come."""
    if subscription.since or len(since) != len("2021-05-14"):
        return since
    return (date.fromisoformat(since) - _LATE).isoformat()


def _is_for(one: News, subscription: Subscription, settings: Settings) -> bool:
    """Whether a subscription asks for a news."""
    least = settings.least if subscription.least is None else subscription.least
    if one.confidence < least or not _of_body(one, subscription) or not _of_matter(one, subscription):
        return False
    if one.kind == "search":
        asked = subscription.searches or (one.searches if "search" in subscription.kinds else ())
        return bool(set(one.searches) & set(asked))
    return one.kind in subscription.kinds or not (subscription.kinds or subscription.searches)


def _of_body(one: News, subscription: Subscription) -> bool:
    body = one.body.casefold()
    return not subscription.bodies or any(
        all(word in body for word in wanted.casefold().split()) for wanted in subscription.bodies
    )


def _of_matter(one: News, subscription: Subscription) -> bool:
    title = one.title.casefold()
    return not subscription.matters or any(
        wanted == one.matter or (title and all(word in title for word in wanted.casefold().split()))
        for wanted in subscription.matters
    )


def _is_due(subscription: Subscription, last: str, now: datetime) -> bool:
    if subscription.when == "instant" or not last:
        return True
    return (now.date() - date.fromisoformat(last)).days >= _DAYS[subscription.when]


def _grouped(fresh: Sequence[News], *, instant: bool) -> Iterator[Sequence[News]]:
    size = 1 if instant and len(fresh) <= _AT_ONCE else _LARGE
    return (fresh[at : at + size] for at in range(0, len(fresh), size))


def _outgoing(name: str, group: Sequence[News], now: datetime) -> Outgoing:
    payload = json.dumps([asdict(one) for one in group], ensure_ascii=False)
    return Outgoing(make_id("dlv", name, *(one.id for one in group)), now.isoformat(timespec="seconds"), payload)


def _delivery(one: Outgoing) -> Delivery:
    """A delivery as it was written down."""
    told = json.loads(one.payload)
    return Delivery(one.id, one.written, tuple(News(**{**each, "searches": tuple(each["searches"])}) for each in told))


def _told(one: News) -> Told:
    return Told(one.id, one.place)


@contextmanager
def _alone(store: Store) -> Iterator[None]:
    """Nobody else sends from this database meanwhile: two would both make what is written down.

    The lock is on a file beside the database: to close one's own handle of the database would drop SQLite's locks.
    """
    with Path(f"{store.path}.sending").open("ab") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(
                "another program is sending alerts from it", where=store.path, remedy="wait until that has ended"
            ) from error
        yield
