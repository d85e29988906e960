import pytest
from matters_arising.extract import putting_off
from matters_arising.extract.clauses import clauses
from matters_arising.extract.reason_codes import reason_code
from matters_arising.extract.reasons import reason_in
from matters_arising.extract.until import term_in, term_of_heading
from matters_arising.vocab import ReasonCode


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("It was left until the Lammas meeting.", "the Lammas meeting"),
        ("Kept on the agenda till the June session.", "the June session"),
        ("Continued to Thursday, October 2, 2031, at 7:30 p.m.", "Thursday, October 2, 2031, at 7:30 p.m"),
        ("Nothing is planned for the time being.", "the time being"),
        ("It came to the meeting too late.", ""),
        ("This item was tabled on May 12 until the count was in.", "until the count was in"),
        ("The lease was deferred at the May meeting.", ""),
        ("The lease was deferred at the next meeting.", "the next meeting"),
        ("Deferred until a quorum is there; the fair is on 4 June.", "until a quorum is there"),
    ],
)
def test_until_when_is_a_named_time(text: str, until: str):
    assert term_in(text) == until


@pytest.mark.parametrize(
    "text",
    [
        "The lease until 2040 was deferred.",
        "The grant for 2040 was held over.",
        "In May, which used to be the month of the fair, nobody came, and the item was deferred.",
        "It was agreed at the May meeting to mend it; there is no news.",
        "The clerk wrote on 4 June and no reply has come.",
        "As there were few sittings before the fair in May, no warden was named.",
        "The hut was not put on the future agenda.",
        "The tides from January to March could not be read.",
        "After discussion it was agreed that prices be asked for.",
    ],
)
def test_when_something_was_or_how_long_a_lease_runs_is_no_term(text: str):
    assert term_in(text) == ""


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("The lease until 2040 was deferred to June.", "June"),
        ("The hearing, opened on 4 June, was continued to July 9.", "July 9"),
        ("The report on the May fair was put off until July.", "July"),
        ("At the June meeting it will be taken up.", "the June meeting"),
        ("To be brought back in July.", "July"),
        ("It is under review, with the intention of a vote at the June meeting.", "the June meeting"),
    ],
)
def test_the_term_is_of_what_is_put_off_or_is_to_come_back(text: str, until: str):
    assert term_in(text) == until


def test_what_had_been_when_the_meeting_was_held_is_no_term():
    text = "It will be looked at again by the 3 May 2030 panel or at the May 2032 meeting."
    assert term_in("To be put right by 3 May 2030.", lambda when: "2030" in when) == ""
    assert term_in(text, lambda when: "2030" in when) == "the May 2032 meeting"


def test_a_heading_may_say_until_when():
    assert term_of_heading("Items for the next agenda") == "the next agenda"


@pytest.mark.parametrize(
    ("text", "until", "reason", "code"),
    [
        (
            "The item was deferred to the next meeting because the surveyor was absent.",
            "the next meeting",
            "because the surveyor was absent",
            ReasonCode.ABSENCE,
        ),
        ("Crisis review carried over.", "", "", ReasonCode.UNSTATED),
        (
            "Still awaiting the outcome of the bid.",
            "",
            "Still awaiting the outcome of the bid",
            ReasonCode.DEPENDENCY,
        ),
        ("Held over to September 2031.", "September 2031", "", ReasonCode.UNSTATED),
        ("It was decided to discuss this at the May meeting.", "the May meeting", "", ReasonCode.UNSTATED),
    ],
)
def test_until_when_and_why(text: str, until: str, reason: str, code: ReasonCode):
    assert term_in(text) == until
    assert reason_in(text) == reason
    assert reason_code(reason) is code


def test_a_reason_in_the_next_sentence_counts():
    assert reason_in("The lease was deferred.", after="This was because the plans had not arrived.")


