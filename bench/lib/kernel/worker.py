"""A worker of the kernel benchmark: a line of JSON in, a line of JSON out. python worker.py numpy|jax|torch threads"""
import importlib
import json
import math
import sys
import time

import numpy as np

SHORTEST, WARM_UP = 0.02, 0.6


def weyl(rows, k, start, width):
    """The rule of columns.mjs."""
    m = ((k * 0x9E3779B2 + 0x6C8E9CF5) | 1) & 0xFFFFFFFF
    return (np.arange(1, rows + 1, dtype=np.uint32) * np.uint32(m)) / 4294967296.0 * width + start


def truth(name, columns, p):
    x = columns[0]
    if name == "line":
        return p[0] * x + p[1]
    if name == "sine":
        return p[0] * np.sin(x) + p[1]
    if name == "decay":
        return p[0] * np.exp(-p[1] * x) + p[2]
    if name == "gauss":
        return p[0] * np.exp(-((x - p[1]) ** 2) / (2 * p[2] * p[2])) + p[3]
    if name == "logistic10":
        return sum((b * c for b, c in zip(p[1:], columns)), p[0])
    return sum(p[k] * np.sin(p[k + 1] * x) for k in range(0, 20, 2))


def timed(work, repeats, budget, warm):
    """What clock.mjs does."""
    began, calls, last = time.perf_counter(), 0, 0.0 if warm else 1.0
    while warm and (calls < 2 or time.perf_counter() - began < min(WARM_UP, budget / 4) and calls < 1e6):
        start = time.perf_counter()
        work()
        last = time.perf_counter() - start
        calls += 1
    inner = max(1, math.ceil(SHORTEST / max(last, 1e-7)))
    wall, cpu = [], []
    while len(wall) < repeats and (len(wall) < 3 or time.perf_counter() - began < budget):
        processor, start = time.process_time(), time.perf_counter()
        for _ in range(inner):
            work()
        wall.append((time.perf_counter() - start) / inner)
        cpu.append((time.process_time() - processor) / inner)
    return dict(wall=wall, cpu=cpu)


def load(library, request):
    name, model, rows = request["model"], request["spec"], request["rows"]
    columns = [weyl(rows, k + 1, c["from"], c["width"]) for k, c in enumerate(model["columns"])]
    noise = weyl(rows, 0, 0.0, 1.0)
    y = truth(name, columns, model["truth"])
    if model["loss"] == "logistic":
        y = (noise < 1 / (1 + np.exp(-y))).astype(float)
    else:
        y += model["noise"] * (noise - 0.5)
    return library.peers(name, columns, y, model["point"], model.get("rate"), request["epochs"])


def main():
    library = importlib.import_module(f"{sys.argv[1]}_peers")
    if hasattr(library, "threads"):
        library.threads(int(sys.argv[2]))
    peers = {}
    for line in sys.stdin:
        request = json.loads(line)
        try:
            ask = request["ask"]
            if ask == "load":
                peers = {}
                peers = load(library, request)
                reply = dict(peers=list(peers), version=library.VERSION)
            elif ask == "values":
                start = time.perf_counter()
                values = [float(value) for value in peers[request["peer"]][request["work"]]()]
                seconds = time.perf_counter() - start
                # JSON has no NaN: null, as JavaScript writes it.
                reply = dict(values=[value if math.isfinite(value) else None for value in values], seconds=seconds)
            elif ask == "time":
                reply = timed(peers[request["peer"]][request["work"]], request["repeats"], request["budget"], not request.get("cold"))
            else:
                peers, reply = {}, {}
        except Exception as error:
            reply = dict(failed=f"{type(error).__name__}: {error}".split("\n")[0])
        print(json.dumps(reply), flush=True)


main()
