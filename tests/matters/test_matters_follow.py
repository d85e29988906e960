from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matters_arising.matters import Followed, follow
from matters_arising.matters.asides import _share_enough
from matters_arising.matters.judge import log_odds
from matters_arising.matters.likeness import pairs
from matters_arising.matters.passages import cut
from matters_arising.matters.space import placed, weigh
from minutes_by_hand import Archive, archive, minutes, together

STORY = [
    (
        "2030-01-08",
        """
        # 1 Apologies
        Mr Quill sent his.
        # 2 Correspondence
        A circus from Brantholme asked to use the green in August.
        # 3 Footbridge at Low Mill
        Mrs Orrin proposed that the rotten timbers be replaced in oak. {proposal}
        It was put off, the surveyor having sent no report. {deferral}
        # 4 Village hall heating
        The boiler makers will be asked for a price. {action}
        """,
    ),
    (
        "2030-02-12",
        """
        # 1 Matters arising
        Footbridge at Low Mill - no word from the surveyor. {inferred}
        Village hall heating - two prices received for the boiler, the lower accepted. {decision}
        # 2 Correspondence
        The Ramblers complained of the stile at Gallows Lane. {report}
        # 3 Allotment water
        Mr Quill asked for a tap beside the allotment gate. {proposal}
        """,
    ),
    (
        "2030-03-12",
        """
        # 1 Matters arising
        Footbridge at Low Mill - the surveyor wants oak timbers. Deferred for the third time for the grant. {deferral}
        Stile at Gallows Lane - mended by the Ramblers. {report}
        # 2 Correspondence
        The brass band thanked the council for its donation.
        # 3 Village hall heating
        The new boiler has been fitted. {report}
        """,
    ),
    (
        "2030-04-09",
        """
        # 1 Footbridge at Low Mill
        The grant has come, and the oak timbers were ordered. {decision}
        # 2 Correspondence
        A letter came about hedges beside the school.
        """,
    ),
]


def story(count: int = len(STORY)) -> Archive:
    return archive(*(minutes(date, text) for date, text in STORY[:count]))


def followed(written: Archive) -> Followed:
    return follow(*written.parts())


def matter(result: Followed, word: str):  # type: ignore[no-untyped-def]
    [found] = together(result.mentions, word)
    assert len(found) == 1, f"{word} is in {len(found)} matters"
    return next(m for m in result.matters if m.id in found)


def test_a_matter_is_followed_from_item_to_matters_arising_and_back() -> None:
    result = followed(story())
    bridge = matter(result, "Low Mill")
    assert bridge.title == "Footbridge at Low Mill"
    assert (bridge.first_date, bridge.last_date, bridge.appearances) == ("2030-01-08", "2030-04-09", 4)
    assert (bridge.deferrals, bridge.deferrals_inferred, bridge.streak) == (2, 1, 3)
    assert bridge.stated_deferrals == 3
    assert bridge.fate == "adopted"


def test_what_was_put_off_though_not_surely_enough_to_count_is_no_adoption() -> None:
    agreed = "The council agreed to wait with the fete until the field is dry. {decision} {deferral}"
    written = minutes("2030-05-14", f"# 4. Summer fete on the lower field\nMrs Orrin had asked for it. {agreed}")
    for confidence, fate, times in ((0.95, "deferred", 1), (0.6, "open", 0), (0.4, "adopted", 0)):
        unsure = [replace(e, confidence=confidence if e.type == "deferral" else 1.0) for e in written.events]
        fete = matter(followed(replace(written, events=unsure)), "fete")
        assert (fete.fate, fete.deferrals) == (fate, times)


def test_different_things_keep_apart_and_standing_headings_tie_nothing() -> None:
    result = followed(story())
    bridge, heating, stile = (matter(result, word) for word in ("Low Mill", "boiler", "Gallows"))
    assert len({bridge.id, heating.id, stile.id}) == 3
    assert heating.fate == stile.fate == "carried out"
    circus, band = together(result.mentions, "circus", "brass band")
    assert not circus & band


