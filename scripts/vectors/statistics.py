"""Writes test/data/statistics-vectors.json: fits solved with 60 digits by mpmath from the doubles as stored, independently of any QR."""

import json
import pathlib
import random

import mpmath as mp

mp.mp.dps = 60
root = pathlib.Path(__file__).resolve().parents[2]
rng = random.Random(11)


def text(x):
    return mp.nstr(x, 22)


def t_quantile(p, df):
    """Upper quantile by bisection of the incomplete beta function."""
    tail = lambda t: mp.betainc(mp.mpf(df) / 2, mp.mpf(1) / 2, 0, df / (df + t * t), regularized=True) / 2
    return mp.findroot(lambda t: tail(t) - (1 - p), (1.5, 3), solver="anderson", tol=mp.mpf(10) ** -40)


def gaussian_log_likelihood(residuals, weights, n):
    """Σ log N(rᵢ; 0, σ²/wᵢ) at the σ that maximises it; rows of weight 0 do not count."""
    used = [(r, w) for r, w in zip(residuals, weights) if w > 0]
    variance = sum(w * r * r for r, w in used) / n
    return sum(mp.log(w) / 2 - mp.log(2 * mp.pi * variance) / 2 - w * r * r / (2 * variance) for r, w in used)


def case(name, jacobian, response, weights=None, at=None, where=None):
    """A model that is linear in its parameters (at is None), or the statistics of a Jacobian and a prediction at given parameters."""
    n, p = len(response), len(jacobian[0])
    given = [mp.mpf(1)] * n if weights is None else [mp.mpf(w) for w in weights]
    used = sum(1 for w in given if w > 0)
    factor = n / sum(given)
    w = [factor * v for v in given]
    j, y = mp.matrix(jacobian), mp.matrix(response)
    weighted = mp.matrix(n, p)
    for i in range(n):
        for k in range(p):
            weighted[i, k] = w[i] * j[i, k]
    gram = j.T * weighted
    if at is None:
        beta = mp.lu_solve(gram, weighted.T * y)
        predicted = j * beta
    else:
        beta, predicted = mp.matrix(at[0]), mp.matrix(at[1])
    residuals = [predicted[i] - y[i] for i in range(n)]
    rss = sum(w[i] * residuals[i] ** 2 for i in range(n))
    df = used - p
    inverse = gram**-1
    covariance = inverse * (rss / df)
    errors = [mp.sqrt(covariance[k, k]) for k in range(p)]
    mean = sum(w[i] * y[i] for i in range(n)) / n
    total = sum(w[i] * (y[i] - mean) ** 2 for i in range(n))
    log_likelihood = gaussian_log_likelihood(residuals, w, used)
    scaled = mp.matrix(n, p)
    for k in range(p):
        length = mp.sqrt(gram[k, k])
        for i in range(n):
            scaled[i, k] = mp.sqrt(w[i]) * j[i, k] / length
    s = mp.svd_r(scaled, compute_uv=False)
    reach = t_quantile(mp.mpf("0.975"), df)
    g = mp.matrix(where)
    curve = [mp.sqrt((g[i, :] * covariance * g[i, :].T)[0]) for i in range(g.rows)]
    return {
        "name": name, "rows": n, "parameters": p,
        "jacobian": [float(v) for row in jacobian for v in row], "response": list(response),
        "weights": None if weights is None else list(weights),
        "values": [text(v) for v in beta], "predicted": [text(v) for v in predicted],
        "standardErrors": [text(e) for e in errors],
        "correlation": [[text(covariance[i, k] / errors[i] / errors[k]) for k in range(p)] for i in range(p)],
        "unitCovariance": [text(inverse[i, k]) for i in range(p) for k in range(p)],
        "interval": [[text(beta[k] - reach * errors[k]), text(beta[k] + reach * errors[k])] for k in range(p)],
        "conditionNumber": text(s[0] / s[p - 1]),
        "rss": text(rss), "rmse": text(mp.sqrt(rss / n)), "mae": text(sum(abs(r) for r in residuals) / n),
        "rSquared": text(1 - rss / total), "degreesOfFreedom": df, "residualStandardDeviation": text(mp.sqrt(rss / df)),
        "aic": text(-2 * log_likelihood + 2 * (p + 1)), "bic": text(-2 * log_likelihood + mp.log(used) * (p + 1)),
        "where": [float(v) for row in where for v in row], "curveErrors": [text(e) for e in curve],
        "newErrors": [text(mp.sqrt(e**2 + rss / df)) for e in curve],
    }


xs = [0.5 * i + rng.uniform(0, 0.3) for i in range(14)]
line = [[x, 1.0] for x in xs]
ys = [1.7 * x - 3 + rng.gauss(0, 0.4) for x in xs]
years = [float(1960 + i) for i in range(40)]
trend = [[1.0, v - 1958, (v - 1958) ** 2] for v in years]
co2 = [315 + 0.8 * (v - 1958) + 0.012 * (v - 1958) ** 2 + rng.gauss(0, 0.7) for v in years]
raw = [[1.0, v, v * v] for v in years]
slope = [[x] for x in xs]
k, a = 0.4, 5.0
decay_y = [a * 2.718 ** (-k * x) + rng.gauss(0, 0.05) for x in xs]
decay_f = [float(a * mp.exp(-k * x)) for x in xs]
decay_j = [[float(mp.exp(-k * x)), float(-a * x * mp.exp(-k * x))] for x in xs]
grades = [[1.0, 0.0, 0.0], [1.0, 2.0, 0.0], [1.0, 2.0, 1.0]]

out = [
    case("straight line", line, ys, where=[[0.0, 1.0], [3.3, 1.0], [20.0, 1.0]]),
    case("weighted line", line, ys, weights=[rng.choice([0.25, 1.0, 4.0, 9.0]) for _ in xs], where=[[0.0, 1.0], [3.3, 1.0]]),
    case("weighted line with rows of weight 0", line, ys, weights=[0.0 if i % 5 == 0 else 1.0 + i for i in range(len(xs))], where=[[1.0, 1.0]]),
    case("line through the origin", slope, ys, where=[[1.0], [7.0]]),
    case("quadratic trend over years since 1958", trend, co2, where=[[1.0, 0.0, 0.0], [1.0, 62.0, 3844.0]]),
    case("quadratic trend over calendar years", raw, co2, where=[[1.0, 2020.0, 2020.0**2]]),
    case("exponential decay at given parameters", decay_j, decay_y, at=([a, k], decay_f), where=[[1.0, 0.0], [0.5, -3.0]]),
]
(root / "test/data/statistics-vectors.json").write_text(json.dumps(out, indent=1) + "\n")
