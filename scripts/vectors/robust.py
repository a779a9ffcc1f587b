"""Writes test/data/robust.json: robust fits by scipy's least_squares (delta given) and statsmodels' RLM (delta from the scale of the residuals).

Fits with a given delta are refined from scipy's point by Newton's method on the exact gradient in 50 digits (mpmath), which must not move them by more
than scipy's own tolerance. Fits with a scale of their own are iterated by RLM until nothing moves; their standard errors are RLM's `H1`.
"""

import json
import pathlib
import random

import mpmath as mp
import numpy as np
import scipy
import statsmodels
import statsmodels.api as sm
from scipy.optimize import least_squares
from statsmodels.robust import norms

mp.mp.dps = 50
root = pathlib.Path(__file__).resolve().parents[2]
rng = random.Random(20)


class Soft(norms.RobustNorm):
    k = 1.2871

    def rho(self, z):
        return self.k**2 * (np.sqrt(1 + (z / self.k) ** 2) - 1)

    def psi(self, z):
        return z / np.sqrt(1 + (z / self.k) ** 2)

    def weights(self, z):
        return 1 / np.sqrt(1 + (z / self.k) ** 2)

    def psi_deriv(self, z):
        return (1 + (z / self.k) ** 2) ** -1.5


class Cauchy(norms.RobustNorm):
    k = 2.3849

    def rho(self, z):
        return self.k**2 / 2 * np.log1p((z / self.k) ** 2)

    def psi(self, z):
        return z / (1 + (z / self.k) ** 2)

    def weights(self, z):
        return 1 / (1 + (z / self.k) ** 2)

    def psi_deriv(self, z):
        u = (z / self.k) ** 2
        return (1 - u) / (1 + u) ** 2


NORMS = {"huber": norms.HuberT(1.345), "soft-l1": Soft(), "cauchy": Cauchy(), "tukey": norms.TukeyBiweight(4.685)}


def tukey_scipy(z):
    inside = z < 1
    one = np.where(inside, 1 - z, 0)
    return np.array([(1 - one**3) / 3, one**2, -2 * one])


SCIPY = {"huber": "huber", "soft-l1": "soft_l1", "cauchy": "cauchy", "tukey": tukey_scipy}


def psi(name, r, d):
    u = (r / d) ** 2
    if name == "huber":
        return r if abs(r) <= d else d * mp.sign(r)
    if name == "soft-l1":
        return r / mp.sqrt(1 + u)
    if name == "cauchy":
        return r / (1 + u)
    return r * (1 - u) ** 2 if u < 1 else mp.mpf(0)


def refined(name, model, slopes, data, at, d):
    n = len(data["y"])

    def gradient(*p):
        total = [mp.mpf(0)] * len(p)
        for i in range(n):
            row = {k: mp.mpf(v[i]) for k, v in data.items()}
            g = psi(name, model(p, row) - row["y"], mp.mpf(d))
            for j, s in enumerate(slopes(p, row)):
                total[j] += g * s
        return total

    found = mp.findroot(gradient, [mp.mpf(v) for v in at], tol=mp.mpf(10) ** -60, maxsteps=50)
    return list(found)


def noise():
    return rng.gauss(0, 1)


def line(scale, count=40):
    x = [i / 4 for i in range(count)]
    y = [2 * v + 1 + 0.3 * noise() for v in x]
    for i, by in ((3, 12.0), (17, -9.0), (18, 7.0), (33, 25.0), (36, -4.0)):
        y[i] += by
    return {"x": x, "y": [v * scale for v in y]}


def decay():
    x = [i / 5 for i in range(50)]
    y = [5 * float(np.exp(-0.7 * v)) + 0.5 + 0.05 * noise() for v in x]
    for i, by in ((4, 2.0), (11, -1.5), (30, 3.0), (41, 0.8)):
        y[i] += by
    return {"x": x, "y": y}


