"""Writes test/data/linear-offsets.json: lines and parabolas over columns that lie far from zero for their spread. Every number of the data is a short dyadic fraction,
so that decimals and doubles are the same; sums, solution and covariance are rational numbers (fractions), rounded once to 20 digits (mpmath)."""
import json, math, os
from fractions import Fraction as F
from mpmath import mp, mpf, nstr, sqrt

mp.dps = 40
HERE = os.path.dirname(os.path.abspath(__file__))


def rows(n, offset, step, span, curve, height):
    """x = offset + k·step, y = height + curve(k·step) + noise in 64ths; the same bits in the test. Yields t·128, y·64 and a weight, all whole."""
    s = 12345
    for _ in range(n):
        s = (s * 1103515245 + 12345) & 0xFFFFFFFF
        k = (s >> 8) % span
        s = (s * 1103515245 + 12345) & 0xFFFFFFFF
        e = (s >> 8) % 129 - 64
        t = k * step
        f = 3 * t + 7 if curve == 'line' else 2 * t * t - 3 * t + 5
        yield int(t * 128), 64 * height + math.floor(64 * f + e + 0.5), 1 + (s >> 8) % 3


def solve(n, offset, step, span, curve, height=0, weighted=False):
    p = 3 if curve == 'parabola' else 2
    s, b, yy = [0] * (2 * p - 1), [0] * p, 0
    for t, y, w in rows(n, offset, step, span, curve, height):
        w = w if weighted else 1
        power = w
        for j in range(2 * p - 1):
            s[j] += power
            if j < p: b[j] += power * y
            power *= t
        yy += w * y * y
    a = [[F(s[i + j], 128 ** (i + j)) for j in range(p)] for i in range(p)]
    b = [F(b[i], 64 * 128 ** i) for i in range(p)]
    m = [a[i] + [b[i]] + [F(int(i == j)) for j in range(p)] for i in range(p)]
    for i in range(p):
        m[i] = [v / m[i][i] for v in m[i]]
        for r in range(p):
            if r != i: m[r] = [v - m[r][i] * u for v, u in zip(m[r], m[i])]
    c, inverse = [m[i][p] for i in range(p)], [m[i][p + 1:] for i in range(p)]
    weight = F(s[0], n)  # weights are brought to mean 1
    rss = (F(yy, 4096) - sum(x * y for x, y in zip(c, b))) / weight
    o = F(offset)
    back = [[F(0), F(1)], [F(1), -o]] if p == 2 else [[F(0), F(0), F(1)], [F(0), F(1), -2 * o], [F(1), -o, o * o]]
    variance = rss / (n - p)
    value = lambda x: mpf(x.numerator) / mpf(x.denominator)
    parameters = [sum(u * x for u, x in zip(row, c)) for row in back]
    spread = [sum(back[i][j] * inverse[j][k] * back[i][k] for j in range(p) for k in range(p)) * weight for i in range(p)]
    return {
        'parameters': [nstr(value(x), 20) for x in parameters],
        'standardErrors': [nstr(sqrt(value(v * variance)), 20) for v in spread],
        'rss': nstr(value(rss), 20),
    }


CASES = {
    'seconds since 1970 over twelve days': dict(offset=1700000000, step=1, span=1000000, curve='line'),
    'a unit interval at a million': dict(offset=1000000, step=0.0078125, span=128, curve='line'),
    'a unit interval at a thousand million': dict(offset=1000000000, step=0.0078125, span=128, curve='line'),
    'both columns far from zero': dict(offset=1000000, step=0.0078125, span=128, curve='line', height=30000000),
    'only the response far from zero': dict(offset=0, step=0.0078125, span=1280, curve='line', height=1000000000),
    'weighted, at a million': dict(offset=1000000, step=0.0078125, span=128, curve='line', weighted=True),
    'a parabola at a thousand': dict(offset=1000, step=0.0078125, span=1280, curve='parabola'),
    'a parabola over a hundred at a million': dict(offset=1000000, step=0.0078125, span=12800, curve='parabola'),
    'a parabola over a unit interval at a million': dict(offset=1000000, step=0.0078125, span=128, curve='parabola'),
}
out = []
for name, case in CASES.items():
    for n in (300, 100000, 1000000):
        if n == 1000000 and case['curve'] == 'line': continue
        out.append({'name': name, 'rows': n, **case, **solve(n, **case)})
json.dump(out, open(os.path.join(HERE, '../../test/data/linear-offsets.json'), 'w'), indent=1, ensure_ascii=False)
