"""Writes test/data/linear-algebra-vectors.json: small hard cases solved with 600 digits by mpmath from the doubles as stored."""

import json
import pathlib
import random

import mpmath as mp

mp.mp.dps = 600  # the columns of one case lie 240 orders of magnitude apart
root = pathlib.Path(__file__).resolve().parents[2]
rng = random.Random(3)


def doubles(rows):
    return [[float(x) for x in row] for row in rows]


def text(x):
    return mp.nstr(x, 25)


def least_squares(name, rows, right):
    a, b = mp.matrix(rows), mp.matrix(right)
    m, n = a.rows, a.cols
    gram = a.T * a
    x = mp.lu_solve(gram, a.T * b)
    rest = b - a * x
    s = mp.svd_r(a, compute_uv=False)
    return {
        "name": name, "m": m, "n": n, "a": [v for r in rows for v in r], "b": list(right),
        "solution": [text(v) for v in x], "residualNorm": text(mp.norm(rest)),
        "singularValues": [text(v) for v in s],
    }


def hilbert(m, n):
    return doubles([[1 / mp.mpf(i + j + 1) for j in range(n)] for i in range(m)])


def vandermonde(xs, n):
    return doubles([[mp.mpf(x) ** j for j in range(n)] for x in xs])


def gauss(m, n):
    return [[rng.gauss(0, 1) for _ in range(n)] for _ in range(m)]


cases = [
    least_squares("random 12×4", gauss(12, 4), [rng.gauss(0, 1) for _ in range(12)]),
    least_squares("Hilbert 10×6", hilbert(10, 6), [rng.gauss(0, 1) for _ in range(10)]),
    least_squares("Hilbert 8×8", hilbert(8, 8), [1.0] * 8),
    least_squares("years, cubic", vandermonde(range(1990, 2010), 3), [rng.gauss(5, 1) for _ in range(20)]),
    least_squares("columns 1e-120 … 1e120", [[v * s for v, s in zip(row, [1e-120, 1.0, 1e120, 1e-7])] for row in gauss(9, 4)], [rng.gauss(0, 1) for _ in range(9)]),
    least_squares("square 5×5", gauss(5, 5), [rng.gauss(0, 1) for _ in range(5)]),
]

graded = [[v * s for v, s in zip(row, [1.0, 1e-9, 1e6, 1e-20])] for row in gauss(6, 4)]
g = gauss(5, 5)
symmetric = [[(g[i][j] + g[j][i]) for j in range(5)] for i in range(5)]
values = sorted(mp.eigsy(mp.matrix(symmetric), eigvals_only=True), reverse=True)
positive = hilbert(6, 6)
inverse = mp.matrix(positive) ** -1
damped = []
for power in (-12, -3, 0, 4):
    r = [[rng.gauss(0, 1) if j >= i else 0.0 for j in range(4)] for i in range(4)]
    r[3][3] = 0.0 if power == 0 else 1e-8
    q = [rng.gauss(0, 1) for _ in range(4)]
    d = [1.0, 1e-3, 50.0, 2.0]
    lam = 10.0**power
    big = mp.matrix(r).T * mp.matrix(r) + lam * mp.diag([mp.mpf(v) ** 2 for v in d])
    delta = -(mp.lu_solve(big, mp.matrix(r).T * mp.matrix(q)))
    damped.append({"r": [v for row in r for v in row], "qtr": q, "d": d, "lambda": lam, "step": [text(v) for v in delta]})

out = {
    "leastSquares": cases,
    "graded": {"m": 6, "n": 4, "a": [v for r in graded for v in r], "singularValues": [text(v) for v in mp.svd_r(mp.matrix(graded), compute_uv=False)]},
    "symmetric": {"n": 5, "a": [v for r in symmetric for v in r], "values": [text(v) for v in values]},
    "positive": {"n": 6, "a": [v for r in positive for v in r], "b": [1.0] * 6, "solution": [text(v) for v in inverse * mp.matrix([1] * 6)]},
    "damped": damped,
}
(root / "test/data/linear-algebra-vectors.json").write_text(json.dumps(out, indent=1, ensure_ascii=False) + "\n")
