"""The result of a vote as a clerk prints it: alone below a motion, at its end, behind an entry, or as a count.

"Carried." is a decision wherever it stands; a judge that learned from minutes which print it seldom doubts it.
"""

from __future__ import annotations

import re

GENERATOR = "rule:result/4"
_TALLY = r"\(?\d+ ?[-–:] ?\d+(?: ?[-–:] ?\d+)?\)?"
_HOW = (
    r"(?:[,;:]? (?:unanimously|by \w+|nem\.? con\.?|with \w+ votes?|on an? \w+ vote"
    rf"|(?:with|by|on|upon) (?:the |a )(?:following )?(?:roll[- ]call )?vote:?|{_TALLY}))*"
)
# behind a stop, a mark of a list, or the word that somebody seconded it, and nothing after it but how
_PRINTED = re.compile(
    r"(?:^\W*|[.;:?!)\]\-–—,]\W*|\bsecond(?:ed)?\W+|\band (?=it ))"
    r"(?:(?:the |this )?(?:motion|amendment|resolution|vote|question|all|it) )?(?:was |is |were )?"
    r"(?:duly |unanimously )?"
    rf"(?:carried|carries|pass(?:ed|es)?|prevail(?:ed|s)|adopted|approved|defeated|lost|failed|fails|cr?d)\b\.?{_HOW}[\s.)\]*]*$",
    re.IGNORECASE,
)
# what became of an entry that is told before it: "Request for a donation - refused"
_BEHIND = re.compile(
    r"(?:\s[-–—]|\w[.:])\s*(?:agreed|not agreed(?: to)?|refused|declined|rejected|accepted|granted|supported"
    r"|(?:all |both |duly )?noted|no objections?(?: raised)?)\W*$"
    # no more than that, or set beside the entry as a cell of its own: "Letter of the ferryman Noted"
    r"|^\W*(?:(?:report|contents|duly|all|both) )?noted\W*$|(?<!\bnone)(?<!\bbe)(?-i: N(?:oted|OTED))\.?\s*$"
    # of a chair, who says what the silence of all comes to: "he declared the plan to be approved"
    r"|\bdeclared\b[^.;]{0,80}?\b(?:be|to have been|motion|amendment|resolution|vote|it) (?:duly )?(?:approved|adopted"
    r"|accepted|carried|passed|lost)\b",
    re.IGNORECASE,
)
_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
_COUNTED = re.compile(
    rf"\b(?:{_NUMBER}|all) votes? in favou?r\b|\bvotes?:? ?\d+ ?[-–] ?\d+(?: in favou?r\b|\W*$)"
    r"|[-–—] ?(?:\d+|all) in favou?r\b"
    r"|\b(?:ayes?|yeas?|for|in favou?r)\b\W{0,3}\d+\W{1,5}(?:nays?|noe?s|no|against|opposed)\b\W{0,3}\d+"
    rf"|\b{_NUMBER}\b[^.]{{0,20}}\b(?:votes?|in favou?r)\b[^.]{{0,40}}\b(?:{_NUMBER}|none)\b[^.]{{0,12}}"
    r"\b(?:against|abst\w+|opposed)"
    # "13-0 pass", "AC 2nd, 13-0", "(Y-5; N-0)", and those who say no, of whom there are none
    r"|\b\d+ ?- ?\d+,? pass(?:ed|es)?\W*$|\b(?:2nd|seconded|second)\W+\d+ ?- ?\d+\W*$|\(Y-\d+(?:[;,] ?N-\d+)?\)"
    r"|^\W*no nays\b|\ball vote[sd]? to approve\b|\bvoted [“\"_*]*aye\b"
    r"|\bsecond(?:ed)? (?:and )?(?:with no objections?|without objections?)\b",
    re.IGNORECASE,
)
_BY_ALL = re.compile(
    r"^\W*(?:this|these|it|all|which)\b[^.,]{0,25}\b(?:approved|agreed|supported|accepted|adopted|endorsed)"
    r" by (?:all|everybody|everyone|the (?:board|committee|council|executives?|members|group|meeting))\b[^.]{0,20}\W*$"
    r"|^\W*(?:the \w+ (?:council|board) (?:had|has|have) )?no objections?(?: (?:were |was )?(?:raised|recorded))?\W*$",
    re.IGNORECASE,
)


# what the vote was on is told before it: "By-laws approved as amended"
_AS_PUT = re.compile(
    r"^\W*(?:the )?[\w’' -]{3,80} (?:approved|adopted|accepted) as (?:amended|presented|written|submitted|corrected"
    r"|circulated|read|printed|distributed|is)\W*$",
    re.IGNORECASE,
)


def is_result(text: str) -> bool:
    """Whether a statement ends with the result of a vote, is no more than one, or gives the count.

    >>> is_result("Carried."), is_result("Treasurer: Ms Orr. Mr Tuck seconded. Carried")
    (True, True)
    >>> is_result("Passes with 6 votes."), is_result("Donation to the ferry - refused")
    (True, True)
    >>> is_result("Tolls approved as amended."), is_result("AC 2nd - 13-0")
    (True, True)
    >>> is_result("Letter of the ferryman Noted"), is_result("None noted.")
    (True, False)
    >>> is_result("Ms Orr said the motion was carried in May."), is_result("Absent: Orr")
    (False, False)
    """
    return is_count(text) or any(form.search(text) for form in (_PRINTED, _BEHIND, _BY_ALL, _AS_PUT))


def is_count(text: str) -> bool:
    """Whether a statement counts votes, which no title of a matter does.

    >>> is_count("Resolution 12: vote: 5-0 in favour"), is_count("Donation to the ferry - refused")
    (True, False)
    """
    return bool(_COUNTED.search(text))
