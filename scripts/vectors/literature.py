"""Writes test/data/literature.json: least-squares problems of the literature as formula, columns and start, with the lowest residual sum that is known.

The minima of the first part are those printed by Moré, Garbow and Hillstrom 1981, Testing unconstrained optimization software, ACM TOMS 7; of Puromycin and
isomerization data (Bates and Watts 1988, Nonlinear regression analysis, A1.1 and A1.5) and of the made data, scipy's from the values that made them.
"""

import json
import pathlib

import numpy as np
from scipy.optimize import least_squares

root = pathlib.Path(__file__).resolve().parents[2]
rng = np.random.default_rng(1981)
problems = []


def add(name, formula, start, minimum, **columns):
    listed = {key: [float(v) for v in values] for key, values in columns.items()}
    problems.append({"name": name, "formula": formula, "columns": listed, "start": start, "minimum": float(minimum)})


def lowest(name, formula, start, truth, model, response, **columns):
    """The same with scipy's minimum from the values `truth`."""
    x = {key: np.asarray(values, float) for key, values in columns.items()}
    y = x[response]
    inputs = {key: values for key, values in x.items() if key != response}
    scale = np.abs(truth)
    residual = lambda q: (model(*(q * scale), **inputs) - y) / np.std(y)
    fit = least_squares(residual, np.asarray(truth) / scale, jac="3-point", xtol=1e-15, ftol=1e-15, gtol=1e-15, max_nfev=5000)
    add(name, formula, start, 2 * fit.cost * np.var(y), **x)


def made(f, sd, x):
    return f(x) + sd * rng.standard_normal(len(x))


