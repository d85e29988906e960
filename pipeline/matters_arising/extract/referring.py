"""A matter is sent to another body, or to an officer, to be dealt with there: what the words of sending say.

A judge has learned from few referrals, and doubts. What is sent to the body whose meeting it is stays with it; what is
sent on for information, a letter that is to go to somebody, a case or a wish is no referral, and neither is what was
sent before this meeting.
"""

from __future__ import annotations

import re

from matters_arising.extract.times import MONTH, THEN

GENERATOR = "rule:referring/1"
_HEAD = (
    r"(?:(?i:(?:sub-?|joint )?committees?|boards?|councils?|(?:sub-?)?groups?|working part(?:y|ies)|panels?|forces?"
    r"|forums?|trustees|governors|teams?|departments?|divisions?|directorate|commission(?:ers)?|ministry|assembly|senate"
    r"|synod|presbytery|cabinet|authority|authorities|agency|partnership|society|association|club|federation|trust"
    r"|police|pool)\b|(?:Conference|Congress|FGB)\b)"
)
_OFFICE = (
    r"(?i:clerk|secretary|treasurer|solicitors?|attorneys?|counsels?|auditors?|accountants?|insurers?|carriers?"
    r"|managers?|directors?|officers?|engineers?|surveyors?|planners?|inspectors?|architects?|registrar|head ?teacher"
    r"|principal|superintendent)\b"
)
_STEP = (
    r"(?!(?:to|for|so|who|which|that|and|in|on|at|by|with|before|until|from|as|if|when|asked|is|was|were|be|will|should"
    r"|would|has|have|next|last|the|an?|each|this|his|her|my)\b)[\w’'&./-]+"
)
_ARTICLE = r"(?:(?i:the|our|its|their|an?|each) )?"
_OF = r"(?:(?: of| for| on)(?: the)?(?: [A-Z][\w’'&-]*)+)?"
_ORGAN = rf"(?P<organ>{_ARTICLE}(?:{_STEP} ){{0,5}}?{_HEAD}{_OF})"
_INNER = (
    rf"(?P<organ>{_ARTICLE}(?:{_STEP} ){{0,5}}?"
    rf"(?i:(?:sub-?)?committee|panel|working (?:group|party)|task (?:force|group)|sub-?group){_OF})"
)
_NOT_NAMES = (
    rf"(?!{MONTH}|(?:The|This|That|It|He|She|We|They|I|Items?|Pages?|Section|Appendix|Minutes?|Paragraph|Article|Policy"
    r"|Annex|Table|Figure|Chapter|Schedule|Part|Rule|Bylaw|Agenda|Additional|Mr|Mrs|Ms|Miss|Dr)\b)"
)
_WHOM = rf"(?:{_ORGAN}|{_ARTICLE}(?:{_STEP} ){{0,4}}?{_OFFICE}|(?i:the )?{_NOT_NAMES}[A-Z][\w’'&/-]+)"
_TO = r"(?:(?i:back|on|up|over) )?to(?: the (?:vote|consideration|decision|judgment) of)?"
_WEIGH = (
    r"(?i:consider(?:ed|ation)?|review|examin(?:e|ation)|deci(?:de|sion)|determin(?:e|ation)|discuss(?:ion)?|deliberation"
    r"|approv(?:e|al)|investigat(?:e|ion)|recommend(?:ation)?s?|study|advi[cs]e|resol(?:ve|ution)|opinion|ruling"
    r"|scrutin(?:y|i[sz]e)|debate|ratif(?:y|ication)|further (?:work|handling|action))\b"
)
_DELIBERATE = (
    r"(?i:consider|review|examine|decide|determine|discuss|investigate|recommend|study|advise|resolve|scrutini[sz]e|work"
    r"|meet|look (?:at|into))\b"
)
_TO_BE = r"(?i:(?<!due )to|will|would|shall|should|that (?:it|this|they|these))(?: (?i:now|then|also|first|again))? be"
# what is sent to somebody and is no matter: nobody refers a letter
_NO_MATTER = (
    r"(?:(?i:letters?|e-?mails?|cop(?:y|ies)|minutes|notes?|thanks|cheques?|money|payments?|invoices?|sums?|cards?"
    r"|invitations?|details|dates?|links?|names?|notices?|questions|patients?|clients?|people|persons?|child(?:ren)?"
    r"|famil(?:y|ies)|students?|pupils?|individuals?|residents?|drivers?|him|them|us|you)\b)"
)
_THING = rf"(?:(?!\b{_NO_MATTER})[^.;$£]){{1,90}}?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        # "The question was referred to the Works Committee", "Referred to the Works Committee"
        r"(?:\b(?i:is|are|was|were|be|being|and)(?: \w+ly| therefore| now| also| again| then)?|^\W*|[.:;–-]) "
        rf"?(?i:referred|remitted) {_TO} {_WHOM}",
        rf"\b(?i:to|will|would|should|shall|and|agreed|resolved)(?: now| then)? (?i:refer|remit)"
        rf" (?!to\b|back\b){_THING} {_TO} {_WHOM}",
        # "This is to be passed to the Harbour Trust"
        rf"^{_THING}\b{_TO_BE} (?i:passed|forwarded|submitted|taken|put|escalated|handed|fed back|brought|delegated"
        rf"|transferred) {_TO} {_ORGAN}",
        # "It was agreed to put the plan to the Assembly", "The Board instructs its President to submit it to …"
        r"\b(?i:agree[sd]?|decide[ds]?|resolve[ds]?|instruct(?:s|ed)?|charge[ds]?|direct(?:s|ed)?|voted)\b[^.;]{0,60}?"
        rf" to (?i:submit|forward|pass|take|put|escalate|delegate|transfer) (?:{_THING} )?{_TO} {_ORGAN}",
        # "was sent to the Warden for a decision"
        r"\b(?<!been )(?i:passed|forward(?:ed)?|sen[dt]|submit(?:ted)?|tak(?:en|e)|put|hand(?:ed)?|transferred"
        rf"|delegated?|escalated?|fed back)\b(?:(?!\b{_NO_MATTER})[^.;]){{0,60}}? {_TO} {_WHOM},? (?:(?i:for)"
        rf"(?: (?i:their|its|his|her|an?|further|the))* {_WEIGH}|(?i:to)(?: (?i:further|then))? {_WEIGH})",
        # "The fees will be decided by the Finance Committee", "to be placed on the agenda of the Assembly"
        rf"\b{_TO_BE} (?:(?i:discussed|considered|reviewed|decided|agreed|raised|dealt with|taken up|examined"
        rf"|determined|scrutini[sz]ed|debated)(?: (?i:further|again))? (?i:at|by|before)"
        rf"|(?i:taken up|raised) with) {_ORGAN}",
        rf"\b{_TO_BE} (?i:placed|put|added) (?:on|to|onto) (?:{_ORGAN}(?:[’']s?)? (?i:agenda)"
        rf"|(?i:the agenda (?:for|of)) (?P<its>{_ARTICLE}(?:{_STEP} ){{0,5}}?{_HEAD}))",
        # "It was agreed to form a working party to look into it and report"
        r"\b(?i:set up|form(?:ed)?|establish(?:ed)?|appoint(?:ed)?|created?|formation of) (?i:an?) (?:[\w’'-]+ ){0,4}?"
        r"(?i:(?:sub-?)?committee|working (?:group|party)|task (?:force|group)|panel|sub-?group)\b[^.;]{0,80}?"
        rf"(?:(?i:to)(?: (?i:further))? {_WEIGH}"
        r"|(?i:would|will|to|shall|should|and)(?: (?i:then))? (?i:report|come back|bring|make|recommend))",
    )
)
# a named committee that is told to weigh it: "have the Works Committee look into it"
_TOLD = re.compile(
    rf"\b(?i:have|let|ask(?:s|ed)?|direct(?:s|ed)?|instruct(?:s|ed)?|charge[sd]?|task(?:ed|s)?) {_INNER}(?: to| with)? "
    rf"{_DELIBERATE}"
    rf"|\bthat {_INNER.replace('organ', 'other')} should {_DELIBERATE}"
)
_DOUBT = re.compile(
    r"\b(?:if|unless|whether|had|not|never|could|may|might|suggest(?:s|ed)?|wondered|previously|anything|any|whereas"
    r"|option|member of the public|normally|typically|usually"
    r"|(?:advised|informed|reported|explained|confirmed|told)\b(?! to))\b"
    rf"|\?|{THEN}",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"(?:sub-?)?committee|board|council|group|panel|forum|trustees?|governors?|directors?|commission(?:er)?s?|assembly|senate"
    r"|session|team|association|club|society|trust|partnership",
    re.IGNORECASE,
)
_SLIGHT = re.compile(
    r"the|our|its|their|an?|each|of|for|on|and|full|whole|next|future|special|regular|joint|all|meeting|\d.*"
)
_WORD = re.compile(r"[\w&]+")


