"""The drafts out of the stream before the last layers of the model."""

import torch
import torch.nn.functional as F
from torch import nn

from .adapter_shape import MOST_DRAFTS, RECENT, AdapterShape
from .llama import Llama


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
        embedded = model.embed_even(recent)
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
