"""A llama-architecture model over rows, as the runtime has it: a row is any vector at a position that sees some slots.

Shapes: B batch, R rows of a pass, T slots before them, H width of the residual stream.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F

from .gguf_file import Gguf, read_gguf

LINEAR = ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down")


@dataclass(frozen=True)
class Shape:
    layers: int
    hidden: int
    heads: int
    kv_heads: int
    head_size: int
    rope_base: float
    epsilon: float


def rms_norm(x: torch.Tensor, weight: torch.Tensor, epsilon: float) -> torch.Tensor:
    """In float32 whatever x is; the result has the dtype of the weights that follow."""
    x = x.float()
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + epsilon) * weight


def rotate(x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> torch.Tensor:
    """Rotary position embedding. GGUF files of this architecture pair neighbours. x [B, heads, R, size]."""
    even, odd = x[..., 0::2], x[..., 1::2]
    return torch.stack((even * cos - odd * sin, even * sin + odd * cos), -1).flatten(-2)


class Llama(torch.nn.Module):
    """Frozen weights; `adapter`, where one is given, adds to its linear layers (see lora.py)."""

    def __init__(self, shape: Shape, weights: dict, dtype=torch.bfloat16):
        super().__init__()
        self.shape, self.dtype = shape, dtype
        for name, value in weights.items():
            kept = torch.float32 if value.ndim == 1 else dtype
            self.register_buffer(name.replace(".", "_"), value.to(kept), persistent=False)
        exponents = torch.arange(0, shape.head_size, 2).float() / shape.head_size
        self.register_buffer("frequencies", shape.rope_base**-exponents, persistent=False)

    @staticmethod
    def from_gguf(path: str, dtype=torch.bfloat16) -> "Llama":
        return Llama.of(read_gguf(path), dtype)

    @staticmethod
    def of(file: Gguf, dtype=torch.bfloat16) -> "Llama":
        read = lambda key: file.metadata[f"llama.{key}"]
        heads, hidden = read("attention.head_count"), read("embedding_length")
        shape = Shape(
            read("block_count"),
            hidden,
            heads,
            file.metadata.get("llama.attention.head_count_kv", heads),
            file.metadata.get("llama.attention.key_length", hidden // heads),
            file.metadata.get("llama.rope.freq_base", 10_000.0),
            read("attention.layer_norm_rms_epsilon"),
        )
        return Llama(shape, {name: torch.from_numpy(each) for name, each in file.tensors.items()}, dtype)

    def weight(self, name: str) -> torch.Tensor:
        return getattr(self, name.replace(".", "_") + "_weight")

    def embed(self, ids: torch.Tensor) -> torch.Tensor:
        """Embeddings in float32, [..., H]."""
        return self.weight("token_embd")[ids].float()

    def embed_even(self, ids: torch.Tensor) -> torch.Tensor:
        """Embeddings brought to a root mean square of 1, [..., H]."""
        embedded = self.embed(ids)
        return embedded / embedded.pow(2).mean(-1, keepdim=True).sqrt().clamp(min=1e-6)

    def logits(self, hidden: torch.Tensor, ids: torch.Tensor | None = None) -> torch.Tensor:
        """Logits of all tokens, or of those in `ids` [n], after normalised hidden states; float32."""
        table = self.weight("token_embd")
        return F.linear(hidden.to(self.dtype), table if ids is None else table[ids]).float()

    def forward(self, x, positions, past=None, mask=None, adapter=None, layers=None):
        """One pass, through all layers or the range `layers` of them.

        x [B, R, H]; positions [B, R]; past: keys and values [layers, 2, B, kv_heads, T, size] or None;
        mask [B, R, T + R], true where a row sees a slot (None: causal, all of the past).
        Returns the hidden states [B, R, H] (float32), normalised after the last layer, and this pass's keys and values.
        """
        shape, dtype = self.shape, self.dtype
        batch, rows, _ = x.shape
        angles = positions[:, None, :, None].float() * self.frequencies
        cos, sin = angles.cos().to(dtype), angles.sin().to(dtype)
        before = 0 if past is None else past.shape[4]
        if mask is None:
            mask = torch.ones(rows, before + rows, dtype=torch.bool, device=x.device).tril(before).expand(batch, -1, -1)
        bias = torch.zeros(mask.shape, dtype=dtype, device=x.device).masked_fill_(~mask, -1e9)[:, None]
        present = []
        x = x.float()
        layers = range(shape.layers) if layers is None else layers
        for at, layer in enumerate(layers):
            linear = lambda name, value, layer=layer: self._linear(layer, name, value, adapter)
            normed = rms_norm(x, self.weight(f"blk.{layer}.attn_norm"), shape.epsilon).to(dtype)
            split = lambda value: value.view(batch, rows, -1, shape.head_size).transpose(1, 2)
            query = rotate(split(linear("attn_q", normed)), cos, sin)
            key = rotate(split(linear("attn_k", normed)), cos, sin)
            value = split(linear("attn_v", normed))
            present.append(torch.stack((key, value)))
            if past is not None:
                key, value = torch.cat((past[at, 0], key), 2), torch.cat((past[at, 1], value), 2)
            heard = self._attend(query, key, value, bias)
            x = x + linear("attn_output", heard.transpose(1, 2).reshape(batch, rows, -1))
            normed = rms_norm(x, self.weight(f"blk.{layer}.ffn_norm"), shape.epsilon).to(dtype)
            x = x + linear("ffn_down", F.silu(linear("ffn_gate", normed)) * linear("ffn_up", normed))
        if layers.stop == shape.layers:
            x = rms_norm(x, self.weight("output_norm"), shape.epsilon)
        return x, torch.stack(present)

    def _linear(self, layer, name, x, adapter):
        y = F.linear(x, self.weight(f"blk.{layer}.{name}"))
        return y if adapter is None else y + adapter(layer, name, x)

    def _attend(self, query, key, value, bias):
        """Grouped-query attention: the queries of a group are rows of one product."""
        batch, heads, rows, size = query.shape
        groups = self.shape.kv_heads
        query = query.reshape(batch, groups, heads // groups * rows, size)
        scores = query @ key.transpose(2, 3) * size**-0.5 + bias.repeat(1, 1, heads // groups, 1)
        heard = scores.float().softmax(-1).to(value.dtype) @ value
        return heard.view(batch, heads, rows, size)
