"""NumPy as in a blog post on gradient descent (whole arrays, every term written out), NumPy by someone who knows (in place, by chunks that stay in the cache), scipy, and sums."""
import numpy as np
import scipy
from scipy.optimize import least_squares

VERSION = f"NumPy {np.__version__}, scipy {scipy.__version__}"
CHUNK = 8192
TENS = range(10)


def as_in_the_post(name, columns, Y):
    """point → loss, mean absolute error, *gradient: what is needed twice is computed twice."""
    X = columns[0]

    def line(W, b):
        Y_Pred = W * X + b
        error = np.abs(Y_Pred - Y).mean()
        loss = 0.5 * ((Y_Pred - Y) ** 2).mean()
        return loss, error, ((Y_Pred - Y) * X).mean(), ((Y_Pred - Y) * 1).mean()

    def sine(W, b):
        Y_Pred = W * np.sin(X) + b
        error = np.abs(Y_Pred - Y).mean()
        loss = 0.5 * ((Y_Pred - Y) ** 2).mean()
        return loss, error, ((Y_Pred - Y) * np.sin(X)).mean(), ((Y_Pred - Y) * 1).mean()

    def decay(A, k, c):
        Y_Pred = A * np.exp(-k * X) + c
        error = np.abs(Y_Pred - Y).mean()
        loss = 0.5 * ((Y_Pred - Y) ** 2).mean()
        A_grad = ((Y_Pred - Y) * np.exp(-k * X)).mean()
        k_grad = ((Y_Pred - Y) * -A * X * np.exp(-k * X)).mean()
        return loss, error, A_grad, k_grad, ((Y_Pred - Y) * 1).mean()

    def gauss(A, m, s, c):
        Y_Pred = A * np.exp(-((X - m) ** 2) / (2 * s**2)) + c
        error = np.abs(Y_Pred - Y).mean()
        loss = 0.5 * ((Y_Pred - Y) ** 2).mean()
        A_grad = ((Y_Pred - Y) * np.exp(-((X - m) ** 2) / (2 * s**2))).mean()
        m_grad = ((Y_Pred - Y) * A * np.exp(-((X - m) ** 2) / (2 * s**2)) * (X - m) / s**2).mean()
        s_grad = ((Y_Pred - Y) * A * np.exp(-((X - m) ** 2) / (2 * s**2)) * (X - m) ** 2 / s**3).mean()
        return loss, error, A_grad, m_grad, s_grad, ((Y_Pred - Y) * 1).mean()

    def logistic10(b0, *b):
        z = sum((b[k] * columns[k] for k in TENS), b0)
        Y_Pred = 1 / (1 + np.exp(-z))
        error = np.abs(Y_Pred - Y).mean()
        loss = (np.log(1 + np.exp(z)) - Y * z).mean()
        return (loss, error, ((Y_Pred - Y) * 1).mean(), *[((Y_Pred - Y) * column).mean() for column in columns])

    def sines20(*p):
        Y_Pred = sum(p[2 * k] * np.sin(p[2 * k + 1] * X) for k in TENS)
        error = np.abs(Y_Pred - Y).mean()
        loss = 0.5 * ((Y_Pred - Y) ** 2).mean()
        gradient = []
        for k in TENS:
            gradient.append(((Y_Pred - Y) * np.sin(p[2 * k + 1] * X)).mean())
            gradient.append(((Y_Pred - Y) * p[2 * k] * np.cos(p[2 * k + 1] * X) * X).mean())
        return (loss, error, *gradient)

    model = locals()[name]
    return lambda point: model(*point)


