"""Reference steps of the optimizers, from the published updates written out in NumPy: test/data/optimizer-steps.json.

Wherever there is a second form of an update it is used here and not the one in src/: Polyak's two-step form instead of a velocity,
Nesterov's point and look-ahead apart, moments as sums over all gradients instead of running means.

    python scripts/vectors/optimizers.py > test/data/optimizer-steps.json
"""
import json
import numpy as np

# f(x) = 1/2 Σ aⱼ(xⱼ − cⱼ)² + Σ (xⱼ − cⱼ)⁴ / 4, so that gradients vary in size and sign.
A = np.array([1.0, 8.0, 0.0])
C = np.array([0.5, -1.0, 3.0])
START = np.array([2.0, -1.5, 2.25])
STEPS = 5


def gradient(x):
    return A * (x - C) + (x - C) ** 3


def gd(eta):
    x, out = START, []
    for _ in range(STEPS):
        x = x - eta * gradient(x)
        out.append(x)
    return out


def polyak(eta, mu):
    """Polyak 1964, eq. 9: x₊ = x − η∇f(x) + μ(x − x₋)."""
    before, x, out = START, START, []
    for _ in range(STEPS):
        before, x = x, x - eta * gradient(x) + mu * (x - before)
        out.append(x)
    return out


def nesterov(eta, mu):
    """Sutskever et al. 2013, eq. 3–4: v₊ = μv − η∇f(θ + μv), θ₊ = θ + v₊. What is compared is the look-ahead point θ + μv."""
    theta, v, out = START, np.zeros(3), []
    for _ in range(STEPS):
        v = mu * v - eta * gradient(theta + mu * v)
        theta = theta + v
        out.append(theta + mu * v)
    return out


def adagrad(eta, eps):
    """Duchi et al. 2011, eq. 1 with the diagonal of Gₜ = Σ gᵢgᵢᵀ."""
    x, seen, out = START, [], []
    for _ in range(STEPS):
        seen.append(gradient(x))
        x = x - eta * seen[-1] / (np.sqrt(np.diag(sum(np.outer(g, g) for g in seen))) + eps)
        out.append(x)
    return out


def weighted(seen, beta, power):
    t = len(seen)
    return (1 - beta) * sum(beta ** (t - i) * g**power for i, g in enumerate(seen, start=1))


def rmsprop(eta, alpha, eps):
    """Tieleman and Hinton 2012, slide 29."""
    x, seen, out = START, [], []
    for _ in range(STEPS):
        seen.append(gradient(x))
        x = x - eta * seen[-1] / (np.sqrt(weighted(seen, alpha, 2)) + eps)
        out.append(x)
    return out


def adam(eta, beta1, beta2, eps, decay=0.0):
    """Kingma and Ba 2015, algorithm 1; Loshchilov and Hutter 2019, algorithm 2, with the decay scaled by the rate."""
    x, seen, out = START, [], []
    for t in range(1, STEPS + 1):
        seen.append(gradient(x))
        m = weighted(seen, beta1, 1) / (1 - beta1**t)
        v = weighted(seen, beta2, 2) / (1 - beta2**t)
        x = x - eta * decay * x - eta * m / (np.sqrt(v) + eps)
        out.append(x)
    return out


def nadam(eta, beta1, beta2, eps, psi):
    """Dozat 2016, algorithm 2, with the momentum schedule of its §3."""
    x, seen, out = START, [], []
    mu = lambda t: beta1 * (1 - 0.5 * 0.96 ** (t * psi))
    for t in range(1, STEPS + 1):
        g = gradient(x)
        seen.append(g)
        products = np.cumprod([mu(i) for i in range(1, t + 2)])
        g_hat = g / (1 - products[t - 1])
        m_hat = weighted(seen, beta1, 1) / (1 - products[t])
        n_hat = weighted(seen, beta2, 2) / (1 - beta2**t)
        m_bar = (1 - mu(t)) * g_hat + mu(t + 1) * m_hat
        x = x - eta * m_bar / (np.sqrt(n_hat) + eps)
        out.append(x)
    return out


def row(method, rate, settings, points):
    return {"method": method, "rate": rate, "settings": settings, "points": [p.tolist() for p in points]}


adam_defaults = {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
rows = [
    row("gd", 0.05, {}, gd(0.05)),
    row("momentum", 0.05, {"momentum": 0.9}, polyak(0.05, 0.9)),
    row("momentum", 0.02, {"momentum": 0.5}, polyak(0.02, 0.5)),
    row("nesterov", 0.05, {"momentum": 0.9}, nesterov(0.05, 0.9)),
    row("adagrad", 0.5, {"initial": 0, "epsilon": 1e-10}, adagrad(0.5, 1e-10)),
    row("rmsprop", 0.05, {"decay": 0.99, "epsilon": 1e-8}, rmsprop(0.05, 0.99, 1e-8)),
    row("rmsprop", 0.05, {"decay": 0.9, "epsilon": 1e-3}, rmsprop(0.05, 0.9, 1e-3)),
    row("adam", 0.1, adam_defaults, adam(0.1, 0.9, 0.999, 1e-8)),
    row("adam", 0.1, {"beta1": 0.5, "beta2": 0.9, "epsilon": 0.1}, adam(0.1, 0.5, 0.9, 0.1)),
    row("adamw", 0.1, {**adam_defaults, "weightDecay": 0.2}, adam(0.1, 0.9, 0.999, 1e-8, 0.2)),
    row("nadam", 0.1, {**adam_defaults, "momentumDecay": 0.004}, nadam(0.1, 0.9, 0.999, 1e-8, 0.004)),
]
print(json.dumps({"a": A.tolist(), "c": C.tolist(), "start": START.tolist(), "rows": rows}, indent=1))
