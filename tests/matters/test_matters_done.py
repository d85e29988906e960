"""Whether a report says that a thing is done: all of it, here, and not only owed, going on or said in passing."""

from __future__ import annotations

import pytest
from matters_arising.matters.done import says_done


@pytest.mark.parametrize(
    "report",
    [
        "The sluice has now been repaired.",
        "Sluice gate - done.",
        "now in place.",
        "Mr Orrin reported that the potholes had been filled by the county.",
        "The bench at the entrance to Sluice Lane had been replaced.",
        "It rained. The sluice was mended on 4 May.",
        "The Clerk has signed the lease.",
        "Sign for the sluice. Update after meeting: Done.",
        "The remaining posts have been removed.",
        "The smell at the sluice has been dealt with.",
        "Nothing to report, matter now closed.",
    ],
)
def test_what_is_done(report: str) -> None:
    assert says_done(report)


@pytest.mark.parametrize(
    "report",
    [
        "It was confirmed that the repair must be completed.",
        "The sluice has to be repaired.",
        "The gate needs to be replaced.",
        "It should have been finished in May.",
        "Mr Orrin paid a second instalment and has undertaken to pay the remainder.",
        "The sluice is now being cleared.",
        "The repair was partially completed and is in the process of being finished.",
        "A temporary repair was carried out.",
        "All but one member has paid.",
        "The posts were replaced apart from two by the ford.",
        "It was possible that somebody had removed it.",
        "Nothing could be done about the sluice.",
        "Thanks were sent to those who cleared the ditch.",
        "The willow has spread where the alders were removed.",
        "Rent is due if a pole is erected.",
        "The smith quoted £40 to cement the post in place.",
        "A member asked when it was to start, and the Chair said that a plan was in place;",
        "Several people had signed up for the watch.",
        "Completed mooring forms.",
        "Completed and other actions carried forward.",
        "The lobby is mostly completed.",
        "The largest of the potholes had been filled.",
        "The lamp project continues, with Mill Lane now completed.",
        "The second round of inspections was completed in June.",
        "Two leaks repaired to date.",
        "Once it is mended the matter is closed.",
        "The sluice is closed.",
    ],
)
def test_what_is_not_done_or_not_all_of_it_or_only_mentioned(report: str) -> None:
    assert not says_done(report)
