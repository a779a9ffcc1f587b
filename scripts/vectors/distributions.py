"""Writes test/data/distribution-vectors.json by mpmath with 50 digits: probabilities at doubles, and quantiles of doubles."""

import json
import pathlib

import mpmath as mp

mp.mp.dps = 50
root = pathlib.Path(__file__).resolve().parents[2]


def text(x):
    return mp.nstr(x, 20)


def beta_lower(a, b, x, y):
    """I_x(a, b) by the all-positive series of 2F1(1, a + b; a + 1; x) (DLMF 8.17.8)."""
    term = total = mp.mpf(1)
    k = 0
    while term > total * mp.mpf(10) ** (-mp.mp.dps):
        term *= (a + b + k) * x / (a + 1 + k)
        total += term
        k += 1
    log_power = a * mp.log(x) + b * mp.log(y) - mp.log(a) - (mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b))
    return mp.exp(log_power) * total


def beta_sides(a, b, x, y):
    """Both sides; with enough digits the smaller one may be a complement."""
    if x < 0.5:
        lower = beta_lower(a, b, x, y)
        return lower, 1 - lower
    upper = beta_lower(b, a, y, x)
    return 1 - upper, upper


def with_digits(digits, f):
    with mp.workdps(digits):
        return f()


def t_tail(t, df, digits=300):
    """P(T > t), t > 0."""

    def tail():
        u, d = mp.mpf(t) ** 2, mp.mpf(df)
        return beta_sides(d / 2, mp.mpf(1) / 2, d / (d + u), u / (d + u))[0] / 2

    return with_digits(digits, tail)


def gamma_sides(a, x):
    a, x = mp.mpf(a), mp.mpf(x)
    if a > 1e5:
        width = mp.sqrt(a)
        density = lambda u: mp.exp((a - 1) * mp.log(u) - u - mp.loggamma(a))
        lower = mp.quad(density, [max(a - k * width, a / 100) for k in (30, 12, 6, 3)] + [x]) if x > a - 3 * width else None
        return lower, 1 - lower
    return mp.gammainc(a, 0, x, regularized=True), mp.gammainc(a, x, mp.inf, regularized=True)


def solve(f, p, low, high):
    """x in [low, high] with f(x) = p, f decreasing in its logarithm."""
    for _ in range(400):
        middle = mp.sqrt(low * high)
        if f(middle) > p:
            low = middle
        else:
            high = middle
        if high / low - 1 < mp.mpf(10) ** -25:
            break
    return mp.sqrt(low * high)


normal_z = [-37.5, -30.0, -20.25, -12.1, -8.3, -5.0, -3.7, -1.96, -1.0, -0.5, -1e-3, -1e-20, 0.0, 0.3, 1.0, 2.5, 6.0, 9.0]
normal_p = [1e-300, 1e-100, 1e-20, 1e-10, 1e-5, 0.001, 0.025, 0.074, 0.076, 0.2, 0.4, 0.499999, 0.5000001, 0.7, 0.9, 0.975, 0.99999]
dfs = [1.0, 2.0, 2.5, 3.0, 5.0, 10.0, 30.0, 98.0, 1e3, 1e6, 1e9]
ts = [1e-8, 0.01, 0.3, 0.7, 1.0, 1.7, 2.3, 4.0, 7.5, 15.0, 30.0]
ps = [1e-12, 1e-6, 0.001, 0.005, 0.025, 0.1, 0.24, 0.26, 0.4, 0.49999]


def student_quantile(p, df):
    """Newton on the logarithm, from the normal or the pure power."""
    p, df = mp.mpf(p), mp.mpf(df)
    z = -mp.sqrt(2) * mp.erfinv(2 * p - 1)
    power = mp.sqrt(df) * (df * mp.beta(df / 2, mp.mpf(1) / 2) * p) ** (-1 / df)
    t = z if z * z < df else power
    for _ in range(60):
        tail = t_tail(t, df, 60)
        density = mp.exp(mp.loggamma((df + 1) / 2) - mp.loggamma(df / 2) - (df + 1) / 2 * mp.log1p(t * t / df)) / mp.sqrt(df * mp.pi)
        step = mp.log(tail / p) * tail / (density * t)
        t *= mp.exp(step)
        if abs(step) < mp.mpf(10) ** -30:
            return t
    raise ArithmeticError((p, df))


