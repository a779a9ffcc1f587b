"""Leverages, residuals and bands by statsmodels and order statistics by scipy, for test/data/row-influence.json.

A nonlinear fit is looked at in its tangent plane: the regression of residual + J·theta on the Jacobian J at the optimum has the same hat matrix,
standard errors and bands (St. Laurent and Cook 1992). Residuals are prediction - response, as everywhere in downhill.

    python scripts/vectors/row-influence.py > test/data/row-influence.json
"""
import json

import numpy as np
import statsmodels.api as sm
from scipy import stats
from scipy.optimize import least_squares


def numbers(values):
    return [float(v) for v in np.asarray(values)]


def of_ols(y, jacobian, weights, jacobian_at_grid):
    """Weighted rows as rows of weight 1, multiplied by the root of the weight."""
    root = np.sqrt(weights / weights.mean())
    fitted = sm.OLS(y * root, jacobian * root[:, None]).fit()
    influence = fitted.get_influence()
    rows, grid = fitted.get_prediction(jacobian), fitted.get_prediction(jacobian_at_grid)
    half = lambda prediction, alpha, noise: stats.t.ppf(1 - alpha / 2, fitted.df_resid) * np.sqrt(prediction.se_mean**2 + noise)
    return {
        "leverage": numbers(influence.hat_matrix_diag),
        "standardized": numbers(-influence.resid_studentized_internal),
        "studentized": numbers(-influence.resid_studentized_external),
        "cook": numbers(influence.cooks_distance[0]),
        "standardError": numbers(rows.se_mean),
        "meanHalf": numbers(half(rows, 0.05, 0)),
        "newHalf": numbers(half(rows, 0.05, fitted.mse_resid / root**2)),
        "gridMeanHalf": numbers(half(grid, 0.1, 0)),
        "gridNewHalf": numbers(half(grid, 0.1, fitted.mse_resid)),
    }


def enzyme():
    x = np.array([0.02, 0.02, 0.06, 0.06, 0.11, 0.11, 0.22, 0.22, 0.56, 0.56, 1.1, 1.1])
    y = np.array([76, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 200.0])
    jacobian = lambda p, x: np.column_stack([x / (p[1] + x), -p[0] * x / (p[1] + x) ** 2])
    residual = lambda p: p[0] * x / (p[1] + x) - y
    p = least_squares(residual, [200, 0.06], jac=lambda p: jacobian(p, x), xtol=1e-15, ftol=1e-15, gtol=1e-15, x_scale="jac", method="lm").x
    for _ in range(5):
        p = p - np.linalg.lstsq(jacobian(p, x), residual(p), rcond=None)[0]
    j, grid = jacobian(p, x), np.array([0.02, 0.3, 1.1])
    return {
        "name": "enzyme", "formula": "y ~ V*x/(K + x)", "columns": {"x": numbers(x), "y": numbers(y)}, "options": {}, "grid": numbers(grid),
        **of_ols(j @ p - residual(p), j, np.ones(12), jacobian(p, grid)),
    }


def line(weighted):
    rng = np.random.default_rng(8)
    x = np.round(np.sort(rng.uniform(0, 10, 25)), 2)
    y = np.round(2 + 0.8 * x + rng.normal(0, 0.5, 25), 3)
    y[23] -= 5
    w = np.round(rng.uniform(0.5, 2, 25), 2) if weighted else np.ones(25)
    j, grid = sm.add_constant(x), np.array([0.0, 5.0, 12.0])
    return {
        "name": "weighted line" if weighted else "line", "formula": "y ~ a + b*x",
        "columns": {"x": numbers(x), "y": numbers(y), "w": numbers(w)}, "options": {"weights": "w"} if weighted else {}, "grid": numbers(grid),
        **of_ols(y, j, w, sm.add_constant(grid)),
    }


