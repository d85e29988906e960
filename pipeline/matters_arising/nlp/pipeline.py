"""The spaCy pipeline `en_minutes`: what this project knows of minutes, for those who work with spaCy.

    boundaries  where sentences begin
    people      people, bodies and roles, tied to the attendance list
    modifiers   negated, historical, hypothetical, reported, lost, proposed: each with its scope and its rule
    gate        the sentences that may report an act
    marks       events and stances, as `matters run` finds them
    syntax      tags, morphology, lemmas, dependencies (UD) of the sentences that pass the gate
    verbs       verbs of minutes by table

Importing this module registers the factories and the extensions of spans and Docs; `spacy.load` does so by entry
points where the package is installed. Import it too before reading a DocBin in a fresh process.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.util import load_model_from_path

from matters_arising import __version__
from matters_arising.nlp.components import boundaries, gate, marks, modifiers, named, syntax, verbs
from matters_arising.nlp.components.reading import doc_of
from matters_arising.nlp.trained import folder_of
from matters_arising.segment.lexicon import is_honorific, word_list

__all__ = ["FACTORIES", "build", "doc_of", "load"]

PIPELINE = "en_minutes"
FACTORIES = {
    "minutes_boundaries": boundaries.make_boundaries,
    "minutes_people": named.make_named,
    "minutes_modifiers": modifiers.make_modifiers,
    "minutes_gate": gate.make_gate,
    "minutes_marks": marks.make_marks,
    "minutes_syntax": syntax.make_syntax,
    "minutes_verbs": verbs.make_verbs,
}


def load(**overrides: Any) -> Language:
    """The shipped pipeline; `overrides` as for `spacy.load` (`exclude=["syntax"]`, `config={…}`). Raises ModelError.

    >>> load().pipe_names
    ['boundaries', 'people', 'modifiers', 'gate', 'marks', 'syntax', 'verbs']
    """
    return load_model_from_path(folder_of(PIPELINE, holding="meta.json"), **overrides)


def build(trained: Path | None = None) -> Language:
    """The pipeline put together anew; `trained` is the folder of a pipeline that tags and parses.

    Without one it has no `syntax`, and finds all that needs no parse.
    """
    # whole documents: a thousand of them in a batch, the default, take a gigabyte
    nlp = spacy.blank("en", config={"nlp": {"batch_size": 32}})
    nlp.meta |= {
        "name": "minutes",
        "version": __version__,
        "spacy_version": ">=3.8.0,<3.9.0",
        "description": "Minutes of meetings: who was there, what was proposed, decided, put off, and who decides.",
        "author": "The Matters Arising developers",
        "license": "MIT; weights: CC BY-SA 4.0",
    }
    keep_titles_whole(nlp)
    for name in FACTORIES:
        if name != "minutes_syntax" or trained:
            nlp.add_pipe(name, name=name.removeprefix("minutes_"))
    if trained:
        nlp.get_pipe("syntax").from_disk(trained)
    return nlp


def keep_titles_whole(nlp: Language) -> None:
    """ "Cllr." is one token, as "Mr." is."""
    for title in sorted(word_list("abbreviations")):
        if is_honorific(title) and "." not in title:
            nlp.tokenizer.add_special_case(f"{title.title()}.", [{"ORTH": f"{title.title()}."}])
