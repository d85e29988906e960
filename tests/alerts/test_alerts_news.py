"""What is news, and that it keeps its id."""

from __future__ import annotations

from dataclasses import replace

import toy_archive as toy
from matters_arising.alerts.gather import gather
from matters_arising.alerts.news import Course, News, promised, returned, unanswered
from matters_arising.alerts.settings import Search
from matters_arising.matters import promises, proposals
from matters_arising.matters.archive import Evidence
from matters_arising.matters.record import Coverage
from matters_arising.store import Store
from matters_arising.store.alerts import Seen, Spot, news_id, place
from matters_arising.store.ends import put_ends
from matters_arising.vocab import EventType
from news_by_hand import JANUARY, MARCH, MAY, Night

SPOT = Spot("Ambleton Forum", "2031-03-12", "ab12", "Osier bed", "It was put off.")


def _of(store: Store, *kinds: str) -> list[News]:
    return [one for one in gather(store) if one.kind in kinds]


def test_the_second_putting_off_says_that_it_is_and_how_many_in_a_row(store: Store, night: Night) -> None:
    night(JANUARY)
    night(MARCH)
    again, first = _of(store, "put off", "put off again")
    assert (first.kind, again.kind) == ("put off", "put off again")
    assert first.sentence == "Put off on 2031-01-08. Reason as minuted: the bank is soft."
    assert again.sentence == (
        "Put off again on 2031-03-12, until next meeting, the 2nd meeting at which it was put off, 2 in a row. "
        "No reason found."
    )
    assert (again.quote, again.document, again.page) == ("The osier bed was put off to the next meeting.", "3.txt", 1)


def test_ids_stay_when_the_archive_grows_either_way_and_when_a_first_becomes_a_second(
    store: Store, night: Night
) -> None:
    night(MARCH)
    before = {one.id for one in gather(store)}
    night(MAY)
    night(JANUARY)
    after = {one.id: one for one in gather(store)}
    assert before < set(after)
    assert {after[one].kind for one in before} == {"put off again", "minutes"}


def test_ids_stay_when_the_minutes_are_approved_and_when_the_file_is_renamed(store: Store, night: Night) -> None:
    night(MARCH)
    before = {one.id for one in gather(store)}
    approved = MARCH["3.txt"].replace("DATE:", "STATUS: approved\nDATE:")
    night({"approved.txt": approved, "3.txt": MARCH["3.txt"]})
    assert {one.id for one in gather(store)} == before


def test_the_same_words_of_two_bodies_headings_or_places_are_different_news() -> None:
    others = [
        replace(SPOT, body="Brackwater Board"),
        replace(SPOT, date="2031-03-13"),
        replace(SPOT, item="Band room"),
        replace(SPOT, nth=1),
    ]
    assert len({news_id("put off", spot) for spot in (SPOT, *others)}) == 5
    assert news_id("put off", replace(SPOT, quote="It  was\nput off", sha256="other")) == news_id("put off", SPOT)
    assert place("put off", replace(SPOT, quote="Put back.")) == place("put off", SPOT)


def test_minutes_without_a_day_are_known_by_their_bytes() -> None:
    undated = replace(SPOT, date="2031")
    assert news_id("put off", undated) != news_id("put off", replace(undated, sha256="cd34"))


def test_a_saved_search_finds_statements_and_two_searches_one_news(store: Store, night: Night) -> None:
    night(JANUARY)
    searches = [
        Search(name="osiers", query="osier"),
        Search(name="beds", query="bed bank"),
        Search(name="x", query="y"),
    ]
    [found] = [one for one in gather(store, searches=searches) if one.kind == "search"]
    assert found.searches == ("osiers", "beds")
    assert found.quote == "The osier bed was put off because the bank is soft."


def test_a_heading_is_found_only_where_nothing_below_it_has_the_words(store: Store, night: Night) -> None:
    lines = ("# Osier bed", "Osier bed", "That the osier bed be cut was agreed.", "# Osier store", "Osier store", "No.")
    night({"1.txt": toy.minutes("2031-01-08", *lines)})
    store.connection.execute("UPDATE statements SET form = 'heading' WHERE text IN ('Osier bed', 'Osier store')")
    found = [one.quote for one in gather(store, searches=[Search(name="o", query="osier")]) if one.kind == "search"]
    assert sorted(found) == ["Osier store", "That the osier bed be cut was agreed."]


def test_minutes_that_come_late_say_what_later_ones_settled(store: Store, night: Night) -> None:
    later = toy.minutes("2031-07-09", "# Osier bed", "It was agreed to cut the osier bed.")
    night({**JANUARY, **MARCH, "7.txt": later})
    assert not any("Since then" in one.sentence for one in _of(store, "put off", "put off again"))  # its fate is open
    store.connection.execute("UPDATE matters SET fate = 'adopted'")
    put_ends(store.connection)
    again, first = _of(store, "put off", "put off again")
    assert all(one.sentence.endswith(" Since then: adopted on 2031-07-09.") for one in (again, first))


