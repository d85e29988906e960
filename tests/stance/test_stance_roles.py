import pytest
from matters_arising.stance import roles
from matters_arising.vocab import Phase, StanceLabel, StanceStatus


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The Trust is committed to co-production.", StanceStatus.ASPIRATION),
        ("No consultation had taken place.", StanceStatus.NEGATED),
        ("Ms Tarn suggested that carers join the panel.", StanceStatus.PROPOSED),
        ("The Trust will carry out the review with carers.", StanceStatus.COMMITTED),
        ("The two councils ran the scheme together.", StanceStatus.ENACTED),
    ],
)
def test_status(text: str, status: StanceStatus):
    assert roles.status(text) is status


def test_the_other_party_is_kept_as_printed():
    assert (
        roles.with_whom("The Council will design it with Carers Voice and residents.") == "Carers Voice and residents"
    )
    assert roles.with_whom("The Trust has begun its own review.") == ""


def test_phase():
    assert roles.phase("The Trust has begun its own review.") is Phase.REVIEW
    assert roles.phase("Volunteers will plant the trees with the school.") is Phase.DELIVER


BODY = "Saltby Parish Council"


@pytest.mark.parametrize(
    ("text", "label", "holder"),
    [
        ("Mrs Oddy reported that the Harbour Authority had moved the buoys.", "unilateral", "the Harbour Authority"),
        ("Tenants were asked for their views and the Clerk will choose.", "consultative", "the Clerk"),
        ("The Council will do it with the Sailing Club.", "collaborative", "The Council"),
        ("Jan, Bo and Mr Oddy will clear the slip with the school.", "collaborative", "Jan, Bo and Mr Oddy"),
        ("It was agreed that the Club and the Trust should meet.", "collaborative", "the Club"),
        # in doubt nobody: a place, a plan, an event, one of the public, who only asked
        ("Now letters will go to everyone in Wherry Road.", "consultative", ""),
        ("Following questions from Deputy Crabbe the lamp was found to be a joint one.", "collaborative", ""),
        # a body is often no more than named: to whom, in whose place, as what kind of thing
        ("A letter of thanks will go to the Sailing Club.", "collaborative", ""),
        ("It was agreed that it be shown in the Sailing Club hut.", "consultative", ""),
        ("A rota will be made up in partnership.", "collaborative", ""),
        ("The cutting will be done by the Sailing Club.", "collaborative", "the Sailing Club"),
        # who complains of it, and who was left out, did not do it
        ("Joan Oddy pointed out that the Harbour Authority had not been consulted.", "unilateral", ""),
        ("Joan Oddy complained that the Harbour Authority moved the buoys.", "unilateral", "the Harbour Authority"),
    ],
)
def test_the_holder_is_who_decides_or_does(text: str, label: str, holder: str):
    assert roles.holder(text, label=StanceLabel(label), body=BODY) == holder


def test_who_is_not_named_is_the_speaker_or_nobody():
    assert roles.holder("Declined.", label=StanceLabel.UNILATERAL, body=BODY) == ""
    assert roles.holder("Declined.", "Mrs Oddy", body=BODY) == "Mrs Oddy"
    assert roles.with_whom("They did it together.", label=StanceLabel.COLLABORATIVE, body=BODY) == ""


def test_the_public_that_is_asked_is_the_other_party():
    text = "Tenants were asked for their views and the Clerk will choose."
    assert roles.with_whom(text, label=StanceLabel.CONSULTATIVE, body=BODY) == "Tenants"


def test_a_complaint_is_not_the_stance_of_who_speaks_it():
    text = "Joan Oddy was disappointed that nobody had been asked."
    assert roles.holder(text, "Joan Oddy", label=StanceLabel.UNILATERAL, body=BODY) == ""


@pytest.mark.parametrize(
    ("text", "label", "other"),
    [
        ("The Council will mend the slip for the Sailing Club.", "collaborative", "the Sailing Club"),
        # an abbreviation, a common noun and a kind of thing may be no party at all
        ("The Council will adopt GTFS feeds for the timetable.", "collaborative", ""),
        ("The Council will help to pay for services.", "collaborative", ""),
        ("The Council would like to set a community work day.", "collaborative", ""),
        ("The Council will hold a public meeting.", "consultative", "public"),
        ("The Council will seek a community perspective.", "consultative", ""),
        ("The Council will open its APIs.", "collaborative", ""),
    ],
)
def test_the_other_party_is_a_name_or_people(text: str, label: str, other: str):
    assert roles.with_whom(text, label=StanceLabel(label), body=BODY) == other


def test_a_thing_done_before_a_promise_is_done():
    assert roles.status("The Trust took over the ferry and will run it.") is StanceStatus.ENACTED
    assert roles.status("Clerk to choose the colour.") is StanceStatus.COMMITTED


def test_the_work_may_be_named_in_the_sentence_before():
    before = "The accident is to be investigated."
    assert roles.phase("They will do so together.", before=before) is Phase.REVIEW
    assert roles.phase("Done.", label=StanceLabel.UNILATERAL) is Phase.DECIDE
