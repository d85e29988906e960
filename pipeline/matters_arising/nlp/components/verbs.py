"""Verbs of minutes by table: their lemma and part of speech, in every form and every case.

A lemmatizer that learned from other English fails on just these: it makes "tabl" of "tabled", and a name of
"DEFERRED". Their forms are regular, so they are made by rule from the lemmas of `resources/en/minute_verbs.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import srsly
from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FILE = "minute_verbs.json"
_SHORT = re.compile(r"[^aeiouy]*[aeiou][^aeiouwxy]")  # one syllable, one vowel, one consonant: "plan", "put"
_MORPHS = {
    "VB": "VerbForm=Inf",
    "VBZ": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    "VBG": "Tense=Pres|VerbForm=Part",
    "VBD": "Mood=Ind|Tense=Past|VerbForm=Fin",
    "VBN": "Tense=Past|VerbForm=Part",
}


def inflect(lemma: str, *, doubled: bool = False) -> dict[str, str]:
    """The regular forms of a verb, by tag; `doubled` where its last consonant is ("deferred").

    >>> inflect("carry")
    {'VBP': 'carry', 'VB': 'carry', 'VBZ': 'carries', 'VBG': 'carrying', 'VBD': 'carried', 'VBN': 'carried'}
    """
    stem = lemma + lemma[-1] if doubled else lemma
    after_consonant = lemma[-1] == "y" and lemma[-2] not in "aeiou"
    third = f"{lemma[:-1]}ies" if after_consonant else f"{lemma}es" if _hisses(lemma) else f"{lemma}s"
    past = f"{lemma[:-1]}ied" if after_consonant else f"{lemma}d" if lemma[-1] == "e" else f"{stem}ed"
    silent = lemma[-1] == "e" and lemma[-2] not in "eoy"
    ending = f"{lemma[:-1] if silent else stem}ing"
    return {"VBP": lemma, "VB": lemma, "VBZ": third, "VBG": ending, "VBD": past, "VBN": past}


def _hisses(lemma: str) -> bool:
    return lemma.endswith(("s", "x", "z", "ch", "sh")) or (lemma[-1] == "o" and lemma[-2] not in "aeiou")


def forms(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str, bool]]:
    """Every form of the table with its tag, its lemma, and whether it is a verb wherever it stands."""
    unsure = frozenset(data["homographs"])
    for lemma, made in _inflected(data):
        for tag, form in made.items():
            sure = form not in unsure and tag != "VBG" and (tag in ("VBD", "VBN") or lemma not in unsure)
            yield form, tag, lemma, sure


def _inflected(data: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    irregular = data["irregular"]
    for lemma in data["regular"]:
        if lemma not in irregular and lemma not in data["doubling"]:
            yield lemma, inflect(lemma, doubled=_SHORT.fullmatch(lemma) is not None)
    for lemma in data["doubling"]:
        yield lemma, inflect(lemma, doubled=True)
    for lemma in data["either"]:
        yield lemma, inflect(lemma, doubled=True)
        yield lemma, inflect(lemma)
    for lemma, (past, *participle) in irregular.items():
        made = inflect(lemma, doubled=_SHORT.fullmatch(lemma) is not None)
        yield lemma, {**made, "VBD": past, "VBN": participle[0] if participle else past}


class Verbs:
    """Sets lemma, part of speech, tag and morphology of the verbs of its table.

    `data` has the keys of `resources/en/minute_verbs.json`. It travels with the pipeline, so that a researcher's own
    verbs do too: `nlp.get_pipe("verbs").learn("gavel", ...)`.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._read(data)

    def _read(self, data: Mapping[str, Any]) -> None:
        self.data = {key: value for key, value in data.items() if key != "about"}
        self._forms: dict[str, tuple[str, tuple[str, ...], bool]] = {}
        for form, tag, lemma, sure in forms(data):
            _, tags, known_sure = self._forms.get(form, (lemma, (), sure))
            self._forms[form] = (lemma, (*tags, tag), sure and known_sure)

    def learn(self, *lemmas: str, doubling: bool = False) -> None:
        """Add regular verbs; with `doubling`, such as double their last consonant."""
        key = "doubling" if doubling else "regular"
        self._read({**self.data, key: [*self.data[key], *lemmas]})

    def __call__(self, doc: Doc) -> Doc:
        for token in doc:
            if token.lower_ in self._forms:
                lemma, tags, sure = self._forms[token.lower_]
                if sure or token.pos_ in ("VERB", "AUX"):
                    _set(token, lemma, tags)
        return doc

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:  # noqa: ARG002 - spaCy's signature
        """The table, as JSON."""
        Path(path).mkdir(parents=True, exist_ok=True)
        text = json.dumps(self.data, ensure_ascii=False, indent=1, sort_keys=True)
        (Path(path) / "verbs.json").write_text(text + "\n", encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> Verbs:  # noqa: ARG002
        self._read(json.loads((Path(path) / "verbs.json").read_text(encoding="utf-8")))
        return self

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:  # noqa: ARG002
        return bytes(srsly.msgpack_dumps(self.data))

    def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> Verbs:  # noqa: ARG002
        self._read(srsly.msgpack_loads(data))
        return self


def _set(token: Token, lemma: str, tags: tuple[str, ...]) -> None:
    token.lemma_ = lemma
    if token.pos_ not in ("VERB", "AUX"):
        token.pos_ = "VERB"
    if token.tag_ not in tags:
        token.tag_ = tags[-1]  # the participle, for a past: acts are printed bare ("Deferred.") or in the passive
        token.set_morph(_MORPHS[tags[-1]])


def make_verbs(nlp: Language, name: str) -> Verbs:  # noqa: ARG001 - the signature of a factory
    """The factory `minutes_verbs`."""
    text = files("matters_arising").joinpath("resources", "en", FILE).read_text(encoding="utf-8")
    return Verbs(json.loads(text))


Language.factory("minutes_verbs", assigns=["token.lemma", "token.pos", "token.tag", "token.morph"], func=make_verbs)
