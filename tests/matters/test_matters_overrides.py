"""People's corrections of threads: what is pinned is together, what is cut is not, whatever else would tie."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from matters_arising.ids import sha256_of
from matters_arising.matters import Followed, follow
from matters_arising.matters.bonds import Bonds
from matters_arising.matters.book import written
from matters_arising.matters.overrides import (
    Act,
    Book,
    Override,
    Shelf,
    anchor,
    correction,
    parse,
    place,
)
from matters_arising.models import Mention
from minutes_by_hand import Archive, archive, minutes
from test_matters_follow import BOARD, GROUP, archives, story


def hash_of(text: str) -> str:
    return sha256_of(text.encode())


def shelf(held: Archive) -> Shelf:
    return Shelf({path: hash_of(text) for path, text in held.texts.items()}, held.texts.__getitem__)


def quoted(held: Archive, mention: Mention):  # type: ignore[no-untyped-def]
    text = held.texts[mention.document]
    return anchor(text, mention.document, hash_of(text), mention.start, mention.end)


def said(held: Archive, act: Act, one: Sequence[Mention], other: Sequence[Mention]) -> Override:
    return correction(act, [quoted(held, m) for m in one], [quoted(held, m) for m in other])


def book(*lines: Override) -> Book:
    return parse(b"".join(map(written, lines)))


def followed(held: Archive, *lines: Override, on: Archive | None = None) -> Followed:
    where = shelf(on or held)
    return follow(*(on or held).parts(), [place(entry, where) for entry in book(*lines).active])


def holder(result: Followed, mention: Mention) -> str:
    """The matter that has the words of a mention."""
    [found] = {
        m.matter
        for m in result.mentions
        if m.document == mention.document and m.start <= mention.start and mention.end <= m.end
    }
    return found


def mention(result: Followed, word: str, date: str = "") -> Mention:
    return next(m for m in result.mentions if word in m.quote and m.date >= date)


# ---- what a correction does -----------------------------------------------------------------------------------


def test_a_pin_puts_two_matters_together_with_all_that_they_had() -> None:
    held = story()
    plain = followed(held)
    boiler, stile = mention(plain, "boiler"), mention(plain, "Gallows", "2030-03")
    result = followed(held, said(held, "pin", [boiler], [stile]))
    one = next(m for m in result.matters if m.id == holder(result, boiler))
    assert one.id == boiler.matter and len(result.matters) == len(plain.matters) - 1
    before = [m for m in plain.mentions if m.matter in (boiler.matter, stile.matter)]
    assert [m.date for m in before] == ["2030-01-08", "2030-02-12", "2030-02-12", "2030-03-12", "2030-03-12"]
    assert [m.date for m in result.mentions if m.matter == one.id] == ["2030-01-08", "2030-02-12", "2030-03-12"]
    assert {result.matter_of[event] for m in before for event in m.events} == {one.id}
    [told] = result.told
    assert told.applies and told.one == told.other == (one.id,) and not told.why


def test_a_pinned_mention_says_that_a_person_pinned_it_and_the_first_still_opens() -> None:
    held = story()
    plain = followed(held)
    tap, grant = mention(plain, "allotment gate"), mention(plain, "grant has come")
    result = followed(held, said(held, "pin", [tap], [grant]))
    mentions = [m for m in result.mentions if m.matter == holder(result, tap)]
    reasons = {m.date: (m.link_reason, m.link_score) for m in mentions}
    assert reasons["2030-01-08"] == ("opens the thread", 1.0)
    assert reasons["2030-02-12"] == reasons["2030-04-09"] == ("pinned by a person", 1.0)


def test_a_cut_parts_one_matter_in_two_and_touches_no_other() -> None:
    held = story()
    plain = followed(held)
    bridge = [m for m in plain.mentions if m.matter == mention(plain, "Low Mill").matter]
    result = followed(held, said(held, "cut", [bridge[0]], [bridge[2]]))
    assert len(result.matters) == len(plain.matters) + 1
    assert holder(result, bridge[0]) == bridge[0].matter != holder(result, bridge[2])
    parts = [m for m in result.mentions if m.matter == holder(result, bridge[2])]
    assert parts[0].link_reason == "parted from another matter by a person"
    untouched = [m for m in plain.matters if m.id != bridge[0].matter]
    assert [m for m in result.matters if m in untouched] == untouched


def test_a_split_makes_two_of_one_at_that_place_and_later_meetings_go_to_the_likelier() -> None:
    held = story(3)
    plain = followed(held)
    bridge = [m for m in plain.mentions if m.matter == mention(plain, "Low Mill").matter]
    line = said(held, "split", bridge[:1], bridge[1:])
    result = followed(held, line, on=story())
    assert [holder(result, m) == bridge[0].matter for m in bridge] == [True, False, False]
    assert holder(result, mention(result, "grant has come")) == holder(result, bridge[2])


def test_a_matter_of_two_bodies_is_split_in_two_and_not_by_bodies() -> None:
    text = "# Night shelter review\nThe review that the {} wants was put off in {}. {{deferral}}"
    held = archive(
        *(
            minutes(f"2030-{month:02}-08", text.format("Health Board", place), body=GROUP)
            for month, place in ((1, "the Lodge"), (5, "the Barn"))
        ),
        *(
            minutes(f"2030-{month:02}-08", text.format("Action Group", place), body=BOARD)
            for month, place in ((2, "the Lodge"), (6, "the Barn"))
        ),
    )
    plain = followed(held)
    assert len(plain.matters) == 1
    result = followed(held, said(held, "split", plain.mentions[:2], plain.mentions[2:]))
    assert [sorted(m.date for m in result.mentions if m.matter == one.id) for one in result.matters] == [
        ["2030-01-08", "2030-02-08"],
        ["2030-05-08", "2030-06-08"],
    ]


def test_a_cut_between_bodies_keeps_what_ties_them_from_tying() -> None:
    held = archive(
        minutes("2030-01-08", "# Night shelter review\nThe review that the Health Board wants. {report}", body=GROUP),
        minutes(
            "2030-02-05", "# Night shelter review\nThe Board asked the Action Group for it. {decision}", body=BOARD
        ),
    )
    plain = followed(held)
    assert len(plain.matters) == 1
    result = followed(held, said(held, "cut", plain.mentions[:1], plain.mentions[1:]))
    assert {m.bodies for m in result.matters} == {(GROUP,), (BOARD,)}


def test_what_is_said_twice_in_one_meeting_can_be_cut() -> None:
    held = minutes(
        "2030-01-08",
        "# Weir survey\nThe weir survey by Tolland Engineers was presented. {report}\n"
        "# Pump\nThe pump is dry.\n"
        "# Weir survey\nThe weir survey by Tolland Engineers was accepted. {decision}",
    )
    first, second = held.events
    text = held.texts[first.document]
    ends = [anchor(text, e.document, hash_of(text), e.start, e.end) for e in (first, second)]
    assert followed(held).matter_of[first.id] == followed(held).matter_of[second.id]
    parted = followed(held, correction("cut", ends[:1], ends[1:]))
    assert parted.matter_of[first.id] != parted.matter_of[second.id]


def test_words_of_one_passage_cannot_be_cut_and_it_is_said() -> None:
    held = minutes(
        "2030-01-08", "# Weir\nThe weir survey was presented. {report} The weir survey was accepted. {decision}"
    )
    text = held.texts[held.events[0].document]
    ends = [anchor(text, e.document, hash_of(text), e.start, e.end) for e in held.events]
    [told] = followed(held, correction("cut", ends[:1], ends[1:])).told
    assert not told.applies and "one passage" in told.why


def test_what_a_person_cut_off_stays_a_matter_though_it_is_a_mere_entry() -> None:
    held = archive(
        minutes("2030-01-08", "# Pinfold wall\nThe pinfold wall fell. {report}"),
        minutes("2030-02-08", "# Pinfold wall\nThe pinfold wall awaits mason, sexton and lime."),
    )
    plain = followed(held)
    result = followed(held, said(held, "cut", plain.mentions[:1], plain.mentions[1:]))
    assert (len(plain.matters), len(result.matters)) == (1, 2)


def test_a_pin_makes_a_matter_of_what_the_linker_passes_over() -> None:
    held = archive(
        minutes("2030-01-08", "# Correspondence\nA card came.\n# Pinfold\nThe pinfold wall fell. {report}"),
        minutes("2030-02-08", "# Apologies\nMr Quill sent his, the pinfold having fallen on him."),
    )
    assert all("Quill" not in m.quote for m in followed(held).mentions)
    ends = []
    for one, words in zip(held.meetings, ("The pinfold wall fell.", "Mr Quill sent his"), strict=True):
        text = held.texts[one.document]
        start = text.index(words)
        ends.append(anchor(text, one.document, hash_of(text), start, start + len(words)))
    [made] = followed(held, correction("pin", ends[:1], ends[1:])).matters
    assert made.appearances == 2


def test_a_form_that_a_person_spoke_of_is_a_matter() -> None:
    words = "The harbour light is tended by the pilots in winter."
    held = archive(*(minutes(f"2030-0{month}-08", f"# Notices\n{words}") for month in (1, 2)))
    assert not followed(held).matters
    ends = []
    for one in held.meetings:
        text = held.texts[one.document]
        start = text.index(words)
        ends.append(anchor(text, one.document, hash_of(text), start, start + len(words)))
    [made] = followed(held, correction("pin", ends[:1], ends[1:])).matters
    assert made.appearances == 2


# ---- found again ----------------------------------------------------------------------------------------------


def reworded(held: Archive, change) -> Archive:  # type: ignore[no-untyped-def]
    """The archive when its files are put in anew: texts changed, offsets with them where the words still stand."""
    return replace(held, texts={path: change(text) for path, text in held.texts.items()})


def test_words_are_found_whatever_the_white_space_and_wherever_they_moved() -> None:
    text = "One.\n\nThe sluice\nwas  mended.\n\nTwo."
    made = anchor(text, "a.md", hash_of(text), 6, 30)
    assert made.quote == "The sluice was mended."
    moved = "Nought.\n\n" + text
    for documents in ({"a.md": text}, {"a.md": moved}, {"elsewhere/b.md": text}):
        where = Shelf({path: hash_of(held) for path, held in documents.items()}, documents.__getitem__)
        [found] = place_of(made, where)
        held = documents[found.document]
        assert " ".join(held[found.start : found.end].split()) == made.quote


def place_of(made, where):  # type: ignore[no-untyped-def]
    from matters_arising.matters.overrides import seek

    return seek(made, where).places


def test_words_that_stand_twice_are_told_apart_by_their_place_only_in_the_same_bytes() -> None:
    from matters_arising.matters.overrides import seek

    text = "Lamp: noted.\nPump: all of it noted.\nLamp: noted."
    made = anchor(text, "a.md", hash_of(text), 36, 48)
    [found] = seek(made, Shelf({"a.md": hash_of(text)}, {"a.md": text}.__getitem__)).places
    assert found.start == 36
    changed = text + " Amen."
    lost = seek(made, Shelf({"a.md": hash_of(changed)}, {"a.md": changed}.__getitem__))
    assert not lost.places and "stand 2 times in a.md as it is now" in lost.why
    gone = seek(made, Shelf({"a.md": hash_of("Amen.")}, {"a.md": "Amen."}.__getitem__))
    assert not gone.places and "do not stand in a.md as it is now" in gone.why
    nowhere = seek(made, Shelf({}, {}.__getitem__))
    assert not nowhere.places and "a.md is no longer read" in nowhere.why


def test_words_of_a_draft_are_found_in_the_version_that_stands_for_it() -> None:
    draft, approved = "Draft. The sluice was mended.", "Approved. The sluice was mended."
    made = anchor(draft, "draft.md", hash_of(draft), 7, 29)
    texts = {"draft.md": draft, "final.md": approved}
    where = Shelf({p: hash_of(t) for p, t in texts.items()}, texts.__getitem__, {"draft.md": ("final.md",)})
    assert [found.document for found in place_of(made, where)] == ["draft.md", "final.md"]


def test_a_long_mention_is_quoted_by_its_first_words_unless_these_stand_elsewhere_too() -> None:
    common = "The sluice of the upper mill was looked at. " * 6
    text = f"{common}It leaks.\n\n{common}It is dry."
    start = text.index(common, 1)
    assert len(anchor("A " * 400, "a.md", "", 0, 800).quote) > 240
    assert anchor(text, "a.md", "", start, len(text)).quote.endswith("It is dry.")
    assert len(anchor("sluice " + text, "a.md", "", 0, len(text)).quote) <= 240


def test_what_is_not_found_is_told_and_the_rest_applies() -> None:
    held = story()
    plain = followed(held)
    bridge = [m for m in plain.mentions if m.matter == mention(plain, "Low Mill").matter]
    lines = [said(held, "cut", bridge[:1], bridge[2:3]), said(held, "split", bridge[:2], bridge[2:])]
    later = archive(*(minutes(m.date, "# Roads\nA verge.") for m in held.meetings[:1]), *parts(held)[1:])
    gone, partly = followed(held, *lines, on=later).told
    assert not gone.applies and "do not stand" in gone.why
    assert partly.applies and "do not stand" in partly.why


def parts(held: Archive) -> list[Archive]:
    return [
        Archive(
            [one],
            [i for i in held.items if i.meeting == one.id],
            [s for s in held.statements if s.meeting == one.id],
            [e for e in held.events if e.meeting == one.id],
            {one.document: held.texts[one.document]},
        )
        for one in held.meetings
    ]


# ---- contradictions -------------------------------------------------------------------------------------------


def test_the_later_of_two_that_contradict_wins_and_the_lines_are_named() -> None:
    held = story()
    plain = followed(held)
    stile, boiler, tap = (mention(plain, word) for word in ("Gallows", "boiler", "allotment gate"))
    pin, cut = said(held, "pin", [stile], [boiler]), said(held, "cut", [boiler], [stile])
    first, second = followed(held, pin, cut).told
    assert (first.applies, second.applies, first.against) == (False, True, (cut.id,))
    assert first.why == f"it contradicts line 2 (cut {cut.id})"
    first, second = followed(held, cut, pin).told
    assert (first.applies, second.applies, first.why) == (False, True, f"it contradicts line 2 (pin {pin.id})")
    chain = said(held, "pin", [boiler], [tap]), said(held, "cut", [stile], [tap])
    first, second, third = followed(held, pin, *chain).told
    assert (first.applies, second.applies, third.applies) == (False, True, True)
    assert first.why == f"it contradicts line 2 (pin {chain[0].id}) with line 3 (cut {chain[1].id})"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 7), st.integers(0, 7)), max_size=14))
def test_bonds_hold_what_they_agreed_to(said: list[tuple[bool, int, int]]) -> None:
    bonds = Bonds()
    united, parted = [], []
    for joins, one, other in said:
        if joins and bonds.unite([one, other]):
            united.append((one, other))
        if not joins and bonds.part([one], [other]):
            parted.append((one, other))
    assert all(bonds.root(one) == bonds.root(other) for one, other in united)
    assert all(bonds.root(one) != bonds.root(other) for one, other in parted)
    roots = {node: node for node in range(8)}
    for one, other in united:
        gone, stays = roots[one], roots[other]
        roots = {node: stays if root == gone else root for node, root in roots.items()}
    assert all((roots[x] == roots[y]) == (bonds.root(x) == bonds.root(y)) for x in roots for y in roots)


# ---- over random archives -------------------------------------------------------------------------------------


@st.composite
def corrected(draw: st.DrawFn) -> tuple[Archive, list[Override]]:
    """An archive, and corrections of mentions of one event each, which tells where the mention went."""
    held = draw(archives())
    mentions = [m for m in followed(held).mentions if len(m.events) == 1]
    lines = []
    if len(mentions) > 1:
        for _ in range(draw(st.integers(0, 5))):
            act = draw(st.sampled_from(["pin", "cut", "split"]))
            ends = st.lists(
                st.sampled_from(mentions), min_size=2, max_size=6 if act == "split" else 2, unique_by=lambda m: m.events
            )
            both = draw(ends)
            lines.append(said(held, act, both[: len(both) // 2], both[len(both) // 2 :]))  # type: ignore[arg-type]
    return held, lines


@settings(max_examples=40, deadline=None)
@given(corrected(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(drawn: tuple[Archive, list[Override]], shuffler: random.Random) -> None:
    held, lines = drawn
    mixed = [list(part) for part in held.parts()]
    for part in mixed:
        shuffler.shuffle(part)
    assert followed(held, *lines) == followed(held, *lines, on=Archive(*mixed, held.texts))  # type: ignore[arg-type]


@settings(max_examples=80, deadline=None)
@given(corrected())
def test_pinned_are_together_cut_are_not_and_nothing_is_lost(drawn: tuple[Archive, list[Override]]) -> None:
    held, lines = drawn
    plain, result = followed(held), followed(held, *lines)
    applied = {told.id for told in result.told if told.applies}
    event = {(m.document, m.start): m.events[0] for m in plain.mentions if len(m.events) == 1}
    for line in lines:
        if line.id in applied:
            sides = ({result.matter_of[event[a.document, a.start]] for a in s} for s in (line.one, line.other))
            ones, others = sides
            assert len(ones | others) == 1 if line.joins else not ones & others
    if len(lines) == 1:
        assert applied == {lines[0].id}
    assert set(result.matter_of) == set(plain.matter_of)
    ids = {m.id for m in result.matters}
    assert len(ids) == len(result.matters) and {m.matter for m in result.mentions} == ids
    assert len({(m.matter, m.meeting) for m in result.mentions}) == len(result.mentions)
    if not lines:
        assert result == plain


@settings(max_examples=40, deadline=None)
@given(corrected())
def test_matters_that_no_correction_speaks_of_stay_as_they_are(drawn: tuple[Archive, list[Override]]) -> None:
    held, lines = drawn
    plain, result = followed(held), followed(held, *lines)
    if len({m.body for m in plain.matters}) == 1:  # what ties bodies together is weighed anew among the parts
        ends = {(a.document, a.start) for line in lines for a in (*line.one, *line.other)}
        spoken = {m.matter for m in plain.mentions if (m.document, m.start) in ends}
        assert [m for m in plain.matters if m.id not in spoken] == [
            m for m in result.matters if m in plain.matters and m.id not in spoken
        ]


# ---- the lines ------------------------------------------------------------------------------------------------


def test_a_line_comes_back_as_it_was_written() -> None:
    held = story()
    plain = followed(held)
    made = replace_note(said(held, "pin", plain.mentions[:1], plain.mentions[1:2]), "“so said”\nMr Quill")
    assert [e.said for e in book(made).entries] == [made]
    assert written(made).count(b"\n") == 1
    assert list(json.loads(written(made)))[:2] == ["id", "act"]


def replace_note(made: Override, note: str) -> Override:
    return made.model_copy(update={"note": note, "by": "R. Moss", "when": "2031-01-01T00:00:00+00:00"})


def test_broken_lines_are_named_by_number_and_cost_no_other() -> None:
    held = story()
    plain = followed(held)
    made = said(held, "pin", plain.mentions[:1], plain.mentions[1:2])
    other = said(held, "cut", plain.mentions[:1], plain.mentions[2:3])
    undo = correction("undo", of="lnk-nowhere")
    data = b"\xef\xbb\xbf" + b"".join(
        [
            written(made),
            b"<<<<<<< ours\n",
            b'{"id": "lnk-1", "act": "pin", "one": []}\n',
            b"\n",
            b'{"id": "lnk-2", "act": "glue"}\n',
            b"\xff\xfe\n",
            written(made),
            written(undo),
            written(other).rstrip(b"\n"),
        ]
    )
    read = parse(data)
    assert [(e.line, e.said) for e in read.active] == [(1, made), (9, other)]
    assert [fault.line for fault in read.faults] == [2, 3, 5, 6, 8]
    assert "a pin quotes a mention on either side" in read.faults[1].why
    assert "lnk-nowhere, which no line holds" in read.faults[4].why
    assert read.lines == 9


def test_an_undone_correction_is_no_longer_active_and_its_line_stays() -> None:
    held = story()
    plain = followed(held)
    made = said(held, "cut", plain.mentions[:1], plain.mentions[1:2])
    undo = correction("undo", of=made.id)
    read = book(made, undo)
    assert not read.active and len(read.entries) == 2 and read.revoked[made.id].line == 2
    assert followed(held, made, undo) == plain
