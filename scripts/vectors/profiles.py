"""Writes test/data/profile-vectors.json: ends of profile intervals as roots of the equations that define them, with 40 digits by mpmath.

The unknowns are all parameters at an end: the deviance is above its minimum by t²·RSS/df (least squares), z² (likelihood, absolute sigma), and its
derivatives by all parameters but the profiled one are zero."""

import json
import pathlib

import mpmath as mp
import numpy as np
from scipy.stats import t as student

mp.mp.dps = 40
root = pathlib.Path(__file__).resolve().parents[2]
rng = np.random.default_rng(31)


def quantile(level, df):
    if df is None:
        return mp.sqrt(2) * mp.erfinv(mp.mpf(level))
    tail = lambda t: mp.betainc(mp.mpf(df) / 2, mp.mpf(1) / 2, 0, df / (df + t * t), regularized=True) - (1 - mp.mpf(level))
    return mp.findroot(tail, student.ppf((1 + level) / 2, df))


def ends(deviance, start, level, df, sigma_known):
    """deviance(θ) → 2·negative log-likelihood, or RSS."""
    count = len(start)
    gradient = lambda p, skip: [mp.diff(lambda *q: deviance(q), tuple(p), tuple(1 if i == j else 0 for i in range(count))) for j in range(count) if j != skip]
    best = list(mp.findroot(lambda *p: gradient(p, None), tuple(start), tol=mp.mpf(10) ** -50, maxsteps=100, verify=False))
    least = deviance(best)
    reach = quantile(level, None if sigma_known else df)
    rise = reach**2 * (1 if sigma_known else least / df)
    hessian = [[mp.diff(lambda *q: deviance(q), tuple(best), tuple((1 if i == j else 0) + (1 if i == k else 0) for i in range(count))) for k in range(count)] for j in range(count)]
    covariance = mp.matrix(hessian) ** -1 * 2
    found = []
    for j in range(count):
        pair = []
        for sign in (-1, 1):
            error = mp.sqrt(covariance[j, j] * (1 if sigma_known else least / df))
            first = [best[k] + sign * reach * error * covariance[k, j] / covariance[j, j] for k in range(count)]
            end = mp.findroot(lambda *p: gradient(p, j) + [deviance(p) - least - rise], tuple(first), tol=mp.mpf(10) ** -45, maxsteps=200, verify=False)
            assert abs(deviance(end) - least - rise) < mp.mpf(10) ** -25, (j, sign)
            assert sign * (end[j] - best[j]) > 0
            pair.append(mp.nstr(end[j], 20))
        found.append(pair)
    return [mp.nstr(b, 20) for b in best], found


def rounded(values, digits=4):
    return [float(f"{v:.{digits}f}") for v in values]


cases = []


def squares(name, formula, names, f, columns, y, start, level=0.95, sigma=None):
    def deviance(p):
        return sum(((f(p, *[mp.mpf(c[i]) for c in columns.values()]) - mp.mpf(y[i])) / (mp.mpf(sigma[i]) if sigma else 1)) ** 2 for i in range(len(y)))

    best, found = ends(deviance, start, level, len(y) - len(names), sigma is not None)
    data = {**columns, "y": y, **({"s": sigma} if sigma else {})}
    options = {"profile": True, **({"level": level} if level != 0.95 else {}), **({"sigma": "s", "absoluteSigma": True} if sigma else {})}
    cases.append({"name": name, "formula": formula, "options": options, "data": data, "values": dict(zip(names, best)), "ends": dict(zip(names, found))})


x = rounded(np.linspace(0.2, 6, 14))
decay = lambda p, x: p[0] * mp.exp(-p[1] * x)
y = rounded(5 * np.exp(-0.7 * np.array(x)) + 0.3 * rng.normal(size=14))
squares("exponential decay", "y ~ A*exp(-k*x)", ["A", "k"], decay, {"x": x}, y, [5, 0.7])
squares("exponential decay at 99%", "y ~ A*exp(-k*x)", ["A", "k"], decay, {"x": x}, y, [5, 0.7], level=0.99)
squares("exponential decay with absolute sigma", "y ~ A*exp(-k*x)", ["A", "k"], decay, {"x": x}, y, [5, 0.7], sigma=rounded(0.2 + 0.02 * np.arange(14)))
squares("one parameter", "y ~ 5*exp(-k*x)", ["k"], lambda p, x: 5 * mp.exp(-p[0] * x), {"x": x}, y, [0.7])
# Bates and Watts 1988, table A1.3: Puromycin, treated
concentration = [0.02, 0.02, 0.06, 0.06, 0.11, 0.11, 0.22, 0.22, 0.56, 0.56, 1.10, 1.10]
rate = [76, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 200]
squares("Puromycin", "y ~ V*x/(K + x)", ["V", "K"], lambda p, x: p[0] * x / (p[1] + x), {"x": concentration}, rate, [212.7, 0.0641])

n = 25
u = rounded(np.linspace(-2, 2, n), 2)
counts = [int(c) for c in rng.poisson(np.exp(0.6 + 0.7 * np.array(u)))]
poisson = lambda p: 2 * sum(mp.exp(p[0] + p[1] * mp.mpf(a)) - c * (p[0] + p[1] * mp.mpf(a)) for a, c in zip(u, counts))
best, found = ends(poisson, [0.6, 0.7], 0.95, None, True)
cases.append({"name": "Poisson regression", "formula": "y ~ a + b*u", "options": {"profile": True, "loss": "poisson"}, "data": {"u": u, "y": counts}, "values": dict(zip("ab", best)), "ends": dict(zip("ab", found))})
yes = [int(v) for v in rng.uniform(size=n) < 1 / (1 + np.exp(-0.3 - 1.5 * np.array(u)))]
logistic = lambda p: 2 * sum(mp.log(1 + mp.exp(p[0] + p[1] * mp.mpf(a))) - c * (p[0] + p[1] * mp.mpf(a)) for a, c in zip(u, yes))
best, found = ends(logistic, [0.3, 1.5], 0.95, None, True)
cases.append({"name": "logistic regression", "formula": "y ~ a + b*u", "options": {"profile": True, "loss": "logistic"}, "data": {"u": u, "y": yes}, "values": dict(zip("ab", best)), "ends": dict(zip("ab", found))})

(root / "test/data/profile-vectors.json").write_text(json.dumps(cases) + "\n")
