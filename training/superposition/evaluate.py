"""Command: the table of docs/quality.md for an adapter, the untrained stream and the ceiling, a JSON line each."""

import argparse
import json
from pathlib import Path

import torch

from .adapter import Adapter
from .adapter_shape import AdapterShape
from .decode import Prompts, Trained, Untrained, decode, score
from .llama import Llama
from .service import Service


def load_adapter(path: str, model: Llama) -> Adapter:
    saved = torch.load(path, map_location="cpu")
    adapter = Adapter(AdapterShape(**saved["about"]), model)
    adapter.load_state_dict(saved["adapter"])
    return adapter.eval()


def frequent_tokens(folder: str, count: int) -> torch.Tensor:
    """The tokens to which the teacher gave most probability in what prepare.py wrote, ids ascending."""
    mass = None
    for path in sorted(Path(folder).glob("*.pt")):
        batch = torch.load(path, mmap=True)
        found = torch.bincount(batch["top_ids"].flatten().long(), batch["top_logs"].flatten().exp(), 1 << 16)
        mass = found if mass is None else mass + found
    return mass.topk(count).indices.sort().values


def streams_of(names: list[str], model: Llama, adapter: Adapter | None, among) -> dict:
    """By name: untrained, untrained-first (γ all on draft 1), separate (the ceiling), trained, trained-first;
    trained-frequent: trained, with the tokens `among` alone."""
    made = {
        "untrained": lambda: Untrained(model),
        "untrained-first": lambda: Untrained(model, 1000.0),
        "separate": lambda: None,
        "trained": lambda: Trained(model, adapter),
        "trained-frequent": lambda: Trained(model, adapter, among=among),
        "trained-first": lambda: Trained(model, adapter, only_first=True),
    }
    return {name: made[name]() for name in names}


def run(model, service, cases, stream, options, branch_steps):
    """Figures of one decoder over all cases."""
    vocabulary = service("vocabulary")
    prompts, three = [], []
    for at in range(0, len(cases), 64):
        part = cases[at : at + 64]
        ids = torch.tensor([each["ids"] for each in part])
        held = Prompts.of(model, ids)
        drafts = decode(model, service, vocabulary, held, stream, options.k, options.tokens, branch_steps, options.boost)
        score(model, held, drafts)
        for case, each in zip(part, drafts):
            three.append([draft["tokens"][:3] == case["nextIds"][:3] for draft in each])
        prompts += [{"nextId": c["nextIds"][0], "rest": c["rest"], "drafts": d} for c, d in zip(part, drafts)]
    figures = service("figures", prompts=prompts, k=options.k, seed=options.seed)
    of = lambda right: sum(right) / len(right)
    figures["first_three_right"] = {"of_1": of([each[0] for each in three]), "of_k": of([any(each) for each in three])}
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gguf", required=True)
    parser.add_argument("--dev", required=True, help="held-out paragraphs, {text} a line, gzipped")
    parser.add_argument("--adapter", help="checkpoint.pt")
    parser.add_argument("--streams", default="untrained,untrained-first,separate,trained,trained-first")
    parser.add_argument("--half", default="report")
    parser.add_argument("--sample", type=int, default=256)
    parser.add_argument("--k", type=int, default=3)
    parser.add_argument("--tokens", type=int, default=10)
    parser.add_argument("--branch-steps", default="0,1")
    parser.add_argument("--boost", type=float, default=1.0, help="of the n-grams' weights in superposed steps")
    parser.add_argument("--data", help="folder of prepare.py, for trained-frequent")
    parser.add_argument("--frequent", type=int, default=8192)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--exact", action="store_true", help="float32 instead of bfloat16")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    model = Llama.from_gguf(options.gguf, torch.float32 if options.exact else torch.bfloat16)
    service = Service(options.gguf)
    adapter = load_adapter(options.adapter, model) if options.adapter else None
    cases = service(
        "cases", file=options.dev, half=options.half, sample=options.sample, promptTokens=15, tokens=options.tokens, seed=options.seed
    )
    among = frequent_tokens(options.data, options.frequent) if options.data else None
    for name, stream in streams_of(options.streams.split(","), model, adapter, among).items():
        for steps in [0] if stream is None else [int(each) for each in options.branch_steps.split(",")]:
            figures = run(model, service, cases, stream, options, steps)
            print(json.dumps({"stream": name, "branch_steps": steps, "k": options.k, **figures}), flush=True)
    service.close()


if __name__ == "__main__":
    main()
