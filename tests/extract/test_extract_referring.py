import pytest
from matters_arising.extract.referring import is_own, is_referred


@pytest.mark.parametrize(
    "text",
    [
        "The tolls were referred to the Dredging Committee.",
        "Referred to Weirs Board",
        "The claim was denied and referred to the Harbour's insurance pool for further handling.",
        "It was resolved to refer the matter to the Harbour Secretary.",
        "The warden to refer this to Waterways.",
        "This concern will be passed on to the Riverside Watch Team.",
        "The plan would be forwarded to the Council for consideration.",
        "The Society instructs its Warden to submit the accounts to the 9th Conference.",
        "It was agreed to put the question to the General Assembly.",
        "It was agreed that the drawing be sent to the Warden for his approval.",
        "The rates will be decided at the Tolls Committee meeting.",
        "To be discussed by the Old Weir Society committee.",
        "The matter is to be taken up with the County Council directly.",
        "The terms are to be placed on the Assembly agenda.",
        "It is moved to form a small working party to look into the slip and report.",
        "Ms Orr moved to have the Tolls Committee work with the warden on a list.",
        "Mr Tarn said that the Staff Committee should meet and bring a paper.",
    ],
)
def test_what_is_sent_to_others_to_deal_with_is_referred(text: str):
    assert is_referred(text, by="Mill Harbour Society")


@pytest.mark.parametrize(
    "text",
    [
        "Ms Orr referred to the Dredging Committee.",
        "Refer to the Council minutes.",
        "Mr Tarn referred to page 3 of the plan.",
        "The matter was referred back to in the next item.",
        "The patient was sent to the clinic for a review.",
        "A letter to be passed to the Council.",
        "The minutes will be sent to the Weirs Board.",
        "The warden agreed to take a cheque for £20 to the rowing club.",
        "The Weirs Board had referred it to the Council.",
        "Mr Tarn informed the meeting that the tolls would be discussed by the County Council.",
        "If there is ice the matter will be referred to the Council.",
        "It was asked whether it should be referred to the Council.",
        "The drawing has been submitted to the Council for approval.",
        "The warden agreed to ask the County Council to consider bollards.",
        "Such requests are normally taken to the Weirs Committee for review.",
        "It was moved to remit £300 to the Weirs Board.",
        "The question was referred to the next meeting.",
        "The tolls will be brought to the Society in May.",
    ],
)
def test_what_is_told_asked_or_handed_on_is_not_referred(text: str):
    assert not is_referred(text, by="Mill Harbour Society")


def test_what_comes_before_the_body_itself_stays_with_it():
    text = "The tolls will be reviewed by the {} in May."
    assert not is_referred(text.format("Board of Wardens"), by="Board of Wardens of the Mill")
    assert not is_referred(text.format("full Board"), by="")
    assert is_referred(text.format("Tolls Committee"), by="")


@pytest.mark.parametrize(
    ("whom", "body", "own"),
    [
        ("the March Board", "Mill School Board", True),
        ("a future parish council", "Ferry Parish Council", True),
        ("the Board of Trustees", "Mill College Board", True),
        ("the Council", "Ferry Arts Committee", False),
        ("the Council", "", True),
        ("the FGB", "Mill Governors", True),
        ("the FGB", "Mill Governors, Finance Committee", False),
        ("the County Council", "Ferry Parish Council", False),
    ],
)
def test_a_body_is_told_from_others_by_its_name(whom: str, body: str, *, own: bool):
    assert is_own(whom, body) is own