# Moré, Garbow and Hillstrom
t = np.arange(1, 11) / 10
add("Box 3D", "y ~ exp(-a*t) - exp(-b*t) - c*(exp(-t) - exp(-10*t))", {"a": 0, "b": 10, "c": 20}, 0, t=t, y=0 * t)
t = np.arange(1, 21) / 5
add("Brown-Dennis", "y ~ (a + b*t - exp(t))^2 + (c + d*sin(t) - cos(t))^2", {"a": 25, "b": 5, "c": -5, "d": -1}, 85822.2, t=t, y=0 * t)
i = np.arange(1, 16)
y = [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39]
add("Bard", "y ~ a + u/(v*b + w*c)", {"a": 1, "b": 1, "c": 1}, 8.21487e-3, u=i, v=16 - i, w=np.minimum(i, 16 - i), y=y)
y = [0.1957, 0.1947, 0.1735, 0.1600, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246]
u = [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625]
add("Kowalik-Osborne", "y ~ a*(u^2 + u*b)/(u^2 + u*c + d)", {"a": 0.25, "b": 0.39, "c": 0.415, "d": 0.39}, 3.07505e-4, u=u, y=y)
y = np.array([34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872])
t = 45 + 5 * np.arange(1, 17)
add("Meyer", "y ~ a*exp(b/(t + c))", {"a": 0.02, "b": 4000, "c": 250}, 87.9458, t=t, y=y)
add("Meyer in other units", "y ~ a*exp(b/(t + c))", {"a": 2e-5, "b": 4, "c": 0.25}, 87.9458e-6, t=t / 1000, y=y / 1000)
y = [0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.850, 0.818, 0.784, 0.751, 0.718, 0.685, 0.658, 0.628, 0.603, 0.580]
y += [0.558, 0.538, 0.522, 0.506, 0.490, 0.478, 0.467, 0.457, 0.448, 0.438, 0.431, 0.424, 0.420, 0.414, 0.411, 0.406]
start = {"a": 0.5, "b": 1.5, "c": -1, "d": 0.01, "e": 0.02}
add("Osborne 1", "y ~ a + b*exp(-t*d) + c*exp(-t*e)", start, 5.46489e-5, t=10 * np.arange(33), y=y)
y = [1.366, 1.191, 1.112, 1.013, 0.991, 0.885, 0.831, 0.847, 0.786, 0.725, 0.746, 0.679, 0.608, 0.655, 0.616, 0.606, 0.602]
y += [0.626, 0.651, 0.724, 0.649, 0.649, 0.694, 0.644, 0.624, 0.661, 0.612, 0.558, 0.533, 0.495, 0.500, 0.423, 0.395, 0.375]
y += [0.372, 0.391, 0.396, 0.405, 0.428, 0.429, 0.523, 0.562, 0.607, 0.653, 0.672, 0.708, 0.633, 0.668, 0.645, 0.632, 0.591]
y += [0.559, 0.597, 0.625, 0.739, 0.710, 0.729, 0.720, 0.636, 0.581, 0.428, 0.292, 0.162, 0.098, 0.054]
start = {"a": 1.3, "b": 0.65, "c": 0.65, "d": 0.7, "f": 0.6, "g": 3, "h": 5, "m": 7, "j": 2, "k": 4.5, "l": 5.5}
formula = "y ~ a*exp(-t*f) + b*exp(-(t - j)^2*g) + c*exp(-(t - k)^2*h) + d*exp(-(t - l)^2*m)"
add("Osborne 2", formula, start, 4.01377e-2, t=np.arange(65) / 10, y=y)
t = np.arange(1, 14) / 10
y = np.exp(-t) - 5 * np.exp(-10 * t) + 3 * np.exp(-4 * t)
start = {"a": 1, "b": 2, "c": 1, "d": 1, "f": 1, "g": 1}
add("Biggs EXP6", "y ~ c*exp(-a*t) - d*exp(-b*t) + g*exp(-f*t)", start, 0, t=t, y=y)
i = np.arange(1, 11)
add("Jennrich-Sampson", "y ~ exp(i*a) + exp(i*b)", {"a": 0.3, "b": 0.4}, 124.362, i=i, y=2 + 2 * i)
one = np.eye(6)
p, q, r = one[0, :3], one[1, :3], one[2, :3]
formula = "y ~ p*10*(c - 10*atan2(b, a)/(2*pi)) + q*10*(sqrt(a^2 + b^2) - 1) + r*c"
add("Helical valley", formula, {"a": -1, "b": 0, "c": 0}, 0, p=p, q=q, r=r, y=0 * p)
p, q = one[0, :2], one[1, :2]
formula = "y ~ a + p*(((5 - b)*b - 2)*b) + q*(((b + 1)*b - 14)*b)"
add("Freudenstein-Roth", formula, {"a": 0.5, "b": -2}, 0, p=p, q=q, y=[13, 29])
add("Rosenbrock", "y ~ p*10*(b - a^2) + q*(1 - a)", {"a": -1.2, "b": 1}, 0, p=p, q=q, y=0 * p)
p, q, r, s = (one[k, :4] for k in range(4))
formula = "y ~ p*(a + 10*b) + q*sqrt(5)*(c - d) + r*(b - 2*c)^2 + s*sqrt(10)*(a - d)^2"
add("Powell singular", formula, {"a": 3, "b": -1, "c": 0, "d": 1}, 0, p=p, q=q, r=r, s=s, y=0 * p)
p, q, r, s, t, u = one
formula = "y ~ p*10*(b - a^2) + q*(1 - a) + r*sqrt(90)*(d - c^2) + s*(1 - c) + t*sqrt(10)*(b + d - 2) + u*(b - d)/sqrt(10)"
add("Wood", formula, {"a": -3, "b": -1, "c": -3, "d": -1}, 0, p=p, q=q, r=r, s=s, t=t, u=u, y=0 * p)
add("Beale", "y ~ a*(1 - b^i)", {"a": 1, "b": 1}, 0, i=[1, 2, 3], y=[1.5, 2.25, 2.625])
p, q, r = one[0, :3], one[1, :3], one[2, :3]
add("Brown badly scaled", "y ~ p*(a - 1e6) + q*(b - 2e-6) + r*(a*b - 2)", {"a": 1, "b": 1}, 0, p=p, q=q, r=r, y=0 * p)
p, q = one[0, :2], one[1, :2]
add("Powell badly scaled", "y ~ p*(1e4*a*b - 1) + q*(exp(-a) + exp(-b) - 1.0001)", {"a": 0, "b": 1}, 0, p=p, q=q, y=0 * p)
t = np.arange(1, 100) / 100
add("Gulf", "t ~ exp(-abs(v - b)^c/a)", {"a": 5, "b": 2.5, "c": 0.15}, 0, t=t, v=25 + (-50 * np.log(t)) ** (2 / 3))

