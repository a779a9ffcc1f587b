"""Writes test/data/bounds.json: bounded least squares by scipy's least_squares (trf), the parameters off their bounds refined in 40 digits.

The parameters that trf leaves within 1e-6 of a bound are put on it, if the slope there pushes against it; Newton's method on the gradient of the others (mpmath)
then gives the constrained minimum, which must not lie above trf's.
"""

import json
import pathlib

import mpmath as mp
import numpy as np
import scipy
from scipy.optimize import least_squares

mp.mp.dps = 40
root = pathlib.Path(__file__).resolve().parents[2]
inf = np.inf


def wiggle(n):
    return np.array([((i * 7919) % 101 - 50) / 50 for i in range(n)])


x = np.linspace(0, 5, 26)
w = wiggle(26)
decay = lambda p, d, m: p["A"] * m.exp(-p["k"] * d["x"]) + p["c"]
plain = lambda p, d, m: p["A"] * m.exp(-p["k"] * d["x"])
linear = lambda p, d, m: p["a"] * d["u"] + p["b"] * d["v"] + p["c"] * d["w"]
peak = lambda p, d, m: p["h"] * m.exp(-(((d["x"] - p["m"]) / p["s"]) ** 2)) + p["b"]
banana = lambda p, d, m: (1 - d["t"]) * 10 * (p["b"] - p["a"] ** 2) + d["t"] * (1 - p["a"])
michaelis = lambda p, d, m: p["V"] * d["x"] / (p["K"] + d["x"])
two = lambda p, d, m: p["a"] * m.exp(-p["k"] * d["x"]) + p["b"] * m.exp(-p["l"] * d["x"])
growth = lambda p, d, m: p["L"] / (1 + m.exp(-p["r"] * (d["x"] - p["m"])))
sine = lambda p, d, m: p["A"] * m.sin(p["f"] * d["x"] + p["p"])
cubic = lambda p, d, m: p["a"] + p["b"] * d["x"] + p["c"] * d["x"] ** 2 + p["d"] * d["x"] ** 3

DECAY = {"x": x, "y": 5 * np.exp(-0.7 * x) + 0.5 + 0.05 * w}
RISE = {"x": x, "y": 2 + 1.5 * np.exp(0.3 * x) + 0.1 * w}
X = np.array([[1, 1.01, 0.99], [1, 0.98, 1.02], [1.02, 1, 1], [0.99, 1, 1.01], [1, 1, 0.97], [2, 2.01, 1.99], [3, 2.98, 3.01], [4, 4, 4.05]])
CORRELATED = {"u": X[:, 0], "v": X[:, 1], "w": X[:, 2], "y": X @ [3, -2, 1] + np.array([0.01, -0.02, 0.015, 0, 0.01, -0.005, 0.02, -0.01])}
PEAK = {"x": x, "y": 4 * np.exp(-(((x - 2) / 0.6) ** 2)) + 0.05 * w + 1}
far = np.linspace(0, 1e6, 30)
SCALED = {"x": far, "y": 1e-7 * np.exp(-3e-6 * far) + 2e-9 * wiggle(30)}
BANANA = {"t": np.array([0.0, 1.0]), "y": np.zeros(2)}
xm = np.array([0.1, 0.2, 0.4, 0.8, 1.5, 3, 6, 10])
MICHAELIS = {"x": xm, "y": 2.5 * xm / (0.6 + xm) + np.array([0.02, -0.03, 0.01, 0.02, -0.02, 0.01, -0.01, 0.02])}
TWO = {"x": x, "y": 3 * np.exp(-0.4 * x) + 2 * np.exp(-3 * x) + 0.01 * w}
ONE = {"x": x, "y": 3 * np.exp(-0.4 * x) + 0.01 * w}
GROWTH = {"x": x, "y": 10 / (1 + np.exp(-2 * (x - 2.5))) + 0.1 * w}
SINE = {"x": x, "y": 3 * np.sin(2 * x + 0.5) + 0.1 * w}
CUBIC = {"x": x, "y": 1 + 2 * x - 0.3 * x**2 + 0.02 * x**3 + 0.1 * w}
EXP = "y ~ A*exp(-k*x) + c"
LINEAR = "y ~ a*u + b*v + c*w"
BELL = "y ~ h*exp(-((x-m)/s)^2) + b"
VALLEY = "y ~ (1-t)*10*(b-a^2) + t*(1-a)"
SUM = "y ~ a*exp(-k*x) + b*exp(-l*x)"

