"""Command: draws curves of training as an SVG, mean held-out KL by hours or steps, one line a run."""

import argparse
import json
from pathlib import Path

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 360, 56, 230, 16, 44
COLOURS = ("#0b6e99", "#c0561f", "#3f7d3a", "#8a3f8f", "#8c6d1f", "#5b5b5b", "#b02a4c")


def points(path: Path, key: str, draft: str) -> list[tuple[float, float]]:
    """(steps, nats) of one run; draft: 'all' or a number from 1."""
    found = []
    for line in path.read_text().splitlines():
        each = json.loads(line)
        if "step" in each and key in each:
            kl = each[key]["kl"] if draft == "all" else each[key]["kl_by_draft"][int(draft) - 1]
            found.append((each["step"], kl))
    return found


def chart(runs: dict, label: str) -> str:
    """An SVG of named lines; both axes start where the data do, and the y axis at 0."""
    most_x = max(x for line in runs.values() for x, _ in line)
    most_y = max(y for line in runs.values() for _, y in line)
    across = lambda x: LEFT + x / most_x * (WIDTH - LEFT - RIGHT)
    up = lambda y: HEIGHT - BOTTOM - y / most_y * (HEIGHT - TOP - BOTTOM)
    text = 'font-family="sans-serif" font-size="12" fill="#444"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{label}">']
    parts.append(f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>')
    for tick in range(int(most_y) + 1):
        y = up(tick)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" {text}>{tick}</text>')
    for tick in range(5):
        x = most_x * tick / 4
        parts.append(f'<text x="{across(x):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle" {text}>{x:.0f}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(f'<text x="{middle}" y="{HEIGHT - 8}" text-anchor="middle" {text}>steps</text>')
    parts.append(f'<text x="14" y="{HEIGHT / 2}" transform="rotate(-90 14 {HEIGHT / 2})" text-anchor="middle" {text}>KL, nats</text>')
    # Names stand at the ends of their lines, apart by a line of text at least.
    ends = sorted(runs.items(), key=lambda item: item[1][-1][1], reverse=True)
    last = 0.0
    for at, (name, line) in enumerate(ends):
        colour = COLOURS[at % len(COLOURS)]
        path = "M" + "L".join(f"{across(x):.1f} {up(y):.1f}" for x, y in line)
        parts.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        last = max(up(line[-1][1]), last + 15)
        parts.append(f'<text x="{WIDTH - RIGHT + 8}" y="{last + 4:.1f}" {text.replace("#444", colour)}>{name} {line[-1][1]:.2f}</text>')
    return "".join(parts) + "</svg>\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", nargs="+", help="NAME=curve.jsonl")
    parser.add_argument("--key", default="k3")
    parser.add_argument("--draft", default="all")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    runs = {}
    for each in options.runs:
        name, _, path = each.partition("=")
        runs[name] = points(Path(path), options.key, options.draft)
    Path(options.out).write_text(chart(runs, "Held-out KL to the teacher by step of training"))


if __name__ == "__main__":
    main()
