"""Writes test/data/responses.json: several responses that share parameters, by scipy's least_squares on the stacked residuals, polished by
Gauss-Newton steps in 50-digit arithmetic; standard errors by (J'J)^-1 RSS/(N - P), or by (J'J)^-1 for absolute sigmas (numpy, scipy, mpmath)."""
import json, os
import numpy as np
from mpmath import mp, mpf, matrix, lu_solve, inverse, exp, log, sqrt, nstr
from scipy.optimize import least_squares

mp.dps = 50
HERE = os.path.dirname(os.path.abspath(__file__))


def jitter(i, scale, a, m):  # fixed, irregular, no generator to agree on
    return ((i * a) % m - m // 2) * scale / m


n = 24
t = [float(i) / 3 for i in range(n)]
g = ['AB'[(i * 5) % 3 % 2] for i in range(n)]
y1 = [float(5 * exp(-mpf('0.6') * t[i]) + 2 + jitter(i, 0.3, 7919, 101)) for i in range(n)]
y2 = [float(3 * exp(-mpf('0.6') * t[i]) + 1 + jitter(i, 0.5, 6421, 89)) for i in range(n)]
y3 = [float(1.5 * y1[i] + 0.2 * t[i] + jitter(i, 0.4, 5003, 83)) for i in range(n)]
s1 = [float(mpf('0.05') + mpf(i % 5) / 50) for i in range(n)]
s2 = [float(mpf('0.1') + mpf(i % 7) / 30) for i in range(n)]
w = [float(1 + (i * 3) % 4) for i in range(n)]
data = {'t': t, 'g': g, 'y1': y1, 'y2': y2, 'y3': y3, 's1': s1, 's2': s2, 'w': w}
decay1 = ('y1', lambda p, i, d: p['a'] * exp(-p['k'] * d['t'][i]) + p['c'])
decay2 = ('y2', lambda p, i, d: p['b'] * exp(-p['k'] * d['t'][i]) + p['e'])
out = []


def add(name, formula, equations, start, weight=None, absolute=False, options=None, without=None):
    """equations: (response column or function, prediction); weight: per equation, of row i; without: cells that are missing."""
    d = {k: list(v) for k, v in data.items()}
    for column, rows in (without or {}).items():
        for i in rows: d[column][i] = None
    names = list(start)
    stacked = []
    for k, (response, predict, needs) in enumerate(equations):
        for i in range(n):
            if all(d[c][i] is not None for c in needs): stacked.append((k, i))
    N, P = len(stacked), len(names)
    weights = [mpf(1) if weight is None else mpf(weight[k](i)) for k, i in stacked]
    mean = sum(weights) / N
    roots = [sqrt(v / mean) for v in weights]

    def residuals(x):
        p = dict(zip(names, x))
        found = []
        for (k, i), root in zip(stacked, roots):
            response, predict, _ = equations[k]
            found.append(root * (predict(p, i, d) - response(i, d)))
        return found

    def jacobian(x):
        h = mpf(10) ** -20
        J = matrix(N, P)
        for j in range(P):
            up = list(x); up[j] += h
            down = list(x); down[j] -= h
            for r, (u, v) in enumerate(zip(residuals(up), residuals(down))): J[r, j] = (u - v) / (2 * h)
        return J

    scipy_x = least_squares(lambda x: np.array([float(v) for v in residuals([mpf(float(v)) for v in x])]), list(start.values()),
                            xtol=1e-15, ftol=1e-15, gtol=1e-15, method='lm').x
    x = [mpf(float(v)) for v in scipy_x]
    for _ in range(60):
        J, r = jacobian(x), matrix(residuals(x))
        step = lu_solve(J.T * J, -(J.T * r))
        x = [x[j] + step[j] for j in range(P)]
        if max(abs(s) for s in step) < mpf(10) ** -24: break
    assert all(abs(x[j] - scipy_x[j]) < 1e-6 * abs(x[j]) for j in range(P)), name
    J, r = jacobian(x), residuals(x)
    rss = sum(v * v for v in r)
    C = inverse(J.T * J) * (1 / mean if absolute else rss / (N - P))
    per = []
    p = dict(zip(names, x))
    total = mpf(0)
    for k, (response, predict, _) in enumerate(equations):
        own = [(i, v / mean) for (q, i), v in zip(stacked, weights) if q == k]
        ys = [mpf(response(i, d)) for i, _ in own]
        rs = [predict(p, i, d) - y for (i, _), y in zip(own, ys)]
        sum_w = sum(v for _, v in own)
        mean_y = sum(v * y for (_, v), y in zip(own, ys)) / sum_w
        own_rss = sum(v * e * e for (_, v), e in zip(own, rs))
        own_total = sum(v * (y - mean_y) ** 2 for (_, v), y in zip(own, ys))
        total += own_total
        rmse = sqrt(own_rss / sum_w)
        per.append({'rows': len(own), 'rss': nstr(own_rss, 20), 'rmse': nstr(rmse, 20), 'mae': nstr(sum(abs(e) for e in rs) / len(own), 20),
                    'rSquared': nstr(1 - own_rss / own_total, 20), 'residualStandardDeviation': nstr(rmse * sqrt(mpf(N) / (N - P)), 20)})
    used = set(i for _, i in stacked)
    out.append({'name': name, 'formula': formula, 'data': d, 'options': options or {}, 'rows': len(used), 'degreesOfFreedom': N - P,
                'parameters': {q: {'value': nstr(x[j], 20), 'standardError': nstr(sqrt(C[j, j]), 20)} for j, q in enumerate(names)},
                'rss': nstr(rss, 20), 'rSquared': nstr(1 - rss / total, 20), 'responses': per})


def of(column): return lambda i, d: mpf(d[column][i])


one = (of('y1'), decay1[1], ['y1', 't'])
two = (of('y2'), decay2[1], ['y2', 't'])
start = {'a': 5, 'k': .6, 'c': 2, 'b': 3, 'e': 1}
BOTH = 'y1 ~ a*exp(-k*t) + c; y2 ~ b*exp(-k*t) + e'
add('a shared rate', BOTH, [one, two], start)
add('one column of weights for both', BOTH, [one, two], start, [lambda i: w[i]] * 2, options={'weights': 'w'})
add('absolute standard deviations, a column each', BOTH, [one, two], start, [lambda i: 1 / mpf(s1[i]) ** 2, lambda i: 1 / mpf(s2[i]) ** 2], True,
    {'sigma': 's1, s2', 'absoluteSigma': True})
add('relative standard deviations, a number and a column', BOTH, [one, two], start, [lambda i: 1 / mpf(0.125) ** 2, lambda i: 1 / mpf(s2[i]) ** 2], False,
    {'sigma': '0.125, s2'})
add('missing cells of either response', BOTH, [one, two], start, None, False, {'skipInvalid': True}, {'y1': [0, 7, 11], 'y2': [3, 7, 20, 21]})
add('missing cells with a column of standard deviations each', BOTH, [one, two], start, [lambda i: 1 / mpf(s1[i]) ** 2, lambda i: 1 / mpf(s2[i]) ** 2], False,
    {'sigma': 's1, s2', 'skipInvalid': True}, {'y1': [0, 7], 'y2': [3, 20, 21]})
add('a value per group in one of three, a response as the predictor of another, a transformed response',
    'log(y1) ~ u + v*exp(-k*t); y2 ~ b[g]*exp(-k*t) + e; y3 ~ m*y1 + q*t',
    [(lambda i, d: log(mpf(d['y1'][i])), lambda p, i, d: p['u'] + p['v'] * exp(-p['k'] * d['t'][i]), ['y1', 't']),
     (of('y2'), lambda p, i, d: p['b[' + d['g'][i] + ']'] * exp(-p['k'] * d['t'][i]) + p['e'], ['y2', 't']),
     (of('y3'), lambda p, i, d: p['m'] * mpf(d['y1'][i]) + p['q'] * d['t'][i], ['y3', 'y1', 't'])],
    {'u': .7, 'v': 1.2, 'k': .6, 'b[A]': 3, 'b[B]': 3, 'e': 1, 'm': 1.5, 'q': .2})
with open(os.path.join(HERE, '../../test/data/responses.json'), 'w') as f:
    json.dump(out, f, indent=1)
    f.write('\n')
