"""Which line beside a motion lends it a mover and a seconder: one that has no motion of its own.

Minutes print who moved and who seconded beside the motion's words as often as among them ("Director Ode seconded the
motion."; "Moved by A, seconded by B:"). But the line beside may as well be the next motion, or the one before.
"""

from __future__ import annotations

import re

from matters_arising.nlp.late import LatePattern
from matters_arising.nlp.people import PEOPLE

_OF_THE_VOTE = LatePattern(
    rf"{PEOPLE}|\b(?i:propos(?:ed|er)|mov(?:ed|er)|second(?:ed|er)?|2nd(?:ed)?|duly|motions?|resolutions?|amendments?"
    r"|carried|agreed|approved|adopted|passed|accepted|unanimous(?:ly)?|all|in favou?r|votes?|ayes?|nays?|noes|none"
    r"|against|abstain\w*|abstentions?|so|was|were|is|and|by|the|a|with|no)\b"
)
_FEW = 4  # words that say nothing of what is moved: "as a true record", "put to the meeting"
_OF_WHAT = re.compile(r"\bthat (?!(?:motion|resolution|amendment)\b)|\bto (?!(?:the|a|an|be)\b)[a-z]+", re.IGNORECASE)
# "This was proposed by Orr and agreed; the clerk to write": whatever else it says, it is about the line before
_POINTS_BACK = re.compile(
    r"^(?:This|(?:The|This) (?:motion|resolution|proposal|recommendation|amendment)) (?:was|is) (?:duly |then |also )?"
    r"(?:proposed|moved|seconded)\b",
    re.IGNORECASE,
)
# "Orr seconds; 3 yes and 1 no, and so the licence is granted"
_SECONDS_IT = LatePattern(
    rf"^{PEOPLE},? (?:duly |then )?(?:seconds?|seconded|2nds?|2nded)(?: (?:it|this|that|the motion))?(?=[.;]|$)"
)
_OPEN = re.compile(r"[:;,–-]\s*$|\b(?:that|to|and|by)\s*$|[^.!?)\]\s]\s*$", re.IGNORECASE)
_GOES_ON = re.compile(r"^\W*(?:and |be it |now,? |therefore,? )*(?i:that|to|resolved|whereas|therefore)\b|^[a-z]")


def lends_to_line_before(line: str) -> bool:
    """Whether a line below a motion tells no more than who moved and seconded it, and how it ended.

    >>> lends_to_line_before("Director Ode seconded the motion.")
    True
    >>> lends_to_line_before("Moved by Orr, seconded by Tarn, to let the barn.")
    False
    """
    return bool(_POINTS_BACK.match(line) or _SECONDS_IT.match(line)) or not _has_its_own(line)


def belongs_to_line_before(line: str, behind: str) -> bool:
    """Whether a line tells who moved and seconded what stands before it, and not what the line behind it goes on with.

    >>> belongs_to_line_before("Moved by Orr, seconded by Tarn.", "Ms Lowe asked for a key.")
    True
    >>> belongs_to_line_before("Moved by Orr, seconded by Tarn.", "That the barn be let.")
    False
    """
    return lends_to_line_before(line) and not _OPEN.search(line) and not _GOES_ON.match(behind)


def lends_to_line_behind(line: str, behind: str) -> bool:
    """Whether a line above a motion names those who move what stands in the line behind it.

    >>> lends_to_line_behind("Moved by Orr, seconded by Tarn:", "The barn be let.")
    True
    >>> lends_to_line_behind("Moved by Orr, seconded by Tarn, to let the barn.", "Ms Lowe asked for a key.")
    False
    """
    if _POINTS_BACK.match(line):
        return False
    return not _has_its_own(line) or bool(_OPEN.search(line)) or bool(_GOES_ON.match(behind))


def _has_its_own(line: str) -> bool:
    rest = re.findall(r"\w+", _OF_THE_VOTE.sub(" ", line))
    return bool(_OF_WHAT.search(line)) or len(rest) > _FEW