PROBLEMS = [
    ("one parameter at its bound", EXP, DECAY, decay, dict(A=3.0, k=1.0, c=0.0), dict(A=(-inf, 4.5))),
    ("two of three at their bounds", EXP, DECAY, decay, dict(A=3.0, k=1.0, c=0.0), dict(A=(0, 4), k=(0, 2), c=(-inf, 0.2))),
    ("a start on three bounds that must all be left", EXP, DECAY, decay, dict(A=0.0, k=0.2, c=0.0), dict(A=(0, inf), k=(0.2, inf), c=(0, inf))),
    ("a start in a corner of which one bound stays", EXP, DECAY, decay, dict(A=4.2, k=0.1, c=0.0), dict(A=(0, 4.2), k=(0.1, inf), c=(0, inf))),
    ("bounds far from the minimum", EXP, DECAY, decay, dict(A=99.0, k=40.0, c=9.0), dict(A=(0, 100), k=(0, 50), c=(-10, 10))),
    ("a rate that must be positive and would be negative", "y ~ A*exp(-k*x)", RISE, plain, dict(A=1.0, k=1.0), dict(k=(0, inf))),
    ("nearly equal columns, nonnegative", LINEAR, CORRELATED, linear, dict(a=1.0, b=1.0, c=1.0), dict(a=(0, inf), b=(0, inf), c=(0, inf))),
    ("nearly equal columns in a box", LINEAR, CORRELATED, linear, dict(a=0.0, b=0.0, c=0.0), dict(a=(-1, 1), b=(-1, 1), c=(-1, 1))),
    ("a peak kept narrow and aside", BELL, PEAK, peak, dict(h=1.0, m=2.4, s=0.4, b=0.0), dict(m=(2.2, inf), s=(0.01, 0.5))),
    ("a peak kept aside", BELL, PEAK, peak, dict(h=1.0, m=2.8, s=1.0, b=0.0), dict(m=(2.3, 3), s=(0, inf))),
    ("parameters of 1e-7 and 1e-6", "y ~ A*exp(-k*x)", SCALED, plain, dict(A=5e-8, k=1e-6), dict(A=(0, 9e-8), k=(0, inf))),
    ("a curved valley cut below", VALLEY, BANANA, banana, dict(a=-1.2, b=0.4), dict(b=(-inf, 0.5))),
    ("a curved valley cut before its end", VALLEY, BANANA, banana, dict(a=-1.2, b=1.0), dict(a=(-inf, 0.8), b=(-1.5, inf))),
    ("a saturation kept low", "y ~ V*x/(K + x)", MICHAELIS, michaelis, dict(V=1.0, K=1.0), dict(V=(0, 2.3), K=(0, inf))),
    ("two exponentials, one rate bounded", SUM, TWO, two, dict(a=1.0, k=0.5, b=1.0, l=1.5), dict(k=(0, 1), l=(1, 2), a=(0, inf), b=(0, inf))),
    ("an exponential too many, whose rate then means nothing", SUM, ONE, two, dict(a=1.0, k=0.5, b=1.0, l=3.0), dict(k=(0, inf), l=(2, inf), a=(0, inf), b=(0, inf))),
    ("growth to an asymptote kept low", "y ~ L/(1 + exp(-r*(x-m)))", GROWTH, growth, dict(L=5.0, r=1.0, m=1.0), dict(L=(-inf, 9), r=(0, inf), m=(0, 2.4))),
    ("a sine of bounded frequency", "y ~ A*sin(f*x + p)", SINE, sine, dict(A=1.0, f=1.9, p=0.0), dict(A=(0, 2.5), f=(1.8, 1.95), p=(-3, 3))),
    ("a cubic with three bounds", "y ~ a + b*x + c*x^2 + d*x^3", CUBIC, cubic, dict(a=0.0, b=0.0, c=0.0, d=1.0), dict(a=(-inf, 0.9), c=(-0.2, inf), d=(0, inf))),
]

