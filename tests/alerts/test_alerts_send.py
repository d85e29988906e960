"""Each news once to each subscription, whatever happens between."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import toy_archive as toy
from matters_arising.alerts import Settings, send_alerts
from matters_arising.alerts.deliver import Delivery, DeliveryError
from matters_arising.errors import StoreError
from matters_arising.redactions import parse
from matters_arising.store import Store
from matters_arising.store.redactions import cover_stored
from news_by_hand import JANUARY, MARCH, MAY, Night

NOW = datetime(2031, 6, 1, 3, tzinfo=UTC)


class Receiver:
    """Takes deliveries; `faults` are raised one by one, after the delivery was taken or (DeliveryError) instead."""

    def __init__(self) -> None:
        self.got: list[tuple[str, Delivery]] = []
        self.faults: list[BaseException] = []

    def __call__(self, delivery: Delivery, subscription: Any, settings: Settings) -> None:
        fault = self.faults.pop(0) if self.faults else None
        if isinstance(fault, DeliveryError):
            raise fault
        self.got.append((subscription.name, delivery))
        if fault:
            raise fault

    def told(self, name: str = "tool") -> list[tuple[str, str]]:
        return [(one.kind, one.date) for to, delivery in self.got if to == name for one in delivery.news]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    yield Receiver()


def settings(*subscriptions: dict[str, Any], **more: Any) -> Settings:
    ways = {"webhook": "https://t.example/x", "secret_env": "NONE"}
    given = subscriptions or ({"name": "tool"},)
    return Settings.model_validate({"subscriptions": [{**ways, **one} for one in given], **more})


def send(store: Store, receiver: Receiver, given: Settings, *, days: int = 0) -> Any:
    return send_alerts(store, given, now=NOW + timedelta(days), send=receiver)


def _nights(store: Store, night: Night, receiver: Receiver, given: Settings, files: Sequence[dict[str, str]]) -> None:
    for number, more in enumerate(files):
        night(more)
        send(store, receiver, given, days=number)


def test_a_new_subscription_is_not_flooded_and_then_has_each_news_once(
    store: Store, night: Night, receiver: Receiver
) -> None:
    _nights(store, night, receiver, settings(), [JANUARY, {}, MARCH, {}, MAY, {}])
    assert sorted(receiver.told()) == [
        ("minutes", "2031-03-12"), ("minutes", "2031-05-14"),
        ("put off again", "2031-03-12"), ("put off again", "2031-05-14"),
    ]  # fmt: skip
    assert len({delivery.id for _, delivery in receiver.got}) == 4


def test_since_sends_what_is_there_of_that_day_and_later(store: Store, night: Night, receiver: Receiver) -> None:
    given = settings({"name": "tool", "since": "2031-03-12"})
    _nights(store, night, receiver, given, [{**JANUARY, **MARCH}, {}])
    assert sorted(receiver.told()) == [("minutes", "2031-03-12"), ("put off again", "2031-03-12")]


def test_minutes_that_come_late_are_news_and_a_past_brought_in_is_not(
    store: Store, night: Night, receiver: Receiver
) -> None:
    old = {"old.txt": toy.minutes("2021-03-12", "# Band room", "The band room was put off.")}
    _nights(store, night, receiver, settings(), [MAY, {**JANUARY, **old}])
    assert {date for _, date in receiver.told()} == {"2031-01-08"}


def test_a_year_that_is_a_slip_does_not_silence_a_subscription(store: Store, night: Night, receiver: Receiver) -> None:
    slip = {"slip.txt": toy.minutes("2301-01-08", "# Osier bed", "It was agreed.")}
    _nights(store, night, receiver, settings(), [{**JANUARY, **slip}, MARCH])
    assert ("put off again", "2031-03-12") in receiver.told()


def test_a_crash_after_the_sending_is_made_good_with_the_same_id_and_words(
    store: Store, night: Night, receiver: Receiver
) -> None:
    _nights(store, night, receiver, settings(), [JANUARY])
    night(MARCH)
    receiver.faults = [KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        send(store, receiver, settings())
    night(MAY)
    done = send(store, receiver, settings(), days=1)
    assert done.again == 2 and done.deliveries == 4
    first, second = receiver.got[0][1], receiver.got[1][1]
    assert first == second
    assert len({delivery.id for _, delivery in receiver.got}) == 4 and len(receiver.got) == 5


def test_what_is_not_taken_is_kept_and_sent_later_and_nobody_else_waits(
    store: Store, night: Night, receiver: Receiver
) -> None:
    given = settings({"name": "tool"}, {"name": "other"})
    _nights(store, night, receiver, given, [JANUARY])
    night(MARCH)
    receiver.faults = [DeliveryError("down", where="t.example")]
    done = send(store, receiver, given)
    assert done.failed == ("tool: t.example: down",) and receiver.told() == []
    assert len(receiver.told("other")) == 2
    assert send(store, receiver, given, days=1).again == 2
    assert len(receiver.told()) == 2 and len(receiver.told("other")) == 2


def test_one_that_is_refused_does_not_hold_up_the_next(store: Store, night: Night, receiver: Receiver) -> None:
    _nights(store, night, receiver, settings(), [JANUARY])
    night(MARCH)
    receiver.faults = [DeliveryError("answered with 413", refused=True)]
    assert len(send(store, receiver, settings()).failed) == 1
    assert len(receiver.told()) == 1


def test_a_digest_comes_together_and_not_before_its_time(store: Store, night: Night, receiver: Receiver) -> None:
    given = settings({"name": "tool", "when": "weekly", "since": "2031-01-01"})
    _nights(store, night, receiver, given, [JANUARY, MARCH, MAY, {}, {}, {}, {}])
    assert len(receiver.got) == 1
    assert send(store, receiver, given, days=7).news == 4
    assert len(receiver.got) == 2 and len(receiver.told()) == 6


def test_a_daily_digest_comes_once_a_day(store: Store, night: Night, receiver: Receiver) -> None:
    given = settings({"name": "tool", "when": "daily", "since": "2031-01-01"})
    night(JANUARY)
    assert send(store, receiver, given).deliveries == 1
    night(MARCH)
    assert send(store, receiver, given).deliveries == 0
    assert send(store, receiver, given, days=1).deliveries == 1


def test_very_many_instant_news_come_together(store: Store, night: Night, receiver: Receiver) -> None:
    night({f"{n}.txt": toy.minutes(f"2031-03-{n:02}", "# Osier bed", "It was agreed.") for n in range(1, 23)})
    send(store, receiver, settings({"name": "tool", "since": "2031-01-01"}))
    assert [len(delivery.news) for _, delivery in receiver.got] == [22]


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        ({"kinds": ["put off again"]}, {"put off again"}),
        ({"bodies": ["brackwater"]}, set()),
        ({"bodies": ["forum ambleton"]}, {"put off again", "minutes"}),
        ({"matters": ["bed osier"]}, {"put off again"}),
        ({"matters": ["Band room"]}, set()),
        ({"searches": ["osiers"]}, {"search"}),
        ({"searches": ["osiers"], "kinds": ["minutes"]}, {"search", "minutes"}),
        ({"kinds": ["search"]}, {"search"}),
        ({"least": 0.95}, {"minutes"}),
        ({}, {"put off again", "minutes"}),
    ],
)
def test_filters(store: Store, night: Night, receiver: Receiver, wanted: dict[str, Any], kinds: set[str]) -> None:
    given = settings({"name": "tool", **wanted}, searches=[{"name": "osiers", "query": "osier"}])
    _nights(store, night, receiver, given, [JANUARY, MARCH])
    assert {kind for kind, _ in receiver.told()} == kinds


def test_the_same_in_other_words_is_not_told_again(store: Store, night: Night, receiver: Receiver) -> None:
    _nights(store, night, receiver, settings(), [JANUARY, MARCH])
    told = len(receiver.told())
    reworded = MARCH["3.txt"].replace("was put off to the next meeting", "has been put off to the next meeting")
    _nights(store, night, receiver, settings(), [{"3.txt": reworded}, {}])
    new = [kind for kind, _ in receiver.told()[told:]]
    assert reworded != MARCH["3.txt"] and new == ["text changed"]


@pytest.mark.parametrize("removed", ["osier", "soft", "Forum"])
def test_what_was_told_is_not_told_again_without_the_words_that_were_removed(
    removed: str, store: Store, night: Night, receiver: Receiver, tmp_path: Path
) -> None:
    told = {"name": "tool", "since": "2031-01-01", "kinds": ["put off", "put off again", "minutes", "search"]}
    given = settings(told, searches=[{"name": "bed", "query": "bed"}])
    night({**JANUARY, **MARCH})
    send(store, receiver, given)
    had = receiver.told()
    assert {"put off", "put off again", "minutes", "search"} <= {kind for kind, _ in had}
    rule = f'[[redact]]\nid = "2031-1"\ntext = "{removed}"\n'.encode()
    (tmp_path / "x.db.redactions.toml").write_bytes(rule)
    assert cover_stored(store, parse(rule), "2031-06-02T00:00:00")
    send(store, receiver, given, days=1)
    assert receiver.told() == had
    night({})
    send(store, receiver, given, days=2)
    assert receiver.told() == had
    night(MAY)
    send(store, receiver, given, days=3)
    assert sorted(set(receiver.told()) - set(had)) == [
        ("minutes", "2031-05-14"), ("put off again", "2031-05-14"), ("search", "2031-05-14"),
    ]  # fmt: skip
    assert len(receiver.told()) == len(set(receiver.told()))


def test_a_dry_run_says_what_would_go_and_records_nothing(store: Store, night: Night, receiver: Receiver) -> None:
    night(JANUARY)
    given = settings({"name": "tool", "since": "2031-01-01"}, {"name": "new"})
    would = send_alerts(store, given, now=NOW, send=receiver, dry_run=True).would
    assert {(name, one.kind) for name, one in would} == {("tool", "put off"), ("tool", "minutes")}
    assert receiver.got == [] and store.connection.execute("SELECT * FROM alerts_subscriptions").fetchall() == []


def test_a_dry_run_says_what_was_written_down_and_not_taken(store: Store, night: Night, receiver: Receiver) -> None:
    given = settings({"name": "tool", "since": "2031-01-01"})
    night(JANUARY)
    receiver.faults = [DeliveryError("no secret", where="t.example")]
    send(store, receiver, given)
    found = send_alerts(store, given, now=NOW, send=receiver, dry_run=True)
    assert found.would == () and [name for name, _ in found.waiting] == ["tool", "tool"]
    assert {one.kind for _, delivery in found.waiting for one in delivery.news} == {"put off", "minutes"}
    assert send(store, receiver, given).deliveries == 2 and not receiver.faults
    assert send_alerts(store, given, now=NOW, send=receiver, dry_run=True).waiting == ()


def test_what_the_environment_lacks_is_named_with_who_needs_it() -> None:
    smtp = {"host": "mail.example", "sender": "m@example.org", "user": "m", "password_env": "PASS"}
    given = settings(
        {"name": "desk", "email": "desk@example.org", "webhook": "", "secret_env": ""},
        {"name": "tool", "webhook": "", "webhook_env": "ADDRESS", "secret_env": "SECRET"},
        smtp=smtp,
    )
    assert given.unset({"PASS": "x", "ADDRESS": "y", "SECRET": "z"}) == []
    assert given.unset({"ADDRESS": "y"}) == [
        "[alerts.smtp]: the environment variable PASS is not set",
        "subscription 2 (tool): the environment variable SECRET is not set",
    ]


def test_two_programs_do_not_send_at_once(store: Store, night: Night, receiver: Receiver) -> None:
    night(JANUARY)
    with Path(f"{store.path}.sending").open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(StoreError, match="another program"):
            send(store, receiver, settings())