# Bates and Watts
s = [0.02, 0.02, 0.06, 0.06, 0.11, 0.11, 0.22, 0.22, 0.56, 0.56, 1.10, 1.10]
v = [76, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 200]
lowest("Puromycin", "v ~ V*s/(K + s)", {"V": 205, "K": 0.08}, [212.7, 0.0641], lambda V, K, s: V * s / (K + s), "v", s=s, v=v)
h = [205.8, 404.8, 209.7, 401.6, 224.9, 402.6, 212.7, 406.2, 133.3, 470.9, 300, 301.6, 297.3, 314, 305.7, 300.1, 305.4, 305.2]
h += [300.1, 106.6, 417.2, 251, 250.3, 145.1]
n = [90.9, 92.9, 174.9, 187.2, 92.7, 102.2, 186.9, 192.6, 140.8, 144.2, 68.3, 214.6, 142.2, 146.7, 142, 143.7, 141.1, 141.5]
n += [83, 209.6, 83.9, 294.4, 148, 291]
i = [37.1, 36.3, 49.4, 44.9, 116.3, 128.9, 134.4, 134.9, 87.6, 86.9, 81.7, 101.7, 10.5, 157.1, 86, 90.2, 87.4, 87, 66.4, 33]
i += [32.9, 41.5, 14.7, 50.2]
v = [3.541, 2.397, 6.6694, 4.722, 0.593, 0.268, 2.797, 2.451, 3.196, 2.021, 0.896, 5.084, 5.686, 1.193, 2.648, 3.303, 3.054]
v += [3.302, 1.271, 11.648, 2.002, 9.604, 7.754, 11.59]
lowest(
    "Isomerization", "v ~ a*c*(n - i/1.632)/(1 + b*h + c*n + d*i)", {"a": 10, "b": 0.05, "c": 0.03, "d": 0.1},
    [35.92, 0.0708, 0.0377, 0.167], lambda a, b, c, d, h, n, i: a * c * (n - i / 1.632) / (1 + b * h + c * n + d * i),
    "v", h=h, n=n, i=i, v=v,
)  # fmt: skip


def simulated(name, formula, start, truth, model, x, sd):
    y = made(lambda x: model(*truth, x=x), sd, np.asarray(x, float))
    lowest(name, formula, start, truth, model, "y", x=x, y=y)


simulated("Hill", "y ~ b + (m - b)*x^n/(k^n + x^n)", {"b": 1, "m": 80, "k": 0.5, "n": 1}, [2, 100, 1.2, 1.7],
          lambda b, m, k, n, x: b + (m - b) * x**n / (k**n + x**n), 0.01 * 2.0 ** np.arange(1, 13), 1.5)  # fmt: skip
simulated("Weibull growth", "y ~ a - (a - b)*exp(-(k*x)^d)", {"a": 60, "b": 5, "k": 0.02, "d": 1}, [70, 10, 0.03, 2.2],
          lambda a, b, k, d, x: a - (a - b) * np.exp(-((k * x) ** d)), 3 * np.arange(1, 26), 0.8)  # fmt: skip
simulated("Gompertz", "y ~ a*exp(-b*exp(-c*x))", {"a": 40, "b": 2, "c": 0.1}, [50, 5, 0.3],
          lambda a, b, c, x: a * np.exp(-b * np.exp(-c * x)), np.arange(1, 21), 0.5)  # fmt: skip
simulated("Richards", "y ~ a/(1 + exp(b - c*x))^(1/d)", {"a": 40, "b": 3, "c": 0.4, "d": 1}, [50, 4, 0.6, 0.7],
          lambda a, b, c, d, x: a / (1 + np.exp(b - c * x)) ** (1 / d), np.arange(1, 21), 0.5)  # fmt: skip
