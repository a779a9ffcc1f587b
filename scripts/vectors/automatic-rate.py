"""Writes test/data/automatic-rate.json: the way of the automatic learning rate, from the formulas of the papers in NumPy.

python3 scripts/vectors/automatic-rate.py > test/data/automatic-rate.json
"""
import json

import numpy as np


def ritz(pairs):
    """Eigenvalues of the symmetric part of Q'HQ by a QR factor of the steps, newest first (Fletcher 2012, eq. 18)."""
    pairs = pairs[: len(pairs[0][0])]
    s = np.array([p[0] for p in pairs]).T
    y = np.array([p[1] for p in pairs]).T
    q, r = np.linalg.qr(s)
    keep = np.abs(np.diag(r)) > 1e-4 * np.linalg.norm(s, axis=0)
    m = len(keep) if keep.all() else int(np.argmin(keep))
    q, r, y = q[:, :m], r[:m, :m], y[:, :m]
    t = q.T @ y @ np.linalg.inv(r)
    values = np.linalg.eigvalsh(0.5 * (t + t.T))[::-1]
    if values[-1] <= 0 or np.abs(t - t.T).max() > 0.1 * np.sqrt(values[0] * values[-1]):
        return None
    return values


def descend(evaluate, start, steps, gram=None):
    x = np.array(start, dtype=float)
    f, g = evaluate(x)
    if gram is None:
        h = 1e-6 * np.linalg.norm(x) / np.linalg.norm(g)
        rate = h * np.linalg.norm(g) / np.linalg.norm(evaluate(x - h * g)[1] - g)
    else:
        rate = np.linalg.norm(g) / np.linalg.norm(gram(x) @ g)
    reach, losses, pairs, shorter, queue = np.linalg.norm(x), [f], [], [], []
    threshold, caution, way = 0.5, 0, []
    for _ in range(steps):
        gg = g @ g
        first = t = min(rate, 10 * reach / np.sqrt(gg))
        while True:
            xn = x - t * g
            fn, gn = evaluate(xn)
            s = xn - x
            a, b = g @ s, gn @ s
            parabolic = abs(fn - f - 0.5 * (a + b)) <= 0.1 * abs(b - a)
            limit = max(losses) if parabolic and caution == 0 else f
            if fn <= limit - 1e-4 * t * gg + 10 * np.finfo(float).eps * abs(f):
                break
            t = np.clip(t * t * gg / (2 * (fn - f + t * gg)), 0.1 * t, 0.5 * t)
        y = gn - g
        x, f, g = xn, fn, gn
        way.append([t, f])
        reach = max(reach, np.linalg.norm(s))
        ss, sy, yy = s @ s, s @ y, y @ y
        if sy <= 1e-12 * np.sqrt(ss * yy):
            rate = t if t < first else max(2 * t, np.sqrt(ss / yy))
            losses, pairs, shorter, queue, caution = [f], [], [], [], 10
            continue
        losses = (losses + [f])[-10:]
        caution = max(0, caution - 1)
        pairs = ([(s, y)] + pairs)[:3]
        shorter = (shorter + [sy / yy])[-6:]
        if t < first or not queue:
            values = ritz(pairs) if len(pairs) >= min(3, len(x)) else None
            queue = [] if values is None or len(values) < 2 else list(1 / values)
        if queue:
            rate, queue = queue[0], queue[1:]
        elif (sy / yy) / (ss / sy) < threshold:
            rate, threshold = min(shorter), 0.9 * threshold
        else:
            rate, threshold = ss / sy, 1.1 * threshold
    return way


def least_squares(residual, jacobian):
    def evaluate(x):
        r, j = residual(x), jacobian(x)
        return 0.5 * np.mean(r * r), j.T @ r / len(r)

    return evaluate, lambda x: jacobian(x).T @ jacobian(x) / len(residual(x))


def rosenbrock():
    return least_squares(
        lambda x: np.array([10 * (x[1] - x[0] ** 2), 1 - x[0]]), lambda x: np.array([[-20 * x[0], 10], [-1, 0]])
    )


def decay():
    t = np.arange(20) / 4
    y = 3 * np.exp(-0.7 * t) + 0.05 * np.sin(7 * np.arange(20))
    return least_squares(
        lambda x: x[0] * np.exp(-x[1] * t) - y,
        lambda x: np.stack([np.exp(-x[1] * t), -t * x[0] * np.exp(-x[1] * t)], axis=1),
    )


def saddle():
    """x^4/4 - x^2/2 + y^2/2 + 1 from (0.1, 1): not convex, and no sum of squares."""
    return (lambda p: (p[0] ** 4 / 4 - p[0] ** 2 / 2 + p[1] ** 2 / 2 + 1, np.array([p[0] ** 3 - p[0], p[1]]))), None


def adgd(evaluate, start, steps):
    """Malitsky and Mishchenko 2024, algorithm 2."""
    x = np.array(start, dtype=float)
    f, g = evaluate(x)
    h = 1e-6 * np.linalg.norm(x) / np.linalg.norm(g)
    rate = h * np.linalg.norm(g) / np.linalg.norm(evaluate(x - h * g)[1] - g)
    theta, way, ceiling = 1 / 3, [], f
    for _ in range(steps):
        while True:
            xn = x - rate * g
            f, gn = evaluate(xn)
            if f <= ceiling:
                break
            rate, theta = rate / 10, 1 / 3
        way.append([rate, f])
        L = np.linalg.norm(gn - g) / np.linalg.norm(xn - x)
        over = 2 * rate**2 * L**2 - 1
        new = min(np.sqrt(2 / 3 + theta) * rate, rate / np.sqrt(over) if over > 0 else np.inf)
        x, g, theta, rate = xn, gn, new / rate, new
    return way


runs = []
for name, (evaluate, gram), start, steps in [
    ("rosenbrock", rosenbrock(), [-1.2, 1.0], 25),
    ("decay", decay(), [1.0, 0.1], 12),
    ("saddle", saddle(), [0.1, 1.0], 12),
]:
    way = descend(evaluate, start, steps, gram)
    runs.append({"name": name, "start": start, "rates": [w[0] for w in way], "losses": [w[1] for w in way]})
smooth = []
for name, (evaluate, _), start in [("decay", decay(), [1.0, 0.1]), ("rosenbrock", rosenbrock(), [-1.2, 1.0])]:
    way = adgd(evaluate, start, 25)
    smooth.append({"name": name, "start": start, "rates": [w[0] for w in way], "losses": [w[1] for w in way]})
print(json.dumps({"source": f"NumPy {np.__version__}, scripts/vectors/automatic-rate.py", "runs": runs, "adgd": smooth}, indent=1))