fixed = []
LINE = (lambda p, d: p[0] * d["x"] + p[1], lambda p, d: (d["x"], mp.mpf(1)))
DECAY = (
    lambda p, d: p[0] * mp.exp(-p[1] * d["x"]) + p[2],
    lambda p, d: (mp.exp(-p[1] * d["x"]), -p[0] * d["x"] * mp.exp(-p[1] * d["x"]), mp.mpf(1)),
)
for what, formula, names, (model, slopes), data, start, delta in (
    ("line", "y ~ a*x + b", ["a", "b"], LINE, line(1), [1.0, 0.0], 0.5),
    ("line-large", "y ~ a*x + b", ["a", "b"], LINE, line(1000), [0.0, 0.0], 400.0),
    ("decay", "y ~ A*exp(-k*x) + c", ["A", "k", "c"], DECAY, decay(), [3.0, 1.0, 0.0], 0.1),
):
    for loss in NORMS:
        y = np.array(data["y"])
        x = np.array(data["x"])

        def residual(p):
            return np.array([float(model([mp.mpf(v) for v in p], {"x": mp.mpf(a)})) for a in x]) - y

        def jacobian(p):
            return np.array([[float(s) for s in slopes([mp.mpf(v) for v in p], {"x": mp.mpf(a)})] for a in x])

        begin = start
        if loss in ("cauchy", "tukey"):
            begin = least_squares(residual, start, jacobian, loss="soft_l1", f_scale=delta / 2, xtol=1e-15, ftol=1e-15, gtol=1e-15).x
        by = least_squares(residual, begin, jacobian, loss=SCIPY[loss], f_scale=delta, xtol=1e-15, ftol=1e-15, gtol=1e-15, max_nfev=5000)
        exact = refined(loss, model, slopes, data, by.x, delta)
        moved = max(abs(float(e) - v) / abs(v) for e, v in zip(exact, by.x))
        print(what, loss, "scipy to", moved, "cost", by.cost)
        assert moved < 1e-6
        fixed.append(
            {"name": what, "loss": loss, "formula": formula, "delta": delta, "data": data, "start": dict(zip(names, start)),
             "scipy": dict(zip(names, map(float, by.x))), "cost": float(by.cost), "parameters": {n: mp.nstr(e, 20) for n, e in zip(names, exact)}}
        )

scaled = []
stack = sm.datasets.stackloss.load_pandas()
stack_data = {"y": stack.endog.tolist(), **{f"x{i + 1}": stack.exog.iloc[:, i].tolist() for i in range(3)}}
for what, formula, names, data, columns in (
    ("line", "y ~ a*x + b", ["a", "b"], line(1), ["x"]),
    ("line-small", "y ~ a*x + b", ["a", "b"], line(1e-5), ["x"]),
    ("line-large", "y ~ a*x + b", ["a", "b"], line(1e5, 41), ["x"]),
    ("stackloss", "y ~ a*x1 + b*x2 + c*x3 + d", ["a", "b", "c", "d"], stack_data, ["x1", "x2", "x3"]),
):
    exog = np.column_stack([data[c] for c in columns] + [np.ones(len(data["y"]))])
    for loss, norm in NORMS.items():
        by = sm.RLM(np.array(data["y"]), exog, M=norm).fit(maxiter=100000, tol=1e-15 * np.abs(data["y"]).max(), conv="coefs")
        more = sm.RLM(np.array(data["y"]), exog, M=norm).fit(maxiter=by.fit_history["iteration"] + 200, tol=0, conv="coefs")
        still = np.max(np.abs(by.params - more.params) / np.abs(more.params))
        print(what, loss, by.fit_history["iteration"], still, more.scale, more.bse, more.params)
        assert still < 1e-11
        low, high = more.conf_int().T
        scaled.append(
            {"name": what, "loss": loss, "formula": formula, "data": data, "scale": more.scale, "downweighted": int((more.weights < 0.5).sum()),
             "parameters": {n: {"value": float(v), "standardError": float(e), "low": float(a), "high": float(b)} for n, v, e, a, b in zip(names, more.params, more.bse, low, high)}}
        )

out = {"source": f"scipy {scipy.__version__} least_squares refined by mpmath {mp.__version__}; statsmodels {statsmodels.__version__} RLM, MAD about 0, cov H1", "fixed": fixed, "scaled": scaled}
(root / "test/data/robust.json").write_text(json.dumps(out, indent=1) + "\n")
