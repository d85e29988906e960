"""Who the head of the minutes says was there, and whether a stretch surely names people."""

from __future__ import annotations

import re
from dataclasses import dataclass

from matters_arising.segment.lexicon import is_honorific, word_list
from matters_arising.segment.named import PARTS, is_initialled, is_people

_PERSONAL = re.compile(
    r"(?:M(?:r|rs|s|iss|x|essrs)|Dr|Cllrs?|Clr|Crs?|Coun|Rev|Revd|Fr|Sir|Dame|Prof|Ald|Bro|Sis|Sgt)\.?"
)  # titles that are nothing else; "Councillor", "Trustee" and "Board" open titles of business, too
_SPEAKS = re.compile(
    r"\W*(?:also\s+|then\s+)?(?:said|says|spoke|asked|stated|advised|commented|moved|seconded|proposed|suggested"
    r"|thanked|replied|responded|expressed|inquired|enquired|felt|thought)\b"
)


@dataclass(frozen=True, slots=True)
class Roster:
    """Those whom the head of the minutes lists as there or as excused: whole names and surnames, lower case."""

    names: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()

    def shows(self, stretch: str, following: str = "") -> bool:
        """Whether `stretch` surely names people, and what stands behind a number is no title: it looks like a name
        ("Hedge Trimming" does, too) and has a title or initials, is several in a list, is listed as there, or
        speaks in the words `following` it."""
        parts = [part for part in PARTS.split(stretch.strip(" :–—-")) if part.strip()]
        if not is_people(stretch):
            return False
        several = len(parts) > 1 and (not self.names or "," in stretch or "/" in stretch)
        return several or any(self._is_one(part) for part in parts) or bool(_SPEAKS.match(following))

    def _is_one(self, part: str) -> bool:
        tokens = re.sub(r"\([^)]*\)", " ", part).split()
        own = [token for token in tokens if not is_honorific(token)]
        if not own or any(token.lower().strip(".,") in word_list("title_words") for token in own):
            return False
        if is_initialled(part) or any(re.fullmatch(r"[A-Z]\.", token) for token in own):
            return True
        if len(own) < len(tokens):  # "Director Comments" is somebody only where there is one of that name
            return any(_PERSONAL.fullmatch(token) for token in tokens) or own[-1].strip(".,").lower() in self.surnames
        return " ".join(own).strip(" .,").lower() in self.names
