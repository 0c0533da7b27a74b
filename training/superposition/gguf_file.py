"""Reads a GGUF file (version 2 or 3) and makes float32 arrays of its tensors with numpy alone.

The format is ggml's (ggml/docs/gguf.md). Only what the runtime of this project reads is read here: F32, F16,
Q4_0, Q4_1 and Q8_0.
"""

import struct
from dataclasses import dataclass

import numpy as np

BLOCK = 32
# Metadata value types by their number: struct formats of the scalars.
SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
TEXT, ARRAY = 8, 9


@dataclass(frozen=True)
class Gguf:
    """Metadata and weights; a matrix is [outputs, inputs]."""

    metadata: dict
    tensors: dict


class _Header:
    def __init__(self, data: memoryview):
        self.data, self.at = data, 0

    def number(self, code: str):
        (value,) = struct.unpack_from("<" + code, self.data, self.at)
        self.at += struct.calcsize("<" + code)
        return value

    def text(self) -> str:
        length = self.number("Q")
        self.at += length
        return bytes(self.data[self.at - length : self.at]).decode("utf-8", "replace")

    def value(self, kind: int):
        if kind == TEXT:
            return self.text()
        if kind == ARRAY:
            inner, count = self.number("I"), self.number("Q")
            return [self.value(inner) for _ in range(count)]
        return self.number(SCALARS[kind])


def read_gguf(path: str) -> Gguf:
    """All of a file. Raises ValueError for what is no GGUF file or has a tensor of another type."""
    data = memoryview(np.fromfile(path, np.uint8))
    header = _Header(data)
    if bytes(data[:4]) != b"GGUF":
        raise ValueError(f"{path} is not a GGUF file.")
    header.at = 8
    count, pairs = header.number("Q"), header.number("Q")
    metadata = {}
    for _ in range(pairs):
        key = header.text()
        metadata[key] = header.value(header.number("I"))
    infos = []
    for _ in range(count):
        name = header.text()
        shape = [header.number("Q") for _ in range(header.number("I"))]
        infos.append((name, shape[::-1], header.number("I"), header.number("Q")))
    alignment = metadata.get("general.alignment", 32)
    start = -(-header.at // alignment) * alignment
    tensors = {name: _tensor(data[start + offset :], shape, kind, name) for name, shape, kind, offset in infos}
    return Gguf(metadata, tensors)


def _tensor(data: memoryview, shape: list, kind: int, name: str) -> np.ndarray:
    size = int(np.prod(shape))
    if kind in (0, 1):
        return np.frombuffer(data, np.float32 if kind == 0 else np.float16, size).astype(np.float32).reshape(shape)
    # Bytes before the codes, and whether these are nibbles with a float minimum.
    layouts = {2: (2, True), 3: (4, True), 8: (2, False)}
    if kind not in layouts:
        raise ValueError(f"Tensor {name} is of ggml type {kind}, which is not read here.")
    head, nibbles = layouts[kind]
    width = head + (BLOCK // 2 if nibbles else BLOCK)
    blocks = np.frombuffer(data, np.uint8, size // BLOCK * width).reshape(-1, width)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    if not nibbles:
        return (scale * blocks[:, head:].view(np.int8).astype(np.float32)).reshape(shape)
    codes = np.concatenate([blocks[:, head:] & 15, blocks[:, head:] >> 4], axis=1).astype(np.float32)
    if kind == 2:
        return (scale * (codes - 8)).reshape(shape)
    minimum = blocks[:, 2:4].copy().view(np.float16).astype(np.float32)
    return (scale * codes + minimum).reshape(shape)
