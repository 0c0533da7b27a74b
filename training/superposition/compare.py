"""Command: lines of evaluate.py as a table, with what each has more than the first line, prompt by prompt.

The lines must be of the same prompts. Intervals are 95% bootstrap, percentiles of 2,000 resamples of prompts.
"""

import argparse
import json
import math
from pathlib import Path

import numpy as np


def interval(values: np.ndarray, seed=1) -> tuple[float, float]:
    """Of the mean of values [prompts]."""
    drawn = np.random.default_rng(seed).integers(len(values), size=(2000, len(values)))
    return tuple(np.percentile(values[drawn].mean(1), [2.5, 97.5]))


def row(line: dict, first: dict) -> list[str]:
    """Name; perplexity by draft, arithmetic and geometric; over all drafts; first tokens; matched; differences."""
    nll, matched = np.array(line["nll_by_prompt"]), np.array(line["matched_by_prompt"])
    low, high = np.exp(interval(nll))
    more = matched - np.array(first["matched_by_prompt"])
    ratio = nll - np.array(first["nll_by_prompt"])
    span = lambda values, digits: " … ".join(f"{each:.{digits}f}" for each in values)
    by_draft = lambda values: " / ".join(f"{each:.3g}" for each in values)
    return [
        f"{line['stream']}, `branchSteps` {line['branch_steps']}",
        by_draft(line["perplexity_by_draft"]),
        by_draft([math.exp(each) for each in line["nll_by_draft"]]),
        f"{line['perplexity_geometric']:.1f} [{low:.1f}, {high:.1f}]",
        f"{line['first_token_right']['of_1']:.2f} / {line['first_token_right']['of_k']:.2f}",
        f"{line['first_three_right']['of_1']:.3f} / {line['first_three_right']['of_k']:.3f}" if "first_three_right" in line else "",
        f"{line['matched']['of_1']:.2f} / {line['matched']['of_k']:.2f}",
        f"{math.exp(ratio.mean()):.2f} [{span(np.exp(interval(ratio)), 2)}]",
        f"{more.mean():+.2f} [{span(interval(more), 2)}]",
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    lines = [json.loads(line) for path in options.files for line in Path(path).read_text().splitlines()]
    head = ["stream", "perplexity by draft", "geometric by draft", "geometric", "first token", "first three", "matched 1 / k", "× first", "matched more"]
    for cells in [head, ["---"] * len(head), *(row(line, lines[0]) for line in lines)]:
        print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