def test_every_link_says_why_and_how_sure() -> None:
    result = followed(story())
    bridge = matter(result, "Low Mill")
    mentions = sorted((m for m in result.mentions if m.matter == bridge.id), key=lambda m: m.date)
    assert [m.status for m in mentions] == ["deferred", "deferred", "deferred", "decided"]
    assert mentions[0].link_reason == "opens the thread"
    assert all(m.link_reason.startswith(("heading: ", "words: ")) for m in mentions[1:])
    assert "timbers" in mentions[3].link_reason
    assert all(0 < m.link_score <= 1 for m in mentions)


def test_quotes_stand_where_they_are_said_to() -> None:
    written = story()
    for mention in followed(written).mentions:
        printed = written.texts[mention.document][mention.start : mention.end]
        assert printed.split() == mention.quote.split()


def test_a_proposal_that_never_returns_is_not_found_since() -> None:
    quiet = [minutes(f"2030-{month:02}-09", "# Roads\nThe verge at Pound Corner was cut.") for month in range(5, 12)]
    assert matter(followed(archive(story(), *quiet)), "allotment gate").fate == "not found since"
    assert matter(followed(story()), "allotment gate").fate == "open"


def test_of_what_stands_under_a_heading_of_any_meeting_it_is_not_said_that_it_was_not_found_since() -> None:
    first = "# New business\nMrs Orrin proposed a competition for children with kites. {proposal}"
    quiet = [minutes(f"2030-{month:02}-09", "# Roads\nThe verge at Pound Corner was cut.") for month in range(2, 12)]
    assert matter(followed(archive(minutes("2030-01-09", first), *quiet)), "kites").fate == "open"
    named = first.replace("New business", "Kite day")
    assert matter(followed(archive(minutes("2030-01-09", named), *quiet)), "kites").fate == "not found since"


def test_where_minutes_are_missing_nothing_is_not_found() -> None:
    later = [minutes(f"2034-{month:02}-09", "# Roads\nThe verge at Pound Corner was cut.") for month in range(5, 12)]
    assert matter(followed(archive(story(), *later)), "allotment gate").fate == "open"


def test_a_piece_of_an_item_that_came_back_is_not_lost() -> None:
    wall = "\n".join(
        f"The harbour wall was surveyed on the {side} side, where the mortar has gone and limpets sit in the joints."
        for side in ("north", "south", "east", "west", "landward", "seaward", "upper")
    )
    first = (
        f"# Harbour wall\n{wall}\nMrs Orrin proposed a competition for children with kites and ribbons. {{proposal}}"
    )
    later = "# Harbour wall\nThe mortar of the harbour wall was made good, limpets and joints and all. {report}"
    quiet = [minutes(f"2030-{month:02d}-09", "# Roads\nThe verge at Pound Corner was cut.") for month in range(3, 9)]
    alone = first.replace("Harbour wall", "Any other business").replace("Mrs Orrin", "\n# Kite day\nMrs Orrin")
    for opening, expected in ((first, "open"), (alone, "not found since")):
        written = archive(minutes("2030-01-09", opening), minutes("2030-02-09", later), *quiet)
        assert matter(followed(written), "kites").fate == expected


def test_a_word_that_one_thread_has_tells_more_than_one_of_many() -> None:
    written = archive(*(minutes(f"2030-{month:02d}-09", "# Weir\nThe weir.\n# Gate\nThe gate.") for month in (1, 2, 3)))
    passages = cut(*written.parts())
    weirs = [place for place, passage in enumerate(passages) if "weir" in passage.words]
    rest = [[place] for place in range(len(passages)) if place not in weirs]
    weight = weigh(passages, [weirs, *rest]).weight
    assert weight["weir"] > weight["gat"]


def test_minute_numbers_that_are_cited_tie() -> None:
    written = archive(
        minutes("2030-01-08", "# 14/30 Pinfold\nIts owner is not known. {report}\n# 15/30 Lamp\nA lamp is out."),
        minutes("2030-02-12", "# Matters arising\nMin 14/30: the Registry was asked, to no avail. {report}"),
    )
    result = followed(written)
    [first], [second] = together(result.mentions, "Pinfold", "Registry")
    assert first == second
    assert any(m.link_reason == "cites minute 14/30" for m in result.mentions)


