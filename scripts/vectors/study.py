"""Writes test/data/study.json: the post's four runs with other seeds, by the post's own loop in NumPy.

python3 scripts/vectors/study.py > test/data/study.json

`wide`: of 300 seeds from 7 on, how many end with |W - 10| < 0.5 and |b - 1.5| < 0.5. `arms`: of 20 of them, how often that is so where data and start are
those of the seed, the start alone, and the data alone; the median epochs of the successes, the outcomes, and percentiles of W and b.
"""
import json

import numpy as np

EPOCHS, ROWS, FIRST = 200, 100, 7
KINDS = {"fast": (0.7, True), "fast-true": (0.7, False), "slow": (0.01, True), "slow-true": (0.01, False)}


def drawn(seed):
    np.random.seed(seed)
    x = np.random.rand(ROWS) * 10
    return x, 10 * np.sin(x) + 1.5, (np.random.uniform(-1, 1), np.random.uniform(-1, 1))


def run(x, y, start, rate, as_written):
    """Looked at before each update: the post's stop, then the guard (the loss above 1e6 times its start three times running)."""
    w, b = start
    first, above = None, 0
    for epoch in range(EPOCHS + 1):
        r = w * np.sin(x) + b - y
        loss = 0.5 * np.mean(r * r)
        if epoch < EPOCHS and np.abs(r).mean() < 0.001:
            return "stopped-by-rule", epoch, w, b
        first = loss if first is None else first
        above = above + 1 if loss > 1e6 * first else 0
        if above >= 3:
            return "diverged", epoch, w, b
        if epoch == EPOCHS:
            return "out-of-epochs", epoch, w, b
        w, b = w - rate * np.mean(r * (x if as_written else np.sin(x))), b - rate * np.mean(r)


def success(end):
    return abs(end[2] - 10) < 0.5 and abs(end[3] - 1.5) < 0.5


def arm(ends):
    good = [end for end in ends if success(end)]
    kinds = sorted({end[0] for end in ends})
    return {
        "successes": len(good),
        "epochs": float(np.median([end[1] for end in good])) if good else None,
        "outcomes": {kind: sum(end[0] == kind for end in ends) for kind in kinds},
        "W": [float(v) for v in np.percentile([end[2] for end in ends], [5, 50, 95])],
        "b": [float(v) for v in np.percentile([end[3] for end in ends], [5, 50, 95])],
    }


def study(rate, as_written, seeds=20):
    own_x, own_y, own_start = drawn(FIRST)
    others = [drawn(FIRST + k) for k in range(seeds)]
    return {
        "both": arm([run(x, y, start, rate, as_written) for x, y, start in others]),
        "start": arm([run(own_x, own_y, start, rate, as_written) for _, _, start in others]),
        "data": arm([run(x, y, own_start, rate, as_written) for x, y, _ in others]),
    }


def wide(rate, as_written, seeds=300):
    return sum(bool(success(run(*drawn(FIRST + k), rate, as_written))) for k in range(seeds))


out = {
    kind: {"rate": rate, "asWritten": as_written, "wide": wide(rate, as_written), "arms": study(rate, as_written)}
    for kind, (rate, as_written) in KINDS.items()
}
print(json.dumps(out, indent=1))
