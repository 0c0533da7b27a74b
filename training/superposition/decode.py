"""Superposed Decoding with distinct openings (arXiv 2405.18400; packages/decoding), many prompts at once.

A stream is what says of each draft what comes next: the untouched model on a superposed row (`Untrained`), or the
adapter (`Trained`). Superposed rows are run again from the first one at each step: ten rows are cheap, and the code
stays short. Prompts have one length.
"""

from dataclasses import dataclass

import torch

from .adapter import Adapter
from .drafts import mixed, open_distinct, top, tree_mask
from .llama import Llama


@dataclass
class Prompts:
    """ids [B, L], and what the model has of them."""

    ids: torch.Tensor
    past: torch.Tensor
    hidden: torch.Tensor

    @staticmethod
    @torch.no_grad()
    def of(model: Llama, ids: torch.Tensor) -> "Prompts":
        hidden, past = model(model.embed(ids), torch.arange(ids.shape[1]).expand(len(ids), -1))
        return Prompts(ids, past, hidden)


class Untrained:
    """γ = softmax(exponent · cumulative scores) of the living drafts; one hidden state for all."""

    among = None

    def __init__(self, model: Llama, exponent=2.0):
        self.model, self.exponent, self.rows = model, exponent, None

    def begin(self, prompts: Prompts, branch_steps: int):
        self.prompts, self.rows = prompts, None

    def hidden(self, tokens, scores, alive):
        """tokens, alive [B, k, n], scores [B, k] → [B, k, H] after the last token."""
        n = tokens.shape[2]
        # A row keeps the weights that it was made with; after branches all rows are made anew.
        fresh = n if self.rows is None else 1
        weights = scores[..., None].expand(-1, -1, fresh).masked_fill(~alive[..., -fresh:], -1e9)
        weights = (self.exponent * (weights - weights.amax(1, keepdim=True))).softmax(1)
        made = (self.model.embed(tokens[..., -fresh:]) * weights[..., None]).sum(1)
        self.rows = made if self.rows is None else torch.cat((self.rows, made), 1)
        length = self.prompts.ids.shape[1]
        hidden, _ = self.model(self.rows, torch.arange(length, length + n).expand(len(tokens), -1), self.prompts.past)
        return hidden[:, None, -1].expand(-1, tokens.shape[1], -1)


class Trained:
    """The adapter's hidden states.

    only_first: leaves all drafts but the first out of the stream (ablation). among: the only tokens that the other
    drafts choose from in superposed steps, so that lm_head is short (frequency-ranked, as in FR-Spec, arXiv 2502.14856); None: all.
    """

    def __init__(self, model: Llama, adapter: Adapter, only_first=False, among=None):
        self.model, self.adapter, self.only_first, self.among = model, adapter, only_first, among

    def begin(self, prompts: Prompts, branch_steps: int):
        self.prompts, self.branched = prompts, branch_steps

    def hidden(self, tokens, scores, alive):
        present = alive.float()
        if self.only_first:
            present[:, 1:] = 0
        prompts = self.prompts
        return self.adapter(
            self.model, prompts.ids, prompts.past, prompts.hidden, tokens, present, self.branched
        )[:, :, -1]


@torch.no_grad()
def decode(model: Llama, service, vocabulary: dict, prompts: Prompts, stream, k=3, tokens=10, branch_steps=0, boost=1.0) -> list:
    """Drafts by prompt, the likeliest opening first: [{tokens, finished}]. stream None: separate caches throughout.

    boost: of the n-grams, in superposed steps.
    """
    batch, length = prompts.ids.shape
    eos = torch.tensor(vocabulary["eos"])
    context = prompts.ids.tolist()
    logs, ids = top(model, prompts.hidden[:, -1])
    token, scores = open_distinct(mixed(service, context, logs, ids), ids, vocabulary["keys"], k)
    all_tokens, alive = token[..., None], torch.ones(batch, k, 1, dtype=torch.bool)
    past = prompts.past
    for step in range(tokens - 1):
        if stream is None or step < branch_steps:
            mask = tree_mask(length, k, step).expand(batch, -1, -1)
            hidden, present = model(model.embed(token), torch.full((batch, k), length + step), past, mask)
            past, among, more = torch.cat((past, present), 4), None, 1.0
        else:
            if step == branch_steps:
                stream.begin(prompts, branch_steps)
            hidden, among, more = stream.hidden(all_tokens, scores, alive), stream.among, boost
        logs, ids = top(model, hidden)
        if among is not None:
            # The first draft's row keeps all of lm_head.
            rest = top(model, hidden[:, 1:], among=among)
            logs, ids = (torch.cat((whole[:, :1], part), 1) for whole, part in zip((logs, ids), rest))
        contexts = [context[b] + all_tokens[b, i].tolist() for b in range(batch) for i in range(k)]
        best = mixed(service, contexts, logs.flatten(0, 1), ids.flatten(0, 1), more).max(-1)
        token = ids.flatten(0, 1).gather(1, best.indices[:, None]).view(batch, k)
        living = alive[..., -1] & ~torch.isin(all_tokens[..., -1], eos)
        scores = scores + torch.where(living, best.values.view(batch, k), 0).float()
        all_tokens, alive = torch.cat((all_tokens, token[..., None]), 2), torch.cat((alive, living[..., None]), 2)
    drafts = []
    for b in range(batch):
        rows = [all_tokens[b, i, : int(alive[b, i].sum())].tolist() for i in range(k)]
        drafts.append([{"tokens": row, "finished": row[-1] in vocabulary["eos"]} for row in rows])
    return drafts


@torch.no_grad()
def score(model: Llama, prompts: Prompts, drafts: list):
    """Puts `logProbs`, ln p of each token under the unmixed model, into each draft."""
    flat = [draft for each in drafts for draft in each]
    k, longest = len(drafts[0]), max(len(draft["tokens"]) for draft in flat)
    padded = torch.tensor([draft["tokens"] + [0] * (longest - len(draft["tokens"])) for draft in flat])
    ids = torch.cat((prompts.ids.repeat_interleave(k, 0), padded), 1)
    start = prompts.ids.shape[1] - 1
    for at in range(0, len(ids), 64):
        part = ids[at : at + 64]
        hidden, _ = model(model.embed(part[:, :-1]), torch.arange(part.shape[1] - 1).expand(len(part), -1))
        logs = model.logits(hidden[:, start:]).log_softmax(-1)
        found = logs.gather(-1, part[:, start + 1 :, None])[..., 0].tolist()
        for draft, row in zip(flat[at : at + 64], found):
            draft["logProbs"] = row[: len(draft["tokens"])]