def test_why_somebody_may_not_stand_is_not_why_a_thing_waits():
    before = "Ned Oakes cannot be chair due to a conflict of interest."
    assert reason_in("It was decided to hold the appointment over until the March meeting.", before) == ""
    assert reason_in("The lease was deferred due to a conflict of interest.") == "due to a conflict of interest"


def test_the_stop_of_a_title_ends_no_reason():
    said = "Mrs. Orr said that Mr. Tarn had not written, so that nothing could be done."
    assert reason_in(said) == "Mr. Tarn had not written"


def test_the_stop_of_a_title_ends_no_reason_before_what_follows():
    told = "Ms Lowe said that no word had come from Mr. Moss, so nothing could be done about the fair."
    assert reason_in(told) == "no word had come from Mr. Moss"
    assert reason_in("It was put off because the plan of Dr. Moss had not come.").endswith("Dr. Moss had not come")


def test_ordinary_news_beside_is_no_reason():
    assert reason_in("The lease was deferred.", "Members thanked the warden.", "The gate is green.") == ""


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("Ms Orr moved to adopt the agenda and to hold the lease over to the March meeting.", "the March meeting"),
        ("Many will be away in July and it should come to the August session.", "the August session"),
        ("Once this is known a letter will be sent.", "Once this is known"),
        ("The walk was held back by winter weather.", ""),
        ("It will be looked at later in the year.", "later in the year"),
        ("No decision was made whether to hold the regatta in June or July.", ""),
        ("The regatta was put off to June or July.", "June"),
        ("The hut is to wait until $5,000 is there, he said.", "until $5,000 is there"),
        ("It was left over until after Mrs. Orr has been.", "until after Mrs. Orr has been"),
        ("Put back to 2033 owing to the flood.", "2033"),
        ("Put back to 2033 accounts.", ""),
        ("There is no need to act in 2032 with the aim of building in 2033.", "2033"),
    ],
)
def test_until_when_is_what_it_is_put_off_to(text: str, until: str):
    assert term_in(text) == until


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("In the absence of Cllr Dray this matter will be deferred.", "In the absence of Cllr Dray"),
        ("Left over as lambs were still in the field.", "as lambs were still in the field"),
        ("Ms Orr said that the bed was not yet ready and TQ agreed to dig it.", "the bed was not yet ready"),
        ("Old Barn Lane There was nothing to report.", ""),
        ("It was agreed to seek advice from the county before anything is signed.", "to seek advice from the county"),
        ("It was put off until the money is raised.", "until the money is raised"),
        # what opens a sentence ends where the main clause begins, with a comma or without
        ("As the winch is in pieces this item will go to the June meeting.", "As the winch is in pieces"),
        ("Owing to the snow it is to be taken in June.", "Owing to the snow"),
        ("Since the tide would not wait the matter was left over.", "Since the tide would not wait"),
        # what is to come first
        ("It was agreed that the mooring be measured before any decision is taken.", "the mooring be measured"),
        ("The launch was left over for family reasons.", "for family reasons"),
        ("It is left over as the county is asking and will be discussed in May.", "as the county is asking"),
        ("The club’s share is still to be decided.", ""),
        ("The keel is being planed, with a view to June.", "The keel is being planed"),
        ("The mast is under review with the intention of a vote in June.", "The mast is under review"),
        # what follows from what is wanting is not why
        ("Nothing has come from the yard so that a price could not be named.", "Nothing has come from the yard"),
        # a printed date is no reason, nor is what something is called or meant as
        ("The tender was deferred until 2033.", ""),
        ("The bin was named as the free one and left over.", ""),
        ("They spoke as to whether to stay a member.", ""),
    ],
)
def test_the_reason_is_the_clause_that_gives_it(text: str, reason: str):
    assert reason_in(text) == reason