def is_referred(text: str, *, by: str) -> bool:
    """Whether a statement sends a matter on to be dealt with by others than the body whose meeting it is, named `by`.

    >>> is_referred("The fees were referred to the Works Committee.", by="Mill Council")
    True
    >>> is_referred("The fees were referred to the Works Committee.", by="Mill Council Works Committee")
    False
    >>> is_referred("Ms Orr referred to the Works Committee.", by="Mill Council")
    False
    """
    for form in (*_FORMS, _TOLD):
        for found in form.finditer(text):
            named = found.groupdict()
            whom = named.get("organ") or named.get("its") or named.get("other") or ""
            if _DOUBT.search(text, 0, found.end()) or (whom and is_own(whom, by)):
                continue
            return True
    return False


def is_own(whom: str, body: str) -> bool:
    """Whether an organ may be the body itself: every word of its name is in the body's, or it has none but its kind and
    that of the body is not known to be another.

    >>> is_own("the full Board", "Mill School Board"), is_own("the Works Committee", "Mill School Board")
    (True, False)
    >>> is_own("the committee", "Mill Council"), is_own("the committee", "Mill Village")
    (False, True)
    """
    words = {_one(word) for word in _WORD.findall(re.sub(MONTH, "", whom))}
    words = {word for word in words if not _SLIGHT.fullmatch(word)}
    own = {_one(word) for word in _WORD.findall(body)}
    if words <= own:
        return True
    if words == {"fgb"}:
        return "committee" not in own
    kinds = {_one(kind) for kind in _KIND.findall(body)}
    return all(map(_KIND.fullmatch, words)) and (not kinds or bool(kinds & words))


def _one(word: str) -> str:
    word = word.casefold()
    return word if len(word) < 4 else word.removesuffix("s")
