"""What is trained: keys that tell the drafts apart in one stream, low-rank adapters, and a demultiplexer.

Multiplexing after DataMUX (arXiv 2202.09318 §3: keys, demultiplexer) and RevMUX (2410.04519: a frozen backbone);
low-rank adapters after LoRA (2106.09685 §4.1); the demultiplexer reads a feature of the large model beside the token
that follows it, as EAGLE's one-layer head does (2401.15077 §3.1).
"""

from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import nn

from .llama import LINEAR, Llama, rms_norm, rotate

# Tokens of a draft that the demultiplexer sees at once, besides what it attends to.
RECENT = 3
MOST_DRAFTS = 5


@dataclass(frozen=True)
class AdapterShape:
    """strengths: begin of the keys by draft, so draft i's share of the stream; 0 leaves a draft out of it."""

    hidden: int
    rank: int = 0
    lora_layers: tuple = ()
    # 'attention' and 'mlp' come after the last layer, 'layers' before the last `top_layers` of them.
    demultiplexer: str = "attention"
    top_layers: int = 0
    # 'layers' only: the first draft's row is the stream as it is, without adapters.
    keep_first: bool = False
    demultiplexer_width: int = 1024
    strengths: tuple = (0.6, 0.25, 0.15)
    rotations: bool = False
    # 'superposed': a step's hidden state is of the superposed row; 'none': the demultiplexer works without it.
    stream: str = "superposed"


class Lora(nn.Module):
    """y += B A x · (2 / rank^½) for the linear layers of some layers of the model. B begins at 0."""

    def __init__(self, model: Llama, rank: int, layers):
        super().__init__()
        self.scale = 2 / rank**0.5
        self.down, self.up = nn.ParameterDict(), nn.ParameterDict()
        # Which rows of a pass it is on for, [R, 1]; None: all.
        self.rows = None
        for layer in layers:
            for name in LINEAR:
                outputs, inputs = model.weight(f"blk.{layer}.{name}").shape
                self.down[f"{layer}_{name}"] = nn.Parameter(torch.randn(rank, inputs) / inputs**0.5)
                self.up[f"{layer}_{name}"] = nn.Parameter(torch.zeros(outputs, rank))

    def forward(self, layer: int, name: str, x: torch.Tensor) -> torch.Tensor | float:
        key = f"{layer}_{name}"
        if key not in self.down:
            return 0.0
        low = F.linear(x, self.down[key].to(x.dtype))
        return F.linear(low if self.rows is None else low * self.rows, self.up[key].to(x.dtype) * self.scale)


