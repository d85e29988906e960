"""Agreement of all who were there, told in few words: it settles what was before them, though nothing is called agreed.

"Everyone is on board." is how small bodies, which seldom vote, print what a council's clerk prints as "Resolved".
"""

from __future__ import annotations

import re

GENERATOR = "rule:assent-of-all/2"
_ALL = (
    r"(?:every(?:one|body)|all(?: (?:of )?(?:the |those )?(?:(?:board|committee) )?(?:members|councillors|cllrs"
    r"|governors|trustees|directors|commissioners|parties))?)(?: who were)?(?: present| there)?"
)
_IN_FAVOUR = r"(?:(?:\w+ ){0,2}in (?:\w+ )?(?:agreement|favou?r)|(?:\w+ly )?agree(?:d|able)|on board|ok(?:ay)? with)"
_ASSENTS = re.compile(
    rf"^\W*{_ALL} (?:(?:also|then|\w+ly) )?(?:agree[sd]?\b(?! with\b)|supports?\b|supported\b"
    rf"|(?:was|were|is|are|seems?) {_IN_FAVOUR}\b)"
    rf"|[-–—;] ?{_ALL} (?:was |were )?(?:agreed|{_IN_FAVOUR})\W*$"
    r"|(?<!\bif )(?<!\bonce )(?<!\bwhen )\bthere (?:was|is) (?:(?:a )?(?:general|unanimous|full|complete|broad"
    r"|universal|overall) )?agreement\b(?! (?:between|with)\b)"
    # with nothing in front of it, as notes have it: "general agreement, but ...", "consensus is to ..."
    r"|^\W*(?:general|unanimous|broad|full) (?:agreement|consensus|consent|approval)\b(?! (?:was|is|will|for|with"
    r"|between)\b)|^\W*(?:the )?(?:consensus|consent) (?:was|is) (?:to (?!be\b)|that\b)"
    r"|^\W*(?:agreement|consensus) on \w+ing\b",
    re.IGNORECASE,
)
_YES = re.compile(
    r"^\W*(?:yes|ok(?:ay)?|sure|fine)\b(?:,? (?:ok(?:ay)?|yes|please|that is (?:correct|right)))?\W*$", re.IGNORECASE
)
# what all think of a thing that was, and of no act: "All agreed that it had been worth the wait."
_OPINES = re.compile(
    r"\bagree\w* (?:that )?(?!.*\b(?:should|would|will|shall|must)\b).*\b(?:was|were|had|has)\b", re.IGNORECASE
)


def is_assent(text: str) -> bool:
    """Whether a statement says that all agree on what is to be.

    >>> is_assent("Everyone is on board."), is_assent("Ash asked if we want a fair - everyone was in agreement.")
    (True, True)
    >>> is_assent("There was general agreement."), is_assent("There was no agreement."), is_assent("All came by boat.")
    (True, False, False)
    >>> is_assent("Agreement on selling it."), is_assent("Agreement on access to the weir")
    (True, False)
    >>> is_assent("All agreed that it was a hard winter."), is_assent("All agreed that it would be sold.")
    (False, True)
    """
    return bool(_ASSENTS.search(text)) and not _OPINES.search(text)


def is_only_yes(text: str) -> bool:
    """Whether somebody answers yes, and no more: it is said to whoever spoke, and settles nothing for all.

    >>> is_only_yes("Yes, ok."), is_only_yes("Yes: it is agreed.")
    (True, False)
    """
    return bool(_YES.match(text))
