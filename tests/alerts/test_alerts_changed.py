"""News of texts that changed, and of decisions on which draft and approved minutes differ."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
import toy_archive as toy
from matters_arising.alerts.deliver import Delivery, body
from matters_arising.alerts.feeds import atom, feeds, json_feed
from matters_arising.alerts.gather import gather
from matters_arising.alerts.news import News
from matters_arising.alerts.send import send_alerts
from matters_arising.alerts.settings import Settings, Subscription
from matters_arising.alerts.words import html, plain
from matters_arising.flow import run
from matters_arising.store import Store
from news_by_hand import HARM, JANUARY, news

PIER = ("# Pier", "It was agreed to mend the pier of oak.")
CHEAPER = ("# Pier", "It was agreed to mend the pier of pine.")
NOW = datetime(2031, 6, 2, tzinfo=UTC)
_NIGHTS = iter(range(1, 1_000_000))


@pytest.fixture
def on(store: Store, tmp_path: Path):  # type: ignore[no-untyped-def]
    """Lay files into the archive and read it on a day."""

    def read(day: str, files: Mapping[str, str]) -> None:
        root = toy.lay(tmp_path / "archive", files)
        run(root, store, config=toy.ToyConfig(), stages=toy.WIDE, jobs=0, now=f"{day}T03:00:00+00:00")

    return read


def _pier(lines: tuple[str, ...], status: str, day: str = "2023-05-03") -> str:
    return toy.minutes(day, *lines, status=status)


def _changes(store: Store) -> list[News]:
    return [one for one in gather(store, site="https://m.example/") if one.kind in ("text changed", "decision changed")]


def test_a_text_that_changed_under_its_path_is_told_with_both_quotes(store: Store, on) -> None:  # type: ignore[no-untyped-def]
    on("2031-06-01", {"a.txt": _pier(PIER, "approved")})
    assert _changes(store) == []
    on("2031-06-02", {"a.txt": _pier(CHEAPER, "approved")})
    [told] = _changes(store)
    assert (told.kind, told.date, told.known, told.confidence) == ("text changed", "2031-06-02", "2031-06-02", 1.0)
    assert (told.earlier, told.quote) == (PIER[1], CHEAPER[1])
    assert told.sentence == (
        "Minutes of 2023-05-03: Both texts are marked as approved, their words differ, and no passage that differs "
        "speaks of a correction. 1 passage differs; 1 decision, vote or deferral read in what differs."
    )
    [meeting] = [one.meeting for one in gather(store) if one.kind == "minutes"]
    assert told.link == f"https://m.example/minutes/{meeting}.html"
    on("2031-06-03", {"a.txt": _pier(PIER, "approved")})
    assert told in _changes(store) and len(_changes(store)) == 2


def test_a_decision_that_draft_and_approved_minutes_have_otherwise(store: Store, on) -> None:  # type: ignore[no-untyped-def]
    on("2031-06-01", {"draft.txt": _pier(PIER, "draft")})
    both = {"draft.txt": _pier(PIER, "draft"), "approved.txt": _pier(CHEAPER, "approved")}
    on("2031-06-02", both)
    [told] = _changes(store)
    assert (told.kind, told.document, told.earlier_document) == ("decision changed", "approved.txt", "draft.txt")
    assert told.sentence == "Minutes of 2023-05-03: a decision stands in other words."
    assert 0.5 <= told.confidence < 1
    assert (told.title, told.link) == ("Pier", f"https://m.example/matters/{told.matter}.html")
    assert plain(told).splitlines()[2:4] == [
        f"  earlier (p. 1, draft.txt): “{PIER[1]}”",
        f"  later: “{CHEAPER[1]}”",
    ]
    assert "<blockquote>“It was agreed to mend the pier of oak.”</blockquote>" in html(told)
    both["another.txt"] = JANUARY["1.txt"]
    on("2031-06-03", both)
    assert _changes(store) == [told]


def test_a_decision_that_one_of_them_has_alone(store: Store, on) -> None:  # type: ignore[no-untyped-def]
    kiln = ("# Kiln", "It was agreed that the kiln be lit by the warden every Sunday.")
    rain = ("# Rain", "Rain had fallen on the ferry road for most of the week, the warden said.")
    on("2031-06-01", {"a.txt": _pier((*PIER, *rain), "draft")})
    on("2031-06-02", {"a.txt": _pier((*PIER, *rain, *kiln), "approved")})
    text, decision = sorted(_changes(store), key=lambda one: one.kind, reverse=True)
    assert (decision.earlier, decision.quote) == ("", kiln[1])
    assert "the approved minutes have a decision that the draft does not have in these words" in decision.sentence
    assert "earlier (p. " not in plain(decision) and "earlier: not in this text" in plain(decision)
    assert text.kind == "text changed" and "marked as a draft, the later one as approved" in text.sentence
    assert text.id != decision.id


def test_what_was_not_seen_to_change_is_dated_by_its_minutes(store: Store, on) -> None:  # type: ignore[no-untyped-def]
    on("2031-06-02", {"draft.txt": _pier(PIER, "draft"), "approved.txt": _pier(CHEAPER, "approved")})
    [told] = _changes(store)
    assert (told.date, told.known) == ("2023-05-03", "2023-05-03")


def test_each_is_sent_once_however_old_the_minutes(store: Store, on) -> None:  # type: ignore[no-untyped-def]
    sent: list[Delivery] = []
    subscription = Subscription(
        name="desk", webhook="https://t.example", secret_env="S", kinds=("text changed", "decision changed"), least=0.5
    )
    settings = Settings(subscriptions=(subscription,))

    def night(day: str, files: Mapping[str, str]) -> list[str]:
        before = len(sent)
        on(day, files)
        send_alerts(store, settings, now=NOW, send=lambda delivery, *_: sent.append(delivery))
        return sorted(one.kind for delivery in sent[before:] for one in delivery.news)

    recent = {"new.txt": _pier(("# Rain", "Rain had fallen."), "approved", "2031-05-01")}
    assert night("2031-05-30", {**recent, "a.txt": _pier(PIER, "draft")}) == []
    assert night("2031-05-31", {**recent, "a.txt": _pier(CHEAPER, "approved")}) == ["decision changed", "text changed"]
    assert night("2031-06-01", {**recent, "a.txt": _pier(CHEAPER, "approved")}) == []
    assert night("2031-06-02", {**recent, "a.txt": _pier(PIER, "approved")}) == ["text changed"]
    assert PIER[1].encode() in body(sent[0], subscription)


def test_a_change_does_not_move_the_day_from_which_a_subscription_is_told(store: Store, on) -> None:  # type: ignore[no-untyped-def]
    on("2031-05-30", {"a.txt": _pier(PIER, "approved")})
    on("2031-05-31", {"a.txt": _pier(CHEAPER, "approved")})
    settings = Settings(subscriptions=(Subscription(name="desk", webhook="https://t.example", secret_env="S"),))
    send_alerts(store, settings, now=NOW, send=lambda *_: None)
    late = {
        "a.txt": _pier(CHEAPER, "approved"),
        "b.txt": _pier(("# Rain", "Rain had fallen."), "approved", "2023-06-07"),
    }
    on("2031-06-01", late)
    sent: list[Delivery] = []
    send_alerts(store, settings, now=NOW, send=lambda delivery, *_: sent.append(delivery))
    assert [one.kind for delivery in sent for one in delivery.news] == ["minutes"]


def test_feeds_hold_both_quotes_and_nothing_in_them_is_markup() -> None:
    told = news(kind="decision changed", quote=HARM, earlier=HARM, earlier_document=HARM, earlier_page=2)
    [archive, *_] = feeds([told])
    assert "<script" not in html(told) and b"<script" not in atom(archive)
    for written in (atom(archive), json_feed(archive)):
        assert b"earlier (p. 2, " in written and b"later:" in written
    sent = body(
        Delivery("dlv-1", "2031-06-01", (told,)), Subscription(name="x", webhook="https://t.example", secret_env="S")
    )
    assert b"\\u202e" not in sent and "\u202e".encode() not in sent
