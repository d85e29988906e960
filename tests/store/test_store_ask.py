"""What a filled database answers: the ledger, the life of a matter, a quote in its place, words, the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import toy_archive as toy
from matters_arising.errors import NothingFoundError, UsageError
from matters_arising.export import TABLES, rows
from matters_arising.export.story import ended
from matters_arising.flow import run
from matters_arising.matters.follow import Perhaps
from matters_arising.store import Store, meant, open_store
from matters_arising.store.calendar import body_named, calendar
from matters_arising.store.context import context, search
from matters_arising.store.ends import put_ends
from matters_arising.store.ledger import ledger
from matters_arising.store.life import life_of, lives_before
from matters_arising.store.meant import candidates, find_matter
from matters_arising.store.overview import overview
from matters_arising.store.practice import courses, practice_of_bodies, practice_of_matter
from matters_arising.store.promises import promises_of
from matters_arising.store.quotes import minutes


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("ask")
    root = toy.lay(folder / "archive")
    with open_store(folder / "x.db", write=True) as opened:
        run(root, opened, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        yield opened


def test_a_part_of_the_ledger_is_the_ledger_in_part(store: Store) -> None:
    whole = ledger(store)
    assert len(whole) > 1
    for most in range(len(whole) + 2):
        assert ledger(store, most=most) == whole[:most]
    least = whole[0].times
    assert ledger(store, at_least=least) == [entry for entry in whole if entry.times >= least]
    assert ledger(store, body=whole[-1].body.upper(), most=1) == [e for e in whole if e.body == whole[-1].body][:1]
    assert ledger(store, body="nobody") == []


def test_the_ledger_counts_meetings_and_gives_reasons(store: Store) -> None:
    crisis, shelter = ledger(store)
    assert (crisis.title, crisis.deferrals, crisis.inferred, crisis.times) == ("Crisis care review", 2, 1, 3)
    assert (crisis.months, crisis.streak, crisis.unstated) == (3, 3, 2)
    assert crisis.last_reason == "the draft was not ready"
    assert [(at.date, at.explicit, at.document, at.page) for at in crisis.meetings] == [
        ("2022-03-09", True, "2022-03.txt", 1),
        ("2022-04-27", True, "2022-04.txt", 1),
        ("2022-06-15", False, "2022-06.txt", 2),
    ]
    assert (shelter.times, shelter.unstated, shelter.last_reason) == (1, 1, "")


def test_a_life_is_told_meeting_by_meeting(store: Store) -> None:
    best, _ = find_matter(store, "crisis care review")
    life = life_of(store, best.matter)
    assert life.bodies == ("Ambleton Forum",)
    told = [
        (at.date, at.status, [p.page for p in at.passages], [m.what for m in at.events], [m.what for m in at.stances])
        for at in life.appearances
    ]
    assert told == [
        ("2022-01-19", "discussed", [1], ["proposal"], []),
        ("2022-03-09", "deferred", [1], ["deferral"], []),
        ("2022-04-27", "deferred", [1], ["deferral"], ["collaborative"]),
        ("2022-06-15", "deferred", [1], ["deferral"], []),
    ]
    march = life.appearances[1].events[0]
    assert march.detail == "until next meeting, reason: the draft was not ready"
    assert life.appearances[2].stances[0].detail == "enacted, with the Trust"
    assert [mark.page for mark in life.appearances[3].events] == [2]
    assert not life.appearances[3].events[0].explicit


def test_practice_is_told_by_body_and_by_matter(store: Store) -> None:
    (forum,) = practice_of_bodies(store, body="ambleton")
    assert (forum.meetings, forum.first_date, forum.last_date) == (4, "2022-01-19", "2022-06-15")
    (done,) = forum.whole.together.acts
    assert (done.date, done.document, done.holder) == ("2022-04-27", "2022-04.txt", "the Forum")
    assert [part.when for part in forum.over_time] == ["2022"]
    review, _ = practice_of_matter(store, "crisis care review")
    assert [act.stance for act in review.course.acts] == [done.stance]
    assert courses(store) == [] and practice_of_bodies(store, body="nowhere") == []


def test_what_another_did_is_no_practice_of_the_body_whose_minutes_tell_it(store: Store) -> None:
    store.connection.execute("SAVEPOINT another")
    for holder, label, counted in (
        ("the Forum", "collaborative", "together"),
        ("", "collaborative", "together"),
        ("Mrs Orde", "collaborative", "together"),
        ("the Trust", "collaborative", ""),
        ("residents", "consultative", ""),
        ("the Forum", "unilateral", "alone"),
        ("the Trust", "unilateral", ""),
        ("Mrs Orde", "unilateral", ""),  # held against nobody in doubt
        ("", "unilateral", ""),
    ):
        store.connection.execute("UPDATE stances SET holder = ?, label = ?, status = 'enacted'", (holder, label))
        (forum,) = practice_of_bodies(store, body="ambleton")
        found = [name for name in ("together", "heard", "alone") if getattr(forum.whole, name).acts]
        assert found == ([counted] if counted else []), (holder, label)
    store.connection.execute("ROLLBACK TO another")


def test_talk_has_its_matter_and_a_named_holder_only_when_asked(tmp_path: Path) -> None:
    lines = ("# Pond", "We value our partners.", "The Forum and the Trust will do it together.")
    root = toy.lay(tmp_path / "archive", {"a.txt": toy.minutes("2022-01-01", *lines)})
    with open_store(tmp_path / "x.db", write=True) as opened:
        run(root, opened, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        opened.connection.execute("UPDATE stances SET holder = 'Mrs Orde'")
        pond, _ = practice_of_matter(opened, "pond")
        assert [act.quote for act in pond.whole.talk.acts] == ["We value our partners."]
        assert [act.holder for act in pond.whole.together.acts] == [""]
        named, _ = practice_of_matter(opened, "pond", people=True)
        assert [act.holder for act in named.whole.together.acts] == ["Mrs Orde"]


def test_minutes_of_nobody_that_can_be_told_are_nobodys_practice(store: Store) -> None:
    assert "" not in [one.body for one in practice_of_bodies(store)]
    store.connection.execute("SAVEPOINT nameless")
    store.connection.execute("UPDATE meetings SET body = '' WHERE body LIKE 'Ambleton%'")
    assert all(one.body for one in practice_of_bodies(store))
    store.connection.execute("ROLLBACK TO nameless")


def test_a_matter_dealt_with_twice_at_a_meeting_appears_there_once(tmp_path: Path) -> None:
    lines = ("# Pond", "It was agreed.", "# Hedge", "Words.", "# Pond", "It was put off.")
    root = toy.lay(tmp_path / "archive", {"a.txt": toy.minutes("2022-01-01", *lines)})
    with open_store(tmp_path / "x.db", write=True) as store:
        run(root, store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        (at,) = life_of(store, find_matter(store, "pond")[0].matter).appearances
    assert at.status == "discussed, deferred"
    assert [len(at.passages), len(at.events)] == [2, 2]


def test_a_decision_to_put_off_says_so_and_the_routine_of_a_meeting_is_no_event_of_a_matter(tmp_path: Path) -> None:
    lines = ("# Pond", "It was agreed that it be put off.", "# Hedge", "It was agreed.", "All agreed to go home.")
    root = toy.lay(tmp_path / "archive", {"a.txt": toy.minutes("2022-01-01", *lines)})
    with open_store(tmp_path / "x.db", write=True) as store:
        run(root, store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        store.connection.execute("UPDATE events SET procedural = 1 WHERE quote LIKE '%home%'")
        (pond,), (hedge,) = (
            life_of(store, find_matter(store, name)[0].matter).appearances for name in ("pond", "hedge")
        )
        (held,) = minutes(store)
    assert {mark.what: mark.detail for mark in pond.events}["decision"] == "to put it off"
    assert [(mark.detail, mark.quote) for mark in hedge.events] == [("adopted", "It was agreed.")]
    assert [(one.quote, one.puts_off) for one in held.quotes if one.what == "decision"] == [
        ("It was agreed that it be put off.", True),
        ("It was agreed.", False),
    ]


def test_a_sentence_that_decides_one_thing_and_puts_off_another_is_no_decision_to_put_off(tmp_path: Path) -> None:
    both = "It was agreed to pay for the pond and the hedge was put off."
    root = toy.lay(tmp_path / "archive", {"a.txt": toy.minutes("2022-01-01", "# Pond", both)})

    def details(store: Store) -> tuple[str, bool]:
        (at,) = life_of(store, find_matter(store, "pond")[0].matter).appearances
        (held,) = minutes(store)
        (puts_off,) = (one.puts_off for one in held.quotes if one.what == "decision")
        return next(mark.detail for mark in at.events if mark.what == "decision"), puts_off

    with open_store(tmp_path / "x.db", write=True) as store:
        run(root, store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        assert details(store) == ("to put it off", True)
        store.connection.execute("UPDATE events SET confidence = 0.6 WHERE type = 'deferral'")
        assert details(store) == ("adopted", False)
        store.connection.execute("UPDATE events SET confidence = 0.9")
        store.connection.execute("UPDATE events SET start = \"end\" - 26 WHERE type = 'deferral'")
        assert details(store) == ("adopted", False)


WEIR = {
    "1.txt": toy.minutes("2024-01-03", "# Weir", "The weir was put off."),
    "2.txt": toy.minutes("2024-02-07", "# Weir", "It was agreed to mend the weir."),
    "3.txt": toy.minutes("2024-03-06", "# Weir", "It was agreed to note the report."),
    "4.txt": toy.minutes("2024-04-03", "# Weir", "All agreed to thank the smith."),
}


@pytest.mark.parametrize(
    ("changes", "fate", "day", "months"),
    [
        ((), "adopted", "2024-02-07", 1),
        (("outcome = 'noted' WHERE quote LIKE '%note%'",), "adopted", "2024-02-07", 1),
        (("outcome = 'noted' WHERE quote LIKE '%mend%'",), "adopted", "2024-03-06", 2),
        (("confidence = 0.4 WHERE quote LIKE '%mend%'",), "adopted", "2024-03-06", 2),
        (("procedural = 1 WHERE quote LIKE '%mend%'",), "adopted", "2024-03-06", 2),
        (("outcome = 'rejected' WHERE quote LIKE '%mend%'",), "adopted", "", 3),
        (("outcome = 'rejected' WHERE quote LIKE '%mend%'",), "rejected", "2024-02-07", 1),
        (
            ("quote = 'The amendment was lost.', outcome = 'rejected' WHERE quote LIKE '%mend%'",),
            "adopted",
            "2024-03-06",
            2,
        ),
        ((), "open", "", 3),
    ],
)
def test_a_matter_is_settled_on_the_day_of_the_first_decision_that_settles_it(
    tmp_path: Path, changes: tuple[str, ...], fate: str, day: str, months: int
) -> None:
    with open_store(tmp_path / "x.db", write=True) as store:
        run(toy.lay(tmp_path / "archive", WEIR), store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        for change in changes:
            store.connection.execute(f"UPDATE events SET {change}")
        store.connection.execute("UPDATE matters SET fate = ?", (fate,))
        put_ends(store.connection)
        (weir,) = ledger(store)
        lived = life_of(store, weir.matter)
    assert (weir.decided, weir.months, lived.decided) == (day, months, day)
    assert ended(lived).date == (day or "2024-04-03")


def test_a_decision_before_a_putting_off_or_to_put_off_settles_nothing(tmp_path: Path) -> None:
    again = {
        "3.txt": toy.minutes("2024-03-06", "# Weir", "The weir was put off."),
        "5.txt": toy.minutes("2024-05-08", "# Weir", "It was agreed that it be put off."),
    }
    with open_store(tmp_path / "x.db", write=True) as store:
        run(toy.lay(tmp_path / "archive", {**WEIR, **again}), store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        store.connection.execute("UPDATE matters SET fate = 'adopted'")
        put_ends(store.connection)
        assert [entry.decided for entry in ledger(store)] == [""]
        store.connection.execute("DELETE FROM events WHERE type = 'deferral' AND quote LIKE '%agreed%'")
        put_ends(store.connection)
        assert [entry.decided for entry in ledger(store)] == ["2024-04-03"]


def test_a_matter_is_found_by_words_of_its_title_and_its_quotes_and_by_id(store: Store) -> None:
    by_title = find_matter(store, "Crisis Care reviews")[0]
    assert find_matter(store, by_title.matter)[0].matter == by_title.matter
    assert find_matter(store, "draft ready")[0].title == "Crisis care review"
    assert [c.title for c in candidates(store, "review")] == ["Crisis care review"]
    with pytest.raises(NothingFoundError, match="no matter has the words “swimming pool”"):
        find_matter(store, "swimming pool")
    with pytest.raises(NothingFoundError):
        find_matter(store, "…")
    with pytest.raises(NothingFoundError, match="there is no matter mat-0"):
        life_of(store, "mat-0")


def test_the_meetings_of_a_body_are_those_of_its_current_minutes_once_each(store: Store) -> None:
    held = calendar(store)
    assert list(held) == ["Ambleton Forum"]
    assert [at.date for at in held["Ambleton Forum"]] == ["2022-01-19", "2022-03-09", "2022-04-27", "2022-06-15"]
    best, _ = find_matter(store, "crisis care review")
    assert [at.meeting for at in held["Ambleton Forum"]] == [
        at.meeting for at in life_of(store, best.matter).appearances
    ]


def test_the_matters_that_a_body_put_off_or_had_often_before_it(tmp_path: Path) -> None:
    root = toy.lay(tmp_path / "archive")
    for month in range(7, 12):
        other = {7: ("# Mill", "Words."), 8: ("# Mill", "Words."), 9: ("# Weir", "It was put off.")}.get(month, ())
        lines = ("# Ferry", "Words.", *other)
        (root / f"{month}.txt").write_text(toy.minutes(f"2022-{month:02d}-20", *lines, body="Brook Board"))
    with open_store(tmp_path / "x.db", write=True) as store:
        run(root, store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        assert [life.title for life in lives_before(store, "Brook Board")] == ["Weir", "Ferry"]
        assert [life.title for life in lives_before(store, "Ambleton Forum")] == ["Crisis care review", "Bus shelter"]
        assert body_named(store, "brook") == "Brook Board"
        with pytest.raises(UsageError, match="may mean several bodies"):
            body_named(store, "o")
        with pytest.raises(NothingFoundError):
            body_named(store, "Zzz")


def test_where_several_matters_may_be_meant_they_are_listed(tmp_path: Path) -> None:
    files = {"a.txt": toy.minutes("2022-01-01", "# North car park", "Words.", "# South car park", "Words.")}
    root = toy.lay(tmp_path / "archive", files)
    with open_store(tmp_path / "x.db", write=True) as store:
        run(root, store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        with pytest.raises(UsageError, match="may mean several matters; choose one by its id") as told:
            find_matter(store, "car park")
        listed = [line.split(maxsplit=1) for line in str(told.value).splitlines()[1:]]
        assert sorted((mark[:4], title) for mark, title in listed) == [
            ("mat-", "North car park  (Ambleton Forum, 1 meeting)"),
            ("mat-", "South car park  (Ambleton Forum, 1 meeting)"),
        ]
        assert find_matter(store, "south car park")[0].title == "South car park"
        (root / "b.txt").write_text(toy.minutes("2022-02-01", "# North car park", "Words."))
        run(root, store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        best, others = find_matter(store, "car park")
        assert (best.title, [other.title for other in others]) == ("North car park", ["South car park"])


def test_of_very_many_matters_that_may_be_meant_the_first_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parks = [line for number in range(12) for line in (f"# Car park {number}", "Words.")]
    root = toy.lay(tmp_path / "archive", {"a.txt": toy.minutes("2022-01-01", *parks)})
    with open_store(tmp_path / "x.db", write=True) as store:
        run(root, store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        with pytest.raises(UsageError, match="and 4 more"):
            find_matter(store, "car park")
        monkeypatch.setattr(meant, "_CLOSE", 10)
        with pytest.raises(UsageError, match="and more"):
            find_matter(store, "the car park")


def test_words_of_grammar_do_not_count_where_there_are_others(tmp_path: Path) -> None:
    files = {
        f"{month}.txt": toy.minutes(f"2022-0{month}-01", "# State of the quay", "Words on it.") for month in range(1, 8)
    }
    files["8.txt"] = toy.minutes("2022-08-01", "# Of the weir", "Words.")
    with open_store(tmp_path / "x.db", write=True) as store:
        run(toy.lay(tmp_path / "archive", files), store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        assert [one.title for one in candidates(store, "of the weir")] == ["Of the weir"]
        assert {one.title for one in candidates(store, "of the")} == {"Of the weir", "State of the quay"}


def test_a_quote_is_shown_in_its_place(store: Store) -> None:
    at = ledger(store)[0].meetings[0]
    found = context(store, at.event)
    whole = toy.FILES["2022-03.txt"]
    assert found.before + found.quote + found.after == whole
    assert whole[found.start : found.end] == found.quote == at.quote
    assert (found.what, found.page, found.document, found.date) == (
        "deferral",
        1,
        "2022-03.txt",
        "2022-03-09",
    )
    assert (found.item, found.body, found.confidence) == ("1 Crisis care review", "Ambleton Forum", 0.9)
    stance = next(iter(rows(store, TABLES["stances"])))
    assert context(store, str(stance[0])).what == "collaborative, enacted"
    statement = search(store, "draft", limit=1)[0].statement
    assert context(store, statement).what == "statement"
    with pytest.raises(NothingFoundError, match="there is no event, stance or statement evt-0"):
        context(store, "evt-0")
    with pytest.raises(NothingFoundError, match="this is a matter: matters timeline"):
        context(store, ledger(store)[0].matter)


def test_words_are_found_in_any_form_in_current_minutes_only(store: Store) -> None:
    hits = search(store, "reviews", limit=10)
    assert [hit.document for hit in hits] and "2022-04 draft.txt" not in {hit.document for hit in hits}
    assert {hit.document for hit in hits} == {"2022-01.txt", "2022-03.txt", "2022-04.txt"}
    assert "\x02review\x03" in hits[0].marked
    assert hits[0].item == "1 Crisis care review"
    assert len(search(store, "review", limit=2)) == 2


@pytest.mark.parametrize("words", ['"', "—", "AND", "NEAR(", "draft AND", "text:draft", "review*", "-draft", ""])
def test_signs_and_operators_are_words_like_others(store: Store, words: str) -> None:
    assert isinstance(search(store, words, limit=5), list)


def test_the_whole_is_told(store: Store) -> None:
    found = overview(store)
    assert found.documents == {
        "read": 5,
        "duplicate": 1,
        "not-minutes": 1,
        "empty": 1,
        "failed": 3,
    }
    assert (found.meetings, found.superseded, found.pages, found.matters, found.unread) == (4, 1, 6, 2, 3)
    assert found.events == {"proposal": 1, "decision": 1, "deferral": 4}
    assert found.stances == {"collaborative": 1}
    assert found.generators == {"toy 1": 7}
    assert [(body.body, body.meetings, body.first_date, body.last_date) for body in found.bodies] == [
        ("Ambleton Forum", 4, "2022-01-19", "2022-06-15")
    ]
    reasons = {(reason.status, reason.reason): reason.examples for reason in found.reasons}
    assert reasons["failed", "the file ends in the middle; get it again"] == ("broken.txt",)
    assert not found.unsettled and found.last_run


def test_the_index_of_words_agrees_with_the_statements(store: Store) -> None:
    store.connection.execute("INSERT INTO statements_text (statements_text, rank) VALUES ('integrity-check', 1)")


def test_promises_are_read_with_their_places_and_what_is_left_out_is_counted(tmp_path: Path) -> None:
    months = ["2022-01-11", "2022-02-08", "2022-03-08", "2022-04-12", "2022-05-10", "2022-06-14", "2022-07-12"]
    hedge = "# Hedge\nIt was agreed."
    weir = "# Weir\n\fThe weir was put off to the next meeting."
    texts = {day: toy.minutes(day, hedge) for day in months}
    texts[months[1]] = toy.minutes(
        months[1], hedge, weir, "# Gate", "The gate was put off, perhaps, to the next meeting."
    )
    texts["before"] = toy.minutes(months[1], hedge, weir, status="draft")
    root = toy.lay(tmp_path / "archive", {f"{name}.txt": text for name, text in texts.items()})
    with open_store(tmp_path / "x.db", write=True) as opened:
        run(root, opened, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        found = promises_of(opened)
        assert [one.said.quote for one in promises_of(opened, query="WEIR", body="forum").judged] == [
            "The weir was put off to the next meeting."
        ]
        assert promises_of(opened, body="nowhere").doubtful == 0
    (weir_again,) = found.judged
    assert (weir_again.state, weir_again.due, weir_again.since) == ("vanished", months[2], 4)
    assert (weir_again.said.document, weir_again.said.page) == (f"{months[1]}.txt", 2)
    assert (found.doubtful, found.loose) == (1, 0)


def test_matters_that_may_be_one_are_told_of_each_other(tmp_path: Path) -> None:
    def follow(*given: Any, **named: Any) -> toy.ToyFollowed:
        found = toy.follow(*given, **named)
        one, other = sorted(matter.id for matter in found.matters)[:2]
        return replace(found, perhaps=(Perhaps(one, other, "words: pond", 0.71),))

    root = toy.lay(tmp_path / "archive")
    with open_store(tmp_path / "a.db", write=True) as store:
        run(root, store, config=toy.ToyConfig(), stages=replace(toy.STAGES, follow=follow), jobs=0)
        one, other = [row["id"] for row in store.connection.execute("SELECT id FROM matters ORDER BY id LIMIT 2")]
        lives = [life_of(store, one), life_of(store, other)]
    assert [[(kin.matter, kin.reason, kin.score) for kin in life.kin] for life in lives] == [
        [(other, "words: pond", 0.71)],
        [(one, "words: pond", 0.71)],
    ]


def test_two_minutes_of_one_day_are_told_unless_their_kinds_tell_them_apart(tmp_path: Path) -> None:
    archive = {
        "am.txt": toy.minutes("2023-05-09", "# Hedge", "It was agreed to cut the hedge by the mill."),
        "pm.txt": toy.minutes("2023-05-09", "# Weir", "Nobody had heard from those who own that sluice gate."),
        "june.txt": toy.minutes("2023-06-13", "# Weir", "It was agreed."),
    }
    root = toy.lay(tmp_path / "archive", archive)
    with open_store(tmp_path / "x.db", write=True) as opened:
        run(root, opened, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        told = [(one.body, one.date, one.documents) for one in overview(opened).same_day]
        assert told == [("Ambleton Forum", "2023-05-09", ("am.txt", "pm.txt"))]
        of_am = "WHERE document = (SELECT key FROM documents WHERE path = 'am.txt')"
        opened.connection.execute(f"UPDATE meetings SET kind = 'annual' {of_am}")
        assert overview(opened).same_day == ()
        opened.connection.execute(f"UPDATE meetings SET status = 'draft' {of_am}")
        assert len(overview(opened).same_day) == 1
