"""Writes test/data/bootstrap-vectors.json: resampled fits by NumPy and scipy with the indices that the documentation of `bootstrap` promises."""

import json
import pathlib
import warnings

import numpy as np
import scipy.stats as st
from scipy.optimize import least_squares

root = pathlib.Path(__file__).resolve().parents[2]
rng = np.random.default_rng(5)
warnings.simplefilter("ignore")


def refit(f, start, x, y, w):
    residual = lambda p: np.sqrt(w) * (f(p, x) - y)
    r = least_squares(residual, start, jac="cs", method="trf", x_scale="jac", xtol=1e-15, ftol=1e-15, gtol=1e-15, max_nfev=500)
    p = r.x
    for _ in range(20):  # Gauss-Newton to the last digit
        j = np.sqrt(w)[:, None] * np.column_stack([np.imag(f(p + 1e-30j * e, x)) / 1e-30 for e in np.eye(len(p))])
        p = p - np.linalg.lstsq(j, residual(p), rcond=None)[0]
    return p


def intervals(draws, estimate, jackknife, level):
    """As scipy.stats.bootstrap computes them, from draws that are given."""
    tail = (1 - level) / 2
    n = len(jackknife)
    z0 = st.norm.ppf(np.mean(draws < estimate) / 2 + np.mean(draws <= estimate) / 2)
    u = jackknife.mean() - jackknife
    a = np.sum(u**3) / (6 * np.sum(u**2) ** 1.5)
    shares = [st.norm.cdf(z0 + (z0 + z) / (1 - a * (z0 + z))) for z in (st.norm.ppf(tail), st.norm.ppf(1 - tail))]
    assert n > 2
    return {
        "standardError": float(np.std(draws, ddof=1)),
        "interval": [float(np.quantile(draws, s)) for s in shares],
        "percentile": [float(np.quantile(draws, s)) for s in (tail, 1 - tail)],
    }


def case(name, formula, names, f, start, x, y, kind, resample, level=0.95, seed=7, count=400, w=None):
    n = len(x)
    w = np.ones(n) if w is None else w
    weights = w * n / w.sum()
    best = refit(f, np.array(start, float), x, y, weights)
    draw = (lambda g: lambda: g.integers(0, n, n))(np.random.default_rng(seed)) if kind == "pcg64" else (lambda g: lambda: g.randint(0, n, n))(np.random.RandomState(seed))
    draws = []
    j = np.sqrt(weights)[:, None] * np.column_stack([np.imag(f(best + 1e-30j * e, x)) / 1e-30 for e in np.eye(len(best))])
    h = np.sum(np.linalg.qr(j)[0] ** 2, axis=1)
    errors = np.sqrt(weights) * (y - f(best, x)) / np.sqrt(1 - h)
    errors = errors - errors.mean()
    for _ in range(count):
        i = draw()
        if resample == "cases":
            draws.append(refit(f, best, x[i], y[i], weights[i]))
        else:
            draws.append(refit(f, best, x, f(best, x) + errors[i] / np.sqrt(weights), weights))
    draws = np.array(draws)
    left = np.array([refit(f, best, np.delete(x, i), np.delete(y, i), np.delete(weights, i)) for i in range(n)])
    figures = {k: intervals(draws[:, m], best[m], left[:, m], level) for m, k in enumerate(names)}
    if formula == "y ~ a + b*x" and resample == "cases" and kind == "pcg64":
        # the whole of it once by scipy itself: the same stream, the same figures
        r = st.bootstrap((x, y), lambda a, b: np.polyfit(a, b, 1)[0], paired=True, vectorized=False, n_resamples=count, method="BCa",
                         confidence_level=level, rng=np.random.default_rng(seed))
        assert np.allclose([r.confidence_interval.low, r.confidence_interval.high], figures["b"]["interval"], rtol=1e-9)
        assert np.isclose(r.standard_error, figures["b"]["standardError"], rtol=1e-9)
    return {
        "name": name, "formula": formula, "start": dict(zip(names, start)), "level": level, "seed": seed, "count": count, "random": kind, "resample": resample,
        "data": {"x": x.tolist(), "y": y.tolist(), "w": w.tolist()}, "figures": figures,
    }


x = np.round(np.sort(rng.uniform(0, 5, 18)), 3)
y = np.round(1 + 2 * x + rng.normal(size=18), 3)
d = np.round(4 * np.exp(-0.6 * x) + 0.15 * rng.normal(size=18), 3)
w = np.round(rng.uniform(0.5, 2, 18), 2)
line = lambda p, x: p[0] + p[1] * x
decay = lambda p, x: p[0] * np.exp(-p[1] * x)
cases = [
    case("a line, cases, pcg64", "y ~ a + b*x", ["a", "b"], line, [1, 2], x, y, "pcg64", "cases"),
    case("a line at 80%, residuals, numpy", "y ~ a + b*x", ["a", "b"], line, [1, 2], x, y, "numpy", "residuals", level=0.8),
    case("a decay, cases, numpy", "y ~ A*exp(-k*x)", ["A", "k"], decay, [4, 0.6], x, d, "numpy", "cases", seed=3),
    case("a weighted decay, residuals, pcg64", "y ~ A*exp(-k*x)", ["A", "k"], decay, [4, 0.6], x, d, "pcg64", "residuals", w=w),
    case("a weighted decay, cases, pcg64", "y ~ A*exp(-k*x)", ["A", "k"], decay, [4, 0.6], x, d, "pcg64", "cases", w=w, seed=2),
]
(root / "test/data/bootstrap-vectors.json").write_text(json.dumps(cases) + "\n")
