"""Command: drafts on caches of their own for many prefixes, written to disk once, a batch a file.

The superposed rows of training see the prefix as the untouched model has it, so its keys and values are kept too:
about 23 kB a token for SmolLM2-135M.
"""

import argparse
import random
import time
from pathlib import Path

import torch

from .corpus import paragraphs
from .drafts import separate_drafts
from .llama import Llama
from .service import Service

BATCH, K, TOKENS, EXPLORE = 64, 5, 10, 0.3
SHORTEST, LONGEST = 12, 24


def prepare(model, service, folder: Path, texts: list[str], first: int, seed: int, batch=BATCH):
    """Writes <first>.pt, <first + 1>.pt …; a file that is there already is left alone."""
    keys = service("vocabulary")["keys"]
    for at in range(0, len(texts), batch):
        number = first + at // batch
        path = folder / f"{number:05d}.pt"
        if path.exists():
            continue
        started = time.time()
        length = random.Random(seed + number).randint(SHORTEST, LONGEST)
        ids = [each[:length] for each in service("encode", texts=texts[at : at + batch])]
        ids = torch.tensor([each for each in ids if len(each) == length])
        generator = torch.Generator(ids.device).manual_seed(seed + number)
        drafts = separate_drafts(model, service, keys, ids, K, TOKENS, EXPLORE, generator)
        partial = path.with_suffix(".part")
        torch.save({name: value.cpu() for name, value in vars(drafts).items()}, partial)
        partial.rename(path)
        print(f"{path.name}: {len(ids)} prefixes of {length} tokens, {time.time() - started:.1f} s", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gguf", required=True)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--part", choices=("train", "held-out"), default="train")
    parser.add_argument("--prefixes", type=int, default=6400)
    parser.add_argument("--first", type=int, default=0, help="number of the first file; several processes may share a folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    folder = Path(options.out)
    folder.mkdir(parents=True, exist_ok=True)
    torch.set_default_device(options.device)
    model, service = Llama.from_gguf(options.gguf).to(options.device), Service(options.gguf)
    texts = paragraphs(options.corpus, options.part, options.prefixes, options.seed)
    prepare(model, service, folder, texts, options.first, options.seed)
    service.close()


if __name__ == "__main__":
    main()
