"""Whether a report says that a thing is done. Of what is owed, going on, done in part or said in passing none does."""

from __future__ import annotations

import re

from matters_arising.extract.putting_off import is_said
from matters_arising.extract.settled import is_closed

_DONE = re.compile(
    r"\b(?:completed|installed|done|repaired|replaced|finished|in place|delivered|carried out|mended|erected|"
    r"fitted|resolved|cleared|removed|paid|signed(?! up\b)|opened|filled|dealt with|planted|rebuilt|painted|cleaned"
    r"|restored|implemented)\b",
    re.IGNORECASE,
)
# what is wanting, owed, going on, done in part or for a while, hoped or thought of: the thing is not done, all of it
_NOT_DONE = re.compile(
    r"\b(?:not|yet|still|await\w*|wait(?:s|ing)|until|will|shall|would|could|should|must|(?-i:may)|might|ought|to be|no"
    r"|nor|never|nothing|none|neither|partly|partial\w*|nearly|almost|soon|being|in (?:the )?process|temporar\w+"
    r"|instal?ments?|remainder|in progress|ongoing|superseded|mostly|largely|so far|to date|getting|under ?way"
    r"|continu(?:e|es|ed|ing)|beg[aiu]n(?:ning)?|start(?:ed|ing)"
    r"|(?:first|second|third|1st|2nd|3rd|next|initial|one|another) (?:phase|stage|round|part|half|batch)"
    r"|(?:one|two|three|some|many|most|several|half|part|parts|the \w+est) of"
    r"|apart from|except|all but|if|unless|once|possib\w+|perhaps|hop(?:es?|ed|ing)"
    r"|intend\w*|intention|undertak\w+|needs?|needed|(?:has|have|had|is|are|was|were) to)\b",
    re.IGNORECASE,
)
# said in passing of something else, asked, or meant: "the pond where weed was removed", "a price to put it in place"
_IN_PASSING = re.compile(
    r"\b(?:who|whose|whom|which|where|when|whether|after(?! (?:the )?meeting)|asked"
    r"|that (?:was|were|is|are|has|have|had))\b"
    r"|\bto (?!(?:the|a|an|his|her|their|our|its|this|that|date)\b)(?-i:[a-z]+)\b",
    re.IGNORECASE,
)
# "Completed questionnaire": which one it is
_ATTRIBUTE = re.compile(
    r"\W*(?:completed|signed) (?!(?:the|an?|by|in|on|at|and|as|with|last|this|to|now|all)\b)[a-z]", re.IGNORECASE
)
_STOP = re.compile(r"[.;]\s")


def says_done(report: str) -> bool:
    """Whether a report says that the thing is done, all of it, or that the matter is closed.

    >>> says_done("The gate has been mended."), says_done("The gate is still to be mended.")
    (True, False)
    >>> says_done("The gate must be mended."), says_done("He wrote to the smith who mended the gate.")
    (False, False)
    """
    if is_closed(report):
        return True
    if _NOT_DONE.search(report) or is_said(report) or _ATTRIBUTE.match(report):
        return False
    parts = ((part, _DONE.search(part)) for part in _STOP.split(report))
    return any(found and not _IN_PASSING.search(part, 0, found.start()) for part, found in parts)
