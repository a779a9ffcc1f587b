"""Writes test/data/distribution-vectors.json by mpmath with 50 digits: probabilities at doubles, and quantiles of doubles."""

import json
import pathlib

import mpmath as mp

mp.mp.dps = 50
root = pathlib.Path(__file__).resolve().parents[2]


def text(x):
    return mp.nstr(x, 20)


def beta_sides(a, b, x, y):
    """I_x(a, b) and I_y(b, a) by the all-positive series 2F1(1, a + b; a + 1; x) (DLMF 8.17.8), the larger as the complement."""

    def series(a, b, x, y):
        term = total = mp.mpf(1)
        k = 0
        while term > total * mp.mpf(10) ** -45:
            term *= (a + b + k) * x / (a + 1 + k)
            total += term
            k += 1
        log_power = a * mp.log(x) + b * mp.log(y) - mp.log(a) - (mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b))
        return mp.exp(log_power) * total

    if x < a / (a + b):
        lower = series(a, b, x, y)
        return lower, 1 - lower
    upper = series(b, a, y, x)
    return 1 - upper, upper


def with_digits(digits, f):
    with mp.workdps(digits):
        return f()


def t_tail(t, df):
    """P(T > t), t > 0."""
    t, df = mp.mpf(t), mp.mpf(df)
    x, y = df / (df + t * t), t * t / (df + t * t)
    # the complement of a small tail needs its digits twice over
    return with_digits(400 if df < 1e6 else 120, lambda: beta_sides(df / 2, mp.mpf(1) / 2, x, y)[0] / 2)


def t_tail_integral(t, df):
    """The same by quadrature of the density, for huge df."""
    t, df = mp.mpf(t), mp.mpf(df)
    scale = mp.exp(mp.loggamma((df + 1) / 2) - mp.loggamma(df / 2)) / mp.sqrt(df * mp.pi)
    edges = [t + k / max(t, mp.mpf(1)) for k in (0, 0.5, 1, 2, 4, 8, 16, 32, 64, 128)]
    return scale * mp.quad(lambda u: mp.exp(-(df + 1) / 2 * mp.log1p(u * u / df)), edges)


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


def student(t, df):
    return t_tail_integral(t, df) if df > 1e5 else t_tail(t, df)


def student_quantile(p, df):
    if df > 1e5:
        f = lambda t: t_tail_integral(t, df)
        z = -mp.sqrt(2) * mp.erfinv(2 * mp.mpf(p) - 1)
        return mp.findroot(lambda t: f(t) / p - 1, z)
    return solve(lambda t: t_tail(t, df), mp.mpf(p), mp.mpf("1e-8"), mp.mpf("1e13"))


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
    "studentTail": [{"t": t, "df": df, "p": text(student(t, df))} for df in dfs for t in ts],
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
