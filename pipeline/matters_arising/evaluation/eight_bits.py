"""Large weights of an ONNX model in 8 bits, and back in floats: what is shipped, and what is taught further."""

from __future__ import annotations

from typing import Any

_LARGE = 1e5  # numbers of a weight that is worth shrinking
_BLOCK = 32  # numbers of a weight that share a scale
_WHOLE_NUMBERS = 4  # onnxruntime's word for a product of 8-bit whole numbers


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


def in_floats(model: Any) -> tuple[dict[str, Any], list[Any]]:
    """The weights of a model that `shrink` wrote: those that have a name, by name, and those that are multiplied by,
    (rows, columns), in the order in which the model takes their products."""
    import numpy as np
    from onnx import numpy_helper

    read = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    named = {name: array for name, array in read.items() if not name.endswith((".whole", ".scale"))}
    products = []
    for node in model.graph.node:
        if node.op_type == "MatMulNBits":
            name = node.input[1].removesuffix(".whole")
            whole = read[f"{name}.whole"].astype(np.float32) - 128
            scale = read[f"{name}.scale"].reshape(whole.shape[:2])
            products.append((whole * scale[..., None]).reshape(len(whole), -1).T)
        elif node.op_type == "DequantizeLinear":
            name = node.output[0]
            named[name] = read[f"{name}.whole"].astype(np.float32) * read[f"{name}.scale"][:, None]
    return named, products