gamma_cases = [(a, a * f) for a in (0.5, 1.0, 1.5, 5.0, 49.5, 500.0) for f in (1e-6, 0.01, 0.3, 0.9, 1.0, 1.1, 1.7, 4.0, 12.0)]
gamma_cases += [(5e6, 5e6 - 2000.0), (5e6, 5e6 + 3000.0), (5e8, 5e8 - 3e4), (5e8, 5e8 + 1e4)]
beta_cases = [
    (a, b, x)
    for a, b in [(0.5, 0.5), (0.5, 5.0), (1.0, 3.0), (2.5, 0.5), (10.0, 10.0), (50.0, 3.5), (300.0, 200.0), (0.5, 1000.0), (2000.0, 2.0)]
    for x in (1e-9, 0.01, 0.2, 0.5, 0.8, 0.97)
]
fs = [(f, a, b) for a, b in [(1.0, 1.0), (1.0, 10.0), (2.0, 5.0), (7.0, 3.0), (40.0, 60.0), (3.0, 1e4)] for f in (1e-4, 0.3, 1.0, 2.7, 9.0, 80.0)]


def f_tail(f, d1, d2):
    f, d1, d2 = mp.mpf(f), mp.mpf(d1), mp.mpf(d2)
    x, y = d1 * f / (d1 * f + d2), d2 / (d1 * f + d2)
    return with_digits(400, lambda: beta_sides(d1 / 2, d2 / 2, x, y)[1])


def chi_tail(x, df):
    return mp.gammainc(mp.mpf(df) / 2, mp.mpf(x) / 2, mp.inf, regularized=True)


out = {
    "normalCdf": [{"z": z, "p": text(mp.erfc(-mp.mpf(z) / mp.sqrt(2)) / 2)} for z in normal_z],
    "normalQuantile": [{"p": p, "z": text(mp.findroot(lambda z: mp.log(mp.erfc(-z / mp.sqrt(2)) / 2 / mp.mpf(p)), (-mp.sqrt(-2 * mp.log(p)) if p < 0.4 else mp.mpf(p) * 2.5 - 1.25)))} for p in normal_p],
    "studentTail": [{"t": t, "df": df, "p": text(t_tail(t, df))} for df in dfs for t in ts],
    "studentQuantile": [{"p": p, "df": df, "t": text(-student_quantile(p, df))} for df in dfs for p in ps],
    "gamma": [dict(zip(("a", "x", "lower", "upper"), (a, x, *map(text, gamma_sides(a, x))))) for a, x in gamma_cases],
    "beta": [
        dict(zip(("a", "b", "x", "lower", "upper"), (a, b, x, *with_digits(400, lambda: list(map(text, beta_sides(mp.mpf(a), mp.mpf(b), mp.mpf(x), 1 - mp.mpf(x))))))))
        for a, b, x in beta_cases
    ],
    "fTail": [{"f": f, "df1": a, "df2": b, "p": text(f_tail(f, a, b))} for f, a, b in fs],
    "fQuantile": [
        {"upper": p, "df1": a, "df2": b, "f": text(solve(lambda f: f_tail(f, a, b), mp.mpf(p), mp.mpf("1e-8"), mp.mpf("1e8")))}
        for a, b in [(1.0, 10.0), (2.0, 5.0), (7.0, 3.0), (40.0, 60.0)]
        for p in (0.5, 0.125, 0.0625)
    ],
    "chiSquaredQuantile": [
        {"upper": p, "df": df, "x": text(solve(lambda x: chi_tail(x, df), mp.mpf(p), mp.mpf("1e-8"), mp.mpf("1e5")))}
        for df in (1.0, 2.0, 7.0, 98.0, 1000.0)
        for p in (0.9375, 0.5, 0.125, 0.0625)
    ],
}
(root / "test/data/distribution-vectors.json").write_text(json.dumps(out, indent=1) + "\n")
