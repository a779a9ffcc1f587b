"""Writes test/data/findings.json: what the findings say in numbers, by NumPy, statsmodels and loops of their own, on the data of numpy.random.default_rng(seed).

python3 scripts/vectors/findings.py > test/data/findings.json
"""
import json

import numpy as np
import statsmodels
import statsmodels.api as sm

SEEDS = [1, 2, 3, 4]


def hessian(j):
    return j.T @ j / len(j)


def descend(j, y, rate, epochs, momentum=0.0):
    """Losses before every update and at the end, of half the mean squared error from 0."""
    p, v, losses = np.zeros(j.shape[1]), np.zeros(j.shape[1]), []
    for _ in range(epochs + 1):
        r = j @ p - y
        losses.append(r @ r / (2 * len(y)))
        v = momentum * v + j.T @ r / len(y)
        p = p - rate * v
    return np.array(losses)


def least(j, y):
    p = np.linalg.lstsq(j, y, rcond=None)[0]
    r = j @ p - y
    return p, r @ r / (2 * len(y)), np.abs(r).mean()


def line(seed, rows=50, noise=1.0, low=0.0, high=10.0):
    rng = np.random.default_rng(seed)
    x = rng.uniform(low, high, rows)
    y = 2 * x + 1 + rng.normal(0, noise, rows)
    return np.column_stack([x, np.ones(rows)]), y


def curvatures():
    out = []
    for seed in SEEDS:
        values = np.linalg.eigvalsh(hessian(line(seed)[0]))
        out.append({"seed": seed, "largest": values[-1], "smallest": values[0]})
    return out


def epochs():
    """Updates until the gap is at most 1e-6 of the drop and stays so."""
    out = []
    for seed in SEEDS:
        for momentum in (0.0, 0.9):
            j, y = line(seed, low=-2, high=2)
            floor = least(j, y)[1]
            losses = descend(j, y, 0.01, 5000, momentum)
            part = (losses - floor) / (losses[0] - floor)
            out.append({"seed": seed, "momentum": momentum, "needed": int(np.nonzero(part > 1e-6)[0][-1]) + 1, "gapAt40": part[40]})
    return out


def narrow():
    out = []
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        a, b = rng.uniform(-1, 1, 60), rng.uniform(-60, 60, 60)
        h = hessian(np.column_stack([a, b]))
        d = np.sqrt(np.diag(h))
        out.append({"seed": seed, "condition": np.linalg.cond(h), "scaled": np.linalg.cond(h / np.outer(d, d)), "ratio": d.max() / d.min()})
    return out


def alike():
    out = []
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        a = rng.normal(0, 1, 80)
        b = a + rng.normal(0, 0.004, 80)
        y = a + b + 3 + rng.normal(0, 1, 80)
        c = np.column_stack([a - a.mean(), b - b.mean()])
        s = np.linalg.svd(c / np.linalg.norm(c, axis=0), compute_uv=False)
        errors = sm.OLS(y, np.column_stack([a, b, np.ones(80)])).fit().bse
        out.append({"seed": seed, "ratio": s[-1] / s[0], "correlation": np.corrcoef(a, b)[0, 1], "standardErrors": list(errors)})
    return out


def floors():
    out = []
    for seed in SEEDS:
        j, y = line(seed)
        _, loss, mae = least(j, y)
        out.append({"seed": seed, "mae": mae, "loss": loss})
    return out


def far():
    """Residuals of statsmodels' RLM with the bisquare over their scaled median, with its prediction error for the rows of no weight."""
    out = []
    for seed in SEEDS:
        j, y = line(seed, rows=60)
        y = y.copy()
        y[[10, 30, 50]] += [15, -20, 30]
        n, p = j.shape
        fit = sm.RLM(y, j, M=sm.robust.norms.TukeyBiweight(4.685)).fit(maxiter=200, tol=1e-12)
        r = y - j @ fit.params
        scale = np.median(np.abs(r)) / 0.6744897501960817 * np.sqrt(n / (n - p))
        w = np.maximum(1 - (r / scale / 4.685) ** 2, 0) ** 2
        cov = np.linalg.inv(j.T @ (j * w[:, None]))
        rows = [i for i in np.argsort(-np.abs(r)) if abs(r[i]) > 7.4 * scale]
        z = [r[i] / scale / np.sqrt(1 + j[i] @ cov @ j[i]) for i in rows]
        out.append({"seed": seed, "rows": [int(i) + 1 for i in rows], "z": z})
    return out


SOURCE = f"NumPy {np.__version__}, statsmodels {statsmodels.__version__}"
print(json.dumps({"source": SOURCE, "line": curvatures(), "epochs": epochs(), "narrow": narrow(), "alike": alike(), "floors": floors(), "outliers": far()}, indent=1))
