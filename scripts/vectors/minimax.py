"""The polynomials of src/base/elementary: minimax fits by Remez exchange at 40 digits, leading coefficients rounded first.

usage: python scripts/vectors/minimax.py [name …]
Prints each polynomial's coefficients (constant first) as doubles, with log2 of the weighted error after rounding.
"""
import sys
from mpmath import mp, mpf, matrix, lu_solve, cos, pi, log, exp, sin, sqrt, asin, atan, erf, erfc, gamma, loggamma, psi

mp.dps = 45


def remez(f, w, a, b, degree):
    """p of the degree that minimises max |(f − p)·w| on [a, b]; f and w are sampled on a Chebyshev grid."""
    n = degree + 2
    m = 24 * n
    xs = [(a + b) / 2 - (b - a) / 2 * cos(pi * (2 * i + 1) / (2 * m)) for i in range(m)]
    fs = [f(x) for x in xs]
    ws = [w(x) for x in xs]
    reference = [min(m - 1, int((i + 0.5) * m / n)) for i in range(n)]
    for _ in range(12):
        A = matrix(n, n)
        y = matrix(n, 1)
        for row, i in enumerate(reference):
            power = mpf(1)
            for k in range(degree + 1):
                A[row, k] = power
                power *= xs[i]
            A[row, degree + 1] = (-1) ** row / ws[i]
            y[row] = fs[i]
        solution = lu_solve(A, y)
        c = [solution[k] for k in range(degree + 1)]
        e = [(fs[i] - horner(c, xs[i])) * ws[i] for i in range(m)]
        extrema = []
        for i in range(m):
            if extrema and (e[extrema[-1]] > 0) == (e[i] > 0):
                if abs(e[i]) > abs(e[extrema[-1]]):
                    extrema[-1] = i
            else:
                extrema.append(i)
        while len(extrema) > n:
            extrema.pop(0 if abs(e[extrema[0]]) < abs(e[extrema[-1]]) else -1)
        if len(extrema) < n or extrema == reference:
            break
        reference = extrema
    return c


def horner(c, x):
    s = mpf(0)
    for k in reversed(c):
        s = s * x + k
    return s


def fit(f, w, a, b, degree, exact=4):
    """Doubles: the first `exact` coefficients are rounded one after the other and the rest fitted again."""
    a, b = mpf(a), mpf(b)
    fixed = []
    g, v, d = f, w, degree
    for _ in range(min(exact, degree)):
        c0 = mpf(float(remez(g, v, a, b, d)[0]))
        fixed.append(c0)
        g = (lambda g, c0: lambda x: (g(x) - c0) / x)(g, c0)
        v = (lambda v: lambda x: v(x) * x)(v)
        d -= 1
    c = fixed + [mpf(float(k)) for k in remez(g, v, a, b, d)]
    error = max(abs((f(x) - horner(c, x)) * w(x)) for x in (a + (b - a) * (i + mpf(1) / 3) / 997 for i in range(997)))
    return [float(k) for k in c], float(log(error, 2))


def precise(digits, f):
    def at(x):
        with mp.workdps(digits):
            return f(x)
    return at


def stirling(z):
    w = 1 / sqrt(z)
    return (loggamma(w) - ((w - 0.5) * log(w) - w + log(2 * pi) / 2)) * w


ERFC_AT = 4


def erfc_of_t(t):
    x = ERFC_AT * (1 + t) / (1 - t)
    return exp(x * x) * erfc(x) * (1 + 2 * x)


DIGAMMA_ROOT = mp.findroot(lambda x: psi(0, x), 1.4616)

