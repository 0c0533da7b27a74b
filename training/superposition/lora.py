"""Low-rank adapters (LoRA, arXiv 2106.09685 §4.1)."""

import torch
import torch.nn.functional as F
from torch import nn

from .llama import LINEAR, Llama


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
