"""Races of methods written out in NumPy, with minima from elsewhere: test/data/method-race.json.

Minima: numpy.linalg.lstsq for the line, scipy.optimize.least_squares (lm, analytic Jacobian, all tolerances 3e-16) for the decay, (1, 1) for Rosenbrock's valley. An epoch
of gradient descent, of Polyak's momentum (in his two-step form) and of Adam (moments as sums over all gradients) is one evaluation of the loss with its gradient, the
start is another; counted until all but a millionth of the drop from the start to the minimum is made.

    python scripts/vectors/method-race.py > test/data/method-race.json
"""
import json

import numpy as np
from scipy.optimize import least_squares

SHARE = 1e-6
X = np.arange(24) / 4
LINE = [round(float(v), 3) for v in 2 * X - 1 + 0.3 * np.sin(np.arange(24) ** 2)]
DECAY = [round(float(v), 3) for v in 4 * np.exp(-0.8 * X) + 1 + 0.05 * np.sin(np.arange(24) ** 2)]


def gd(gradient, start, rate):
    x = start
    while True:
        yield x
        x = x - rate * gradient(x)


def momentum(gradient, start, rate, mu=0.9):
    before, x = start, start
    while True:
        yield x
        before, x = x, x - rate * gradient(x) + mu * (x - before)


def adam(gradient, start, rate, b1=0.9, b2=0.999, eps=1e-8):
    x, gradients = start, []
    while True:
        yield x
        gradients.append(gradient(x))
        t = len(gradients)
        g = np.array(gradients)
        ages = np.arange(t - 1, -1, -1.0)[:, None]
        m = (1 - b1) * np.sum(b1**ages * g, axis=0) / (1 - b1**t)
        v = (1 - b2) * np.sum(b2**ages * g * g, axis=0) / (1 - b2**t)
        x = x - rate * m / (np.sqrt(v) + eps)


METHODS = {"gd": gd, "momentum": momentum, "adam": adam}


def race(name, formula, data, residuals, jacobian, start, minimum, entrants):
    start = np.array(start, dtype=float)
    loss = lambda p: 0.5 * np.mean(residuals(p) ** 2)
    gradient = lambda p: jacobian(p).T @ residuals(p) / len(residuals(p))
    target = loss(minimum) + SHARE * (loss(start) - loss(minimum))
    counts = {}
    for label in entrants:
        method, rate = label.split("@")
        for evaluations, point in enumerate(METHODS[method](gradient, start, float(rate)), 1):
            if loss(point) <= target:
                break
            if evaluations > 5000:
                evaluations = None
                break
        counts[label] = evaluations
    return {
        "name": name,
        "formula": formula,
        "data": data,
        "start": start.tolist(),
        "startLoss": loss(start),
        "minimum": [float(v) for v in minimum],
        "lowest": loss(minimum),
        "evaluations": counts,
    }


def line():
    y, basis = np.array(LINE), np.column_stack([X, np.ones_like(X)])
    minimum = np.linalg.lstsq(basis, y, rcond=None)[0]
    data = {"x": X.tolist(), "y": LINE}
    return race("line", "y ~ a*x + b", data, lambda p: basis @ p - y, lambda p: basis, [0, 0], minimum, ["gd@0.1", "gd@0.01", "momentum@0.02", "adam@0.1"])


def decay():
    y = np.array(DECAY)
    residuals = lambda p: p[0] * np.exp(-p[1] * X) + p[2] - y
    jacobian = lambda p: np.column_stack([np.exp(-p[1] * X), -p[0] * X * np.exp(-p[1] * X), np.ones_like(X)])
    start = [1, 1, 0]
    minimum = least_squares(residuals, start, jacobian, method="lm", xtol=3e-16, ftol=3e-16, gtol=3e-16).x
    data = {"x": X.tolist(), "y": DECAY}
    return race("decay", "y ~ A*exp(-k*x) + c", data, residuals, jacobian, start, minimum, ["gd@0.2", "momentum@0.02", "adam@0.05"])


def rosenbrock():
    residuals = lambda p: np.array([10 * (p[1] - p[0] ** 2), 1 - p[0]])
    jacobian = lambda p: np.array([[-20 * p[0], 10], [-1, 0]])
    data = {"i": [0, 1], "z": [0, 0]}
    formula = "z ~ where(i < 1, 10*(b - a^2), 1 - a)"
    return race("rosenbrock", formula, data, residuals, jacobian, [-1.2, 1], [1.0, 1.0], ["gd@0.002", "momentum@0.002", "adam@0.1"])


print(json.dumps([line(), decay(), rosenbrock()], indent=1))
