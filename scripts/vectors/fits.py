"""Writes test/data/fits.json: whole fits in 50-digit arithmetic, by Newton's method on the exact objective (mpmath only)."""
import json, os
from mpmath import mp, mpf, matrix, lu_solve, inverse, exp, log, sqrt, sin, pi

mp.dps = 50
HERE = os.path.dirname(os.path.abspath(__file__))

def rows(n, f):
    return [f(i) for i in range(n)]

def jitter(i, scale):  # fixed, irregular, no generator to agree on
    return ((i * 7919) % 101 - 50) * scale / 50

def newton(negloglik, start, steps=60):
    x = matrix([mpf(s) for s in start])
    p = len(start)
    for _ in range(steps):
        g = matrix(p, 1); H = matrix(p, p); h = mpf(10) ** -15
        f = lambda d: negloglik([x[j] + d[j] for j in range(p)])
        for i in range(p):
            e = [mpf(0)] * p; e[i] = h
            m = [-v for v in e]
            g[i] = (f(e) - f(m)) / (2 * h)
            for j in range(i, p):
                a = list(e); a[j] += h; b = list(e); b[j] -= h
                H[i, j] = H[j, i] = (f(a) - f(b) - f([-v for v in b]) + f([-v for v in a])) / (4 * h * h)
        step = lu_solve(H, -g)
        t = mpf(1)
        base = negloglik(list(x))
        while negloglik([x[j] + t * step[j] for j in range(p)]) > base and t > mpf(10) ** -20: t /= 2
        x = x + t * step
        if max(abs(s) for s in step) < mpf(10) ** -24: break
    return x, H

def squares(model, data, start, weights=None, absolute=None):
    n = len(data['y']); w = weights or [mpf(1)] * n
    mean = sum(w) / n; w = [v / mean for v in w]
    def ss(p): return sum(w[i] * (model(p, data, i) - data['y'][i]) ** 2 for i in range(n))
    x, _ = newton(lambda p: ss(p) / 2, start)
    p = len(start); h = mpf(10) ** -20
    J = matrix(n, p)
    for i in range(n):
        for j in range(p):
            a = list(x); b = list(x); a[j] += h; b[j] -= h
            J[i, j] = (model(a, data, i) - model(b, data, i)) / (2 * h) * sqrt(w[i])
    rss = ss(list(x)); df = n - p
    s2 = rss / df if absolute is None else 1 / mean
    C = inverse(J.T * J) * s2
    return x, C, rss, df

def num(v): return mp.nstr(v, 20)
out = []
def add(name, formula, data, x, C, extra, options=None):
    names = extra.pop('names')
    out.append({'name': name, 'formula': formula, 'data': {k: [float(v) for v in c] for k, c in data.items()}, 'options': options or {},
        'parameters': {n: {'value': num(x[j]), 'standardError': num(sqrt(C[j, j]))} for j, n in enumerate(names)},
        'correlation01': num(C[0, 1] / sqrt(C[0, 0] * C[1, 1])), **{k: num(v) for k, v in extra.items()}})

def exact(values): return [mpf(float(v)) for v in values]

n = 24
x = exact(rows(n, lambda i: mpf(i) / 4))
y = exact(rows(n, lambda i: 5 * exp(-mpf('0.7') * x[i]) + 1 + jitter(i, mpf('0.1'))))
s = exact(rows(n, lambda i: mpf('0.05') + mpf(i % 5) / 50))
data = {'x': x, 'y': y, 's': s}
decay = lambda p, d, i: p[0] * exp(-p[1] * d['x'][i]) + p[2]
X, C, rss, df = squares(decay, data, [5, .7, 1])
add('exponential decay', 'y ~ a*exp(-k*x) + c', data, X, C, {'names': ['a', 'k', 'c'], 'rss': rss})
w = [1 / v ** 2 for v in s]
X, C, rss, df = squares(decay, data, [5, .7, 1], w)
add('exponential decay, relative sigma', 'y ~ a*exp(-k*x) + c', data, X, C, {'names': ['a', 'k', 'c'], 'rss': rss}, {'sigma': 's'})
X, C, rss, df = squares(decay, data, [5, .7, 1], w, absolute=True)
add('exponential decay, absolute sigma', 'y ~ a*exp(-k*x) + c', data, X, C, {'names': ['a', 'k', 'c'], 'rss': rss}, {'sigma': 's', 'absoluteSigma': True})

z = exact(rows(40, lambda i: (i - 20) / mpf(5)))
b = rows(40, lambda i: mpf(1) if (i * 37) % 41 < 41 / (1 + exp(-(z[i] * mpf('1.3') + mpf('0.4')))) else mpf(0))
eta = lambda p, i: p[0] + p[1] * z[i]
f = lambda p: sum(log(1 + exp(eta(p, i))) - b[i] * eta(p, i) for i in range(40))
X, H = newton(f, [0, 1])
C = inverse(H)
add('logistic regression', 'y ~ a + b*x', {'x': z, 'y': b}, X, C, {'names': ['a', 'b'], 'loss': f(list(X)) / 40, 'aic': 2 * f(list(X)) + 4}, {'loss': 'logistic'})

c = rows(30, lambda i: mpf(int(exp(mpf('0.3') + mpf(i) / 12) + (i * 5) % 3)))
t = exact(rows(30, lambda i: mpf(i) / 10))
eta2 = lambda p, i: p[0] + p[1] * t[i]
f2 = lambda p: sum(exp(eta2(p, i)) - c[i] * eta2(p, i) for i in range(30))
X, H = newton(f2, [0, 1])
C = inverse(H)
aic = 2 * (f2(list(X)) + sum(mp.loggamma(v + 1) for v in c)) + 4
add('Poisson regression', 'y ~ a + b*x', {'x': t, 'y': c}, X, C, {'names': ['a', 'b'], 'loss': f2(list(X)) / 30, 'aic': aic}, {'loss': 'poisson'})

json.dump(out, open(os.path.join(HERE, '../../test/data/fits.json'), 'w'), indent=1)
