"""What an adapter is made of."""

from dataclasses import dataclass

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
