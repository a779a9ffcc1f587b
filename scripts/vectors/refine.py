"""Writes test/data/refine.json: least-squares problems of our own with their optimum, (JᵀWJ)⁻¹ and residual sum to 26 digits, by
Newton's method in 90 digits on the decimal data, derivatives by central differences in 90 digits."""
import json
import random
from pathlib import Path

from mpmath import atan, cos, erf, exp, log, lu_solve, matrix, mp, mpf, nstr, pi, sin, sqrt

mp.dps = 90
H = mpf(10) ** -28
rng = random.Random(11)
dec = lambda v, digits: float(f'{float(v):.{digits}g}')


def jacobian(f, p, rows):
    out = []
    for row in rows:
        line = []
        for j in range(len(p)):
            h = H * (abs(p[j]) or 1)
            up, down = list(p), list(p)
            up[j] += h
            down[j] -= h
            line.append((f(up, row) - f(down, row)) / (2 * h))
        out.append(line)
    return out


def gradient(f, p, rows, y, w):
    J = jacobian(f, p, rows)
    r = [f(p, row) - v for row, v in zip(rows, y)]
    return [sum(w[i] * r[i] * J[i][j] for i in range(len(y))) for j in range(len(p))]


def solve(f, p, rows, y, w):
    P = len(p)
    for k in range(60):
        g = gradient(f, p, rows, y, w)
        A = matrix(P, P)
        if k < 12:
            # Gauss and Newton first: Newton alone may run to another stationary point.
            J = jacobian(f, p, rows)
            for a in range(P):
                for b in range(P):
                    A[a, b] = sum(w[i] * J[i][a] * J[i][b] for i in range(len(y)))
        for j in range(P if k >= 12 else 0):
            h = mpf(10) ** -20 * (abs(p[j]) or 1)
            up, down = list(p), list(p)
            up[j] += h
            down[j] -= h
            column = [(a - b) / (2 * h) for a, b in zip(gradient(f, up, rows, y, w), gradient(f, down, rows, y, w))]
            for i in range(P):
                A[i, j] = column[i]
        step = lu_solve(A, matrix(g))
        p = [a - b for a, b in zip(p, step)]
        if max(abs(s) / (abs(a) or 1) for s, a in zip(step, p)) < mpf(10) ** -32:
            return p
    raise SystemExit('Newton did not converge')


def problem(name, formula, f, truth, columns, response, weights=None):
    names = list(columns)
    n = len(columns[names[0]])
    rows = [{k: mpf(repr(columns[k][i])) for k in names} for i in range(n)]
    y = [response(row) for row in rows]
    w = [mpf(1)] * n if weights is None else [mpf(v) for v in weights]
    p = solve(f, [mpf(v) for v in truth], rows, y, w)
    J = jacobian(f, p, rows)
    P = len(p)
    N = matrix(P, P)
    for a in range(P):
        for b in range(P):
            N[a, b] = sum(w[i] * J[i][a] * J[i][b] for i in range(n))
    inverse = N ** -1
    scaled = matrix(P, P)
    for a in range(P):
        for b in range(P):
            scaled[a, b] = N[a, b] / sqrt(N[a, a] * N[b, b])
    values, _ = mp.eigsy(scaled)
    r = [f(p, row) - v for row, v in zip(rows, y)]
    return {
        'name': name,
        'formula': formula,
        'parameters': [f'p{j}' for j in range(P)],
        'columns': columns,
        **({} if weights is None else {'weights': weights}),
        'condition': float(sqrt(max(values) / min(values))),
        'point': [nstr(v, 26) for v in p],
        'inverse': [nstr(inverse[a, b], 26) for a in range(P) for b in range(P)],
        'rss': nstr(sum(wi * v * v for wi, v in zip(w, r)), 26),
        'residuals': [nstr(v, 26) for v in r],
    }


noise = lambda s: rng.gauss(0, s)
problems = []

x = [dec(5 + 0.1 * i + rng.uniform(0, 0.1), 5) for i in range(30)]
y = [dec(sum(mpf(v) ** k * (-1) ** k / mpf(3) ** k for k in range(9)) + noise(0.01), 7) for v in x]
problems.append(
    problem(
        'polynomial of degree 8',
        'y ~ ' + ' + '.join(['p0', 'p1*x'] + [f'p{k}*x^{k}' for k in range(2, 9)]),
        lambda p, row: sum(a * row['x'] ** k for k, a in enumerate(p)),
        [(-1 / 3) ** k for k in range(9)],
        {'x': x, 'y': y},
        lambda row: row['y'],
    )
)

x = [dec(0.05 * i, 3) for i in range(24)]
y = [float(f'{float(0.5 * exp(-mpf(v)) + 1.25 * exp(-3 * mpf(v))):.11f}') for v in x]
problems.append(
    problem(
        'two exponentials, nearly exact',
        'y ~ p0*exp(-p1*x) + p2*exp(-p3*x)',
        lambda p, row: p[0] * exp(-p[1] * row['x']) + p[2] * exp(-p[3] * row['x']),
        [0.5, 1, 1.25, 3],
        {'x': x, 'y': y},
        lambda row: row['y'],
    )
)

x = [float(i) for i in range(1, 13)]
y = [dec(90 / (1 + exp(4 - 0.7 * v)) + noise(2), 4) for v in x]
weights = [dec(1 / (0.5 + 0.1 * i), 17) for i in range(12)]
problems.append(
    problem(
        'logistic growth, weighted',
        'y ~ p0/(1 + exp(p1 - p2*x))',
        lambda p, row: p[0] / (1 + exp(p[1] - p[2] * row['x'])),
        [90, 4, 0.7],
        {'x': x, 'y': y},
        lambda row: row['y'],
        weights,
    )
)

x = [dec(0.1 + 0.31 * i, 4) for i in range(40)]
y = [dec(2 * sin(1.3 * v) + 0.5 * atan(v - 3) + noise(1.5), 4) for v in x]
problems.append(
    problem(
        'sine and arc tangent, large residuals',
        'y ~ p0*sin(p1*x + pi/7) + p2*atan(x - p3)',
        lambda p, row: p[0] * sin(p[1] * row['x'] + pi / 7) + p[2] * atan(row['x'] - p[3]),
        [2, 1.25, 0.5, 3],
        {'x': x, 'y': y},
        lambda row: row['y'],
    )
)

x = [dec(0.7 + 0.45 * i, 4) for i in range(25)]
z = [dec(rng.uniform(-2, 2), 3) for _ in x]
y = [dec(exp(0.3 * v ** 0.6 - 0.2 * w + noise(0.05)), 6) for v, w in zip(x, z)]
problems.append(
    problem(
        'powers, a choice, an error function, a response on the left',
        'log(y) ~ p0*x^p1 + where(z < 0.1, p2*z, p3*erf(z))',
        lambda p, row: p[0] * row['x'] ** p[1] + (p[2] * row['z'] if row['z'] < mpf('0.1') else p[3] * erf(row['z'])),
        [0.3, 0.6, -0.2, -0.2],
        {'x': x, 'z': z, 'y': y},
        lambda row: log(row['y']),
    )
)

path = Path(__file__).resolve().parents[2] / 'test/data/refine.json'
path.write_text(json.dumps(problems, indent=1).replace(',\n   ', ', ') + '\n')
for each in problems:
    print(each['name'], f"condition {each['condition']:.2g}", 'rss', each['rss'][:12])
