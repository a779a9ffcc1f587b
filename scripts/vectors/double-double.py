"""Writes test/data/elementary-double-double.json: [x, high, low] with high + low = f(x) to 106 bits."""
import json
import math
import random
from pathlib import Path

from mpmath import exp, log, log1p, mp, mpf, sqrt

mp.prec = 300
rng = random.Random(3)


def rows(f, points):
    out = []
    for x in points:
        v = f(mpf(x))
        high = float(v)
        out.append([x, high, float(v - mpf(high))])
    return out


spread = lambda a, b: math.ldexp(rng.uniform(1, 2), rng.randint(a, b))
data = {
    'exp': rows(exp, [rng.uniform(-600, 600) for _ in range(60)] + [spread(-40, -1) * rng.choice([-1, 1]) for _ in range(60)]),
    'log': rows(log, [spread(-1000, 1000) for _ in range(60)] + [1 + spread(-50, -3) for _ in range(60)] + [rng.random() for _ in range(60)]),
    'log1p': rows(log1p, [-rng.random() for _ in range(60)] + [spread(-50, 30) for _ in range(60)]),
    'squareRoot': rows(sqrt, [spread(-300, 300) for _ in range(60)]),
}
path = Path(__file__).resolve().parents[2] / 'test/data/elementary-double-double.json'
path.write_text(json.dumps(data).replace('], [', '],\n[') + '\n')