def test_application_numbers_tie_what_words_do_not() -> None:
    written = archive(
        minutes("2030-01-08", "# Planning\n30/00117/F Two dwellings behind the forge. Objected. {decision}"),
        minutes("2030-02-12", "# Planning\nThe District refused 30/00117/F on the ninth. {report}"),
    )
    [first], [second] = together(followed(written).mentions, "forge", "refused")
    assert first == second


def test_applications_in_words_of_one_pattern_with_numbers_of_their_own_are_two() -> None:
    house = "Single storey rear extension to dwelling house at"
    written = archive(
        minutes("2030-01-08", f"# Planning\n30/00117/F {house} 4 Brick Lane. No objection. {{decision}}"),
        minutes("2030-02-12", f"# Planning\n30/00242/F {house} The Old Forge. No objection. {{decision}}"),
    )
    assert len({mention.matter for mention in followed(written).mentions}) == 2


def test_namesakes_in_one_meeting_are_two_matters() -> None:
    written = archive(
        *(
            minutes(
                date,
                "# Any other business\nPotholes in Brick Lane beside the forge were filled. {report}\n"
                "Potholes in Mill Street outside the chapel were reported to the county. {report}",
            )
            for date in ("2030-01-08", "2030-02-12", "2030-03-12")
        )
    )
    result = followed(written)
    [brick], [mill] = together(result.mentions, "Brick Lane", "Mill Street")
    assert brick != mill


def test_the_same_thing_twice_in_one_meeting_is_one_mention() -> None:
    written = minutes(
        "2030-01-08",
        """
        # Weir survey
        The weir survey by Tolland Engineers was presented. {report}
        # Pump
        The pump is dry.
        # Weir survey
        The weir survey by Tolland Engineers was accepted. {decision}
        """,
    )
    result = followed(written)
    weir = matter(result, "weir survey")
    [mention] = [m for m in result.mentions if m.matter == weir.id]
    assert (weir.appearances, mention.status, len(mention.events)) == (1, "decided", 2)


GROUP, BOARD = "Hillshire Action Group", "Hillshire Health Board"
REVIEW = [
    minutes("2030-01-08", "# Night shelter review\nMembers asked for a review of it. {proposal}", body=GROUP),
    minutes("2030-03-05", "# Ferry fares\nFares were discussed.", body=BOARD),
    minutes("2030-04-09", "# Night shelter review\nThe review has not begun. {inferred}", body=GROUP),
]


def test_a_matter_goes_over_to_the_body_that_names_the_other() -> None:
    taken = minutes(
        "2030-05-07",
        "# Night shelter review\nThe Board took over the review that the Action Group had asked for. {decision}",
        body=BOARD,
    )
    result = followed(archive(*REVIEW, taken))
    review = matter(result, "shelter")
    assert review.bodies == (GROUP, BOARD)
    assert review.body == GROUP
    assert any(m.link_reason.startswith("same heading, and names the") for m in result.mentions)


def test_the_same_heading_at_a_body_that_does_not_name_the_other_is_another_matter() -> None:
    other = minutes("2030-05-07", "# Night shelter review\nA review was ordered. {decision}", body=BOARD)
    group, board = together(followed(archive(*REVIEW, other)).mentions, "asked for a review of it", "was ordered")
    assert group and board and not group & board


def test_an_empty_archive_has_no_matters() -> None:
    assert follow([], [], [], []) == Followed((), (), {})


def test_minutes_without_date_or_body_are_followed_by_themselves() -> None:
    text = "# Footbridge at Low Mill\nThe oak timbers are rotten. {report}"
    result = followed(archive(minutes("2030-01-08", text), minutes("", text)))
    assert len(result.matters) == 2


def unnamed(written: Archive, folder: str) -> Archive:
    """The minutes of an archive without the name of their body, as they would lie in a folder."""
    places = {m.id: f"{folder}/{m.date}.md" for m in written.meetings}
    return Archive(
        [replace(m, body="", document=places[m.id]) for m in written.meetings],
        written.items,
        written.statements,
        [replace(event, document=places[event.meeting]) for event in written.events],
        written.texts,
    )


