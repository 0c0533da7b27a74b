"""Distance to the teacher: what the unmixed model says of a draft on a cache of its own."""

import torch

from .llama import Llama


def divergence(q_logs: torch.Tensor, p_logs: torch.Tensor) -> torch.Tensor:
    """KL(p ‖ q) in nats over the teacher's best tokens and, as one more event, all others.

    q_logs, p_logs [..., 32]: ln q and ln p of the teacher's best tokens, of all tokens.
    """
    p = p_logs.exp()
    rest = (1 - p.sum(-1)).clamp(min=1e-5)
    q_rest = (1 - q_logs.exp().sum(-1)).clamp(min=1e-5)
    return (p * (p_logs - q_logs)).sum(-1) + rest * (rest.log() - q_rest.log())


def unlikelihood(q_logs: torch.Tensor, p_logs: torch.Tensor) -> torch.Tensor:
    """Σ q · −ln p in nats: how unlikely the teacher finds what the student says. Shapes as in `divergence`.

    A student that cannot know loses least by tokens that are likely whatever the draft was. Tokens beyond the
    teacher's best count as one nat less likely than the last of these.
    """
    q = q_logs.exp()
    floor = p_logs[..., -1] - 1
    return -(q * p_logs).sum(-1) - (1 - q.sum(-1)) * floor


def teacher_divergence(model: Llama, hidden, top_ids, top_logs, extra=None, safety=0.0) -> torch.Tensor:
    """KL by draft and place, [B, k, n], and `safety` times the unlikelihood. hidden [B, k, n, H], top_ids, top_logs [B, k, n, 32].

    extra: ids that the normaliser also runs over besides the batch's teacher tokens, which saves nine tenths of
    lm_head while training; None: the whole vocabulary, as for everything that is reported.
    """
    ids = top_ids.long()
    if extra is None:
        logits = model.logits(hidden)
        q = logits.gather(-1, ids) - logits.logsumexp(-1, keepdim=True)
        return divergence(q, top_logs)
    chosen, places = torch.cat((ids.flatten(), extra)).unique(return_inverse=True)
    logits = model.logits(hidden, chosen)
    q = logits.gather(-1, places[: ids.numel()].view(ids.shape)) - logits.logsumexp(-1, keepdim=True)
    return divergence(q, top_logs) + (safety * unlikelihood(q, top_logs) if safety else 0)