@pytest.mark.parametrize(
    ("text", "before", "reason"),
    [
        ("This item is to be deferred.", "The paper came too late to be read.", "The paper came too late to be read"),
        ("It was accordingly put back to March.", "The pump has stopped.", "The pump has stopped"),
        ("To come back in November.", "Prices are awaited.", "Prices are awaited"),
        ("The lease of the hut on the green was put back at the end of a long evening.", "No price had come.", ""),
    ],
)
def test_a_reason_beside_counts_where_the_sentence_points_back_to_it(text: str, before: str, reason: str):
    assert reason_in(text, before) == reason


@pytest.mark.parametrize(
    ("why", "code"),
    [
        ("pending further information", ReasonCode.INFORMATION),
        ("a reply from the county was awaited", ReasonCode.DEPENDENCY),
        ("the bed is not yet ready", ReasonCode.DEPENDENCY),
        ("Mr Bell could not attend", ReasonCode.ABSENCE),
        ("the clerk is on sick leave", ReasonCode.ABSENCE),
        ("he was not there to be asked", ReasonCode.ABSENCE),
        ("only two (2) members were present", ReasonCode.QUORUM),
        ("until more trustees are there to vote", ReasonCode.QUORUM),
        ("the board did not have time to discuss it", ReasonCode.TIME),
        ("nobody had had time to read it", ReasonCode.TIME),
        ("as the evening was running late", ReasonCode.TIME),
        ("it was past ten o'clock", ReasonCode.TIME),
        ("this was not the first time", ReasonCode.DEPENDENCY),
        ("the office has been very busy", ReasonCode.CAPACITY),
    ],
)
def test_the_kind_of_a_reason(why: str, code: ReasonCode):
    assert reason_code(why) is code


def test_clauses_end_where_a_subject_and_its_verb_begin_another():
    text = "Ms Orr reported that no answer had come, and the Clerk will write again."
    assert clauses(text) == ["no answer had come", "the Clerk will write again"]


def test_a_reason_may_name_somebody_and_say_who_that_is() -> None:
    text = "The ferry timetable was held over, as Mr Lowe, who had drawn it up, was ill."
    assert reason_in(text) == "as Mr Lowe, who had drawn it up, was ill"


@pytest.mark.parametrize(
    ("text", "reason", "code"),
    [
        # who asked for it, and who is away
        ("The slip was deferred at the applicant's request.", "at the applicant's request", ReasonCode.APPLICANT),
        ("At the owners’ own request it was put back to May.", "At the owners’ own request", ReasonCode.APPLICANT),
        (
            "The slip was deferred, at the request of the agent, to May.",
            "at the request of the agent",
            ReasonCode.APPLICANT,
        ),
        ("In Ian Strand's absence the item was held over.", "In Ian Strand's absence", ReasonCode.ABSENCE),
        # what is said in passing, of whomever
        ("Put off until the April meeting, Cllr Wren being abroad.", "Cllr Wren being abroad", ReasonCode.ABSENCE),
        ("Left over to June, prices not having come.", "prices not having come", ReasonCode.INFORMATION),
        (
            "It was agreed to defer the slip again, to May 2033, legal advice not having been taken.",
            "legal advice not having been taken",
            ReasonCode.LEGAL,
        ),
        # how it was voted is no reason, nor is that nothing else was raised
        ("The slip was deferred, all being in favour.", "", ReasonCode.UNSTATED),
        ("The slip was deferred, Cllr Wren being against.", "", ReasonCode.UNSTATED),
        ("The slip was deferred, the motion being carried 4-2.", "", ReasonCode.UNSTATED),
        ("The slip was deferred, there being no further business.", "", ReasonCode.UNSTATED),
        # what follows is not why
        ("The engineer had left, so nothing could be done.", "The engineer had left", ReasonCode.DEPENDENCY),
        (
            "The drawing was not ready and so the slip was held over.",
            "The drawing was not ready",
            ReasonCode.DEPENDENCY,
        ),
        ("The slip was deferred, so the Clerk will write.", "", ReasonCode.UNSTATED),
        # nor is the next step of somebody
        ("Not to be settled till May; he and Ms Orr will go and look at the slip.", "", ReasonCode.UNSTATED),
        ("Until the tide tables are out we cannot fix a day.", "Until the tide tables are out", ReasonCode.DEPENDENCY),
        # what things are called says nothing of them
        ("Outstanding works: deferred to June.", "", ReasonCode.UNSTATED),
        ("Pending appeals: deferred to June.", "", ReasonCode.UNSTATED),
        ("Waiting rooms: deferred to June.", "", ReasonCode.UNSTATED),
        ("Pending the appeal, it was deferred.", "Pending the appeal", ReasonCode.DEPENDENCY),
        (
            "As it was running late owing to the slides, most of the items were tabled to be taken up next time.",
            "As it was running late owing to the slides",
            ReasonCode.TIME,
        ),
    ],
)
def test_a_reason_is_no_more_than_why(text: str, reason: str, code: ReasonCode) -> None:
    assert reason_in(text) == reason
    assert reason_code(reason) is code