def logistic():
    rng = np.random.default_rng(3)
    x = np.round(np.sort(rng.uniform(-3, 3, 40)), 2)
    y = (rng.uniform(size=40) < 1 / (1 + np.exp(-(0.3 + 1.2 * x)))) * 1.0
    fitted = sm.GLM(y, sm.add_constant(x), family=sm.families.Binomial()).fit(tol=1e-14, maxiter=100)
    hat = fitted.get_influence().hat_matrix_diag
    mean = fitted.get_prediction().summary_frame()
    standardized = -fitted.resid_pearson / np.sqrt(1 - hat)
    grid = np.array([-2.0, 0.0, 2.5])
    at_grid = fitted.get_prediction(sm.add_constant(grid)).summary_frame(alpha=0.1)
    return {
        "name": "logistic", "formula": "y ~ a + b*x", "columns": {"x": numbers(x), "y": numbers(y)}, "options": {"loss": "logistic"}, "grid": numbers(grid),
        "leverage": numbers(hat), "standardized": numbers(standardized), "studentized": None,
        "cook": numbers(standardized**2 * hat / (2 * (1 - hat))), "standardError": numbers(mean["mean_se"]),
        "meanLow": numbers(mean["mean_ci_lower"]), "meanHigh": numbers(mean["mean_ci_upper"]),
        "gridMeanLow": numbers(at_grid["mean_ci_lower"]), "gridMeanHigh": numbers(at_grid["mean_ci_upper"]),
    }


def robust(loss, norm):
    """Leverage and Cook's distance of the last weighted least squares with its weights held; bands by the covariance H1."""
    rng = np.random.default_rng(8)
    x = np.round(np.sort(rng.uniform(0, 10, 25)), 2)
    y = np.round(2 + 0.8 * x + rng.normal(0, 0.5, 25), 3)
    y[23] -= 5
    y[4] += 1.5
    exog = sm.add_constant(x)
    fitted = sm.RLM(y, exog, M=norm).fit(maxiter=100000, tol=1e-15, conv="coefs")
    residual, w, scale = fitted.fittedvalues - y, fitted.weights, fitted.scale
    weighted = exog * np.sqrt(w)[:, None]
    hat = np.sum(np.linalg.qr(weighted)[0] ** 2, axis=1)
    standardized = residual / (scale * np.sqrt(1 - hat))
    grid = np.array([0.0, 5.0, 12.0])
    error = lambda rows: np.sqrt(np.sum((rows @ fitted.cov_params()) * rows, axis=1))
    half = lambda rows, alpha, noise: stats.norm.ppf(1 - alpha / 2) * np.sqrt(error(rows) ** 2 + noise)
    at_grid = sm.add_constant(grid)
    return {
        "name": f"{loss} line", "formula": "y ~ a + b*x", "columns": {"x": numbers(x), "y": numbers(y)}, "options": {"loss": loss}, "grid": numbers(grid),
        "leverage": numbers(hat), "standardized": numbers(standardized), "studentized": None, "robustWeight": numbers(w),
        "cook": numbers(w * standardized**2 * hat / (2 * (1 - hat))), "standardError": numbers(error(exog)),
        "meanHalf": numbers(half(exog, 0.05, 0)), "newHalf": numbers(half(exog, 0.05, scale**2)),
        "gridMeanHalf": numbers(half(at_grid, 0.1, 0)), "gridNewHalf": numbers(half(at_grid, 0.1, scale**2)),
    }


def order(n):
    i = np.arange(1, n + 1)
    return {
        "rows": n, "scores": numbers(stats.norm.ppf((i - 3 / 8) / (n + 1 / 4))),
        "lower": numbers(stats.norm.ppf(stats.beta.ppf(0.025, i, n + 1 - i))), "upper": numbers(stats.norm.ppf(stats.beta.ppf(0.975, i, n + 1 - i))),
    }


print(json.dumps({"fits": [enzyme(), line(False), line(True), logistic(), robust("huber", sm.robust.norms.HuberT(1.345)), robust("tukey", sm.robust.norms.TukeyBiweight(4.685))], "order": [order(n) for n in (1, 2, 9, 40)]}, indent=1))
