"""Networks that read a statement in its view: the encoder that is shipped, and the larger one that teaches it.

Both start from published sentence encoders of the same vocabulary (all-MiniLM-L6-v2, all-mpnet-base-v2), keep the word
vectors as they are, and get a head that reads the statement's own pieces and the whole view. Needs PyTorch (the extra
`train`); reading minutes does not, see `matters_arising.nlp.encoder`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

VOCABULARY, LONGEST = 30522, 512  # word pieces of uncased BERT, and how many a network can read at once
_BUCKETS, _FAR = 32, 128  # how MPNet tells distances apart
_LARGE = 1e5  # numbers of a weight that is worth shrinking
_BLOCK = 32  # numbers of a weight that share a scale
_WHOLE_NUMBERS = 4  # onnxruntime's word for a product of 8-bit whole numbers


@dataclass(frozen=True, slots=True)
class Shape:
    """A published network: its sizes, and what its file calls the parts of a layer."""

    width: int
    inner: int
    layers: int
    epsilon: float
    names: Mapping[str, str]
    heads: int = 12


MINILM = Shape(
    width=384,
    inner=1536,
    layers=6,
    epsilon=1e-12,
    names={
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "mix": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "last_norm": "output.LayerNorm",
    },
)
MPNET = Shape(
    width=768,
    inner=3072,
    layers=12,
    epsilon=1e-5,
    names={
        "query": "attention.attn.q",
        "key": "attention.attn.k",
        "value": "attention.attn.v",
        "mix": "attention.attn.o",
        "norm": "attention.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "last_norm": "output.LayerNorm",
    },
)


class Layer(nn.Module):
    """One layer: what each word piece takes from the others, then what it makes of it."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width, self.heads = shape.width, shape.heads
        self.query, self.key, self.value, self.mix = (nn.Linear(width, width) for _ in range(4))
        self.norm, self.last_norm = (nn.LayerNorm(width, eps=shape.epsilon) for _ in range(2))
        self.widen, self.narrow = nn.Linear(width, shape.inner), nn.Linear(shape.inner, width)
        self.drop = nn.Dropout(0.1)

    def forward(self, states: Tensor, seen: Tensor) -> Tensor:
        rows, pieces, width = states.shape

        def split(values: Tensor) -> Tensor:
            return values.view(rows, pieces, self.heads, width // self.heads).transpose(1, 2)

        taken = functional.scaled_dot_product_attention(
            split(self.query(states)),
            split(self.key(states)),
            split(self.value(states)),
            attn_mask=seen,
            dropout_p=0.1 if self.training else 0.0,
        )
        taken = taken.transpose(1, 2).reshape(rows, pieces, width)
        states = self.norm(states + self.drop(self.mix(taken)))
        made = self.narrow(functional.gelu(self.widen(states)))
        return self.last_norm(states + self.drop(made))


class Network(nn.Module):
    """`ids`, `mask`, `target` (statements, pieces) -> scores (statements, labels).

    `mask` is 1 where there is a piece, `target` 1 on the pieces of the statement. `distances`, where the network has
    them, weigh by head how far apart two pieces stand.
    """

    words: Tensor
    distances: Tensor | None

    def __init__(self, shape: Shape, labels: int, *, distances: bool) -> None:
        super().__init__()
        self.register_buffer("words", torch.zeros(VOCABULARY, shape.width))
        self.register_buffer("distances", torch.zeros(_BUCKETS, shape.heads) if distances else None)
        self.places = nn.Parameter(torch.zeros(LONGEST, shape.width))
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.mark = nn.Parameter(torch.zeros(shape.width))
        self.head = nn.Linear(2 * shape.width, labels)
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor, mask: Tensor, target: Tensor) -> Tensor:
        pieces = ids.shape[1]
        states = self.norm(functional.embedding(ids, self.words) + self.places[:pieces][None])
        states = states + target[..., None] * self.mark
        seen = self._seen(mask, pieces)
        for layer in self.layers:
            states = layer(states, seen)
        own = (states * target[..., None]).sum(1) / target.sum(1, keepdim=True).clamp(min=1)
        return self.head(self.drop(torch.cat([own, states[:, 0]], -1)))

    def _seen(self, mask: Tensor, pieces: int) -> Tensor:
        if self.distances is None:
            return (mask > 0)[:, None, None, :]
        near = functional.embedding(_distances(pieces, mask.device), self.distances).permute(2, 0, 1)[None]
        hidden = torch.where(mask > 0, 0.0, -1e4)[:, None, None, :]
        kind = torch.get_autocast_dtype(mask.device.type) if torch.is_autocast_enabled(mask.device.type) else near.dtype
        return (near + hidden).to(kind)