out = []
for name, formula, data, model, start, bounds in PROBLEMS:
    names = list(start)
    lower = np.array([bounds.get(n, (-inf, inf))[0] for n in names], float)
    upper = np.array([bounds.get(n, (-inf, inf))[1] for n in names], float)
    residual = lambda v: model(dict(zip(names, v)), data, np) - data["y"]
    runs = [
        least_squares(residual, at, bounds=(lower, upper), method="trf", x_scale="jac", jac="3-point", xtol=1e-15, ftol=1e-15, gtol=1e-15, max_nfev=20000)
        for at in [np.array(list(start.values()))]
    ]
    by = runs[0]
    scale = np.maximum(np.abs(by.x), np.abs(np.array(list(start.values()))))
    reach = np.where(scale > 0, scale, 1)
    slope = by.jac.T @ by.fun
    held = {}
    for j, n in enumerate(names):
        if abs(by.x[j] - lower[j]) <= 1e-6 * reach[j] and slope[j] > 0:
            held[n] = lower[j]
        if abs(by.x[j] - upper[j]) <= 1e-6 * reach[j] and slope[j] < 0:
            held[n] = upper[j]
    rows = [{k: mp.mpf(float(v[i])) for k, v in data.items()} for i in range(len(data["y"]))]
    cost = lambda p: sum((model(p, row, mp) - row["y"]) ** 2 for row in rows) / 2
    undetermined = [n for n in names if name.startswith("an exponential too many") and n == "l"]
    total = mp.mpf(float(by.cost)) or mp.mpf(1)

    def solved(held):
        """The stationary point in the parameters that are not held; unknowns scaled, since derivatives by differences need numbers of order one."""
        free = [n for n in names if n not in held and n not in undetermined]
        fixed = {**{n: mp.mpf(float(v)) for n, v in held.items()}, **{n: mp.mpf(float(by.x[names.index(n)])) for n in undetermined}}
        size = {n: mp.mpf(float(reach[names.index(n)])) for n in free}
        at = lambda q: {**fixed, **{n: v * size[n] for n, v in zip(free, q)}}

        def gradient(*q):
            h = mp.mpf(10) ** -13
            step = lambda j, by: [v + by if k == j else v for k, v in enumerate(q)]
            return [(cost(at(step(j, h))) - cost(at(step(j, -h)))) / (2 * h) / total for j in range(len(q))]

        if not free:
            return fixed
        q = mp.findroot(gradient, [mp.mpf(float(by.x[names.index(n)])) / size[n] for n in free], tol=mp.mpf(10) ** -40, maxsteps=40, verify=False)
        assert max(abs(g) for g in gradient(*q)) < mp.mpf(10) ** -22
        return at(list(q))

    exact = solved(held)
    # trf may have stopped before a bound that Newton's method then crosses.
    for n, low, high in zip(names, lower, upper):
        if n not in held and not low <= exact[n] <= high:
            held[n] = low if exact[n] < low else high
            exact = solved(held)
    final = cost(exact)
    print(f"{name}: held {held}, trf {by.cost}, refined {mp.nstr(final, 17)}")
    assert final <= by.cost * (1 + 1e-9)
    out.append(
        {
            "name": name,
            "formula": formula,
            "data": {k: list(map(float, v)) for k, v in data.items()},
            "start": start,
            "bounds": {n: [None if np.isinf(v) else v for v in pair] for n, pair in bounds.items()},
            "held": list(held),
            "undetermined": undetermined,
            "scipy": by.cost,
            "cost": mp.nstr(final, 17),
            "parameters": {n: mp.nstr(exact[n], 17) for n in names},
        }
    )
(root / "test/data/bounds.json").write_text(
    json.dumps({"source": f"scipy {scipy.__version__} least_squares, method trf; refined by mpmath {mp.__version__}", "problems": out}, indent=1) + "\n"
)
