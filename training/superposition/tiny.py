"""A tiny random llama for the self-test: nothing is downloaded for it."""

import torch

from .llama import LINEAR, Llama, Shape

SHAPE = Shape(layers=2, hidden=32, heads=4, kv_heads=2, head_size=8, rope_base=10_000.0, epsilon=1e-5)
VOCABULARY, FEED_FORWARD = 97, 48


def tiny_llama(seed=0) -> Llama:
    """Weights as in a GGUF file, drawn at random."""
    generator = torch.Generator().manual_seed(seed)
    draw = lambda *shape: torch.randn(shape, generator=generator) * 0.3
    kv = SHAPE.kv_heads * SHAPE.head_size
    sizes = {
        "attn_q": (SHAPE.hidden, SHAPE.hidden),
        "attn_k": (kv, SHAPE.hidden),
        "attn_v": (kv, SHAPE.hidden),
        "attn_output": (SHAPE.hidden, SHAPE.hidden),
        "ffn_gate": (FEED_FORWARD, SHAPE.hidden),
        "ffn_up": (FEED_FORWARD, SHAPE.hidden),
        "ffn_down": (SHAPE.hidden, FEED_FORWARD),
    }
    weights = {"token_embd.weight": draw(VOCABULARY, SHAPE.hidden), "output_norm.weight": torch.ones(SHAPE.hidden)}
    for layer in range(SHAPE.layers):
        for name in LINEAR:
            weights[f"blk.{layer}.{name}.weight"] = draw(*sizes[name])
        for name in ("attn_norm", "ffn_norm"):
            weights[f"blk.{layer}.{name}.weight"] = torch.ones(SHAPE.hidden)
    return Llama(SHAPE, weights, torch.float32)


class NoNgrams:
    """In the place of the Node service: n-grams that know nothing."""

    def __call__(self, op: str, **request):
        if op == "vocabulary":
            return {"eos": [0], "keys": [f"word{each}" for each in range(VOCABULARY)]}
        if op == "mixture":
            return [[1.0, {}] for _ in request["queries"]]
        raise ValueError(op)
