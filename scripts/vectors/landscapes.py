"""Writes test/data/landscapes.json: saddles, plateaus, dead starts and local minima of small data sets, by NumPy and SciPy.

python3 scripts/vectors/landscapes.py > test/data/landscapes.json

The losses are half the mean squared error; Hessians are (J'J + sum of residual times second derivatives)/n, written out by hand.
"""
import json

import numpy as np
from scipy.optimize import least_squares, minimize_scalar

TIGHT = dict(xtol=1e-15, ftol=1e-15, gtol=1e-15, method="lm", max_nfev=100000)


def stream(seed):
    """Uniform numbers of the linear congruential generator of Numerical Recipes (Press et al. 2007, section 7.1)."""
    state = seed
    while True:
        state = (1664525 * state + 1013904223) % 2**32
        yield state / 2**32


def data(seed, rows, at, of, noise):
    u = stream(seed)
    x = np.array([at(i, next(u)) for i in range(rows)])
    y = of(x) + noise * (np.array([next(u) for _ in range(rows)]) - 0.5)
    return x, y


def loss(r):
    return 0.5 * np.mean(r * r)


def fitted(residual, start):
    found = least_squares(residual, start, **TIGHT)
    return found.x


def hessian(jacobian, second, r):
    n = len(r)
    return (jacobian.T @ jacobian + np.einsum("i,ijk->jk", r, second)) / n


def column(x):
    return [float(v) for v in x]


def square(seed):
    """y ~ a^2*x + b: on a = 0 the descent stays there."""
    slope = 1 + 0.5 * seed
    x, y = data(seed, 60, lambda i, u: 2 * u, lambda x: slope * x + 1, 0.1)
    b = y.mean()
    r = b - y
    eigenvalues = np.linalg.eigvalsh(np.array([[2 * np.mean(r * x), 0], [0, 1]]))
    least = np.linalg.lstsq(np.column_stack([x, np.ones_like(x)]), y, rcond=None)[0]
    return dict(
        data=dict(x=column(x), y=column(y)), saddle=[0, b], loss=loss(r), eigenvalues=column(eigenvalues[::-1]),
        minimum=[float(np.sqrt(least[0])), float(least[1])], lowest=loss(least[0] * x + least[1] - y),
    )


def exponentials(seed):
    """y ~ a*exp(-b*x) + c*exp(-d*x): from a start with equal terms they stay equal."""
    x, y = data(seed, 30, lambda i, u: i / 5, lambda x: 3 * np.exp(-0.4 * x) + 2 * np.exp(-2 * x), 0.04)
    one = fitted(lambda p: p[0] * np.exp(-p[1] * x) - y, [4, 0.6])
    a, b = one[0] / 2, one[1]
    e = np.exp(-b * x)
    r = 2 * a * e - y
    j = np.column_stack([e, -a * x * e, e, -a * x * e])
    second = np.zeros((len(x), 4, 4))
    for k in (0, 2):
        second[:, k, k + 1] = second[:, k + 1, k] = -x * e
        second[:, k + 1, k + 1] = a * x * x * e
    eigenvalues = np.linalg.eigvalsh(hessian(j, second, r))
    two = lambda p: p[0] * np.exp(-p[1] * x) + p[2] * np.exp(-p[3] * x) - y
    best = fitted(two, [3, 0.4, 2, 2])
    return dict(
        data=dict(x=column(x), y=column(y)), saddle=[a, b, a, b], loss=loss(r), eigenvalues=column(eigenvalues[::-1]),
        minimum=column(best), lowest=loss(two(best)),
    )


def wave(seed):
    """y ~ sin(w*x): the valley beside the lowest."""
    x, y = data(seed, 80, lambda i, u: 10 * u, lambda x: np.sin(2 * x), 0.2)
    f = lambda w: loss(np.sin(w * x) - y)
    grid = np.linspace(2.5, 3.6, 111)
    valleys = [w for w in grid[1:-1] if f(w) < f(w - 0.01) and f(w) < f(w + 0.01)]
    local = minimize_scalar(f, bounds=(valleys[0] - 0.05, valleys[0] + 0.05), method="bounded", options=dict(xatol=1e-12))
    best = minimize_scalar(f, bounds=(1.95, 2.05), method="bounded", options=dict(xatol=1e-12))
    return dict(data=dict(x=column(x), y=column(y)), start=valleys[0] + 0.1, local=local.x, loss=local.fun, minimum=best.x, lowest=best.fun,
                fromStart=f(valleys[0] + 0.1))


def peak(seed):
    """y ~ h*exp(-(x - m)^2) from far beside the data."""
    x, y = data(seed, 100, lambda i, u: 10 * u, lambda x: 2 * np.exp(-((x - 5) ** 2)), 0.04)
    best = fitted(lambda p: p[0] * np.exp(-((x - p[1]) ** 2)) - y, [2, 5])
    start = np.array([1.0, -4.0])
    scale = np.maximum(np.abs(best), np.abs(best - start))

    def largest(p):
        h, m = p
        e = np.exp(-((x - m) ** 2))
        t = x - m
        j = np.column_stack([e, 2 * h * t * e])
        second = np.zeros((len(x), 2, 2))
        second[:, 0, 1] = second[:, 1, 0] = 2 * t * e
        second[:, 1, 1] = h * (4 * t * t - 2) * e
        return np.abs(np.linalg.eigvalsh(scale[:, None] * hessian(j, second, h * e - y) * scale)).max()

    f = lambda p: loss(p[0] * np.exp(-((x - p[1]) ** 2)) - y)
    return dict(data=dict(x=column(x), y=column(y)), start=column(start), fromStart=f(start), minimum=column(best), lowest=f(best),
                curvature=largest(start), curvatureAtMinimum=largest(best))


def saturated(seed):
    """y ~ a*tanh(b*x) from zeros, where no slope is."""
    x, y = data(seed, 60, lambda i, u: 4 * u - 2, lambda x: 2 * np.tanh(1.5 * x), 0.1)
    best = fitted(lambda p: p[0] * np.tanh(p[1] * x) - y, [2, 1.5])
    return dict(data=dict(x=column(x), y=column(y)), fromStart=loss(-y), minimum=column(best), lowest=loss(best[0] * np.tanh(best[1] * x) - y))


def exploding(seed):
    """Gradient descent on y ~ a*exp(b*x) at a learning rate that is far too high, until something is not finite."""
    x, y = data(seed, 20, lambda i, u: 10 * u, lambda x: 2 * np.exp(0.2 * x), 0.1)
    a, b, rate = 1.0, 0.1, 100.0
    way = [[a, b]]
    with np.errstate(all="ignore"):
        while True:
            e = np.exp(b * x)
            r = a * e - y
            if not np.isfinite(loss(r)):
                break
            a, b = a - rate * np.mean(r * e), b - rate * np.mean(r * a * x * e)
            way.append([float(a), float(b)])
        broken = np.flatnonzero(~np.isfinite(a * np.exp(b * x)))
    return dict(data=dict(x=column(x), y=column(y)), rate=rate, way=way, rows=len(broken), first=int(broken[0]) + 1 if len(broken) else None)


print(json.dumps({kind.__name__: [kind(seed) for seed in (1, 2, 3)]
                  for kind in (square, exponentials, wave, peak, saturated, exploding)}))
