"""JAX: the derivative by jax.value_and_grad, compiled by jit, float64, on the CPU. A run is one compiled loop."""
import os

os.environ.setdefault("JAX_PLATFORMS", "cpu")
import jax
import jax.numpy as jnp
from predictions import predictions

jax.config.update("jax_enable_x64", True)
VERSION = f"JAX {jax.__version__}"

PREDICTIONS = predictions(jnp)


def peers(name, columns, y, point, rate, epochs):
    columns, y, start = [jnp.asarray(column) for column in columns], jnp.asarray(y), jnp.asarray(point)
    predict = PREDICTIONS[name]

    def loss(p, columns, y):
        eta = predict(p, columns)
        if name == "logistic10":
            return (jnp.logaddexp(0.0, eta) - y * eta).mean(), jnp.abs(jax.nn.sigmoid(eta) - y).mean()
        return 0.5 * ((eta - y) ** 2).mean(), jnp.abs(eta - y).mean()

    slopes = jax.value_and_grad(loss, has_aux=True)

    @jax.jit
    def epoch(p, columns, y):
        (value, mae), gradient = slopes(p, columns, y)
        return jnp.concatenate([jnp.stack([value, mae]), gradient])

    @jax.jit
    def run(p, columns, y):
        def step(state):
            k, p, _, trace = state
            (value, mae), gradient = slopes(p, columns, y)
            return k + 1, jnp.where(mae < 0.001, p, p - rate * gradient), mae, trace.at[k].set(value)

        begin = (0, p, jnp.inf, jnp.zeros(epochs))
        _, p, _, trace = jax.lax.while_loop(lambda s: (s[0] < epochs) & (s[2] >= 0.001), step, begin)
        return jnp.append(p, loss(p, columns, y)[0]), trace

    return {
        "jax": dict(
            epoch=lambda: jax.block_until_ready(epoch(start, columns, y)),
            run=lambda: jax.block_until_ready(run(start, columns, y))[0],
        )
    }
