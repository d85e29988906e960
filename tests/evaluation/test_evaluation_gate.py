import json

from matters_arising.evaluation import gate


def test_inputs_are_told_by_name_and_bytes(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.json").write_text("1")
    before = gate.digest_of([tmp_path / "a"])
    assert before == gate.digest_of([tmp_path / "a"])
    (tmp_path / "a" / "one.json").write_text("2")
    assert gate.digest_of([tmp_path / "a"]) != before


def test_a_floor_is_not_lowered_without_a_reason(tmp_path, monkeypatch):
    monkeypatch.setattr(gate, "BASELINE", tmp_path / "baseline.json")
    entry = {"scores": {"deferral": 0.30}, "floors": {"deferral": 0.40}, "inputs": "x"}
    gate.pin({"gold": dict(entry, floors=dict(entry["floors"]))}, lower="")
    assert json.loads(gate.BASELINE.read_text())["gold"]["floors"] == {"deferral": 0.40}
    gate.pin({"gold": dict(entry, floors=dict(entry["floors"]))}, lower="marks were corrected")
    assert json.loads(gate.BASELINE.read_text())["gold"]["floors"] == {"deferral": 0.24}


def test_a_new_floor_leaves_a_little_slack(tmp_path, monkeypatch):
    monkeypatch.setattr(gate, "BASELINE", tmp_path / "baseline.json")
    gate.pin({"gold": {"scores": {"events micro": 0.585}, "inputs": "x"}}, lower="")
    assert json.loads(gate.BASELINE.read_text())["gold"]["floors"] == {"events micro": 0.525}