def test_a_folder_in_which_nothing_names_a_body_is_one_bodys() -> None:
    first, *later = [minutes(date, text) for date, text in STORY[:3]]
    whole = archive(*(unnamed(one, "low-mill") for one in (first, *later)))
    assert len(together(followed(whole).mentions, "footbridge")[0]) == 1
    apart = archive(unnamed(first, "low-mill"), *(unnamed(one, "oxhey") for one in later))
    assert len(together(followed(apart).mentions, "footbridge")[0]) == 2
    beside = archive(whole, minutes("2030-04-09", "# Weir\nThe weir was mended. {report}"))
    named = replace(beside.meetings[-1], document="low-mill/x.md")
    beside = replace(beside, meetings=[*beside.meetings[:-1], named])
    assert len(together(followed(beside).mentions, "footbridge")[0]) == 3


def test_of_a_body_that_nothing_names_it_is_not_said_that_a_thing_was_not_found_since() -> None:
    quiet = [minutes(f"2030-{month:02}-09", "# Roads\nThe verge at Pound Corner was cut.") for month in range(5, 12)]
    whole = unnamed(archive(story(), *quiet), "low-mill")
    assert matter(followed(whole), "allotment gate").fate == "open"


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_later_meeting_leaves_the_ids_of_earlier_matters(count: int) -> None:
    before = {m.id for m in followed(story(count)).matters}
    assert before <= {m.id for m in followed(story(count + 1)).matters}


TOPICS = (
    "footbridge timbers oak", "hall boiler heating", "allotment tap water", "stile Gallows Lane", "bus shelter glass",
    "lime tree Pound", "speed signs Staddle Road", "pinfold wall stones", "brook flooding culvert",
)  # fmt: skip
ACTS = ("{deferral}", "{inferred}", "{decision}", "{action}", "{report}", "{proposal}", "")


@st.composite
def archives(draw: st.DrawFn) -> Archive:
    written = []
    for month in range(1, draw(st.integers(1, 6)) + 1):
        lines = []
        for topic in draw(st.lists(st.sampled_from(TOPICS), unique=True, max_size=5)):
            heading = draw(st.sampled_from(["# " + topic.title(), "# Matters arising", "# Any other business"]))
            lines += [heading, f"The {topic} was spoken of by members. {draw(st.sampled_from(ACTS))}"]
        body = draw(st.sampled_from(["Elmbrook Parish Council", "Ostham Town Council"]))
        written.append(minutes(f"2031-{month:02}-05", "\n".join(lines), body=body))
    return archive(*written)


