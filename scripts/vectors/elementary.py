"""Values of the elementary functions at 300 or more bits, for test/elementary and test/operations.

usage: python scripts/vectors/elementary.py [--points 1000] [--out test/data/elementary-vectors.json] [name …]
Each function: base64 of little-endian records: the arguments (float64 each), the value rounded to float64, and what the rounding lost, in
ulp of the value times 65536 (int16).
"""
import argparse
import base64
import json
import math
import random
import struct
from fractions import Fraction
from pathlib import Path

from mpmath import mp, mpf
import mpmath

mp.prec = 320
INF = math.inf


def exactly(v):
    """mpf → double, right also where it is subnormal."""
    if mpmath.isinf(v):
        return INF if v > 0 else -INF
    sign, man, exp, _ = v._mpf_
    fraction = Fraction(int(man)) * Fraction(2) ** exp
    try:
        rounded = float(fraction)
    except OverflowError:
        rounded = INF
    return -rounded if sign else rounded


def record(args, v):
    rounded = exactly(v)
    if math.isinf(rounded) or (v == 0):
        lost = 0
    else:
        lost = int(mpmath.nint((v - mpf(rounded)) / mpf(math.ulp(rounded)) * 65536))
    return struct.pack('<' + 'd' * (len(args) + 1) + 'h', *args, rounded, max(-32768, min(32767, lost)))


# Where the points lie.
def spread(rng, low, high, signed=True):
    """Uniform in the exponent."""
    x = math.ldexp(rng.uniform(1, 2), rng.randint(low, high))
    return -x if signed and rng.random() < 0.5 else x


def near(rng, centre, widest=-4, narrowest=-52):
    x = centre + spread(rng, narrowest, widest) * max(1, abs(centre))
    return x


def mix(*choices):
    """Each choice is a function of rng; taken in turn."""
    def points(rng, n):
        return [choices[i % len(choices)](rng) for i in range(n)]
    return points


U = lambda a, b: lambda r: r.uniform(a, b)
S = lambda a, b, signed=True: lambda r: spread(r, a, b, signed)
N = lambda c, widest=-4: lambda r: near(r, c, widest)
subnormal = lambda r: r.randint(1, 2**52) * 5e-324 * r.choice([-1, 1])
positive_subnormal = lambda r: r.randint(1, 2**52) * 5e-324
multiple = lambda step, top: lambda r: float(mpf(r.randint(1, top)) * step)
pair = lambda f, g: lambda r: (f(r), g(r))


def wide(f, bits):
    """f at a higher precision, for huge arguments."""
    def at(*args):
        with mp.workprec(bits):
            return f(*args)
    return at


def power_near_edge(r):
    x = spread(r, -20, 20, False)
    target = r.choice([-745.5, -744, -709, -700, 700, 709.7, 709.78, 1, 1e-5]) * (1 + r.uniform(-1e-3, 1e-3))
    return (x, target / math.log(x)) if abs(math.log(x)) > 1e-3 else (2.5, r.uniform(-800, 780))


def gamma_of(x):
    return mpmath.gamma(x)


def lgamma_of(x):
    with mp.workprec(400):
        return mpmath.log(abs(mpmath.gamma(x))) if abs(x) < 1000 else mpmath.loggamma(x)


def normal_density(x, mu, sigma):
    z = (x - mu) / sigma
    return mpmath.exp(-z * z / 2) / (sigma * mpmath.sqrt(2 * mp.pi))


