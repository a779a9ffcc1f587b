"""The models of the benchmark, for a library with sin and exp."""


def predictions(xp):
    return {
        "line": lambda p, c: p[0] * c[0] + p[1],
        "sine": lambda p, c: p[0] * xp.sin(c[0]) + p[1],
        "decay": lambda p, c: p[0] * xp.exp(-p[1] * c[0]) + p[2],
        "gauss": lambda p, c: p[0] * xp.exp(-((c[0] - p[1]) ** 2) / (2 * p[2] ** 2)) + p[3],
        "logistic10": lambda p, c: sum((p[k + 1] * c[k] for k in range(10)), p[0]),
        "sines20": lambda p, c: sum(p[2 * k] * xp.sin(p[2 * k + 1] * c[0]) for k in range(10)),
    }
