"""
curve_fit of scipy on the problems given as JSON on stdin, with all settings, or with the one that is named: digits, CPU and wall time of each, and the CPU of the
whole process from its start.
"""
import json
import math
import sys
import time
import warnings

import numpy as np
import scipy
from scipy.optimize import curve_fit

warnings.simplefilter("ignore")
np.seterr(all="ignore")
NAMES = {name: getattr(np, name) for name in ("exp", "log", "sin", "cos", "arctan", "sqrt", "pi")}
NAMES["atan"] = np.arctan
NAMES["np"] = np
SETTINGS = {
    "lm, defaults": dict(method="lm"),
    "lm, tight": dict(method="lm", maxfev=50000, ftol=1e-15, xtol=1e-15, gtol=1e-15),
    "lm, tight, analytic": dict(method="lm", maxfev=50000, ftol=1e-15, xtol=1e-15, gtol=1e-15, analytic=True),
    "trf, defaults": dict(method="trf"),
    "trf, x_scale=jac, tight, analytic": dict(
        method="trf", x_scale="jac", max_nfev=20000, ftol=1e-15, xtol=1e-15, gtol=1e-15, analytic=True
    ),
}


def digits(values, exact):
    worst = 16.0
    for value, reference in zip(values, exact):
        error = abs(float(value) - reference) / abs(reference)
        if not math.isfinite(error):
            return -1.0
        worst = min(worst, 16.0 if error == 0 else max(-1.0, -math.log10(error)))
    return worst


def compiled(problem):
    columns = {name: np.array(values, float) for name, values in problem["columns"].items()}
    left, right = [side.strip() for side in problem["formula"].replace("^", "**").split("~")]
    scope = {**NAMES, **columns}
    response = eval(left, scope)
    arguments = ",".join(problem["params"])
    model = eval(f"lambda _, {arguments}: {right}", scope)
    rows = len(response)
    slopes = ",".join(f"np.broadcast_to({text}, ({rows},))" for text in problem["derivatives"])
    jacobian = eval(f"lambda _, {arguments}: np.stack([{slopes}], axis=1)", scope)
    return response, model, jacobian


results = {}
problems = json.load(sys.stdin)
for name, setting in SETTINGS.items():
    options = dict(setting)
    analytic = options.pop("analytic", False)
    if len(sys.argv) > 1 and name != sys.argv[1]:
        continue
    parameters, errors, cpu, wall = [], [], 0.0, 0.0
    for problem in problems:
        for start in problem["starts"]:
            began, clock = time.process_time(), time.perf_counter()
            try:
                response, model, jacobian = compiled(problem)
                values, covariance = curve_fit(
                    model, np.arange(len(response), dtype=float), response, p0=start, **options, **({"jac": jacobian} if analytic else {})
                )
                deviations = np.sqrt(np.diag(covariance))
            except Exception:
                values = deviations = [math.nan] * len(problem["params"])
            cpu += time.process_time() - began
            wall += time.perf_counter() - clock
            parameters.append(digits(values, problem["reference"]["parameters"]))
            errors.append(digits(deviations, problem["reference"]["errors"]))
    results[name] = dict(parameters=parameters, errors=errors, cpu=1000 * cpu, wall=1000 * wall)
json.dump(dict(version=scipy.__version__, results=results, process=1000 * time.process_time()), sys.stdout)