@pytest.mark.parametrize(
    ("text", "before", "reason"),
    [
        ("RESOLVED: That it be deferred.", "There was not time to hear it.", "There was not time to hear it"),
        ("AGREED that the matter be deferred.", "Only one price had come.", "Only one price had come"),
        ("It was agreed to defer this.", "Ms Orr had not seen the drawing.", "Ms Orr had not seen the drawing"),
        ("Held over.", "The tide did not serve.", "The tide did not serve"),
        # what the meeting did not do itself is no more than that it was put off
        ("Held over to May.", "The lamp was not discussed.", ""),
        ("Held over to May.", "Only one member voted for the lamp.", ""),
        # "it" that stands for nothing points back to nothing
        (
            "It was agreed to defer the lamp of the lower quay to the May meeting of the trust.",
            "The slip did not dry.",
            "",
        ),
    ],
)
def test_a_formal_resolution_points_back_too(text: str, before: str, reason: str) -> None:
    assert reason_in(text, before) == reason


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("After half an hour the talk was left where it was.", ""),
        ("It was left on the table after a long debate.", ""),
        ("Following the collapse of the quay, nothing was said.", ""),
        ("After the survey is done the Clerk will report.", "After the survey is done"),
        ("Deferred until after the vote.", "until after the vote"),
        # a stop or a comma that ends no clause
        ("To wait until EUR 7,500 have been given, and then to build.", "until EUR 7,500 have been given"),
        ("Left until after the talk of Mrs. Moss; it was late.", "until after the talk of Mrs. Moss"),
        ("After the tea that Mrs. Moss gave, the fair was put off until that day.", "until that day"),
        ("Ms Orr said that until they have met again we cannot sign.", "until they have met again"),
        (
            "To wait until the roof that the county owns has been mended.",
            "until the roof that the county owns has been mended",
        ),
    ],
)
def test_a_clause_of_time_is_to_come_and_ends_where_the_main_clause_begins(text: str, until: str) -> None:
    assert term_in(text) == until


@pytest.mark.parametrize(
    "verb", ["stand over", "be left over", "be carried forward", "lie on the table", "be laid over"]
)
def test_whatever_its_form_a_putting_off_in_so_many_words_is_said(verb: str) -> None:
    assert putting_off.is_said(f"Agreed that the lease {verb} to August.")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "There was therefore no seat to choose, and the item is carried forward to the May meeting.",
            "no seat to choose",
        ),
        ("As the seats and the rails have not been priced, the item was continued to May 13.", "not been priced"),
        ("Cllr Orrin has the price but is not here, so carried over to January.", "is not here"),
    ],
)
def test_a_clause_cut_too_short_to_tell_anything_is_no_reason(text: str, reason: str):
    assert reason_in(text).endswith(reason)