def _distances(pieces: int, device: torch.device) -> Tensor:
    """The bucket of each pair of places: one a step nearby, growing ones further off, another set for each side."""
    place = torch.arange(pieces, device=device)
    apart = place[:, None] - place[None]
    half, exact = _BUCKETS // 2, _BUCKETS // 4
    steps = apart.abs()
    grown = torch.log(steps.clamp(min=1) / exact) / math.log(_FAR / exact) * (half - exact)
    bucket = torch.where(steps < exact, steps, (exact + grown.long()).clamp(max=half - 1))
    return bucket + (apart < 0) * half


def start(folder: Path, labels: int) -> Network:
    """A network with the weights of `model.safetensors`; the head is new.

    `ValueError` where the file is of neither kind.
    """
    read = {
        name.removeprefix("bert."): value.float() for name, value in load_file(folder / "model.safetensors").items()
    }
    if "encoder.relative_attention_bias.weight" in read:
        shape, own = MPNET, _of_mpnet(read)
    elif "embeddings.token_type_embeddings.weight" in read:
        shape, own = MINILM, _of_minilm(read)
    else:
        raise ValueError(f"{folder}: neither all-MiniLM-L6-v2 nor all-mpnet-base-v2")
    for number in range(shape.layers):
        for ours, theirs in shape.names.items():
            for kind in ("weight", "bias"):
                own[f"layers.{number}.{ours}.{kind}"] = read[f"encoder.layer.{number}.{theirs}.{kind}"]
    for kind in ("weight", "bias"):
        own[f"norm.{kind}"] = read[f"embeddings.LayerNorm.{kind}"]
    made = Network(shape, labels, distances=shape is MPNET)
    missing = made.load_state_dict(own, strict=False).missing_keys
    if set(missing) != {"mark", "head.weight", "head.bias"}:
        raise ValueError(f"{folder}: not the weights of this network: {missing}")
    return made


def _of_minilm(read: Mapping[str, Tensor]) -> dict[str, Tensor]:
    kind = read["embeddings.token_type_embeddings.weight"][:1]  # all pieces are of the first kind
    return {
        "words": read["embeddings.word_embeddings.weight"],
        "places": read["embeddings.position_embeddings.weight"] + kind,
    }


