"""How far a title goes, and what reads like one."""

from __future__ import annotations

import re

from matters_arising.models import Block
from matters_arising.segment.lexicon import (
    is_abbreviation,
    is_act,
    is_honorific,
    is_name_like,
    opens_with_act,
    word_list,
)

LONGEST_TITLE = 18  # words; a longer stretch is a sentence
_WORD = 5  # characters, the stop among them, that make a title of one word: "Roof."
LONGEST_RUN_IN = 9  # words before a colon or dash
_COLON = re.compile(r"[^\n:]{2,90}?(?<!\d):(?=[\s“\"'])")
_DASH = re.compile(r"[^\n]{2,80}?\s?[–—-]{1,2}(?=\s)")
_STOP = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:No|St|Mr|Dr|Ms|vs|Co|Cr|Fr))(?<!\b(?:Mrs|Nos|Rev|Ref|Inc|Ltd|Ave|Ald|Cst|min|Min|ref))(?<!\b(?:Coun|Supt))"
    r"(?<!\bCllr)[.!?;](?=\s|$)"
)
_FINITE = re.compile(
    r"\b(?:was|were|had|has|have|is|are|will|would|be|been|shall|must|should|said|asked|reported|agreed|noted|left|joined"
    r"|mentioned|advised|proposed|moved|seconded|thanked|gave|carried|attended|received|opened|closed|that)\b"
)
_OPENER = re.compile(
    r"(?:The|It|There|A|An|No|This|That|All|Cllrs?|Mrs?|Ms|Councillors?|Members|RESOLVED|AGREED|Apologies|None|Some|Several|After|Following)\b"
)
_ACT = re.compile(r"\s(?:RESOLVED|AGREED|ACTION|DECISION|DECIDED)\b")


def title_end(text: str, start: int, block: Block) -> int:
    """Where the title that starts at `start` in `block` ends; `start` itself where a paragraph has no title."""
    if block.kind == "heading" or block.bold:
        if words(text[start : block.end]) <= 2 * LONGEST_TITLE:
            printed = text[start : block.end]
            return start if is_people(printed) and (block.kind != "heading" or _is_named(printed)) else block.end
    elif block.lead > start and words(text[start : block.lead]) <= LONGEST_TITLE:
        return start if is_people(text[start : block.lead]) else block.lead
    line_end = text.find("\n", start, block.end)
    line_end = block.end if line_end < 0 else line_end
    if (
        line_end < block.end
        and text[start:line_end].split()[-1:]
        and text[start:line_end].rsplit(maxsplit=1)[-1].lower() in word_list("joining")
    ):
        rest = text.find("\n", line_end + 1, block.end)  # a title broken at the line's end
        line_end = block.end if rest < 0 else rest
    cut = run_in_end(text, start, line_end)
    behind = text[cut:line_end]
    if cut > start and (line_end == block.end or is_caps(behind)) and _goes_on(text[start:cut], behind):
        return line_end
    if cut > start:
        act = _ACT.search(text, start, cut)  # "To approve payments RESOLVED:": the colon belongs to the act
        return start if is_people(text[start:cut]) else act.start() if act else cut
    line = text[start:line_end]
    if is_people(line):
        return start
    if is_sentence(line) and words(line) > (5 if line.rstrip().endswith(".") else 9):
        return _title_case_end(text, start, block.end)
    if words(line) <= LONGEST_TITLE and not _STOP.search(line.rstrip(". ")):
        following = text[line_end + 1 : line_end + 2]
        if line_end == block.end or following.isupper() or not following.isalpha():
            return line_end
    return _title_case_end(text, start, block.end)


def run_in_end(text: str, start: int, end: int) -> int:
    """The end of a run-in title closed by a colon or a dash, `start` where there is none, or where what stands before
    it is done rather than named ("Deferred to the July meeting: ...")."""
    if opens_with_act(text[start:end]):
        return start
    for pattern in (_COLON, _DASH):
        match = pattern.match(text, start, end)
        if match and words(match.group()) <= LONGEST_RUN_IN and not _STOP.search(match.group().rstrip(":")):
            return match.end()
    return start