@pytest.mark.parametrize(
    "text",
    [
        "Works on the slip were carried out over the winter.",
        "Talks were held with the ferrymen over moorings.",
        "The trust held a workshop over Teams.",
        "Ms Orr left the tide tables over the hatch.",
        "An inquest was held over the lost lamp.",
        "Ropes were laid over the worst gaps.",
        "Eleven tickets were left over from the regatta.",
        "The surplus carried forward was 310.",
        "Reserves of £4,100 were carried forward.",
        "It was agreed to carry forward the balance.",
    ],
)
def test_over_and_forward_are_said_of_other_things_too(text: str) -> None:
    assert not putting_off.is_said(text)


@pytest.mark.parametrize(
    "text",
    [
        "The slip was held over.",
        "Agreed to hold over the lease to June.",
        "Agreed to hold the discussion over to June.",
        "Items carried over from May: the lamp.",
        "Left over as lambs were in the field.",
        "The reserves policy was carried forward.",
        "The motion left over from March was taken.",
        "Ms Orr moved that it lie over one month.",
        "Laid over unread to the next sitting.",
    ],
)
def test_what_is_held_over_to_another_day_is_put_off(text: str) -> None:
    assert putting_off.is_said(text)


def test_what_was_done_over_the_winter_is_no_act_to_be_cut_from_a_reason() -> None:
    text = "Deferred, as the quay was shut and works carried out over the winter had cost too much."
    assert reason_in(text).endswith("had cost too much")


def test_a_text_of_many_pages_without_a_stop_is_read_once() -> None:
    far = "lamp " * 40_000
    assert reason_in(far) == ""
    assert reason_in(f"{far}. The quay was shut, so nothing could be done.") == "The quay was shut"


def test_what_is_to_come_is_looked_for_near_a_clause_of_time() -> None:
    far = "lamp " * 80
    assert term_in(f"After the vote the {far}fell and will be mended.") == ""


@pytest.mark.parametrize(
    "aside",
    [
        "the warden being asked to ring the yard",
        "the warden being invited to the June meeting",
        "Ms Orr being in the chair",
        "three trustees having voted for it",
        "the chairman having used her casting vote",
        "Ms Orr having read out the petition",
        "the petition having been read",
    ],
)
def test_a_next_step_or_an_aside_is_no_reason(aside: str) -> None:
    assert reason_in(f"The slip was deferred, {aside}.") == ""


@pytest.mark.parametrize(
    "why",
    ["trustees not having read the plan", "the appeal being heard in June", "prices being requested from two yards"],
)
def test_what_is_not_done_yet_or_done_elsewhere_may_be_why(why: str) -> None:
    assert reason_in(f"The slip was deferred, {why}.") == why


def test_initials_are_no_conjunction() -> None:
    assert reason_in("AS still waiting for a price from Una Tarn.") == "AS still waiting for a price from Una Tarn"


def test_an_entry_of_its_own_takes_no_reason_from_the_entry_above() -> None:
    assert reason_in("Ongoing.", "The kitchen waits because the plumber is ill.")
    assert reason_in("It was deferred to May - all agreed.", "There was no vote because the plumber is ill.")
    assert reason_in("Lych gate – ongoing.", "The kitchen waits because the plumber is ill.") == ""


@pytest.mark.parametrize(
    ("text", "until"),
    [
        # when the thing was to be
        ("Agreed to postpone the Swan Count supper in May for want of boats.", ""),
        ("Agreed to postpone the Swan Count supper until May.", "May"),
        ("Agreed to postpone the visit on 5 May to 7 June.", "7 June"),
        ("Agreed to defer the item at the June meeting.", "the June meeting"),
        ("The lamp was put back on the June agenda.", "the June agenda"),
        # the main clause turned round
        ("Only when it is mended will we look again at the hut lease.", "when it is mended"),
        ("Only once the roof is mended can the hall be let.", "once the roof is mended"),
        # what is asked is no time
        ("UL is still waiting for NO to confirm when the lamp will be here.", ""),
    ],
)
def test_the_time_of_what_is_put_off_is_not_until_when(text: str, until: str):
    assert term_in(text) == until
