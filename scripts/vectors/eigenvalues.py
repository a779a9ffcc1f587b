"""Writes test/data/eigenvalues.json: eigenvalues of real matrices by numpy.linalg.eigvals (LAPACK dgeev), sorted as src/base/linear-algebra/eigenvalues.ts does."""

import json
import pathlib

import numpy as np

root = pathlib.Path(__file__).resolve().parents[2]
rng = np.random.default_rng(11)


def companion(roots):
    c = np.poly(roots)
    n = len(roots)
    a = np.diag(np.ones(n - 1), -1)
    a[:, -1] = -c[:0:-1]
    return a


def case(name, a):
    a = np.asarray(a, float)
    values = sorted(np.linalg.eigvals(a), key=lambda v: (-v.real, -abs(v.imag), -v.imag))
    condition = np.linalg.cond(np.linalg.eig(a)[1])
    return {"name": name, "n": len(a), "a": a.ravel().tolist(), "real": [v.real for v in values], "imaginary": [v.imag for v in values], "condition": float(min(condition, 1e300))}


def turn(degrees):
    t = np.deg2rad(degrees)
    return [[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]]


cases = [
    case("1×1", [[-3.5]]),
    case("rotation by 30°", turn(30)),
    case("2×2, one negative", [[0.4, 5.1], [0.2, 1.0]]),
    case("triangular 4×4", np.triu(rng.normal(size=(4, 4)))),
    case("companion of (x−1)(x−2)(x+3)(x²+1)", companion([1, 2, -3, 1j, -1j]).real),
    case("badly scaled 4×4", rng.normal(size=(4, 4)) * np.array([1, 1e4, 1e-4, 1e2])[:, None] / np.array([1, 1e4, 1e-4, 1e2])[None, :]),
    case("cyclic permutation 5×5", np.roll(np.eye(5), 1, axis=0)),
    case("1e200 times a 3×3", rng.normal(size=(3, 3)) * 1e200),
    *[case(f"random {n}×{n}", rng.normal(size=(n, n))) for n in (2, 3, 3, 4, 5, 6, 8, 10, 12, 20)],
]

(root / "test" / "data" / "eigenvalues.json").write_text(json.dumps(cases, indent=1, ensure_ascii=False) + "\n")
