"""Writes test/data/wrong-gradient.json: what NumPy says of the post's wrong gradient for five seeds: eigenvalues of its matrix, those of the true Hessian, where both come to rest."""

import json
import pathlib

import numpy as np

root = pathlib.Path(__file__).resolve().parents[2]


def case(seed, noisy):
    np.random.seed(seed)
    X = np.random.rand(100) * 10
    Y = 10 * np.sin(X) + 1.5
    if noisy:
        Y = Y + np.random.normal(0, 1, 100)
    W, b = np.random.uniform(-1, 1), np.random.uniform(-1, 1)
    s = np.sin(X)
    J = np.column_stack([s, np.ones(100)])
    M = np.column_stack([X, np.ones(100)]).T @ J / 100
    H = J.T @ J / 100
    best = np.linalg.lstsq(J, Y, rcond=None)[0]
    zero = np.linalg.solve(M, np.array([(X * Y).mean(), Y.mean()]))
    values = np.sort(np.linalg.eigvals(M).real)[::-1]
    curvatures = np.sort(np.linalg.eigvalsh(H))[::-1]
    offset = np.array([W, b]) - best
    excess = lambda d: d @ H @ d

    def epochs(rate):
        d, k = offset.copy(), 0
        while excess(d) > 1e-6 * excess(offset):
            d, k = d - rate * (H @ d), k + 1
        return k

    return {
        "seed": seed, "noisy": noisy, "eigenvalues": values.tolist(), "determinant": float(np.linalg.det(M)),
        "covariance": float(np.cov(X, s, bias=True)[0, 1]), "curvatures": curvatures.tolist(), "minimum": best.tolist(), "zero": zero.tolist(),
        "mae": float(np.abs(J @ best - Y).mean()), "epochs": {str(rate): epochs(rate) for rate in (0.7, 0.01)},
    }


cases = [case(seed, noisy) for noisy in (False, True) for seed in range(5)]
(root / "test" / "data" / "wrong-gradient.json").write_text(json.dumps(cases, indent=1) + "\n")
