"""Writes test/data/generated-tables.json: columns and starts that NumPy draws, in the order of the data language.

Run: python scripts/vectors/generated-tables.py  (NumPy 2.4)
"""
import json
import numpy as np

ROWS = 100
COLUMNS = {
    "X": "uniform(0, 1) * 10",
    "Y": "X - 1.5",
    "Y_1": "Y + normal(0, 1)",
    "die": "integers(1, 7)",
    "order": "permutation()",
    "both": "uniform(-1, 1) - uniform(-1, 1)",
    "wide": "normal(X, Y*Y)",
    "row": "index / 4",
}


def legacy(seed):
    np.random.seed(seed)
    X = np.random.rand(ROWS) * 10
    Y = X - 1.5
    return dict(
        X=X, Y=Y, Y_1=Y + np.random.normal(0, 1, ROWS), die=np.random.randint(1, 7, ROWS), order=np.random.permutation(ROWS),
        both=np.random.uniform(-1, 1, ROWS) - np.random.uniform(-1, 1, ROWS), wide=np.random.normal(X, Y * Y), row=np.arange(ROWS) / 4,
    ), [np.random.uniform(-1, 1), np.random.normal(2, 3), np.random.randint(0, 10), np.random.uniform(-1, 1)]


def pcg64(seed):
    rng = np.random.default_rng(seed)
    X = rng.uniform(0, 1, ROWS) * 10
    Y = X - 1.5
    return dict(
        X=X, Y=Y, Y_1=Y + rng.normal(0, 1, ROWS), die=rng.integers(1, 7, ROWS), order=rng.permutation(ROWS),
        both=rng.uniform(-1, 1, ROWS) - rng.uniform(-1, 1, ROWS), wide=rng.normal(X, Y * Y), row=np.arange(ROWS) / 4,
    ), [rng.uniform(-1, 1), rng.normal(2, 3), rng.integers(0, 10), rng.uniform(-1, 1)]


cases = []
for random, make in (("numpy", legacy), ("pcg64", pcg64)):
    for seed in (0, 7, 4294967295):
        table, starts = make(seed)
        # Every seventh row and the last: an error in the order of the draws shows in all of them.
        cases.append(dict(random=random, seed=seed, table={k: [float(x) for x in list(v[::7]) + [v[-1]]] for k, v in table.items()}, starts=[float(s) for s in starts]))

with open("test/data/generated-tables.json", "w") as file:
    json.dump(dict(numpy=np.__version__, rows=ROWS, columns=COLUMNS, starts=["uniform(-1, 1)", "normal(2, 3)", "integers(0, 10)", "uniform(-1, 1)"], cases=cases), file, indent=0)
    file.write("\n")
