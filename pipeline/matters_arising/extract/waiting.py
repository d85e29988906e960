"""What waits, said in so many words: left for now, on hold, undecided, or to be taken up again.

No motion puts it off (`postponing`). The minutes say of a matter that was before the meeting how it was left: that
nothing is done until something is known, or that the body comes back to it. A judge that learned from minutes with few
such words may doubt; where a wish, a question or a condition stands before them, nothing is said.
"""

from __future__ import annotations

import re

from matters_arising.extract.times import DAY, MONTH, SPELL

GENERATOR = "rule:left-waiting/3"
_MATTER = r"(?:(?i:this|the|that|which) (?i:matter|item|issue|question|topic|discussion|point|proposal|motion))"
_LATER_MEETING = (
    rf"(?:(?i:the |an? |our |its |their )?(?:(?i:next|future|later|following|subsequent|coming)\b|{MONTH})"
    r"(?: (?!(?i:to|and|or|by|with)\b)[\w’'-]+){0,5}? ?\b(?i:meetings?|agendas?|sessions?)\b)"
)
_THEN = (
    rf"(?:(?i:next (?:month|year|time)\b|in {SPELL})|(?i:at|by) {_LATER_MEETING}"
    rf"|(?i:at) [^.;]{{0,50}}?\b(?i:meeting|session) (?i:on|of) (?:the )?{DAY})"
)
_DATED_MEETING = (
    rf"(?i:the|our|its) (?:{DAY}|\d{{1,2}}/\d{{1,2}}/\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)|{MONTH})(?: [\w’'-]+)?"
    r" (?i:meeting|session|conference|assembly)\b"
)
BODY = (
    r"(?:(?i:we|(?:(?:the|this|our) )?(?:[\w’'-]+ )?(?:board|council|committee|senate|group|panel|session|vestry"
    r"|members|trustees|directors|governors|councillors|commissioners|selectmen|supervisors|officials)))"
)
_TAKE_UP = (
    r"(?i:(?:further )?(?:discuss(?:ed)?|consider(?:ed)?|decided?|determined?|review(?:ed)?|agreed?|address(?:ed)?"
    r"|look(?:ed)? at|re-?visit(?:ed)?|re-?consider(?:ed)?|vote(?:d)? on|debated?))"
)
_FOR_NOW = r"(?i:for (?:now|the (?:moment|present|time being))|at present|in the meantime|meantime)"
SETTLES = r"(?i:agreed|decided|resolved|voted|felt|thought|best|better|preferred|preferable)"
# what is left, and not how: nobody puts off a gate that is left open
_LEFT = (
    r"(?:(?i:this|it|that|these|matters?|things|the (?:matter|item|decision|question|issue|date|discussion)s?)\b"
    r"[^.;]{0,40}?|[\w-]+ing\b[^.;]{1,60}?)"
)
_WAITS = tuple(
    re.compile(form)
    for form in (
        # "It was agreed to wait for the survey", "best to leave the path until August"
        rf"\b{SETTLES}(?: (?!(?i:not)\b)[\w’'-]+){{0,4}}? (?i:to )?(?:(?i:wait|hold off)\b|(?i:leave) {_LEFT}"
        rf" (?:(?i:until|till)\b|{_FOR_NOW})"
        rf"|(?i:hold|pause|park|shelve)(?: (?i:it|this|that|the) ?[\w’'-]*)? {_FOR_NOW})",
        r"\b(?i:is|are|be|remains?)(?: (?i:currently|still|now|therefore|again|also))?(?: (?i:put|placed|kept))?"
        r" (?i:on hold)\b(?! (?i:by|with)\b)",
        rf"\b(?:{_MATTER}|(?i:it|this)) (?i:(?:was|were|is|are|being) left|remain(?:s|ed|ing)?)"
        r" (?i:unresolved|undecided|unsettled|open)\b",
        # "signs to be considered later", "to be decided at a later date"
        rf"\b(?i:to|will|would|shall|should) be {_TAKE_UP}(?: (?i:again|further))?"
        r" (?i:later|another time|at (?:a|some) later (?:date|stage|time)|in due course)\b(?! (?i:in|on|this|today)\b)",
        # "This matter will be an agenda item for the May meeting": what has been talked of, and is not new
        rf"\b{_MATTER}\b[^.;]{{0,60}}? (?i:will|would|shall|should|to)(?: \w+)? be "
        rf"(?i:on|placed on|put on|an?)\b[^.;]{{0,40}}?{_LATER_MEETING}",
        r"\b(?i:will|would|shall|should|to) be (?i:an (?:agenda )?item again)\b",
        # "is delayed until May"
        r"\b(?i:is|are)(?: (?i:now|again|therefore))? (?i:delayed|deferred|postponed|held over|put off|continued)"
        rf" (?:(?i:until|till)\b|(?i:to) (?:{_LATER_MEETING}|{DAY}|{MONTH})|(?i:for) (?:(?i:a re-?\w+)|{SPELL}))",
        # "a study is wanted before a decision can be made", and not what was done before one was
        r"\b(?i:before|prior to) (?:(?i:an?|any|the|such|final) ){0,3}(?i:decisions?|vote)\b"
        r"(?: (?!(?i:was|were)\b)[\w’'-]+){0,3}? (?i:is|are|can|could|may|might|will)(?: (?i:be))?"
        r" (?i:made|taken|given|reached)\b",
        r"\b(?i:all|remaining|outstanding)(?: (?i:other|outstanding|remaining|the|open|of))* "
        r"(?i:actions?|action (?:points|items)|items)\b(?!\W*[:(])[^.;:(]{0,40}? (?i:carr(?:y|ied) (?:forward|over))\b",
        # "The board will review this at its June meeting", "Members to discuss fees at a future meeting"
        rf"\b{BODY} (?i:will|would|shall|to)(?: (?i:then|again|also))? {_TAKE_UP}\b"
        rf"(?:(?!\b(?i:who|which|that|not|for)\b)[^.;]){{0,90}}? {_THEN}",
        rf"\b{BODY} (?i:will|would|shall|must)(?: (?i:have to|now|therefore))? (?i:wait|hold off)\b",
        # "This will be considered at the May meeting", "which will be discussed during the 9th Conference"
        rf"\b(?i:this|which|it|these)(?: (?!(?i:not)\b)[\w’'-]+){{0,3}}? (?i:will|shall|would) be"
        rf" (?:(?i:further) )?{_TAKE_UP}(?: (?!(?i:by)\b)[\w’'-]+){{0,4}}? (?i:at|during|in)"
        rf" (?:{_LATER_MEETING}|{_DATED_MEETING})",
        # "final decision postponed to next meeting", "Moved to next meeting"
        r"\b(?<!been )(?i:deferred|postponed|moved|pushed|held over|carried over)"
        r" (?i:to (?:the |our )?(?:next|following)) (?i:meeting|agenda|session|call)\b(?! (?i:item|point))",
        # "as Ms Orr is away we postpone items 2 and 3"
        r"\b(?i:we) (?i:postponed?|defer(?:red)?) (?i:(?:the |these |this |our |a )*(?:[\w’'-]+ ){0,2}?(?:agenda )?"
        r"(?:items?|points?|topics?|discussions?|decisions?|votes?|questions?|this|it)\b)",
        r"\b(?i:wait and see)\b|\b(?i:we)(?:[’']ll| will| shall) (?i:see how)\b[^.;]{1,60}?"
        r" (?i:and (?:make up our minds|decide|consider|review))\b",
        # "There was no time for the remaining items"
        r"(?:\b(?i:no|insufficient)|(?:\bnot|n[’']t)(?: have)?(?: enough)?) (?i:time) (?i:for|to (?:discuss"
        r"|consider|cover|deal with|review|address))\b[^.;]{0,40}?"
        r"\b(?i:items?|agenda|matters?|topics?|discussion|business|points?)\b",
    )
)
# how a thing stands, as a clerk notes it behind its name or on a line of its own: "Gate - ongoing", "-- continues"
_GOES_ON = re.compile(
    r"(?:\w[^.;:]{0,80}[\w).?]\s*(?:\s[-–—]+|:)|^\W*[-–—]+)\s*(?:action )?"
    r"(?:continues|on-?going|carried (?:forward|over))\W*$",
    re.IGNORECASE,
)
# "Next meeting: decide on tenders", "Business carried forward: wall repairs"
_NEXT_TIME = re.compile(
    r"^\W*next (?:meeting|time|agenda): (?:to )?(?:decide|discuss|consider|agree|review|vote|finali[sz]e|revisit"
    r"|settle)\b"
    r"|^\W*(?:business|items?|matters?|agenda items?) (?:carried (?:forward|over)|deferred|held over|not reached)"
    r"(?: to (?:the )?next (?:meeting|agenda))?:\s*\w",
    re.IGNORECASE,
)
_NOTED = re.compile(r"[-–—:.]\s*(?:item )?tabled\W*$", re.IGNORECASE)  # "Mill rent – TABLED."
_ONLY_WISHED = re.compile(
    r"\b(?:if|unless|not(?! (?:present|here|there|available|ready)\b)|had been"
    r"|previously|would like|wish(?:es|ed)? to|asked|wondered|hoped|request(?:s|ed)?"
    r"|suggest(?:s|ed)?|propose[sd]?|moved|anticipat\w+|expect\w*|hopes?|that was|(?-i:may)|might|(?:w|c|sh)ould have"
    r")\b",
    re.IGNORECASE,
)


