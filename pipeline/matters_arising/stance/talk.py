"""Talk of partnership: a statement that praises or promises working together, and gives nobody a right.

"We are committed to co-production" distributes no decision and no work. It is no practice, and the codebook gives it no
stance; set beside what was done, it is what an archive is asked about. Told by rule, where a word for working together
is held dear or praised. A statement that carries a stance is practice and not talk, whatever else it says. The rule
finds plain words; praise that goes about it in pictures ("two horses in one harness") it does not.
"""

from __future__ import annotations

import re

GENERATOR = "rule:talk-of-partnership/1"
PRECISION = 0.75  # 57 of 74 found in 172,696 statements of real minutes were talk of partnership, on reading
FOUND_BY = (
    "partner OR partnership OR collaborate OR collaboration OR collaborative OR cooperation OR operation OR production "
    "OR coproduction OR design OR codesign OR joined OR joint OR relation OR relationship OR teamwork OR together OR "
    "jointly OR side OR harness OR harmony OR engagement OR involvement OR participation OR voice OR commit OR "
    "commitment OR importance OR believe OR pledge"
)
"""What a full-text search finds all of it by: one of these words stands in whatever `is_talk` takes for talk."""

# Written small: written large it is part of a name ("Road Safety Partnership").
_BOND = (
    r"(?:partnerships?(?! (?:board|agreement|grant|fund|meeting))|partnering|co-?production|co-?design|collaborations?"
    r"|collaborati(?:ve|vely|ng)|co-?operation|joined[- ]up|joint working|relation(?:s|ships?) (?:with|between)"
    r"|teamwork"
    r"|(?:work(?:ing|ed)?|pull(?:ing|ed)?) (?:so |very |more |most )?(?:well |closely )?"
    r"(?:together|jointly|side by side|in (?:harness|harmony))"
    r"|(?:public|community|resident|patient|parent|family|stakeholder|user|tenant) "
    r"(?:engagement|involvement|participation|voice))\b"
)
_DEED = (
    r"(?:co-?produc|collaborat|co-?operat|partner|consult|involv|engag|listen|includ|work(?:ing)?(?: \w+)? (?:with"
    r"|together|alongside)\b)\w*"
)
_HOLDS_DEAR = (
    r"(?:[Cc]ommit(?:ted|ment)s? to|[Dd]edicat(?:ed|ion) to|[Bb]eliev(?:e|es|ed|er) in|[Vv]alu(?:e|es|ed|ing)(?: of)?"
    r"|[Ii]mportance of|[Kk]een on|[Ee]thos of|[Ss]pirit of|[Vv]ision of|[Cc]ulture of|[Aa]spir\w+ to|[Pp]ledged? to"
    r"|[Ee]mbrac\w+|[Ff]oster\w*|[Nn]urtur\w+|[Ss]trengthen\w*|[Ii]ntention to|[Pp]rinciples? of|[Pp]assionate about"
    r"|[Pp]r(?:oud|ide) (?:of|in|to))"
)
_THANKS = (
    r"(?:[Tt]hank|[Gg]rat(?:eful|itude)|[Aa]ppreciat|[Tt]ribute|[Pp]rais|[Cc]ommend|[Aa]pplaud|[Cc]elebrat"
    r"|[Cc]ongratulat)\w*"
)
_FINE = (
    r"(?:[Gg]reat|[Gg]ood|[Ee]xcellent|[Ss]trong(?:er)?|[Cc]lose(?:r)?|[Ww]onderful|[Pp]ositive|[Ff]antastic|[Bb]est"
    r"|[Ff]ine|[Pp]roductive|[Ss]uperb|[Cc]ordial|[Hh]appy|[Hh]ealthy|[Tt]rue|[Rr]eal|[Ii]ncredible|[Hh]armonious"
    r"|[Ss]uccessful|[Ss]eamless|[Oo]utstanding|[Vv]aluable|[Vv]alued|[Ww]arm)"
)
_TALK = re.compile(
    rf"\b{_HOLDS_DEAR},?(?: [\w'’-]+){{0,4}}? {_BOND}"
    rf"|\b(?:[Cc]ommit(?:ted|ment)s? to|[Ii]mportance of|[Bb]eliev(?:e|es|ed) in|[Pp]ledged? to)(?: \w+){{0,2}} {_DEED}"
    rf"|\b{_THANKS}\b[^.;]{{0,80}}? (?:for|of)\b[^.;]{{0,40}}? {_BOND}"
    rf"|\b{_FINE},?(?: (?:and )?[a-z-]+){{0,2}} {_BOND}|\b{_FINE} partners\b"
    r"|\b[Vv]alu(?:e|es|ed|ing) (?:our|its|their|all) (?:[a-z]+ )?partners\b"
    rf"|(?i:{_BOND})[^.;]{{0,30}}? (?:is|are|was|were|remains?) (?:very |most |so |at the |absolutely )?"
    r"(?:important|essential|vital|crucial|key|heart|valued|excellent|strong|good)\b|\b[Mm]ust work together\b"
)


def is_talk(text: str) -> bool:
    """Whether a statement talks of partnership. That it gives nobody a right is for the judge of stances to say.

    >>> is_talk("The Board is fully committed to co-production with service users.")
    True
    >>> is_talk("The two councils will run the depot together."), is_talk("The Chair thanked the Clerk.")
    (False, False)
    """
    return bool(_TALK.search(text))