class Demultiplexer(nn.Module):
    """The hidden state of each draft out of that of all, from its own tokens.

    Per place: a linear map of [hidden state; the last RECENT embeddings], for 'attention' one layer that attends to
    the prompt and the draft's own places, then a SwiGLU layer. What comes out is added to the hidden state, and is 0
    at the beginning.
    """

    def __init__(self, shape: AdapterShape, model: Llama):
        super().__init__()
        hidden, width = shape.hidden, shape.demultiplexer_width
        self.kind, self.shape = shape.demultiplexer, model.shape
        linear = lambda outputs, inputs: nn.Linear(inputs, outputs, bias=False)
        self.fuse = linear(hidden, (1 + RECENT) * hidden)
        self.slot = nn.Parameter(torch.zeros(MOST_DRAFTS + 1, hidden))
        if self.kind == "attention":
            kv = model.shape.kv_heads * model.shape.head_size
            self.query, self.key, self.value = linear(hidden, hidden), linear(kv, hidden), linear(kv, hidden)
            self.heard = linear(hidden, hidden)
        self.gate, self.up, self.down = linear(width, hidden), linear(width, hidden), linear(hidden, width)
        self.out = linear(hidden, hidden)
        nn.init.zeros_(self.out.weight)

    def forward(self, model: Llama, prefix_ids, prefix_hidden, tokens, hidden):
        """prefix_ids [B, L], prefix_hidden [B, L, H], tokens [B, k, n], hidden [B, k, n, H]: of the row that holds
        a draft's token. Returns [B, k, n, H], normalised hidden states before the tied lm_head."""
        batch, k, n = tokens.shape
        length = prefix_ids.shape[1]
        ids = torch.cat((prefix_ids[:, None].expand(-1, k, -1), tokens), 2)
        embedded = model.embed(ids)
        embedded = embedded / embedded.pow(2).mean(-1, keepdim=True).sqrt().clamp(min=1e-6)
        recent = [F.pad(embedded, (0, 0, back, 0))[:, :, : length + n] for back in range(RECENT)]
        own = torch.cat([hidden, *(each[:, :, length:] for each in recent)], -1)
        own = self._fuse(model, own) + self.slot[1 : k + 1, None]
        z = own
        if self.kind == "attention":
            # Of the prompt there is one copy for all drafts.
            before = torch.cat([prefix_hidden, *(each[:, 0, :length] for each in recent)], -1)
            z = z + self._attend(model, self._fuse(model, before) + self.slot[0], own)
        normed = self._norm(z).to(model.dtype)
        inner = F.silu(self._apply(self.gate, normed)) * self._apply(self.up, normed)
        z = z + self._apply(self.down, inner)
        return hidden.float() + self._apply(self.out, self._norm(z).to(model.dtype)).float()

    def _apply(self, layer, x):
        return F.linear(x, layer.weight.to(x.dtype))

    def _norm(self, x):
        return rms_norm(x, torch.ones((), device=x.device), self.shape.epsilon)

    def _fuse(self, model, joined):
        head, tail = joined[..., : self.shape.hidden], joined[..., self.shape.hidden :]
        return self._apply(self.fuse, torch.cat((self._norm(head), tail), -1).to(model.dtype)).float()

    def _attend(self, model, before, own):
        batch, k, n, _ = own.shape
        length, size = before.shape[1], self.shape.head_size
        positions = torch.arange(length + n, device=own.device)[:, None].float() * model.frequencies
        cos, sin = positions.cos().to(model.dtype), positions.sin().to(model.dtype)
        before, own = self._norm(before).to(model.dtype), self._norm(own).to(model.dtype)
        split = lambda x: x.unflatten(-1, (-1, size)).transpose(-3, -2)
        query = rotate(split(self._apply(self.query, own)), cos[length:], sin[length:])
        both = []
        for layer, turn in ((self.key, True), (self.value, False)):
            of_prefix, of_own = split(self._apply(layer, before)), split(self._apply(layer, own))
            if turn:
                of_prefix, of_own = rotate(of_prefix, cos[:length], sin[:length]), rotate(of_own, cos[length:], sin[length:])
            both.append(torch.cat((of_prefix[:, None].expand(-1, k, -1, -1, -1), of_own), -2))
        repeats = self.shape.heads // self.shape.kv_heads
        key, value = (each.repeat_interleave(repeats, 2) for each in both)
        mask = torch.ones(n, length + n, dtype=torch.bool, device=own.device).tril(length)
        scores = (query @ key.transpose(-2, -1)).float() * size**-0.5
        weights = scores.masked_fill(~mask, -1e9).softmax(-1).to(model.dtype)
        return self._apply(self.heard, (weights @ value).transpose(-3, -2).flatten(-2)).float()


class Separator(nn.Module):
    """The drafts' residual streams out of that of all, before the last layers, which then run on a row a draft.

    What is added is an MLP of [normalised stream; the last RECENT embeddings], in units of the stream's own size, and
    0 at the beginning. Those layers keep their weights, so a draft's row has in them what the model has learnt.
    """

    def __init__(self, shape: AdapterShape, model: Llama):
        super().__init__()
        hidden, width = shape.hidden, shape.demultiplexer_width
        self.layers = range(model.shape.layers - shape.top_layers, model.shape.layers)
        self.shape, self.keep_first = model.shape, shape.keep_first
        self.inner = nn.Linear((1 + RECENT) * hidden, width, bias=False)
        self.slot = nn.Parameter(torch.zeros(MOST_DRAFTS, width))
        self.outer = nn.Linear(width, hidden, bias=False)
        nn.init.zeros_(self.outer.weight)

    def own_streams(self, model: Llama, prefix_ids, prefix, tokens):
        """The streams below the last layers of every draft on rows of its own, [B, k, n, H]."""
        return self._rows(model, prefix_ids, prefix, model.embed(tokens), range(self.layers.start))

    def forward(self, model: Llama, prefix_ids, prefix, tokens, hidden, lora, first=0, branched=0):
        """prefix: as in `Adapter`; tokens [B, k, n]; hidden [B, k, n, H], not normalised. Returns [B, k, n, H].

        first: place of tokens[:, 0] among the drafts, 1 where the one that keeps the stream is left out.
        branched: so many of the first places had rows of their own and are left as they are.
        """
        batch, k, n = tokens.shape
        recent = torch.cat((prefix_ids[:, None, 1 - RECENT :].expand(-1, k, -1), tokens), 2)
        embedded = model.embed(recent)
        embedded = embedded / embedded.pow(2).mean(-1, keepdim=True).sqrt().clamp(min=1e-6)
        own = [embedded[:, :, RECENT - 1 - back :][:, :, :n] for back in range(RECENT)]
        size = hidden.float().pow(2).mean(-1, keepdim=True).sqrt()
        joined = torch.cat([hidden / size, *own], -1).to(model.dtype)
        inner = F.linear(joined, self.inner.weight.to(model.dtype)).float() + self.slot[first : first + k, None]
        delta = size * F.linear(F.silu(inner).to(model.dtype), self.outer.weight.to(model.dtype)).float()
        changed = torch.ones(k, n, 1, device=hidden.device)
        changed[:, :branched] = 0
        if self.keep_first and first == 0:
            changed[0] = 0
        lora.rows = changed.view(k * n, 1).to(model.dtype)
        separate = self._rows(model, prefix_ids, prefix, hidden + delta * changed, self.layers, lora)
        lora.rows = None
        return separate

    def _rows(self, model: Llama, prefix_ids, prefix, x, layers: range, lora=None):
        """Some layers over rows draft by draft, each of which sees the prefix and its own draft's places so far."""
        batch, k, n, _ = x.shape
        length = prefix_ids.shape[1]
        own_places = torch.block_diag(*[torch.ones(n, n).tril()] * k).bool()
        mask = torch.cat((torch.ones(k * n, length, dtype=torch.bool), own_places), 1).to(x.device).expand(batch, -1, -1)
        positions = torch.arange(length, length + n, device=x.device).repeat(k).expand(batch, -1)
        past = prefix[layers.start : layers.stop]
        return model(x.flatten(1, 2), positions, past, mask, lora, layers)[0].view(batch, k, n, -1)