@settings(max_examples=40, deadline=None)
@given(archives(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(written: Archive, shuffler: random.Random) -> None:
    parts = [list(part) for part in written.parts()]
    for part in parts:
        shuffler.shuffle(part)
    assert follow(*parts) == followed(written)


@settings(max_examples=40, deadline=None)
@given(archives())
def test_each_mention_is_in_one_matter_and_each_matter_once_a_meeting(written: Archive) -> None:
    result = followed(written)
    ids = {m.id for m in result.matters}
    assert len(ids) == len(result.matters)
    assert {m.matter for m in result.mentions} == ids
    assert len({(m.matter, m.meeting) for m in result.mentions}) == len(result.mentions)
    events = [event for mention in result.mentions for event in mention.events]
    assert len(events) == len(set(events))
    assert set(result.matter_of) == set(events) == {event.id for event in written.events}
    for one in result.matters:
        mentions = [m for m in result.mentions if m.matter == one.id]
        assert one.appearances == len(mentions)
        assert one.deferrals + one.deferrals_inferred == sum(m.status == "deferred" for m in mentions)
        assert one.streak <= one.deferrals + one.deferrals_inferred
        assert (one.first_date, one.last_date) == (min(m.date for m in mentions), max(m.date for m in mentions))


@settings(max_examples=40, deadline=None)
@given(archives())
def test_the_id_of_a_matter_is_that_of_its_first_mention(written: Archive) -> None:
    last = max((m.date for m in written.meetings), default="")
    earlier = {m.id for m in written.meetings if m.date < last}
    before = follow(
        [m for m in written.meetings if m.id in earlier],
        [i for i in written.items if i.meeting in earlier],
        [s for s in written.statements if s.meeting in earlier],
        [e for e in written.events if e.meeting in earlier],
    )
    firsts = {}
    for result in (followed(written), before):
        for one in sorted(result.mentions, key=lambda m: (m.date, m.document, m.start), reverse=True):
            firsts[one.matter] = (one.meeting, one.start)
        for one in result.matters:
            opening = min((m for m in result.mentions if m.matter == one.id), key=lambda m: (m.date, m.document))
            assert firsts[one.id] == (opening.meeting, opening.start)


def test_what_is_said_of_a_matter_in_the_midst_of_another_goes_to_its_own() -> None:
    seats = "# Oak seats by the sluice\nThe oak seats by the sluice had been varnished. {report}"
    written = archive(
        minutes("2030-01-08", seats + "\n# Churchyard wall\nThe mason will rebuild the churchyard wall. {action}"),
        minutes("2030-02-12", seats + "\n# Churchyard wall\nThe churchyard wall is half built. {report}"),
        minutes(
            "2030-03-12",
            "# Churchyard wall\nThe mason has rebuilt the churchyard wall. {report} "
            "Bolts for the oak seats by the sluice were put off until the spring. {deferral}",
        ),
    )
    result = followed(written)
    wall, seat = matter(result, "churchyard"), matter(result, "varnished")
    assert (wall.deferrals, seat.deferrals) == (0, 1)
    assert any(m.matter == seat.id and m.link_reason.startswith("aside, words: ") for m in result.mentions)


@pytest.mark.parametrize(
    ("said", "enough"),
    [
        ("Parents raised concerns about bees.", False),
        ("The village owl sits on the pump near the sluice.", False),
        ("The sluice wants varnish and hinges.", True),
        ("Oak seats are too low for toddlers.", True),
    ],
)
def test_a_part_shares_more_than_one_rare_word_with_what_claims_it(said: str, enough: bool) -> None:
    other = "# Oak seats\nThe sluice of the village has concerns with varnish and hinges on oak seats."
    rest = ("The village fete was wet.", "The village pump leaks.", "The village owl nests.", "A village shed fell.")
    written = minutes("2030-01-08", "\n".join((other, *(f"# Number {n}\n{one}" for n, one in enumerate(rest)))))
    passages = [one for one in cut(*written.parts()) if one.business]
    space = weigh(passages, [[place] for place in range(len(passages))])
    parts = placed([one for one in cut(*minutes("2030-02-12", f"# Wall\n{said}").parts()) if one.business], space)
    place = next(at for at, one in enumerate(space.passages) if one.title == "Oak seats")
    assert _share_enough(parts, np.array([0]), space, np.array([place])).tolist() == [enough]


def test_a_streak_is_not_broken_by_what_another_body_does_between() -> None:
    put_off = "# Night shelter review\nThe review that the Health Board wants was put off. {deferral}"
    written = archive(
        minutes("2030-01-08", put_off, body=GROUP),
        minutes(
            "2030-02-05", "# Night shelter review\nThe Board asked the Action Group for it. {decision}", body=BOARD
        ),
        minutes("2030-03-12", put_off, body=GROUP),
    )
    review = matter(followed(written), "shelter")
    assert (review.bodies, review.appearances, review.deferrals, review.streak) == ((GROUP, BOARD), 3, 2, 2)


@pytest.mark.parametrize(
    ("last", "fate"),
    [
        ("# 1. Bees\nThe bees came back. {report}", "not found since"),
        ("# 2. Seed\nFelt was talked about. {report}", "deferred"),
    ],
)
def test_what_a_later_matter_may_be_is_not_said_to_be_gone(last: str, fate: str) -> None:
    put_off = "# 1. Shed roof\nThe roof of the seed shed leaks, and was put off until the felt is cheaper. {deferral}"
    other = ("Padlock", "Two loads of compost", "Prizes for marrows", "The hosepipe", "A scarecrow")
    between = [minutes(f"2041-0{n}-03", f"# 1. {what}\n{what} arrived. {{report}}") for n, what in enumerate(other, 2)]
    followed = follow(*archive(minutes("2041-01-03", put_off), *between, minutes("2041-07-03", last)).parts())
    [roof] = [matter for matter in followed.matters if matter.title == "Shed roof"]
    assert (roof.appearances, roof.fate) == (1, fate)
    assert bool(followed.perhaps) is (fate != "not found since")


def test_a_form_that_a_matter_may_have_come_back_in_is_no_matter_and_leaves_the_doubt() -> None:
    put_off = "# 1. Shed roof\nThe roof of the seed shed leaks, and was put off until the felt is cheaper. {deferral}"
    other = ("Padlock", "Two loads of compost", "Prizes for marrows", "The hosepipe", "A scarecrow")
    between = [minutes(f"2041-0{n}-03", f"# 1. {what}\n{what} arrived. {{report}}") for n, what in enumerate(other, 2)]
    form = [
        minutes(f"2041-{month}-03", "# 2. Felt\nWhere felt is cheaper, it is put on a list.") for month in ("07", "08")
    ]
    followed = follow(*archive(minutes("2041-01-03", put_off), *between, *form).parts())
    [roof] = [matter for matter in followed.matters if matter.title == "Shed roof"]
    assert (roof.appearances, roof.fate) == (1, "deferred")
    assert not any("on a list" in mention.quote for mention in followed.mentions)


def test_an_aside_does_not_take_the_title_of_what_it_is_taken_from() -> None:
    seats = "# Any other business\nThe oak seats by the sluice had been varnished. {report}"
    wall = "The mason had written of the churchyard wall and its buttress. {report}"
    last = (
        f"# Footbridge\nThe footbridge was painted green by its warden. {{action}} {wall} "
        "Bolts for the oak seats by the sluice were put off until the spring. {deferral}"
    )
    written = archive(minutes("2030-01-08", seats), minutes("2030-02-12", seats), minutes("2030-03-12", last))
    seat = matter(followed(written), "varnished")
    assert seat.deferrals == 1
    assert "Footbridge" not in seat.title


def test_an_entry_of_a_list_of_tasks_is_of_what_is_told_in_the_same_minutes() -> None:
    told = """
        # Lychgate hinge
        The lychgate hinge has rusted through. It was agreed to have a new hinge forged for it. {decision}
        # Ferry bell
        Mrs Orrin said that the bell of the ferry was stolen in the night. A new bell is asked for. {proposal}
        # Tasks
        Ned to ask the smith at Ostham for a price of the lychgate hinge. {action}
        Ann to tell the insurer what bell was stolen from the ferry, and when. {action}
        """
    written = minutes("2030-01-08", told)
    of = follow(*written.parts()).matter_of
    hinge, bell, to_smith, to_insurer = (of[event.id] for event in written.events)
    assert hinge == to_smith != bell == to_insurer


def test_the_same_heading_at_the_next_meeting_speaks_for_one_matter() -> None:
    told = (
        "Two more hands are wanted at the ferry.",
        "The ferry lists hang outside.",
        "Nobody signed for the ferry oars.",
    )
    written = archive(*(minutes(f"2030-0{at}-05", f"# The ferry rota\n{said}") for at, said in enumerate(told, 1)))
    passages = [passage for passage in cut(*written.parts()) if passage.business]
    found = pairs(weigh(passages, [[place] for place in range(len(passages))]))
    apart = dict(
        zip(zip(found.earlier.tolist(), found.later.tolist(), strict=True), found.headed.tolist(), strict=True)
    )
    assert apart == {(0, 1): 2, (1, 2): 2, (0, 2): 0}
    with_it, without = log_odds(found), log_odds(replace(found, headed=0 * found.headed))
    assert np.array_equal(with_it > without, found.headed > 0)
