"""Writes test/data/elementary-double-double.json: [x, high, low] with high + low = f(x) to 106 bits, and for functions by the
name of the operation the same with arguments of two doubles each: [[high, low], …, [high, low]]; decimals as [text, high, low]."""
import json
import math
import random
from pathlib import Path

import mpmath
from mpmath import exp, log, log1p, mp, mpf, sqrt

mp.prec = 700
rng = random.Random(3)


def parts(v):
    high = float(v)
    return [high, float(v - mpf(high))] if math.isfinite(high) else [high, 0.0]


def rows(f, points):
    return [[x, *parts(f(mpf(x)))] for x in points]


spread = lambda a, b: math.ldexp(rng.uniform(1, 2), rng.randint(a, b))
data = {
    'exp': rows(exp, [rng.uniform(-600, 600) for _ in range(60)] + [spread(-40, -1) * rng.choice([-1, 1]) for _ in range(60)]),
    'log': rows(log, [spread(-1000, 1000) for _ in range(60)] + [1 + spread(-50, -3) for _ in range(60)] + [rng.random() for _ in range(60)]),
    'log1p': rows(log1p, [-rng.random() for _ in range(60)] + [spread(-50, 30) for _ in range(60)]),
    'squareRoot': rows(sqrt, [spread(-300, 300) for _ in range(60)]),
}

any_sign = lambda a, b: spread(a, b) * rng.choice([-1, 1])
uniform = lambda a, b: lambda: rng.uniform(a, b)
either = lambda *makers: lambda: rng.choice(makers)()
near_quarter = lambda: rng.randint(1, 60) * math.pi / 2 + any_sign(-50, -3)
angle = either(uniform(-4, 4), lambda: any_sign(-60, 40), near_quarter)
size = either(uniform(-5, 5), lambda: any_sign(-60, 5))
inside = either(uniform(-1, 1), lambda: any_sign(-60, -1), lambda: rng.choice([-1, 1]) * (1 - spread(-50, -2)))
positive = either(uniform(0.1, 3), lambda: spread(-200, 200))
whole = lambda a, b: lambda: rng.randint(a, b)

arguments = {
    'exp': [either(uniform(-300, 300), lambda: any_sign(-60, 0))],
    'expm1': [either(uniform(-40, 40), lambda: any_sign(-60, 0))],
    'log': [either(positive, lambda: 1 + any_sign(-50, -3))],
    'log2': [either(positive, lambda: 1 + any_sign(-50, -3))],
    'log10': [either(positive, lambda: 1 + any_sign(-50, -3))],
    'log1p': [either(uniform(-0.99, 3), lambda: any_sign(-60, -2), lambda: spread(0, 100))],
    'power': [either(uniform(0.1, 8), uniform(0.9, 1.1)), uniform(-12, 12)],
    'power:whole': [either(uniform(-5, 5), lambda: any_sign(-12, 5)), whole(-16, 40)],
    'cbrt': [lambda: any_sign(-200, 200)],
    'hypot': [lambda: any_sign(-600, -500), lambda: any_sign(-600, -500)],
    'mod': [uniform(-50, 50), uniform(0.5, 3)],
    'sin': [angle],
    'cos': [angle],
    'tan': [angle],
    'asin': [inside],
    'acos': [inside],
    'atan': [either(size, lambda: any_sign(-100, 100))],
    'atan2': [size, size],
    'sinh': [either(size, uniform(-300, 300))],
    'cosh': [either(size, uniform(-300, 300))],
    'tanh': [either(size, uniform(-60, 60))],
    'asinh': [either(size, lambda: any_sign(-100, 300))],
    'acosh': [either(uniform(1, 10), lambda: 1 + spread(-50, 0), lambda: spread(1, 300))],
    'atanh': [inside],
    'sigmoid': [either(size, uniform(-300, 300))],
    'softplus': [either(size, uniform(-300, 300))],
    'erf': [either(uniform(-6, 6), lambda: any_sign(-60, 0))],
    'erfc': [either(uniform(-6, 1.5), uniform(1.5, 25))],
    'normalPdf': [uniform(-6, 6), uniform(-1, 1), uniform(0.3, 2)],
}
functions = {
    'power': mpmath.power,
    'cbrt': lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)),
    'hypot': mpmath.hypot,
    'mod': lambda a, b: a - b * mpmath.floor(a / b),
    'log2': lambda x: mpmath.log(x) / mpmath.log(2),
    'sigmoid': lambda x: 1 / (1 + exp(-x)),
    'softplus': lambda x: log1p(exp(x)),
    'normalPdf': lambda x, m, s: exp(-(((x - m) / s) ** 2) / 2) / (s * sqrt(2 * mpmath.pi)),
}


def pair(x, name):
    if isinstance(x, int):
        return [float(x), 0.0]
    low = math.ulp(x) * rng.uniform(-0.5, 0.5)
    bounded = name in ('asin', 'acos', 'atanh') and abs(x) > 0.99 or name == 'acosh' and x < 1.01
    return [x, 0.0 if bounded else low]


def vectors(name, count):
    f = functions.get(name.split(':')[0]) or getattr(mpmath, name)
    out = []
    for _ in range(count):
        args = [pair(make(), name) for make in arguments[name]]
        value = f(*[mpf(h) + mpf(l) for h, l in args])
        out.append([*args, parts(value)])
    return out


data['functions'] = {name: vectors(name, 40) for name in arguments}


def decimal():
    digits = rng.randint(1, 25)
    text = ''.join(rng.choice('0123456789') for _ in range(digits))
    point = rng.randint(1, digits)
    text = text[:point] + ('.' + text[point:] if point < digits else '')
    return rng.choice(['', '-']) + text + rng.choice(['', '', f'e{rng.randint(-290, 250)}'])


texts = ['0.1', '2.5134', '-0.3', '1e22', '1e23', '9007199254740993', '123456789.123456789', '1.7976931348623157e+308', '5e-324', '0', '12']
texts += [decimal() for _ in range(120)] + [repr(any_sign(-900, 900)) for _ in range(60)]
data['decimals'] = [[text, *parts(mpf(text))] for text in texts]
path = Path(__file__).resolve().parents[2] / 'test/data/elementary-double-double.json'
flat = json.dumps({k: v for k, v in data.items() if k != 'functions'}).replace('], [', '],\n[')
path.write_text(flat[:-1] + ',\n"functions": ' + json.dumps(data['functions']).replace(']], [[', ']],\n[[') + '}\n')
