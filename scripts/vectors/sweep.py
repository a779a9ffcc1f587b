"""Writes test/data/sweep.json: sweeps of learning rates and starts as plain NumPy loops, with the minimum by scipy and the eigenvalues of the exact Hessian.

A run goes on until loss − least ≤ 1e-6·min(start − least, half the variance of y) + 1e-12·least + rounding of the response (or until the stop is met), until the loss has been above
1e6 times its start in three epochs running, or until all epochs are used. What then lies above the least loss with a gradient below 1e-7 of its largest is another minimum."""

import json
import pathlib

import numpy as np
from scipy.optimize import least_squares

root = pathlib.Path(__file__).resolve().parents[2]
rng = np.random.default_rng(20)


def sweep(name, formula, predict, jacobian, second, x, y, starts, rates, methods, epochs, search, stop=None):
    n = len(x)
    loss = lambda p: 0.5 * np.mean((predict(p) - y) ** 2)
    gradient = lambda p: jacobian(p).T @ (predict(p) - y) / n
    fits = [least_squares(lambda p: predict(p) - y, s, lambda p: jacobian(p), xtol=1e-15, ftol=1e-15, gtol=1e-15) for s in search]
    best = min(fits, key=lambda f: f.cost).x
    least = loss(best)
    hessian = jacobian(best).T @ jacobian(best) / n + np.einsum("i,ijk->jk", predict(best) - y, second(best)) / n
    eigenvalues = np.linalg.eigvalsh(hessian)
    scale = 0.5 * np.var(y)
    rounding = 1e-12 * abs(least) + 0.5 * (16 * np.finfo(float).eps * np.max(np.abs(y))) ** 2
    runs = []
    for method, mu in methods.items():
        for rate in rates:
            for start in starts:
                p, v, above, largest = np.array(start, float), np.zeros(len(start)), 0, 0.0
                first = loss(p)
                within = 1e-6 * max(0, min(first - least, scale)) + rounding
                outcome = "out-of-epochs"
                for epoch in range(epochs + 1):
                    now, g = loss(p), gradient(p)
                    largest = max(largest, np.max(np.abs(g)))
                    if stop is None and now - least <= within:
                        outcome = "arrived"
                        break
                    if stop is not None and epoch < epochs and np.mean(np.abs(predict(p) - y)) < stop:
                        outcome = "arrived"
                        break
                    above = above + 1 if now > 1e6 * first else 0
                    if above == 3:
                        outcome = "diverged"
                        break
                    if epoch < epochs:
                        v = mu * v + g
                        p = p - rate * v
                if stop is None and outcome == "out-of-epochs" and np.max(np.abs(g)) < 1e-7 * largest:
                    outcome = "elsewhere"
                runs.append({"method": method, "rate": rate, "start": start, "outcome": outcome, "epochs": epoch, "loss": now})
    return {
        "name": name, "formula": formula, "x": x.tolist(), "y": y.tolist(), "starts": starts, "rates": rates, "methods": list(methods), "epochs": epochs,
        **({} if stop is None else {"stop": f"mae < {stop}"}),
        "minimum": best.tolist(), "least": least, "largest": eigenvalues[-1], "smallest": eigenvalues[0], "runs": runs,
    }


x = np.round(rng.uniform(0, 10, 24), 3)
y = np.round(10 * np.sin(x) + 1.5 + rng.normal(0, 1, 24), 3)
line = lambda p: p[0] * np.sin(x) + p[1]
columns = np.column_stack([np.sin(x), np.ones_like(x)])
flat = np.zeros((len(x), 2, 2))
starts = np.round(rng.uniform(-1, 1, (6, 2)), 4).tolist()
rates = [0.02, 0.1, 0.4, 0.9, 1.3, 1.7, 1.95, 2.4, 3.5]
cases = [
    sweep("sine", "y ~ W*sin(x) + b", line, lambda p: columns, lambda p: flat, x, y, starts, rates, {"gd": 0, "momentum": 0.9}, 300, [[0, 0]]),
    sweep("stop", "y ~ W*sin(x) + b", line, lambda p: columns, lambda p: flat, x, y, starts, rates, {"gd": 0}, 200, [[0, 0]], stop=1.25),
]
t = np.linspace(0, 4, 30)
z = np.round(3 * np.sin(1.7 * t) + rng.normal(0, 0.1, 30), 3)


def wave(p):
    return p[0] * np.sin(p[1] * t)


def slopes(p):
    return np.column_stack([np.sin(p[1] * t), p[0] * t * np.cos(p[1] * t)])


def bends(p):
    out = np.zeros((len(t), 2, 2))
    out[:, 0, 1] = out[:, 1, 0] = t * np.cos(p[1] * t)
    out[:, 1, 1] = -p[0] * t**2 * np.sin(p[1] * t)
    return out


cases.append(
    sweep(
        "wave", "y ~ A*sin(w*x)", wave, slopes, bends, t, z, [[1, 1.5], [2, 2], [1, 4], [0.5, 0.4], [1, 6.5], [-1, 1]],
        [0.003, 0.01, 0.03, 0.06], {"gd": 0}, 4000, [[a, w] for a in (1, 3) for w in np.linspace(0.2, 8, 40)],
    )
)
(root / "test/data/sweep.json").write_text(json.dumps(cases) + "\n")
for case in cases:
    print(case["name"], 2 / case["largest"], case["smallest"], case["minimum"], case["least"])
    for rate in case["rates"]:
        print(rate, [(r["outcome"][:4], r["epochs"]) for r in case["runs"] if r["rate"] == rate and r["method"] == "gd"])
