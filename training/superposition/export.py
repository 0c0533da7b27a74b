"""Command: an adapter as one safetensors file in 16 bits, with its shape as metadata.

The format is a little-endian length, a JSON header of that length, and the tensors' bytes
(huggingface/safetensors, README, "Format").
"""

import argparse
import json
import struct
from pathlib import Path

import torch


def safetensors(tensors: dict[str, torch.Tensor], metadata: dict[str, str]) -> bytes:
    """Bytes of a file of float16 tensors."""
    header, data = {"__metadata__": metadata}, b""
    for name, value in sorted(tensors.items()):
        raw = value.detach().half().contiguous().numpy().tobytes()
        header[name] = {"dtype": "F16", "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + data


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--adapter", required=True, help="checkpoint.pt")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    saved = torch.load(options.adapter, map_location="cpu")
    metadata = {"shape": json.dumps(saved["about"]), "steps": str(saved["step"])}
    file = safetensors(saved["adapter"], metadata)
    Path(options.out).write_bytes(file)
    print(json.dumps({"bytes": len(file), "tensors": len(saved["adapter"])}))


if __name__ == "__main__":
    main()