class Chunks:
    """Sums over chunks in buffers that are made once. `rows` gives a chunk's residuals and slopes, in buffers."""

    def __init__(self, name, columns, y):
        self.columns, self.y, self.step = columns, y, getattr(self, name)
        self.buffers = np.empty((24, min(CHUNK, len(y))))

    def __call__(self, point):
        n = len(self.y)
        total = np.zeros(2 + len(point))
        for start in range(0, n, CHUNK):
            end = min(start + CHUNK, n)
            columns = [column[start:end] for column in self.columns]
            total += self.step(point, columns, self.y[start:end], self.buffers[:, : end - start])
        return total / n

    @staticmethod
    def sums(r, scratch, slopes):
        """½Σr², Σ|r|, Σr·slope; None is a slope of one."""
        np.abs(r, out=scratch)
        return [0.5 * r.dot(r), scratch.sum(), *[r.sum() if slope is None else r.dot(slope) for slope in slopes]]

    def line(self, p, columns, y, B):
        r = np.multiply(columns[0], p[0], out=B[0])
        r += p[1]
        r -= y
        return self.sums(r, B[1], [columns[0], None])

    def sine(self, p, columns, y, B):
        return self.line(p, [np.sin(columns[0], out=B[2])], y, B)

    def decay(self, p, columns, y, B):
        A, k, c = p
        e = np.multiply(columns[0], -k, out=B[2])
        np.exp(e, out=e)
        r = np.multiply(e, A, out=B[0])
        r += c
        r -= y
        loss, mae, dA, dk, dc = self.sums(r, B[1], [e, np.multiply(e, columns[0], out=B[3]), None])
        return [loss, mae, dA, -A * dk, dc]

    def gauss(self, p, columns, y, B):
        A, m, s, c = p
        z = np.subtract(columns[0], m, out=B[2])
        z *= 1 / s
        e = np.multiply(z, z, out=B[3])
        e *= -0.5
        np.exp(e, out=e)
        r = np.multiply(e, A, out=B[0])
        r += c
        r -= y
        ez = np.multiply(e, z, out=B[4])
        loss, mae, dA, dm, ds, dc = self.sums(r, B[1], [e, ez, np.multiply(ez, z, out=z), None])
        return [loss, mae, dA, dm * A / s, ds * A / s, dc]

    def logistic10(self, p, columns, y, B):
        z, scratch, e = B[0], B[1], B[2]
        np.multiply(columns[0], p[1], out=z)
        for k in range(1, 10):
            np.multiply(columns[k], p[k + 1], out=scratch)
            z += scratch
        z += p[0]
        np.abs(z, out=e)
        np.negative(e, out=e)
        np.exp(e, out=e)
        loss = np.log1p(e, out=scratch).sum() + np.maximum(z, 0, out=scratch).sum() - y.dot(z)
        # sigmoid(z) = (z ≥ 0 ? 1 : e)/(1 + e)
        np.copyto(scratch, e)
        scratch[z >= 0] = 1
        e += 1
        r = np.divide(scratch, e, out=z)
        r -= y
        return [loss, *self.sums(r, scratch, [None, *columns])[1:]]

    def sines20(self, p, columns, y, B):
        x, r, scratch = columns[0], B[20], B[21]
        np.negative(y, out=r)
        for k in TENS:
            angle = np.multiply(x, p[2 * k + 1], out=scratch)
            np.sin(angle, out=B[2 * k])
            np.cos(angle, out=B[2 * k + 1])
            r += np.multiply(B[2 * k], p[2 * k], out=scratch)
        rx = np.multiply(r, x, out=B[22])
        gradient = [f for k in TENS for f in (r.dot(B[2 * k]), p[2 * k] * rx.dot(B[2 * k + 1]))]
        return self.sums(r, scratch, []) + gradient


def descend(epoch, start, rate, epochs):
    point = list(start)
    for _ in range(epochs):
        _, error, *gradient = epoch(point)
        if error < 0.001:
            break
        point = [value - rate * slope for value, slope in zip(point, gradient)]
    return [*point, epoch(point)[0]]


def peers(name, columns, y, point, rate, epochs):
    post, chunks = as_in_the_post(name, columns, y), Chunks(name, columns, y)

    def optimised_run():
        # What does not change from epoch to epoch is computed once.
        if name != "sine":
            return descend(chunks, point, rate, epochs)
        return descend(Chunks("line", [np.sin(columns[0])], y), point, rate, epochs)

    def solve():
        slope = columns[0] if name == "line" else np.sin(columns[0])
        basis = np.stack([slope, np.ones_like(y)], axis=1)
        result = least_squares(lambda p: p[0] * slope + p[1] - y, point, jac=lambda p: basis)
        return [*result.x, result.cost / len(y)]

    total = lambda: sum(float(column.sum()) for column in [*columns, y])
    return {
        "numpy-as-in-the-post": dict(epoch=lambda: post(point), run=lambda: descend(post, point, rate, epochs)),
        "numpy": dict(epoch=lambda: chunks(point), run=optimised_run),
        "scipy": dict(run=solve),
        "memory-sum": dict(epoch=lambda: [total()], run=lambda: [total() for _ in range(epochs)][:1]),
    }