def is_left_waiting(text: str, *, tabling: bool = False) -> bool:
    """Whether a statement says of a matter that it is left for now, or that the body comes back to it. `tabling` says
    that to table a thing is to set it aside, as in North America.

    >>> is_left_waiting("It was agreed to wait for the survey."), is_left_waiting("We were asked to wait for it.")
    (True, False)
    >>> is_left_waiting("The lease is on hold."), is_left_waiting("This issue will be an item for the May agenda.")
    (True, True)
    >>> is_left_waiting("A count is needed before any decision can be made.")
    True
    >>> is_left_waiting("Mill rent – TABLED.", tabling=True), is_left_waiting("Mill rent – TABLED.")
    (True, False)
    >>> is_left_waiting("Mill gate - ongoing"), is_left_waiting("There was no time for the remaining items.")
    (True, True)
    """
    noted = bool(_GOES_ON.search(text) or _NEXT_TIME.search(text)) or (tabling and is_noted_as_tabled(text))
    return noted or says_that_it_waits(text)


def is_noted_as_tabled(text: str) -> bool:
    """Whether a clerk notes behind the name of a thing that it was tabled: "Mill rent – TABLED."."""
    return bool(_NOTED.search(text))


def says_that_it_waits(text: str) -> bool:
    """Whether it says so in a sentence, which a word of how a thing stands ("ongoing") behind its name does not.

    >>> says_that_it_waits("The lease is on hold."), says_that_it_waits("Mill gate - ongoing")
    (True, False)
    """
    found = next(filter(None, (form.search(text) for form in _WAITS)), None)
    return found is not None and not _ONLY_WISHED.search(text, 0, found.start())
