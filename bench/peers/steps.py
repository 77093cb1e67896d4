"""The rival's time of a step: NumPyro's SVI with a mean-field normal guide, many steps in one compiled scan.

Prints one JSON object: microseconds a step of W1 and W2, and seconds from the model's definition to its first step.
Usage: python steps.py [threads]
"""

import json
import os
import sys
import time

threads = int(sys.argv[1]) if len(sys.argv) > 1 else 1
if threads == 1:
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402
import numpyro  # noqa: E402
import numpyro.distributions as dist  # noqa: E402
from numpyro.infer import SVI, Trace_ELBO  # noqa: E402
from numpyro.infer.autoguide import AutoNormal  # noqa: E402


def dense(name, x, n_in, n_out):
    w = numpyro.sample(f"{name}.weight", dist.Normal(0, n_in**-0.5).expand([n_in, n_out]).to_event(2))
    b = numpyro.sample(f"{name}.bias", dist.Normal(0, 1).expand([n_out]).to_event(1))
    return x @ w + b


def regression(x, y, rows):
    f = dense("out", jnp.tanh(dense("hidden", x, 8, 50)), 50, 1)[:, 0]
    noise = numpyro.sample("noise", dist.HalfNormal(1.0))
    with numpyro.plate("rows", rows, subsample_size=x.shape[0]):
        numpyro.sample("y", dist.Normal(f, noise), obs=y)


def classification(x, y, rows):
    h = jax.nn.relu(dense("a", x, 784, 400))
    h = jax.nn.relu(dense("b", h, 400, 400))
    logits = dense("out", h, 400, 10)
    with numpyro.plate("rows", rows, subsample_size=x.shape[0]):
        numpyro.sample("y", dist.Categorical(logits=logits), obs=y)


def measure(model, x, y, batch, steps, repeats):
    rows = x.shape[0]
    started = time.perf_counter()
    svi = SVI(model, AutoNormal(model, init_scale=0.05), numpyro.optim.Adam(0.01), Trace_ELBO())
    state = svi.init(jax.random.PRNGKey(0), x[:batch], y[:batch], rows)

    def body(state, key):
        index = jax.random.randint(key, (batch,), 0, rows)
        state, loss = svi.update(state, x[index], y[index], rows)
        return state, loss

    run = jax.jit(lambda state, keys: jax.lax.scan(body, state, keys))
    state, losses = run(state, jax.random.split(jax.random.PRNGKey(1), steps))
    losses.block_until_ready()
    first = time.perf_counter() - started
    times = []
    for repeat in range(repeats):
        keys = jax.random.split(jax.random.PRNGKey(repeat + 2), steps)
        begun = time.perf_counter()
        state, losses = run(state, keys)
        losses.block_until_ready()
        times.append((time.perf_counter() - begun) / steps)
    return {"microseconds": 1e6 * float(np.median(times)), "first": first}


if __name__ == "__main__":
    rng = np.random.default_rng(1)
    x1 = rng.normal(size=(1000, 8)).astype(np.float32)
    y1 = np.sin(x1.sum(1)).astype(np.float32)
    x2 = rng.normal(size=(5000, 784)).astype(np.float32)
    y2 = rng.integers(0, 10, size=5000)
    print(json.dumps({
        "peer": "NumPyro SVI",
        "threads": threads,
        "W1": measure(regression, jnp.asarray(x1), jnp.asarray(y1), 100, 2000, 5),
        "W2": measure(classification, jnp.asarray(x2), jnp.asarray(y2), 128, 20, 5),
    }))