def test_a_decision_to_put_it_off_and_one_before_settle_nothing(store: Store, night: Night) -> None:
    deferral = "It was agreed that the osier bed be put off."
    night({**JANUARY, "3.txt": toy.minutes("2031-03-12", "# Osier bed", deferral)})
    store.connection.execute("UPDATE matters SET fate = 'adopted'")
    store.connection.execute("UPDATE mentions SET status = 'deferred'")
    put_ends(store.connection)
    assert not any("Since then" in one.sentence for one in _of(store, "put off", "put off again"))


def test_links_lead_to_the_pages_of_the_site(store: Store, night: Night) -> None:
    night(JANUARY)
    links = {one.kind: one for one in gather(store, site="https://m.example/")}
    assert links["put off"].link == f"https://m.example/matters/{links['put off'].matter}.html"
    assert links["minutes"].link == f"https://m.example/minutes/{links['minutes'].meeting}.html"
    assert {one.link for one in gather(store)} == {""}


def _promise(state: promises.State, **changed: object) -> promises.Promise:
    said = promises.Evidence("2031-01-08", "mtg-1", "Put off to May.", "1.txt", 2)
    found = promises.Evidence("2031-05-14", "mtg-3", "Put off once more.", "5.txt", 4)
    one = promises.Promise(
        state, "put off again on 2031-05-14", "mat-1", "Osier bed", "Ambleton Forum", EventType.DEFERRAL, "ev-1",
        "May", 0.9, said, "2031-05-14", found,
    )  # fmt: skip
    return replace(one, **changed)  # type: ignore[arg-type]


def test_what_slipped_shows_the_passage_that_shows_it_and_open_ones_are_no_news() -> None:
    judged = [_promise("slipped"), _promise("pending"), _promise("returned"), _promise("unresolved")]
    [one] = promised(judged, {"ev-1": SPOT}, {})
    assert (one.kind, one.date, one.quote, one.page) == ("promise slipped", "2031-05-14", "Put off once more.", 4)
    assert one.sentence == (
        "On 2031-01-08 put off until “May” (the meeting of 2031-05-14); put off again on 2031-05-14."
    )


def test_what_vanished_rests_on_the_newest_minutes_and_its_date_does_not_move_with_them() -> None:
    gone = _promise("vanished", found=None, since=3)
    days = ("2031-05-14", "2031-06-11", "2031-07-09", "2031-09-10")
    [early] = promised([gone], {"ev-1": SPOT}, {"Ambleton Forum": Course(days, 3)})
    [late] = promised([gone], {"ev-1": SPOT}, {"Ambleton Forum": Course((*days, "2031-10-08"), 3)})
    assert (early.date, early.known, late.date, late.known) == ("2031-09-10", "2031-09-10", "2031-09-10", "2031-10-08")
    assert early.id == late.id and early.quote == "Put off to May." and early.place == ""


def test_a_proposal_is_news_only_where_it_is_not_found_again() -> None:
    said = Evidence("ev-1", "mtg-1", "2031-01-08", "Ms Moss proposed a footbridge.", "1.txt", 1)
    one = proposals.Proposal(
        "not found again", "", "Ambleton Forum", "", "", "Footbridge", "", said, None,
        Coverage(4, 0, "2031-03-12", "2031-09-10"), 0.8, (),
    )  # fmt: skip
    adopted = replace(one, fate="adopted", since=None)
    [found] = unanswered([one, adopted], {"ev-1": SPOT}, {})
    assert found.kind == "not found again" and found.title == "Footbridge"
    assert "not found in the minutes of the 4 meetings since (2031-03-12 to 2031-09-10)" in found.sentence


def test_a_matter_returns_after_more_meetings_than_its_body_lets_pass() -> None:
    days = tuple(f"2031-{month:02}-05" for month in range(1, 12))

    def at(month: int) -> Seen:
        day = days[month - 1]
        spot = replace(SPOT, date=day)
        return Seen("mat-1", "Osier bed", f"mtg-{month}", "Ambleton Forum", f"{month}.txt", 1, 0.9, spot)

    [back] = returned([at(1), at(2), at(5), at(10)], {"Ambleton Forum": Course(days, 3)})
    assert back.sentence == "Back on 2031-10-05; before that last found on 2031-05-05, 4 meetings between without it."
    assert (back.document, back.confidence) == ("10.txt", 0.9)


def test_toy_minutes_of_all_kinds_give_each_news_once(store: Store, night: Night) -> None:
    night(toy.FILES)
    ids = [one.id for one in gather(store)]
    assert len(ids) == len(set(ids)) > 5
