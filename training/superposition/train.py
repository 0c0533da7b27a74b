"""Command: trains an adapter on what prepare.py wrote. Stop and start it as you like: it goes on at its checkpoint."""

import argparse
import json
import math
import os
import random
import time
from pathlib import Path

import torch
import torch.distributed as distributed

from .adapter import Adapter
from .adapter_shape import AdapterShape
from .batches import divergences, load, others_divergences
from .llama import Llama

EXTRA_TOKENS = 2048


@torch.no_grad()
def measure(model, adapter, files, k: int) -> dict:
    """Mean KL on held-out prefixes, whole vocabulary: by draft, and by place in the draft (all drafts)."""
    all_ = torch.cat([divergences(model, adapter, load(path, k, adapter.keys.device)) for path in files])
    return {"kl_by_draft": all_.mean((0, 2)).tolist(), "kl_by_place": all_.mean((0, 1)).tolist(), "kl": all_.mean().item()}


def rate(step: int, options) -> float:
    """Warm-up, then a cosine to a tenth."""
    warm = min(1.0, (step + 1) / options.warm_up)
    return options.rate * warm * (0.1 + 0.9 * (1 + math.cos(math.pi * min(1.0, step / options.steps))) / 2)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gguf", required=True)
    parser.add_argument("--data", required=True, help="folder that prepare.py wrote, --part train")
    parser.add_argument("--held-out", required=True, help="the same of --part held-out")
    parser.add_argument("--out", required=True, help="folder of checkpoint.pt and curve.jsonl")
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after so long; the schedule is by steps")
    parser.add_argument("--stop-at", type=int, default=10**9, help="stop after so many steps of the schedule")
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--warm-up", type=int, default=30)
    parser.add_argument("--safety", type=float, default=0.0, help="weight of the unlikelihood in the loss")
    parser.add_argument("--rank", type=int, default=16, help="0: the backbone stays as it is")
    parser.add_argument("--first-layer", type=int, default=0, help="first layer with low-rank adapters")
    parser.add_argument("--demultiplexer", choices=("attention", "mlp", "layers", "none"), default="attention")
    parser.add_argument("--top-layers", type=int, default=3, help="of demultiplexer 'layers': run on a row a draft")
    parser.add_argument("--keep-first", action="store_true", help="the first draft is the stream as it is")
    parser.add_argument("--strengths", default="0.6,0.25,0.15", help="begin of the keys; as many as drafts")
    parser.add_argument("--fixed-keys", action="store_true")
    parser.add_argument("--rotations", action="store_true", help="fixed random rotations besides the keys")
    parser.add_argument("--stream", choices=("superposed", "none"), default="superposed")
    parser.add_argument("--ks", default="3", help="numbers of drafts that steps take turns with, such as 2,3,5")
    parser.add_argument("--measure-every", type=int, default=50)
    parser.add_argument("--held-out-files", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    return parser.parse_args()


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    # Under torchrun each process takes a batch of its own: on few cores two processes of one thread are twice as fast
    # as one of two threads.
    if "WORLD_SIZE" in os.environ:
        distributed.init_process_group("gloo" if options.device == "cpu" else "nccl")
    leads = not distributed.is_initialized() or distributed.get_rank() == 0
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    torch.set_default_device(options.device)
    model = Llama.from_gguf(options.gguf).to(options.device)
    shape = AdapterShape(
        hidden=model.shape.hidden,
        rank=options.rank,
        lora_layers=tuple(range(options.first_layer, model.shape.layers)),
        demultiplexer=options.demultiplexer,
        top_layers=options.top_layers,
        keep_first=options.keep_first,
        strengths=tuple(float(each) for each in options.strengths.split(",")),
        rotations=options.rotations,
        stream=options.stream,
    )
    adapter = Adapter(shape, model)
    adapter.keys.requires_grad_(not options.fixed_keys)
    trained = [each for each in adapter.parameters() if each.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=options.rate, betas=(0.9, 0.98), weight_decay=0.01)
    step, seconds, checkpoint = 0, 0.0, out / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=options.device)
        adapter.load_state_dict(saved["adapter"])
        optimiser.load_state_dict(saved["optimiser"])
        step, seconds = saved["step"], saved["seconds"]
    curve = (out / "curve.jsonl").open("a")
    log = lambda **line: (curve.write(json.dumps(line) + "\n"), curve.flush())
    if leads and step == 0:
        log(about=adapter.about(), parameters=sum(each.numel() for each in trained), options=vars(options))
    ks = [int(each) for each in options.ks.split(",")]
    held_out = sorted(Path(options.held_out).glob("*.pt"))[: options.held_out_files]
    moving, started = None, time.time() - seconds
    while True:
        ended = step >= min(options.steps, options.stop_at) or leader_says(time.time() - started > options.minutes * 60)
        if leads and (step % options.measure_every == 0 or ended):
            figures = {f"k{k}": measure(model, adapter, held_out, k) for k in ks}
            log(step=step, seconds=time.time() - started, train=moving, **figures)
            state = {"adapter": adapter.state_dict(), "optimiser": optimiser.state_dict(), "step": step}
            torch.save({**state, "seconds": time.time() - started, "about": adapter.about()}, out / "checkpoint.part")
            (out / "checkpoint.part").rename(checkpoint)
        if ended:
            break
        loss = train_step(model, adapter, optimiser, trained, ks, step, options)
        moving = loss if moving is None else 0.95 * moving + 0.05 * loss
        step += 1


def leader_says(yes: bool) -> bool:
    """The first process's answer, for all: clocks differ, and one that stops alone would leave the others waiting."""
    if not distributed.is_initialized():
        return yes
    answer = torch.tensor(int(yes))
    distributed.broadcast(answer, 0)
    return bool(answer)


def average(gradients: list[torch.Tensor], world: int):
    """Of all processes, in one message."""
    flat = torch.cat([each.flatten() for each in gradients])
    distributed.all_reduce(flat)
    flat /= world
    for each, mean in zip(gradients, flat.split([each.numel() for each in gradients])):
        each.copy_(mean.view_as(each))


def train_step(model, adapter, optimiser, trained, ks, step: int, options) -> float:
    """One batch. New files are found as prepare.py writes them; an epoch goes through them in an order of its own."""
    files = sorted(Path(options.data).glob("*.pt"))
    world, rank = (distributed.get_world_size(), distributed.get_rank()) if distributed.is_initialized() else (1, 0)
    path = random.Random(options.seed * 1_000_003 + step * world + rank).choice(files)
    generator = torch.Generator(options.device).manual_seed(options.seed * 7919 + step * world + rank)
    extra = torch.randint(model.weight("token_embd").shape[0], (EXTRA_TOKENS,), generator=generator)
    if options.keep_first and options.fixed_keys and set(adapter.shape.strengths[1:]) == {0}:
        loss = others_divergences(model, adapter, path, generator, extra, options.safety).mean()
    else:
        loss = divergences(model, adapter, load(path, ks[step % len(ks)], options.device, generator), extra, options.safety).mean()
    for group in optimiser.param_groups:
        group["lr"] = rate(step, options)
    loss.backward()
    if world > 1:
        average([each.grad for each in trained], world)
    torch.nn.utils.clip_grad_norm_(trained, 1.0)
    optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    return loss.item()


if __name__ == "__main__":
    main()