FUNCTIONS = {
    'exp': (mpmath.exp, mix(U(-745, 710), S(-60, 9), U(-2, 2), N(709.78, -12), N(-745.13, -12), U(-745, -708), N(0.34657359), subnormal)),
    'expm1': (mpmath.expm1, mix(U(-40, 710), S(-60, 9), U(-2, 2), N(709.78, -12), U(-1, 1), N(0.34657359), S(-300, -20), subnormal)),
    'log': (mpmath.log, mix(S(-1022, 1023, False), N(1), U(0.5, 2), positive_subnormal, S(-10, 10, False), N(math.sqrt(2), -8), N(math.sqrt(0.5), -8))),
    'log1p': (mpmath.log1p, mix(S(-60, 1023, False), U(-0.999, 1), S(-60, -2), N(-0.2929), N(0.4142), subnormal, lambda r: -1 + spread(r, -50, -1, False))),
    'log2': (lambda x: mpmath.log(x) / mpmath.ln2, mix(S(-1022, 1023, False), N(1), U(0.5, 2), positive_subnormal, lambda r: math.ldexp(1 + spread(r, -52, -40), r.randint(-1000, 1000)))),
    'log10': (lambda x: mpmath.log(x) / mpmath.ln10, mix(S(-1022, 1023, False), N(1), U(0.5, 2), positive_subnormal, lambda r: float('1e%d' % r.randint(-300, 300)))),
    'sin': (wide(mpmath.sin, 1500), mix(U(-10, 10), S(-40, 20), S(20, 1023), S(300, 1023), multiple(mp.pi / 2, 10**6), multiple(mp.pi / 2, 2**60), U(1.5e6, 1.7e6), subnormal)),
    'cos': (wide(mpmath.cos, 1500), mix(U(-10, 10), S(-40, 20), S(20, 1023), S(300, 1023), multiple(mp.pi / 2, 10**6), multiple(mp.pi / 2, 2**60), U(1.5e6, 1.7e6))),
    'tan': (wide(mpmath.tan, 1500), mix(U(-10, 10), S(-40, 20), S(20, 1023), S(300, 1023), multiple(mp.pi / 4, 10**6), multiple(mp.pi / 2, 2**60), U(1.5e6, 1.7e6), subnormal)),
    'asin': (mpmath.asin, mix(U(-1, 1), S(-60, -1), lambda r: 1 - spread(r, -52, -2, False), N(0.5), lambda r: spread(r, -52, -2, False) - 1, subnormal)),
    'acos': (mpmath.acos, mix(U(-1, 1), S(-60, -1), lambda r: 1 - spread(r, -52, -2, False), N(0.5), N(-0.5), lambda r: spread(r, -52, -2, False) - 1)),
    'atan': (mpmath.atan, mix(U(-3, 3), S(-60, 60), S(-1000, 1000), N(7 / 16), N(11 / 16), N(19 / 16), N(39 / 16), subnormal)),
    'atan2': (mpmath.atan2, mix(pair(S(-3, 3), S(-3, 3)), pair(S(-500, 500), S(-500, 500)), pair(U(-1, 1), U(-1, 1)), pair(S(950, 1020), S(900, 1020)), pair(S(-1070, -900), S(-1070, -900)), pair(subnormal, S(-5, 5)), pair(subnormal, subnormal))),
    'sinh': (mpmath.sinh, mix(U(-3, 3), S(-40, 9), U(-711, 711), U(-30, 30), N(710.4758, -14), S(-300, -20), subnormal)),
    'cosh': (mpmath.cosh, mix(U(-3, 3), S(-40, 9), U(-711, 711), U(-30, 30), N(710.4758, -14))),
    'tanh': (mpmath.tanh, mix(U(-3, 3), S(-40, 5), U(-1, 1), U(-25, 25), S(-300, -20), subnormal)),
    'asinh': (mpmath.asinh, mix(U(-3, 3), S(-40, 40), S(-300, 1023), S(25, 35), subnormal)),
    'acosh': (mpmath.acosh, mix(U(1, 4), lambda r: 1 + spread(r, -52, 10, False), S(1, 1023, False), S(25, 35, False))),
    'atanh': (mpmath.atanh, mix(U(-1, 1), S(-60, -1), lambda r: 1 - spread(r, -52, -2, False), N(0.5), subnormal)),
    'pow': (wide(mpmath.power, 1400), mix(pair(U(0.1, 10), U(-20, 20)), pair(S(-300, 300, False), U(-2, 2)), power_near_edge, power_near_edge, pair(N(1, -10), S(0, 40)), pair(positive_subnormal, U(-1, 1)), pair(lambda r: float(r.randint(-50, 50) or 1), lambda r: float(r.randint(-40, 40))), pair(S(-5, 5, False), lambda r: r.choice([0.5, 2, 3, -1, 1.5, -0.5, 1 / 3])))),
    'cbrt': (lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)), mix(U(-8, 8), S(-1022, 1023), subnormal, S(-5, 5))),
    'hypot': (mpmath.hypot, mix(pair(U(-3, 3), U(-3, 3)), pair(S(-40, 40), S(-40, 40)), pair(S(990, 1022), S(950, 1022)), pair(S(-1060, -950), S(-1060, -950)), pair(S(0, 1), S(-30, 0)))),
    'erf': (mpmath.erf, mix(U(-3, 3), S(-60, 3), U(-1.2, 1.2), N(0.5), N(1), S(-1000, -60), subnormal)),
    'erfc': (mpmath.erfc, mix(U(-3, 3), S(-60, 3), U(0, 27.3), U(0.3, 1.3), U(26.4, 27.3), U(0, 10), U(-6, 0))),
    'gamma': (gamma_of, mix(U(0, 20), U(0, 172), U(-20, 0), U(-184, 0), lambda r: r.randint(-100, 0) + spread(r, -40, -2), S(-1000, -1), U(0.4, 3), lambda r: r.randint(1, 171) + r.choice([0, 0, 0.5, spread(r, -40, -3)]))),
    'lgamma': (lgamma_of, mix(U(0, 20), S(-1000, 1000, False), N(1, -3), N(2, -3), U(0.5, 3), U(0.7, 1.3), U(1.7, 2.3), S(2, 12, False))),
    'digamma': (mpmath.digamma, mix(U(0.01, 20), S(-300, 300, False), N(1.4616321449683622, -3), U(1.2, 1.7), U(0.3, 12))),
    'lgamma:negative': (lgamma_of, mix(U(-20, 0), lambda r: near(r, r.choice([-2.4570247382208, -2.7476826467274, -3.1435808883499]), -6, -45))),
    'digamma:negative': (mpmath.digamma, mix(U(-20, 0), lambda r: near(r, r.choice([-0.504083008264455, -1.5734984731623]), -6, -45))),
    'trigamma': (lambda x: mpmath.psi(1, x), mix(U(0.01, 20), S(-300, 300, False), U(0.3, 12), U(-20, 0))),
    'polygamma': (lambda n, x: mpmath.psi(int(n), x), mix(pair(lambda r: float(r.randint(1, 6)), S(-20, 20, False)), pair(lambda r: float(r.randint(1, 3)), U(0.05, 12)), pair(lambda r: float(r.randint(1, 3)), U(-20, 0)))),
    'sigmoid': (lambda x: 1 / (1 + mpmath.exp(-x)), mix(U(-745, 40), U(-5, 5), S(-40, 5), U(-40, 0), U(-745, -700))),
    'softplus': (lambda x: mpmath.log1p(mpmath.exp(x)), mix(U(-745, 40), U(-5, 5), S(-40, 9), U(-40, 0), U(-745, -700))),
    'normalPdf': (normal_density, lambda rng, n: [(rng.uniform(-5, 5), rng.uniform(-1, 1), spread(rng, -3, 3, False)) if i % 2 else (rng.uniform(-80, 80), rng.uniform(-3, 3), rng.uniform(1, 3)) for i in range(n)]),
}

if __name__ == '__main__':
    parser = argparse.ArgumentParser()
    parser.add_argument('--points', type=int, default=1000)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--out', default=str(Path(__file__).resolve().parents[2] / 'test/data/elementary-vectors.json'))
    parser.add_argument('names', nargs='*')
    options = parser.parse_args()
    out = {}
    for name in options.names or FUNCTIONS:
        f, points = FUNCTIONS[name]
        rng = random.Random(f'{name}{options.seed}')
        rows = b''
        count = 0
        for args in points(rng, options.points):
            args = args if isinstance(args, tuple) else (args,)
            if not all(math.isfinite(a) for a in args):
                continue
            try:
                v = f(*[mpf(a) for a in args])
            except (ValueError, ZeroDivisionError, OverflowError):
                continue
            if isinstance(v, mpmath.mpc) or mpmath.isnan(v):
                continue
            rows += record(args, mpf(v))
            count += 1
        out[name] = {'arity': len(args), 'points': count, 'records': base64.b64encode(rows).decode()}
        print(name, count, flush=True)
    Path(options.out).write_text(json.dumps(out, indent=0) + '\n')