def _of_mpnet(read: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """MPNet has BERT's word pieces four numbers further on, other signs around a text, and two places before it."""
    there = torch.arange(VOCABULARY) + 4
    for ours, theirs in {0: 1, 100: 104, 101: 0, 102: 2}.items():
        there[ours] = theirs
    return {
        "words": read["embeddings.word_embeddings.weight"][there],
        "places": read["embeddings.position_embeddings.weight"][2:],
        "distances": read["encoder.relative_attention_bias.weight"],
    }


def weights(network: Network) -> dict[str, Any]:
    """What was taught of a network, in half precision; the word vectors, which are as published, are not among it."""
    return {name: value.detach().half().cpu().numpy() for name, value in network.named_parameters()}


def put(network: Network, taught: Mapping[str, Any]) -> None:
    """Give a network what `weights` kept of another of its kind."""
    network.load_state_dict({name: torch.from_numpy(value).float() for name, value in taught.items()}, strict=False)


def export(network: Network, path: Path) -> None:
    """Write the network as ONNX, its large weights in 8 bits. `ValueError` where what was written scores otherwise."""
    import onnx

    network.eval()
    # Three tensors: the exporter takes one given twice for one input.
    ids, mask, target = torch.ones(2, 8, dtype=torch.long), torch.ones(2, 8), torch.ones(2, 8)
    shape = {0: torch.export.Dim("rows", min=1, max=4096), 1: torch.export.Dim("pieces", min=4, max=LONGEST)}
    program = torch.onnx.export(
        network,
        (ids, mask, target),
        input_names=["ids", "mask", "target"],
        output_names=["scores"],
        dynamic_shapes={"ids": shape, "mask": shape, "target": shape},
        dynamo=True,
    )
    model = program.model_proto
    shrink(model)
    onnx.save(model, path)
    _compare(network, path)


def shrink(model: Any) -> None:
    """Put each large weight of an ONNX model in 8 bits.

    What is multiplied by is kept by blocks of `_BLOCK` with a scale each, and the product taken of whole numbers, for
    which onnxruntime rounds the other side by blocks as well: half as long again as fast as in floats. One scale for
    all that a layer passes on would ruin this network. What is looked up has one scale a row.
    """
    from onnx import helper

    graph = model.graph
    large = {t.name: t for t in graph.initializer if len(t.dims) == 2 and t.dims[0] * t.dims[1] > _LARGE}
    times = {node.input[1]: node for node in graph.node if node.op_type == "MatMul" and node.input[1] in large}
    kept = [t for t in graph.initializer if t.name not in large]
    looked_up = []
    for name, tensor in large.items():
        if name in times:
            node = times[name]
            *parts, (rows, columns) = _blocks(tensor)
            del node.input[1:]
            node.input.extend(part.name for part in parts)
            node.op_type, node.domain = "MatMulNBits", "com.microsoft"
            about = {"K": rows, "N": columns, "bits": 8, "block_size": _BLOCK, "accuracy_level": _WHOLE_NUMBERS}
            node.attribute.extend(helper.make_attribute(key, value) for key, value in about.items())
        else:
            parts = _rows(tensor)
            looked_up.append(helper.make_node("DequantizeLinear", [part.name for part in parts], [name], axis=0))
        kept += parts
    # Copies, for the list they stand in is emptied.
    kept = [type(tensor).FromString(tensor.SerializeToString()) for tensor in kept]
    del graph.initializer[:]
    graph.initializer.extend(kept)
    for node in looked_up:
        graph.node.insert(0, node)
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))


def _blocks(tensor: Any) -> tuple[Any, Any, tuple[int, int]]:
    """A weight (rows, columns) as whole numbers (columns, blocks, `_BLOCK`), 128 for nought, and their scales."""
    import numpy as np
    from onnx import numpy_helper

    weight = numpy_helper.to_array(tensor)
    rows, columns = weight.shape
    blocks = weight.T.reshape(columns, rows // _BLOCK, _BLOCK)
    scale = np.maximum(np.abs(blocks).max(axis=-1), 1e-8).astype(np.float32) / 127
    whole = (np.round(blocks / scale[..., None]) + 128).astype(np.uint8)
    parts = (
        numpy_helper.from_array(whole, f"{tensor.name}.whole"),
        numpy_helper.from_array(scale.reshape(-1), f"{tensor.name}.scale"),
    )
    return *parts, (rows, columns)


def _rows(tensor: Any) -> list[Any]:
    """A table as whole numbers from -127 to 127 and the scale of its rows."""
    import numpy as np
    from onnx import numpy_helper

    table = numpy_helper.to_array(tensor)
    scale = np.maximum(np.abs(table).max(axis=1), 1e-8).astype(np.float32) / 127
    whole = np.round(table / scale[:, None]).astype(np.int8)
    return [
        numpy_helper.from_array(whole, f"{tensor.name}.whole"),
        numpy_helper.from_array(scale, f"{tensor.name}.scale"),
    ]


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
