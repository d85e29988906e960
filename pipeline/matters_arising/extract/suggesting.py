"""A course that somebody suggests, proposes or recommends: the verb, and behind it what is to be done.

A judge that has learned from minutes in the past tense may doubt "Ms Orr suggests to ask the mill". What is supposed
("suggested that the post was too short") asks for nothing, and what was denied or is said of another time neither.
"""

from __future__ import annotations

import re

from matters_arising.extract.times import THEN

GENERATOR = "rule:suggesting/1"
_SUGGESTS = re.compile(
    r"^\W*(?:[\w.]{1,6}[.):] +)?(?:[\w’'.()-]+ ){0,6}?(?:also |then |further )?"
    r"(?:suggest(?:s|ed)?|propose[sd]?|recommend(?:s|ed)?) "
    r"(?:to (?!(?:the|an?|us|him|her|them|\w+ that)\b)"
    r"|that (?!any\b)(?!(?:[\w’'-]+ ){1,6}?(?:was|were|is|are|had|has|have|may|might|can|could)\b)"
    r"|(?:hav|be|ask|mak|add|hold|gett|writ|look|mov|tak|giv|putt|us|creat|invit|includ|contact|sett|chang|send)ing\b)",
    re.IGNORECASE,
)
_NOT_HERE = re.compile(
    rf"\b(?:not|never|nobody|no one|had|has|have|agreed|resolved|decided|if|as|previously)\b|{THEN}", re.IGNORECASE
)


def is_suggested(text: str) -> bool:
    """Whether a statement begins with somebody who puts a course of action to the meeting.

    >>> is_suggested("Ms Orr suggests to ask the mill."), is_suggested("Ms Orr suggested that the post was too short.")
    (True, False)
    >>> is_suggested("It was not proposed to let it."), is_suggested("The suggested route is longer.")
    (False, False)
    """
    found = _SUGGESTS.search(text)
    return found is not None and not _NOT_HERE.search(text, 0, found.end())
