"""What prepare.py wrote, as batches, and an adapter's distance to the teacher on them."""

import os
from pathlib import Path

import torch

from .losses import teacher_divergence


def read(path: Path, device) -> dict:
    """All of a file, where the model is."""
    return {name: value.to(device) for name, value in torch.load(path, mmap=True, map_location="cpu").items()}


def load(path: Path, k: int, device, generator=None) -> dict:
    """One batch with k of its drafts: the best k in their order, or, with a generator, k drawn in their order."""
    batch = read(path, device)
    count = batch["tokens"].shape[1]
    chosen = torch.arange(k)
    if generator is not None and torch.rand((), generator=generator) < 0.5:
        chosen = torch.randperm(count, generator=generator)[:k].sort().values
    for name in ("tokens", "top_ids", "top_logs"):
        batch[name] = batch[name][:, chosen]
    return batch


def divergences(model, adapter, batch, extra=None, safety=0.0):
    """KL to the teacher by draft and place, [B, k, n]."""
    tokens = batch["tokens"][:, :, :-1]
    hidden = adapter(model, batch["ids"], batch["prefix"], batch["prefix_hidden"], tokens)
    return teacher_divergence(model, hidden, batch["top_ids"], batch["top_logs"], extra, safety)


@torch.no_grad()
def streams(model, adapter, batch, path: Path) -> torch.Tensor:
    """The streams of every draft on rows of its own below the last layers, [B, k, n, H], kept beside the batch."""
    kept = path.with_suffix(f".below{adapter.below.stop}")
    if kept.exists():
        return torch.load(kept, mmap=True, map_location="cpu")
    found = adapter.demultiplexer.own_streams(model, batch["ids"], batch["prefix"], batch["tokens"][:, :, :-1]).bfloat16()
    partial = kept.with_suffix(f".{os.getpid()}")
    torch.save(found.cpu(), partial)
    partial.rename(kept)
    return found


def others_divergences(model, adapter, path: Path, generator, extra, safety: float):
    """KL of the drafts that don't have the stream, where the first one has all of it and keeps it, [B, k − 1, n].

    Nothing below the last layers is trained then, and any draft can be the first one.
    """
    batch = read(path, adapter.keys.device)
    stream = streams(model, adapter, batch, path).to(adapter.keys.device)
    k = stream.shape[1]
    first = 0 if torch.rand((), generator=generator) < 0.5 else int(torch.randint(k, (), generator=generator))
    others = [each for each in range(k) if each != first]
    hidden = stream[:, first, None].float().expand(-1, k - 1, -1, -1)
    tokens = batch["tokens"][:, others, :-1]
    hidden = adapter.demultiplexer(model, batch["ids"], batch["prefix"], tokens, hidden, adapter.lora, first=1)
    return teacher_divergence(model, hidden, batch["top_ids"][:, others], batch["top_logs"][:, others], extra, safety)
