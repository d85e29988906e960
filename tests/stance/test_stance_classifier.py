"""Two steps, calibrated, abstaining; scikit-learn to the letter."""

from __future__ import annotations

import numpy as np
import pytest
from matters_arising.stance.calibration import Calibration
from matters_arising.stance.classifier import StanceClassifier
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.utils.estimator_checks import parametrize_with_checks

LABELS = np.array(["collaborative", "consultative", "none", "unilateral"])
TINY = StanceClassifier(LogisticRegression(C=10.0, max_iter=200), folds=2)


@parametrize_with_checks([TINY])
def test_it_is_an_estimator(estimator, check):
    check(estimator)


def made(rows=400, *, seed=0, noise=0.6):
    """Rows of five numbers: the first says whether there is a stance, the next three which one."""
    random = np.random.default_rng(seed)
    codes = random.choice(4, size=rows, p=[0.15, 0.15, 0.6, 0.1])
    points = np.zeros((rows, 5))
    points[:, 0] = codes != 2
    points[np.arange(rows), 1 + np.where(codes == 3, 2, codes)] = codes != 2
    points[codes == 2, 1:4] = 0.3
    return points + random.normal(scale=noise, size=points.shape), LABELS[codes]


def test_each_label_is_found_where_the_numbers_tell_it():
    rows, labels = made(noise=0.15)
    model = StanceClassifier(folds=3).fit(rows, labels)
    fresh, truth = made(seed=1, noise=0.15)
    assert model.classes_.tolist() == LABELS.tolist()
    assert (model.predict(fresh) == truth).mean() > 0.95


def test_sparse_rows_give_what_dense_rows_give():
    rows, labels = made()
    dense = StanceClassifier(folds=3).fit(rows, labels).predict_proba(rows)
    sparse = StanceClassifier(folds=3).fit(csr_matrix(rows), labels).predict_proba(csr_matrix(rows))
    assert np.abs(dense - sparse).max() < 1e-3


def test_probabilities_mean_what_they_say():
    rows, labels = made(3000)
    model = StanceClassifier(LogisticRegression(C=1000.0)).fit(rows, labels)
    fresh, truth = made(3000, seed=5)
    chances = model.predict_proba(fresh)
    for code, label in enumerate(LABELS):
        assert abs(chances[:, code].mean() - (truth == label).mean()) < 0.03


def test_overconfident_scores_are_cooled():
    random = np.random.default_rng(0)
    truth = random.integers(0, 3, 500)
    said = np.where(random.random(500) < 0.7, truth, random.integers(0, 3, 500))
    scores = np.full((500, 3), np.log(0.001))
    scores[:, 0] = np.where(said < 2, 8.0, -8.0)
    scores[np.arange(500), 1 + np.minimum(said, 1)] = np.log(0.998)
    found = Calibration.of(scores, truth)
    assert found.slope < 0.5
    assert found.temperature > 1.5


def test_below_the_threshold_it_says_none():
    rows, labels = made()
    model = StanceClassifier(abstain={"collaborative": 0.3, "consultative": 0.3, "unilateral": 1.01}).fit(rows, labels)
    said, chances = model.predict(rows), model.predict_proba(rows)
    assert "unilateral" not in said
    assert (chances[said == "collaborative", 0] >= 0.3).all()
    assert (chances[said == "none"][:, :2] < 0.3).all()


def test_the_set_keeps_the_right_label_as_often_as_asked():
    rows, labels = made(1500)
    model = StanceClassifier().fit(rows, labels)
    fresh, truth = made(1500, seed=9)
    wide, narrow = model.predict_set(fresh, error=0.05), model.predict_set(fresh, error=0.3)
    for code, label in enumerate(LABELS):
        there = truth == label
        assert wide[there, code].mean() > 0.88
        assert 0.55 < narrow[there, code].mean() < 0.85
    assert wide.sum() > narrow.sum()


def test_a_group_is_never_on_both_sides():
    """Rows that can be told by their group alone: with groups kept apart, nothing is learned, and nothing is sure."""
    random = np.random.default_rng(3)
    groups = np.repeat(np.arange(40), 10)
    labels = np.array(["none", "collaborative"])[np.repeat(random.integers(0, 2, 40), 10)]
    rows = np.eye(40)[groups]
    strong = LogisticRegression(C=1000.0)
    leaking = StanceClassifier(strong).fit(rows, labels).predict_proba(rows).max(axis=1)
    apart = StanceClassifier(strong).fit(rows, labels, groups).predict_proba(rows).max(axis=1)
    assert leaking.mean() > 0.95
    assert apart.mean() < 0.75


def test_calibration_takes_the_share_of_the_rows_it_is_told_to():
    """A corpus half of which has a stance, and an archive where hardly anything has."""
    rows, labels = made(600)
    kept = np.ones(600, dtype=bool)
    kept[np.flatnonzero(labels != "none")[::2]] = False
    all_in = StanceClassifier().fit(rows, labels).predict_proba(rows)[:, 2].mean()
    some = StanceClassifier().fit(rows, labels, calibrating=kept).predict_proba(rows)[:, 2].mean()
    assert some > all_in + 0.05


def test_it_is_set_for_minutes_in_which_stances_are_rare():
    """Half of the labelled rows have a stance, for which they were chosen; of those that are judged one in fifty."""
    points, labels = made(4000, noise=0.5)
    with_stance, none = np.flatnonzero(labels != "none")[:600], np.flatnonzero(labels == "none")
    labelled = np.concatenate([with_stance, none[:600]])
    whole = np.concatenate([np.flatnonzero(labels != "none")[600:630], none[600:2070]])
    plain = StanceClassifier().fit(points[labelled], labels[labelled])
    rare = StanceClassifier(share=0.02).fit(points[labelled], labels[labelled])
    said = 1 - plain.predict_proba(points[whole])[:, 2], 1 - rare.predict_proba(points[whole])[:, 2]
    assert said[0].mean() > 0.1
    assert abs(said[1].mean() - 0.02) < 0.01
    assert (np.argsort(said[0]) == np.argsort(said[1])).all()


def test_it_goes_where_estimators_go():
    rows, labels = made(noise=0.2)
    assert cross_val_score(StanceClassifier(folds=2), rows, labels, cv=3).mean() > 0.9


@pytest.mark.parametrize("labels", [["none"] * 6, ["collaborative"] * 6])
def test_one_label_alone_is_said_of_everything(labels):
    rows = np.arange(12.0).reshape(6, 2)
    model = StanceClassifier().fit(rows, labels)
    assert model.predict(rows).tolist() == labels
    assert model.predict_set(rows).all()
