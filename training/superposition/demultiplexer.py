"""The drafts out of the last hidden state, from their own tokens.

It reads a feature of the large model beside the token that follows it, as EAGLE's one-layer head does (arXiv
2401.15077 §3.1); DataMUX (2202.09318 §3.2) and RevMUX (2410.04519) demultiplex here with an MLP.
"""

import torch
import torch.nn.functional as F
from torch import nn

from .adapter_shape import MOST_DRAFTS, RECENT, AdapterShape
from .llama import Llama, rms_norm, rotate


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
        embedded = model.embed_even(ids)
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