simulated("Rational", "y ~ (a + b*x + c*x^2 + d*x^3)/(1 + f*x + g*x^2 + h*x^3)",
          {"a": 1000, "b": 1000, "c": 400, "d": 40, "f": 0.7, "g": 0.3, "h": 0.03}, [1288, 1491, 583, 75.4, 0.966, 0.398, 0.0497],
          lambda a, b, c, d, f, g, h, x: (a + b * x + c * x**2 + d * x**3) / (1 + f * x + g * x**2 + h * x**3),
          np.arange(30) / 5 - 2.8, 8)  # fmt: skip
simulated("Antoine", "y ~ a - b/(x + c)", {"a": 5, "b": 1000, "c": -10}, [8.07, 1730, -39.7],
          lambda a, b, c, x: a - b / (x + c), 270 + 10 * np.arange(1, 16), 0.002)  # fmt: skip
simulated("Arrhenius", "y ~ a*exp(-e/(8.314*x))", {"a": 1e7, "e": 40000}, [1e9, 55000],
          lambda a, e, x: a * np.exp(-e / (8.314 * x)), 290 + 8 * np.arange(1, 13), 0.05)  # fmt: skip
simulated("Damped wave", "y ~ a*exp(-k*x)*cos(w*x + f) + c", {"a": 2, "k": 0.3, "w": 3.7, "f": 0.2, "c": 0.5}, [3, 0.5, 4, 0.5, 1],
          lambda a, k, w, f, c, x: a * np.exp(-k * x) * np.cos(w * x + f) + c, np.arange(1, 41) / 10, 0.1)  # fmt: skip
simulated("Two Lorentzians", "y ~ a/(1 + ((x - m)/s)^2) + b/(1 + ((x - n)/r)^2) + c",
          {"a": 4, "m": 3.6, "s": 1, "b": 2, "n": 7.5, "r": 1, "c": 0}, [5, 4, 0.6, 3, 7, 1.1, 0.5],
          lambda a, m, s, b, n, r, c, x: a / (1 + ((x - m) / s) ** 2) + b / (1 + ((x - n) / r) ** 2) + c,
          np.arange(1, 61) / 5, 0.1)  # fmt: skip
simulated("Three decays", "y ~ a*exp(-k*x) + b*exp(-l*x) + c*exp(-m*x)", {"a": 4, "k": 0.1, "b": 4, "l": 0.5, "c": 4, "m": 2},
          [5, 0.2, 4, 1, 3, 5], lambda a, k, b, l, c, m, x: a * np.exp(-k * x) + b * np.exp(-l * x) + c * np.exp(-m * x),
          0.3 * np.arange(1, 31), 1e-4)  # fmt: skip
simulated("Bateman", "y ~ 100*k/(v*(k - e))*(exp(-e*x) - exp(-k*x))", {"k": 1, "v": 10, "e": 0.1}, [1.2, 20, 0.15],
          lambda k, v, e, x: 100 * k / (v * (k - e)) * (np.exp(-e * x) - np.exp(-k * x)), np.arange(1, 19) / 2, 0.05)  # fmt: skip
simulated("van Genuchten", "y ~ r + (s - r)/(1 + (a*x)^n)^(1 - 1/n)", {"r": 0.03, "s": 0.4, "a": 0.05, "n": 1.5}, [0.05, 0.43, 0.02, 1.8],
          lambda r, s, a, n, x: r + (s - r) / (1 + (a * x) ** n) ** (1 - 1 / n), 10 ** (0.4 * np.arange(14) - 0.6), 0.004)  # fmt: skip
simulated("Diode", "y ~ j*(exp(x/u) - 1) + x/r", {"j": 1e-7, "u": 0.05, "r": 300}, [1e-8, 0.04, 500],
          lambda j, u, r, x: j * (np.exp(x / u) - 1) + x / r, 0.03 * np.arange(1, 21), 2e-5)  # fmt: skip

(root / "test/data/literature.json").write_text(
    "[\n" + ",\n".join(json.dumps(problem, separators=(",", ":")) for problem in problems) + "\n]\n"
)
