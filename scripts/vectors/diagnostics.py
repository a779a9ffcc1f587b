"""Writes test/data/diagnostics-vectors.json: residual diagnostics and quality figures of scipy and statsmodels.

W and p of Shapiro and Wilk by the formula of AS R94 at 30 digits, checked against scipy, whose normal quantile (PPND7) has seven digits."""

import json
import pathlib

import mpmath as mp
import numpy as np
import scipy.stats as st
import statsmodels.api as sm
from statsmodels.sandbox.stats.runs import runstest_1samp

mp.mp.dps = 30
root = pathlib.Path(__file__).resolve().parents[2]
rng = np.random.default_rng(20)


def poly(c, x):
    return sum(mp.mpf(str(k)) * x**i for i, k in enumerate(c))


def royston(x):
    """AS R94 with 30 digits."""
    x = sorted(mp.mpf(float(v)) for v in x)
    n = len(x)
    half = n // 2
    quantile = lambda p: mp.sqrt(2) * mp.erfinv(2 * p - 1)
    if n == 3:
        a = [mp.sqrt(mp.mpf(1) / 2)]
    else:
        m = [quantile((i + mp.mpf(1) - mp.mpf(3) / 8) / (n + mp.mpf(1) / 4)) for i in range(half)]
        s = 2 * sum(v * v for v in m)
        u = 1 / mp.sqrt(n)
        a1 = poly([0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056], u) - m[0] / mp.sqrt(s)
        if n > 5:
            a2 = poly([0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633], u) - m[1] / mp.sqrt(s)
            f = mp.sqrt((s - 2 * m[0] ** 2 - 2 * m[1] ** 2) / (1 - 2 * a1**2 - 2 * a2**2))
            a = [a1, a2] + [-v / f for v in m[2:]]
        else:
            f = mp.sqrt((s - 2 * m[0] ** 2) / (1 - 2 * a1**2))
            a = [a1] + [-v / f for v in m[1:]]
    mean = sum(x) / n
    full = [-v for v in a] + ([0] if n % 2 else []) + a[::-1]
    w = sum(p * q for p, q in zip(full, x)) ** 2 / sum(v * v for v in full) / sum((v - mean) ** 2 for v in x)
    if n == 3:
        return w, max(6 / mp.pi * (mp.asin(mp.sqrt(w)) - mp.asin(mp.sqrt(mp.mpf(3) / 4))), mp.mpf(0))
    y = mp.log(1 - w)
    if n <= 11:
        g = poly([-2.273, 0.459], n)
        z = (-mp.log(g - y) - poly([0.544, -0.39978, 0.025054, -6.714e-4], n)) / mp.exp(poly([1.3822, -0.77857, 0.062767, -0.0020322], n))
    else:
        z = (y - poly([-1.5861, -0.31082, -0.083751, 0.0038915], mp.log(n))) / mp.exp(poly([-0.4803, -0.082676, 0.0030302], mp.log(n)))
    return w, mp.erfc(z / mp.sqrt(2)) / 2


shapiro = []
for n in [3, 4, 5, 6, 7, 11, 12, 25, 200, 5000]:
    for draw in [rng.normal, rng.exponential]:
        x = draw(size=n)
        w, p = royston(x)
        reference = st.shapiro(x)
        assert abs(reference.statistic / float(w) - 1) < 1e-7, (n, reference, w)
        assert abs(reference.pvalue - float(p)) < 1e-6, (n, reference, p)
        shapiro.append({"n": n, "values": None if n > 200 else x.tolist(), "w": mp.nstr(w, 20), "p": mp.nstr(p, 20)} if n <= 200 else
                       {"n": n, "seed": None, "values": [float(f"{v:.4f}") for v in x]})
        if n > 200:
            x = np.array(shapiro[-1]["values"])
            w, p = royston(x)
            shapiro[-1].update(w=mp.nstr(w, 20), p=mp.nstr(p, 20))

omnibus = []
for n in [20, 60, 400]:
    for draw in [rng.normal, rng.exponential]:
        x = draw(size=n)
        r = st.normaltest(x)
        omnibus.append({"values": x.tolist(), "statistic": float(r.statistic), "p": float(r.pvalue)})

runs = []
for n in [10, 40, 41]:
    x = rng.normal(size=n) + 0.8 * np.sin(np.arange(n) / 4)
    z, p = runstest_1samp(x, cutoff=0, correction=False)
    runs.append({"values": x.tolist(), "z": float(z), "p": float(p)})

linear = []
for n, weighted in [(12, False), (40, False), (25, True)]:
    t = np.sort(rng.uniform(0, 10, n))
    X = np.column_stack([np.ones(n), t, t * t])
    y = 2 - t + 0.3 * t * t + rng.normal(size=n)
    y[n // 2] += 6
    sigma = rng.uniform(0.5, 2, n) if weighted else np.ones(n)
    fit = sm.WLS(y, X, weights=1 / sigma**2).fit()
    # statsmodels' influence knows no weights: the same fit on scaled columns
    scaled = sm.OLS(y / sigma, X / sigma[:, None]).fit()
    i = scaled.get_influence()
    k = 4
    chi = float(np.sum((fit.resid / sigma) ** 2))
    linear.append({
        "t": t.tolist(), "y": y.tolist(), "sigma": sigma.tolist(),
        "leverage": i.hat_matrix_diag.tolist(),
        "internal": i.resid_studentized_internal.tolist(),
        "external": i.resid_studentized_external.tolist(),
        "cook": i.cooks_distance[0].tolist(),
        "rSquared": float(fit.rsquared), "adjustedRSquared": float(fit.rsquared_adj),
        # statsmodels does not count the variance
        "aicc": float(fit.aic + 2 + 2 * k * (k + 1) / (n - k - 1)),
        "chiSquared": chi, "reducedChiSquared": chi / (n - 3), "chiSquaredProbability": float(st.chi2.sf(chi, n - 3)),
    })

(root / "test/data/diagnostics-vectors.json").write_text(
    json.dumps({"shapiro": shapiro, "omnibus": omnibus, "runs": runs, "linear": linear}) + "\n"
)
