"""Command: that this model is the product's. Compares logits and perplexity with reference results.

The rule of perplexity: the first paragraphs of at least 64 tokens, their first 64 tokens, of which 17 to 64 are scored
(`npm run -s superposed -- perplexity`).
"""

import argparse
import gzip
import json

import torch

from .llama import Llama
from .service import Service

LENGTH, UNSCORED = 64, 16


@torch.no_grad()
def perplexity(model: Llama, rows: list[list[int]]) -> float:
    """Of all rows together; each has LENGTH tokens."""
    total = 0.0
    for at in range(0, len(rows), 20):
        ids = torch.tensor(rows[at : at + 20])
        hidden, _ = model(model.embed(ids[:, :-1]), torch.arange(LENGTH - 1).expand(len(ids), -1))
        logs = model.logits(hidden[:, UNSCORED - 1 :]).log_softmax(-1)
        total -= logs.gather(-1, ids[:, UNSCORED:, None]).sum().item()
    return float(torch.tensor(total / len(rows) / (LENGTH - UNSCORED)).exp())


@torch.no_grad()
def farthest_logit(model: Llama, examples: list[dict]) -> float:
    """Largest difference of a logit over {ids, top_ids, top_logits}."""
    most = 0.0
    for each in examples:
        ids = torch.tensor([each["ids"]])
        hidden, _ = model(model.embed(ids), torch.arange(ids.shape[1])[None])
        found = model.logits(hidden[0, -1])[each["top_ids"]]
        most = max(most, (found - torch.tensor(each["top_logits"])).abs().max().item())
    return most


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gguf", required=True)
    parser.add_argument("--dev", required=True)
    parser.add_argument("--logits", help="reference logits, gzipped JSON: [{ids, top_ids, top_logits}]")
    parser.add_argument("--paragraphs", type=int, default=200)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    service = Service(options.gguf)
    with gzip.open(options.dev, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"][:1200] for line in lines][: 4 * options.paragraphs]
    rows = [ids[:LENGTH] for ids in service("encode", texts=texts) if len(ids) >= LENGTH][: options.paragraphs]
    service.close()
    for dtype in (torch.bfloat16, torch.float32):
        model = Llama.from_gguf(options.gguf, dtype)
        line = {"dtype": str(dtype), "paragraphs": len(rows), "perplexity": perplexity(model, rows)}
        if options.logits:
            with gzip.open(options.logits, "rt") as file:
                line["farthest_logit"] = farthest_logit(model, json.load(file))
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
