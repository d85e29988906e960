"""The encoder as a network that can be taught: six BERT layers, and a head that reads the statement in its view.

Needs PyTorch (the extra `train`); reading minutes does not, see `matters_arising.nlp.encoder`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, INNER, LAYERS = 384, 12, 1536, 6  # of all-MiniLM-L6-v2
_EPSILON = 1e-12
_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mix": "attention.output.dense",
    "norm": "attention.output.LayerNorm",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
    "last_norm": "output.LayerNorm",
}


class Layer(nn.Module):
    """One layer of BERT: what each word piece takes from the others, then what it makes of it."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.mix = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm, self.last_norm = (nn.LayerNorm(WIDTH, eps=_EPSILON) for _ in range(2))
        self.widen, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.drop = nn.Dropout(0.1)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        rows, pieces, _ = states.shape

        def split(values: Tensor) -> Tensor:
            return values.view(rows, pieces, HEADS, WIDTH // HEADS).transpose(1, 2)

        taken = functional.scaled_dot_product_attention(
            split(self.query(states)),
            split(self.key(states)),
            split(self.value(states)),
            attn_mask=mask[:, None, None, :],
        )
        taken = taken.transpose(1, 2).reshape(rows, pieces, WIDTH)
        states = self.norm(states + self.drop(self.mix(taken)))
        made = self.narrow(functional.gelu(self.widen(states)))
        return self.last_norm(states + self.drop(made))


class Lower(nn.Module):
    """The part that is left as it was: embeddings and the first layers."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.words, self.places, self.kinds = (nn.Embedding(size, WIDTH) for size in (30522, 512, 2))
        self.norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        states = self.norm(self.words(ids) + self.places(places)[None] + self.kinds.weight[0])
        for layer in self.layers:
            states = layer(states, mask)
        return states


class Upper(nn.Module):
    """The part that is taught: the last layers, told which pieces are the statement, and the head."""

    def __init__(self, layers: int, labels: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.mark = nn.Parameter(torch.zeros(WIDTH))
        self.head = nn.Linear(2 * WIDTH, labels)
        self.drop = nn.Dropout(0.1)

    def forward(self, states: Tensor, mask: Tensor, target: Tensor) -> Tensor:
        states = states + target[..., None] * self.mark
        for layer in self.layers:
            states = layer(states, mask)
        own = (states * target[..., None]).sum(1) / target.sum(1, keepdim=True).clamp(min=1)
        return self.head(self.drop(torch.cat([own, states[:, 0]], -1)))


class Network(nn.Module):
    """Both parts as one: `ids`, `mask`, `target` (statements, pieces) -> scores (statements, labels)."""

    def __init__(self, lower: Lower, upper: Upper) -> None:
        super().__init__()
        self.lower, self.upper = lower, upper

    def forward(self, ids: Tensor, mask: Tensor, target: Tensor) -> Tensor:
        seen = mask > 0
        return self.upper(self.lower(ids, seen), seen, target)


def start(folder: Path, frozen: int, labels: int) -> tuple[Lower, Upper]:
    """Both parts with the weights of `model.safetensors`; the head is new."""
    read = load_file(folder / "model.safetensors")
    weights = {name.removeprefix("bert."): value for name, value in read.items()}
    lower, upper = Lower(frozen), Upper(LAYERS - frozen, labels)
    below = {
        "words.weight": weights["embeddings.word_embeddings.weight"],
        "places.weight": weights["embeddings.position_embeddings.weight"],
        "kinds.weight": weights["embeddings.token_type_embeddings.weight"],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    above: dict[str, Tensor] = {}
    for number in range(LAYERS):
        part, place = (below, number) if number < frozen else (above, number - frozen)
        for ours, theirs in _NAMES.items():
            for kind in ("weight", "bias"):
                part[f"layers.{place}.{ours}.{kind}"] = weights[f"encoder.layer.{number}.{theirs}.{kind}"]
    lower.load_state_dict(below)
    missing = upper.load_state_dict(above, strict=False).missing_keys
    if set(missing) != {"mark", "head.weight", "head.bias"}:
        raise ValueError(f"not the weights of this network: {missing}")
    return lower, upper


def export(network: Network, path: Path) -> None:
    """Write the network as ONNX. Weights are kept in 8 bits, one scale a row; the arithmetic stays in floats, for
    the activations of this network do not bear rounding. `ValueError` where what was written scores otherwise."""
    import onnx

    network.eval()
    # Three tensors: the exporter takes one given twice for one input.
    ids, mask, target = torch.ones(2, 8, dtype=torch.long), torch.ones(2, 8), torch.ones(2, 8)
    shape = {0: torch.export.Dim("rows", min=1, max=4096), 1: torch.export.Dim("pieces", min=4, max=512)}
    program = torch.onnx.export(
        network,
        (ids, mask, target),
        input_names=["ids", "mask", "target"],
        output_names=["scores"],
        dynamic_shapes={"ids": shape, "mask": shape, "target": shape},
        dynamo=True,
    )
    model = program.model_proto
    _shrink(model)
    onnx.save(model, path)
    _compare(network, path)


def _shrink(model: Any) -> None:
    """Replace each large weight by whole numbers from -127 to 127 and the scale of its rows."""
    import numpy as np
    from onnx import helper, numpy_helper

    graph = model.graph
    kept, nodes = [], []
    for tensor in graph.initializer:
        if len(tensor.dims) != 2 or tensor.dims[0] * tensor.dims[1] <= 1e5:
            kept.append(tensor)
            continue
        weight, name = numpy_helper.to_array(tensor), tensor.name
        scale = np.maximum(np.abs(weight).max(axis=1), 1e-8).astype(np.float32) / 127
        whole = np.round(weight / scale[:, None]).astype(np.int8)
        kept += [numpy_helper.from_array(whole, f"{name}.whole"), numpy_helper.from_array(scale, f"{name}.scale")]
        nodes.append(helper.make_node("DequantizeLinear", [f"{name}.whole", f"{name}.scale"], [name], axis=0))
    # Copies, for the list they stand in is emptied.
    kept = [type(tensor).FromString(tensor.SerializeToString()) for tensor in kept]
    del graph.initializer[:]
    graph.initializer.extend(kept)
    for node in nodes:
        graph.node.insert(0, node)


def _compare(network: Network, path: Path) -> None:
    """Hold the written file against the network it was made from, on word pieces drawn at random."""
    import numpy as np
    import onnxruntime

    drawn = torch.Generator().manual_seed(0)
    ids = torch.randint(1000, 30000, (64, 40), generator=drawn)
    mask, target = torch.ones(64, 40), torch.zeros(64, 40)
    mask[::2, 30:], target[:, 10:20] = 0, 1
    with torch.no_grad():
        before = network(ids, mask, target).numpy()
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    feed = {"ids": ids.numpy(), "mask": mask.numpy(), "target": target.numpy()}
    (after,) = session.run(["scores"], feed)
    spread = float(np.std(before))
    if np.abs(after - before).max() > max(0.25 * spread, 0.02):
        raise ValueError(f"the exported network scores otherwise: off by {np.abs(after - before).max():.2f}")
