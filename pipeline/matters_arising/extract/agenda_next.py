"""That a thing goes on the agenda of a meeting to come: "Clerk to place on the May agenda".

Of a new question that is an errand; of a thing that was before the body already it is how the meeting left it.
"""

from __future__ import annotations

import re

from matters_arising.extract.times import MONTH

_WHICH = (
    rf"(?:(?:(?:the|our|its|an?) )?(?:(?i:{MONTH})"
    r"|(?i:next|following|future|later|forthcoming|subsequent|spring|summer|autumn|winter)\b)(?: \d{4})?)"
)
_MEETING = r"(?: [\w’'-]+){0,3}? ?\b(?i:agendas?|meetings?)\b"
_AGENDA = rf"(?:{_WHICH}(?: [\w’'-]+){{0,3}}? (?i:agenda)\b|(?i:the )?(?i:agenda) (?i:of|for|at|in) {_WHICH})"
_GOES_ON = re.compile(
    rf"\b(?i:add(?:ed)?|place[ds]?|put|include[ds]?|go|be|listed)\b(?: [\w’'-]+){{0,6}}?"
    rf" (?i:on|to|in|onto|for) {_AGENDA}"
    rf"|\b(?i:(?:an|as an?)?) ?(?i:(?:agenda )?item) (?i:for|at|on|in|to) {_WHICH}{_MEETING}"
    rf"|\b(?i:agenda item) (?i:for|at|on|in) {_WHICH}"
    # "to bring back to the meeting in September"
    rf"|\b(?i:bring|brought|come|return)\b(?: [\w’'-]+){{0,3}}? (?i:back) (?i:to|at|for) (?:{_WHICH}{_MEETING}"
    rf"|(?i:the meeting) (?i:in|of|on) {_WHICH})"
)
_ONLY_THOUGHT = re.compile(
    r"\b(?:suggest\w*|propose[sd]?|hope[sd]?|ask(?:s|ed)?|request\w*|wondered|whether|if|unless|could|might|may(?= be)"
    r"|wish\w*|would like)\b|\bupdates?\b",
    re.IGNORECASE,
)


def goes_on_agenda(text: str) -> bool:
    """Whether a statement puts a thing on the agenda of a later meeting, and does not only think of it.

    >>> goes_on_agenda("Clerk to place on the May agenda."), goes_on_agenda("This will be an agenda item for May.")
    (True, True)
    >>> goes_on_agenda("Ms Orr to bring it back to the meeting in May."), goes_on_agenda("She came back in May.")
    (True, False)
    >>> goes_on_agenda("He asked that it go on the May agenda."), goes_on_agenda("The agenda for May was read.")
    (False, False)
    """
    found = _GOES_ON.search(text)
    return found is not None and not _ONLY_THOUGHT.search(text, 0, found.end())