POLYNOMIALS = {
    # z^{1/3} on [1, 8], a first guess
    'cbrt': lambda: fit(lambda z: z ** (mpf(1) / 3), lambda z: z ** (-mpf(1) / 3), 1, 8, 4, 0),
    # (e^r − 1 − r)/r², weighted as a part of e^r
    'exp': lambda: fit(precise(70, lambda r: (exp(r) - 1 - r) / r**2), lambda r: r**2, -0.34665, 0.34665, 10),
    # log((1+s)/(1−s))/s = 2 + z·R(z), z = s²
    'log': lambda: fit(precise(70, lambda z: (log((1 + sqrt(z)) / (1 - sqrt(z))) / sqrt(z) - 2) / z), lambda z: z / 2, 0, 0.029438, 6),
    # (log(1+r) − r + r²/2)/r³, relative to r
    'log-near': lambda: fit(precise(80, lambda r: (log(1 + r) - r + r * r / 2) / r**3), lambda r: r**2, -0.00661, 0.00661, 6),
    # sin y = y + y³·S(y²), cos y = 1 − y²/2 + y⁴·C(y²)
    'sin': lambda: fit(precise(70, lambda z: (sin(sqrt(z)) / sqrt(z) - 1) / z), lambda z: z, 0, 0.6169, 6),
    'cos': lambda: fit(precise(70, lambda z: (cos(sqrt(z)) - 1 + z / 2) / z**2), lambda z: z**2, 0, 0.6169, 5),
    # asin x = x + x³·P(x²) to |x| = 1/2
    'asin': lambda: fit(precise(70, lambda z: (asin(sqrt(z)) / sqrt(z) - 1) / z), lambda z: z, 0, 0.25, 12),
    # atan x = x + x³·P(x²) to |x| = 7/16
    'atan': lambda: fit(precise(70, lambda z: (atan(sqrt(z)) / sqrt(z) - 1) / z), lambda z: z, 0, 0.19141, 10),
    # erf x = x·(1 + P(x²)) to |x| = 1
    'erf': lambda: fit(precise(70, lambda z: erf(sqrt(z)) / sqrt(z) - 1), lambda z: mpf(1), 0, 1, 13),
    # e^{x²}·erfc(x)·(1 + 2x) in t = (x − 4)/(x + 4), from x = 1/2 on
    'erfc': lambda: fit(precise(400, erfc_of_t), lambda t: 1 / erfc_of_t(t), mpf(-7) / 9 - mpf(10)**-6, mpf('0.7502'), 22, 0),
    # log Γ(w) = (w − ½)·log w − w + ½·log 2π + P(1/w²)/w from w = 8 on
    'stirling': lambda: fit(precise(70, stirling), lambda z: sqrt(z), mpf(10)**-9, mpf(1) / 64, 6),
    # log Γ(1+u) = u·P(u), log Γ(2+u) = u·P(u)
    'lgamma-1': lambda: fit(precise(70, lambda u: loggamma(1 + u) / u), lambda u: u / loggamma(1 + u), -0.2501, 0.2501, 17, 0),
    'lgamma-2': lambda: fit(precise(70, lambda u: loggamma(2 + u) / u), lambda u: u / loggamma(2 + u), -0.2501, 0.2501, 14, 0),
    'digamma': lambda: fit(precise(70, lambda z: (psi(0, 1 / sqrt(z)) - log(1 / sqrt(z)) + sqrt(z) / 2) / z), lambda z: z, mpf(10)**-9, mpf(1) / 64, 6),
    'trigamma': lambda: fit(precise(70, lambda z: (psi(1, 1 / sqrt(z)) - sqrt(z) - z / 2) / (z * sqrt(z))), lambda z: z, mpf(10)**-9, mpf(1) / 64, 7),
    'digamma-root': lambda: fit(precise(70, lambda d: psi(0, DIGAMMA_ROOT + d) / d), lambda d: mpf(1), -0.1251, 0.1251, 14, 0),
}

if __name__ == '__main__':
    for name in sys.argv[1:] or POLYNOMIALS:
        coefficients, error = POLYNOMIALS[name]()
        print(f'{name}: 2^{error:.1f}')
        print('  [' + ', '.join(repr(c) for c in coefficients) + ']')
