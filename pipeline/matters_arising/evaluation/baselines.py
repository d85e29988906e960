"""What simple methods reach, to hold the judges against: the phrase rules alone, and a bag of words."""

from __future__ import annotations

from collections.abc import Sequence

from matters_arising.evaluation.corpus import KINDS, Marked
from matters_arising.evaluation.training import Scores
from matters_arising.nlp.rules import event_rules, hits


def keyword_rules(documents: Sequence[Marked], labels: Sequence[str]) -> Scores:
    """1 where a phrase rule of the label finds its phrase, else 0: shape (statements, labels)."""
    import numpy as np

    statements = [statement for marked in documents for statement in marked.segmented.statements]
    out = np.zeros((len(statements), len(labels)))
    for row, statement in enumerate(statements):
        found = {rule.type for rule in hits(statement.text, event_rules())}
        out[row] = [label in found for label in labels]
    return out


def bag_of_words(documents: Sequence[Marked], labels: Sequence[str]) -> Scores:
    """Probabilities by TF-IDF words and pairs and logistic regression, each archive by a model of the others."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    texts = np.array(
        [statement.text for marked in documents for statement in marked.segmented.statements], dtype=object
    )
    truth = np.array([labels for marked in documents for labels in marked.labels])
    archive = np.repeat([marked.archive for marked in documents], [len(marked.spans) for marked in documents])
    out = np.zeros((len(texts), len(labels)))
    for left_out in sorted(set(archive)):
        learn, test = archive != left_out, archive == left_out
        vectors = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
        seen, unseen = vectors.fit_transform(texts[learn]), vectors.transform(texts[test])
        for column, label in enumerate(labels):
            y = truth[learn, KINDS.index(label)]
            if (y == 1).any():
                model = LogisticRegression(C=8.0, class_weight="balanced", solver="liblinear", random_state=0)
                out[test, column] = model.fit(seen[y >= 0], y[y >= 0]).predict_proba(unseen)[:, 1]
    return out