def _goes_on(head: str, rest: str) -> bool:
    """Whether the words after a colon or dash are still title ("Approve: Repairs and Painting"), not its text."""
    tokens = re.findall(r"[^\W\d_][\w'’]*", rest)
    capital = [token for token in tokens if token[0].isupper() or token in word_list("joining")]
    if not tokens or words(head + rest) > LONGEST_TITLE or is_people(rest) or is_people(head):
        return False
    return len(tokens) > 1 and len(capital) >= 0.75 * len(tokens) and is_short_title(rest)


def _title_case_end(text: str, start: int, end: int) -> int:
    """The end of the words with which a paragraph opens, where a new sentence follows them without a stop."""
    tokens = list(re.finditer(r"\S+", text[start : min(end, start + 200)]))
    for place in range(1, min(len(tokens), LONGEST_TITLE)):
        before, token = tokens[place - 1], tokens[place].group()
        if before.group()[-1] in ".;!?" and len(before.group()) > 2 and not is_abbreviation(before.group()):
            alone = place == 1 and (is_act(before.group()) or len(before.group()) < _WORD or not token[0].isupper())
            return start if alone else start + before.end()
        if place == 1:
            continue
        if _OPENER.match(token) and before.group()[-1].isalnum() and before.group().lower() not in word_list("joining"):
            title = text[start : start + before.end()]
            return start if is_sentence(title) or is_people(title.split(":")[0]) else start + before.end()
    return start


def reads_like_title(line: str) -> bool:
    """Whether a stretch reads like a title: opens with a capital and is no sentence."""
    found = re.findall(r"[^\W\d_][\w'’]*", line)
    return bool(found) and found[0][0].isupper() and not _STOP.search(line.rstrip(".: ")) and not is_sentence(line)


def is_short_title(line: str) -> bool:
    """Whether a stretch is a title of a few words, most of them names or nouns printed with capitals."""
    tokens = re.findall(r"[^\W\d_][\w'’]*", line)
    lower = [token for token in tokens if token[0].islower() and len(token) > 3]
    return 0 < len(tokens) <= 8 and (len(lower) <= 2 or 2 * len(lower) < len(tokens)) and not is_sentence(line)


def is_sentence(line: str) -> bool:
    """Whether a stretch holds a finite verb, as a sentence does and a title rarely."""
    return _FINITE.search(line) is not None


def is_people(stretch: str) -> bool:
    """Whether a stretch names people and nothing else: the mover and seconder printed before a motion."""
    parts = re.split(r",|/|&|\band\b", stretch.strip(" :–—-"))
    return all(is_name_like(part) or _initialled(part) for part in parts if part.strip()) and bool(parts[0].strip())


def _is_named(stretch: str) -> bool:
    """Whether what may be names shows it by a title, by initials or by being several."""
    first, *others = stretch.split()
    return bool(re.search(r"[,/&]|\band\b|\b[A-Z]\.", stretch) or (others and is_honorific(first)))


def _initialled(part: str) -> bool:
    return re.fullmatch(r"\s*(?:[A-Z]\.?\s?){1,3}[A-Z][a-z'’-]+\s*", part) is not None


def opening_words(text: str) -> str:
    """What a paragraph without a title is about, in its first words: "That we accept the quote…"."""
    plain = re.sub(r"\s+", " ", text).strip(" :–—-.")
    cut = run_in_end(plain, 0, len(plain))
    if cut and is_people(plain[:cut]):
        plain = plain[cut:].strip()
    stop = _STOP.search(plain)
    return " ".join(plain[: stop.start() if stop else len(plain)].split()[:14]).strip(" ,:–—-")


def is_caps(line: str) -> bool:
    """Whether a stretch is printed in capitals."""
    letters = [letter for letter in line if letter.isalpha()]
    return len(letters) >= 3 and sum(letter.isupper() for letter in letters) >= 0.85 * len(letters)


def words(stretch: str) -> int:
    """How many words a stretch has."""
    return len(stretch.split())
