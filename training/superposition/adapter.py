"""All that is trained: keys that tell the drafts apart in one stream, low-rank adapters, and what separates the drafts.

Multiplexing after DataMUX (arXiv 2202.09318 §3.1: keys), on a frozen backbone as in RevMUX (2410.04519).
"""

from dataclasses import asdict

import torch
from torch import nn

from .adapter_shape import AdapterShape
from .demultiplexer import Demultiplexer
from .llama import Llama
from .lora import Lora
from .separator import Separator


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
