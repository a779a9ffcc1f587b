"""Writes test/data/random-vectors.json: longer and rarer draws than numpy-vectors.json, by NumPy itself. Run with NumPy 2.4.6."""

import hashlib
import json
import math
import pathlib

import mpmath
import numpy as np

root = pathlib.Path(__file__).resolve().parents[2]
SAFE = 2**53
RANGES = [
    (0, 1), (5, 6), (0, 2), (0, 3), (0, 7), (-3, 250), (0, 2**31), (0, 3 * 2**30), (-(2**31), 2**31 - 1), (0, 2**32 - 1),
    (0, 2**32), (-7, 2**32 - 6), (0, 2**32 + 1), (0, 3 * 2**40 + 1), (-(2**51), 2**51), (0, SAFE - 1),
]


def digest(values):
    values = np.asarray(values)
    return hashlib.sha256(values.astype(values.dtype.newbyteorder("<")).tobytes()).hexdigest()


def bits(values):
    return [f"{int(v):016x}" for v in np.atleast_1d(np.asarray(values, dtype=np.float64)).view(np.uint64)]


def legacy(seed):
    return np.random.RandomState(seed)


def modern(seed):
    return np.random.default_rng(seed)


def interleaved(g):
    """Half a 64-bit draw stays over between integers, whatever comes between them."""
    out = [int(g.integers(0, 10)), bits(g.random())[0], int(g.integers(0, 1000)), bits(g.standard_normal())[0]]
    out += [[int(v) for v in g.permutation(5)], int(g.integers(0, 2**32 - 1)), int(g.integers(0, 2**40)), bits(g.uniform(-2, 5))[0]]
    return out


def sums(seed, lengths):
    return [{"n": n, "sum": bits(np.sum(legacy(seed).uniform(-1, 1, n)))[0]} for n in lengths]


def misrounded_log1p(count):
    """Where fdlibm's logarithm is not the nearest double, and glibc agrees with fdlibm (it does in 99.93% of all arguments)."""
    mpmath.mp.prec = 200
    pairs = []
    for u in modern(1).random(100000):
        x = -float(u)
        value = math.log1p(x)
        if value != float(mpmath.log1p(mpmath.mpf(x))):
            pairs.append([bits(x)[0], bits(value)[0]])
        if len(pairs) == count:
            return pairs


seed = 20240607
result = {
    "numpy": np.__version__,
    "seed": seed,
    "log1p": misrounded_log1p(40),
    "legacy": {
        "random_200000": digest(legacy(seed).random_sample(200000)),
        "normal_2000": bits(legacy(seed).standard_normal(2000)),
        "integers": [{"low": a, "high": b, "values": [str(v) for v in legacy(seed).randint(a, b, 12, dtype=np.int64)]} for a, b in RANGES],
        "integers_0_1000_100000": digest(legacy(seed).randint(0, 1000, 100000, dtype=np.int64).astype(np.float64)),
        "permutation_5000": digest(legacy(seed).permutation(5000).astype(np.uint32)),
        "long_array_seed": bits(legacy(list(range(1, 701))).random_sample(5)),
        "sums": sums(seed, [0, 2, 3, 15, 16, 17, 127, 130, 255, 257, 1000, 1001, 4097, 100000]),
    },
    "pcg64": {
        "random_200000": digest(modern(seed).random(200000)),
        "normal_200000": digest(modern(seed).standard_normal(200000)),
        "integers": [{"low": a, "high": b, "values": [str(v) for v in modern(seed).integers(a, b, 12)]} for a, b in RANGES],
        "integers_0_1000_100000": digest(modern(seed).integers(0, 1000, 100000).astype(np.float64)),
        "permutation_5000": digest(modern(seed).permutation(5000).astype(np.uint32)),
        "interleaved": interleaved(modern(seed)),
        "seeds": [
            {"seed": [str(v) for v in s] if isinstance(s, list) else str(s), "random": bits(modern(s).random(4))}
            for s in [[0], [2**32], [1, 2**64 + 3], list(range(1, 12)), 2**53, 2**200 + 12345, [2**32 - 1, 0, 0, 0, 0, 5]]
        ],
    },
}
(root / "test/data/random-vectors.json").write_text(json.dumps(result, indent=1) + "\n")
