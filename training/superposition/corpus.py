"""Paragraphs of the corpus (`<kind>/<source>.txt.gz`, one a line), in a part to train on and a part to measure on."""

import gzip
import hashlib
import random
from pathlib import Path

# Characters that are surely enough for the longest prefix.
ENOUGH = 320
SHORTEST = 120
# A source counts for at most so many paragraphs, so that none drowns the others.
MOST = 12_000


def is_held_out(text: str) -> bool:
    """One paragraph in 16, by a hash of the text alone; `heldout/` of the corpus is never read here."""
    return hashlib.sha256(text.encode()).digest()[0] % 16 == 0


def paragraphs(folder: str, part: str, count: int, seed: int) -> list[str]:
    """`count` beginnings of paragraphs drawn at random; part is 'train' or 'held-out'. The same for the same seed."""
    random_ = random.Random(seed)
    found = []
    for path in sorted(p for kind in ("general", "technical") for p in (Path(folder) / kind).glob("*.txt.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            texts = [line.strip()[:ENOUGH] for line in lines if len(line) >= SHORTEST]
        random_.shuffle(texts)
        found += texts[:MOST]
    chosen = [text for text in found if is_held_out(text) == (part == "held-out")]
    random_.shuffle(chosen)
    return chosen[:count]
