"""k drafts with caches of their own: what a superposed stream should say of each (the teacher), and the ceiling.

All drafts of a prompt are a tree over one prefix: each row sees the prefix and its own draft's earlier rows.
"""

from dataclasses import dataclass

import torch

from .llama import Llama

# As in the product's presets: tokens a row that are mixed with the n-grams.
TOP = 64


@dataclass
class Drafts:
    """Tokens of all drafts and what the unmixed model says after each of them but the last.

    tokens [B, k, n]; scores [B, k, n], logs of the mixture; hidden [B, k, n - 1, H];
    top_ids, top_logs [B, k, n - 1, 32], natural logs; prefix [layers, 2, B, kv_heads, L, size]; prefix_hidden [B, L, H].
    """

    ids: torch.Tensor
    tokens: torch.Tensor
    scores: torch.Tensor
    hidden: torch.Tensor
    top_ids: torch.Tensor
    top_logs: torch.Tensor
    prefix: torch.Tensor
    prefix_hidden: torch.Tensor


def mixed(service, contexts: list, logs: torch.Tensor, ids: torch.Tensor, boost=1.0) -> torch.Tensor:
    """Scores of candidates by model and n-grams together (decoding/src/mixture.ts): ln of a weighted sum.

    contexts: token ids before, a list a row; logs, ids [rows, TOP]: ln p of all tokens, and which these are.
    boost: times the n-grams' weights, where a row says less of a draft than its own would (sharedRowBoost).
    """
    queries = [{"context": context[-8:], "ids": row} for context, row in zip(contexts, ids.tolist())]
    scores = logs.double().exp()
    for row, (share, parts) in enumerate(service("mixture", queries=queries, boost=boost)):
        scores[row] *= share
        if parts:
            places = torch.tensor([int(place) for place in parts])
            scores[row, places] += torch.tensor(list(parts.values()), dtype=torch.float64)
    return scores.log()


def top(model: Llama, hidden: torch.Tensor, count: int = TOP, among: torch.Tensor | None = None):
    """The best tokens and their ln p, [..., count] each; `among` [n]: as if there were no tokens but these."""
    logits = model.logits(hidden, among)
    best, ids = logits.topk(count)
    return best - logits.logsumexp(-1, keepdim=True), ids if among is None else among[ids]


def open_distinct(scores: torch.Tensor, ids: torch.Tensor, keys: list, k: int):
    """The k best openings with different first words (decoding/src/distinct.ts): tokens, scores [B, k]."""
    chosen = []
    for row_scores, row_ids in zip(scores.tolist(), ids.tolist()):
        words, picks = set(), []
        for score, token in sorted(zip(row_scores, row_ids), key=lambda pair: -pair[0]):
            if len(picks) < k and keys[token] and keys[token] not in words:
                words.add(keys[token])
                picks.append((token, score))
        # A prompt with fewer than k words among 64 tokens is as good as unheard of; the last one then stands twice.
        chosen.append((picks + [picks[-1]] * k)[:k])
    return torch.tensor([[t for t, _ in row] for row in chosen]), torch.tensor([[s for _, s in row] for row in chosen])


def tree_mask(length: int, k: int, steps: int) -> torch.Tensor:
    """Mask of the k rows of step `steps` (0: the openings): the prefix, and every k-th row before, [k, T + k]."""
    own = torch.eye(k, dtype=torch.bool)
    return torch.cat((torch.ones(k, length, dtype=torch.bool), own.repeat(1, steps + 1)), 1)


@torch.no_grad()
def separate_drafts(model: Llama, service, keys: list, ids, k: int, tokens: int, explore=0.0, generator=None) -> Drafts:
    """k drafts a prompt on caches of their own. ids [B, L], prompts of one length.

    explore: share of tokens drawn from the model rather than the best of the mixture, so that training sees more than
    one way on; of as many prompts the openings are drawn from those of the best three times k.
    """
    batch, length = ids.shape
    prefix_hidden, past = model(model.embed(ids), torch.arange(length).expand(batch, -1))
    prefix = past
    logs, best = top(model, prefix_hidden[:, -1])
    context = ids.tolist()
    scores = mixed(service, context, logs, best)
    if explore:
        noise = -torch.rand(scores.shape, generator=generator, dtype=scores.dtype).log().log().neg()
        drawn = torch.rand(batch, generator=generator) < explore
        scores = torch.where(drawn[:, None], scores + noise, scores)
    token, score = open_distinct(scores, best, keys, k)
    all_tokens, all_scores, hiddens, logs_of, ids_of = [token], [score], [], [], []
    for step in range(tokens - 1):
        mask = tree_mask(length, k, step).expand(batch, -1, -1)
        position = torch.full((batch, k), length + step)
        hidden, present = model(model.embed(token), position, past, mask)
        past = torch.cat((past, present), 4)
        logs, best = top(model, hidden)
        hiddens.append(hidden.bfloat16())
        logs_of.append(logs[..., :32])
        ids_of.append(best[..., :32].int())
        so_far = torch.stack(all_tokens, 2).tolist()
        contexts = [context[b] + so_far[b][i] for b in range(batch) for i in range(k)]
        flat = mixed(service, contexts, logs.flatten(0, 1), best.flatten(0, 1))
        pick = flat.argmax(-1)
        if explore:
            other = logs.flatten(0, 1).exp().multinomial(1, generator=generator)[:, 0]
            pick = torch.where(torch.rand(len(pick), generator=generator) < explore, other, pick)
        token = best.flatten(0, 1).gather(1, pick[:, None]).view(batch, k)
        all_tokens.append(token)
        all_scores.append(flat.gather(1, pick[:, None]).view(batch, k))
    stack = lambda values: torch.stack(values, 2)
    return Drafts(
        ids, stack(all_tokens), stack(all_scores), stack(hiddens), stack(ids_of), stack(logs_of), prefix, prefix_hidden.bfloat16()
    )