class Adapter(nn.Module):
    """Keys, low-rank adapters, demultiplexer."""

    def __init__(self, shape: AdapterShape, model: Llama):
        super().__init__()
        self.shape = shape
        strengths = torch.tensor(shape.strengths)
        self.keys = nn.Parameter(strengths[:, None].expand(-1, shape.hidden).clone())
        if shape.rotations:
            # Fixed random orthogonal maps of all drafts but the first, as in DataMUX (§3.1).
            generator = torch.Generator().manual_seed(7)
            maps = [torch.eye(shape.hidden)]
            for _ in strengths[1:]:
                maps.append(torch.linalg.qr(torch.randn(shape.hidden, shape.hidden, generator=generator))[0])
            self.register_buffer("maps", torch.stack(maps))
        self.lora = Lora(model, shape.rank, shape.lora_layers) if shape.rank else None
        kinds = {"attention": Demultiplexer, "mlp": Demultiplexer, "layers": Separator}
        kind = kinds.get(shape.demultiplexer)
        self.demultiplexer = kind(shape, model) if kind else None
        # Below these the stream is one for all; the adapters of layers from here on are for rows of one draft.
        self.below = range(model.shape.layers - (shape.top_layers if kind is Separator else 0))

    def superpose(self, model: Llama, tokens: torch.Tensor, present=None) -> torch.Tensor:
        """Rows out of the drafts' tokens, [B, k, n] → [B, n, H]: Σ key_i ⊙ E[token_i].

        present [B, k, n]: 1, or 0 where a draft has ended or is left out (None: all are there).
        """
        embedded = model.embed(tokens)
        if present is not None:
            embedded = embedded * present[..., None]
        if self.shape.rotations:
            embedded = torch.einsum("bknh,kgh->bkng", embedded, self.maps[: tokens.shape[1]])
        return (embedded * self.keys[: tokens.shape[1], None]).sum(1)

    def forward(self, model: Llama, prefix_ids, prefix, prefix_hidden, tokens, present=None, branched=0):
        """Hidden states of each draft after each of its tokens, one superposed row a place.

        prefix [layers, 2, B, kv_heads, L, size]; tokens [B, k, n]; returns [B, k, n, H].
        branched: so many of the first places had rows of their own ('layers' only; others have no use of it).
        """
        batch, k, n = tokens.shape
        length = prefix_ids.shape[1]
        if self.shape.stream == "none":
            hidden = torch.zeros(batch, n, self.shape.hidden)
        else:
            x = self.superpose(model, tokens, present)
            positions = torch.arange(length, length + n, device=tokens.device).expand(batch, -1)
            of_below = self.lora is not None and self.shape.lora_layers[0] < self.below.stop
            trained = of_below or self.keys.requires_grad
            with torch.set_grad_enabled(trained and torch.is_grad_enabled()):
                hidden, _ = model(x, positions, prefix, None, self.lora if of_below else None, self.below)
        hidden = hidden[:, None].expand(-1, k, -1, -1)
        if self.demultiplexer is None:
            return hidden
        if isinstance(self.demultiplexer, Separator):
            if branched:
                own = self.demultiplexer.own_streams(model, prefix_ids, prefix, tokens[:, :, :branched])
                hidden = torch.cat((own, hidden[:, :, branched:]), 2)
            return self.demultiplexer(model, prefix_ids, prefix, tokens, hidden, self.lora, branched=branched)
        return self.demultiplexer(model, prefix_ids, prefix_hidden.float(), tokens, hidden)

    def about(self) -> dict:
        return asdict(self.shape)
