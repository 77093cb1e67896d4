"""The rivals' NUTS: Stan (pystan), nutpie on PyMC, and NumPyro on one model and one data file, four chains on two cores.

Prints one JSON object: the seconds from the model's text until the sampler could start (compilation; loading the library is not
counted), those of the sampling itself, and the least bulk effective sample size (ArviZ) among the quantities that are compared.
Usage: python sampling.py PEER MODEL DATA.json [warmup draws]
PEER: stan, nutpie, numpyro. MODEL: eight_schools, kidiq, radon, network.
"""

import json
import os
import sys
import time
import warnings

warnings.filterwarnings("ignore")
peer, model_name, path = sys.argv[1:4]
warmup, draws = (int(n) for n in sys.argv[4:6]) if len(sys.argv) > 5 else (1000, 1000)
chains, cores = 4, 2
if peer == "numpyro":
    os.environ["XLA_FLAGS"] = f"--xla_force_host_platform_device_count={chains}"
import numpy as np  # noqa: E402

STAN = {
    "eight_schools": """
data { int J; vector[J] y; vector<lower=0>[J] sigma; }
parameters { real mu; real<lower=0> tau; vector[J] z; }
transformed parameters { vector[J] theta = mu + tau * z; }
model { mu ~ normal(0, 5); tau ~ cauchy(0, 5); z ~ std_normal(); y ~ normal(theta, sigma); }
""",
    "kidiq": """
data { int N; vector[N] kid_score; vector[N] mom_iq; }
transformed data { matrix[N, 1] X = to_matrix(mom_iq, N, 1); }
parameters { real alpha; vector[1] beta; real<lower=0> sigma; }
model { sigma ~ cauchy(0, 2.5); kid_score ~ normal_id_glm(X, alpha, beta, sigma); }
""",
    "radon": """
data { int N; int J; array[N] int<lower=1, upper=J> county_idx; vector[N] floor_measure; vector[N] log_radon; }
parameters { real mu; real<lower=0> tau; vector[J] z; real beta; real<lower=0> sigma; }
transformed parameters { vector[J] alpha = mu + tau * z; }
model {
  mu ~ normal(0, 10); tau ~ normal(0, 1); z ~ std_normal(); beta ~ normal(0, 10); sigma ~ normal(0, 1);
  log_radon ~ normal(alpha[county_idx] + beta * floor_measure, sigma);
}
""",
    "network": """
data { int N; matrix[N, 2] x; vector[N] y; }
parameters { matrix[2, 50] w1; row_vector[50] b1; vector[50] w2; real b2; }
transformed parameters { vector[N] f = tanh(x * w1 + rep_matrix(b1, N)) * w2 + b2; }
model {
  to_vector(w1) ~ normal(0, 4 / sqrt(2)); b1 ~ std_normal(); w2 ~ normal(0, 4 / sqrt(50)); b2 ~ std_normal();
  y ~ normal(f, 0.1);
}
""",
}
# What is compared: all latents of the three, and of the network its function at the data, for weights may permute.
WATCHED = {
    "eight_schools": ["mu", "tau", "theta"],
    "kidiq": ["alpha", "beta", "sigma"],
    "radon": ["mu", "tau", "alpha", "beta", "sigma"],
    "network": ["f"],
}


def bulk_ess(samples):
    """samples: name -> [chain, draw, ...]; the least over every element."""
    import arviz

    elements = (
        element
        for name in WATCHED[model_name]
        for element in np.moveaxis(np.asarray(samples[name]).reshape(chains, draws, -1), -1, 0)
    )
    return float(min(arviz.ess(element, method="bulk") for element in elements))


def read():
    data = json.load(open(path))
    data = data.get("data", data)
    return {name: np.asarray(value) for name, value in data.items()}


def run_stan(data):
    import shutil

    import httpstan.cache
    import stan

    shutil.rmtree(httpstan.cache.cache_directory(), ignore_errors=True)  # what was built before counts for nothing

    declared = STAN[model_name].split("}")[0]
    used = {k: v.tolist() for k, v in data.items() if f" {k};" in declared or f" {k} " in declared}
    begun = time.perf_counter()
    posterior = stan.build(STAN[model_name], data=used, random_seed=1)
    built = time.perf_counter() - begun
    begun = time.perf_counter()
    fit = posterior.sample(num_chains=chains, num_warmup=warmup, num_samples=draws)
    sampled = time.perf_counter() - begun

    def by_chain(values):  # pystan: [..., draws * chains], chains fastest
        shape = values.shape[:-1]
        return np.moveaxis(values.reshape(*shape, draws, chains), (-1, -2), (0, 1))

    samples = {}
    for name in WATCHED[model_name]:
        values = by_chain(fit[name])
        samples[name] = values[..., 0] if values.ndim == 3 and values.shape[2] == 1 else values
    return built, sampled, samples


def run_nutpie(data):
    import nutpie
    import pymc as pm

    begun = time.perf_counter()
    with pm.Model() as model:
        if model_name == "eight_schools":
            mu, tau, z = pm.Normal("mu", 0, 5), pm.HalfCauchy("tau", 5), pm.Normal("z", 0, 1, shape=8)
            theta = pm.Deterministic("theta", mu + tau * z)
            pm.Normal("y", theta, data["sigma"], observed=data["y"])
        elif model_name == "kidiq":
            alpha, beta, sigma = pm.Flat("alpha"), pm.Flat("beta"), pm.HalfCauchy("sigma", 2.5)
            pm.Normal("y", alpha + beta * data["mom_iq"], sigma, observed=data["kid_score"])
        elif model_name == "radon":
            mu, tau, z = pm.Normal("mu", 0, 10), pm.HalfNormal("tau", 1), pm.Normal("z", 0, 1, shape=int(data["J"]))
            beta, sigma = pm.Normal("beta", 0, 10), pm.HalfNormal("sigma", 1)
            alpha = pm.Deterministic("alpha", mu + tau * z)
            rate = alpha[data["county_idx"] - 1] + beta * data["floor_measure"]
            pm.Normal("y", rate, sigma, observed=data["log_radon"])
        else:
            w1 = pm.Normal("w1", 0, 4 / np.sqrt(2), shape=(2, 50))
            b1, w2 = pm.Normal("b1", 0, 1, shape=50), pm.Normal("w2", 0, 4 / np.sqrt(50), shape=50)
            b2 = pm.Normal("b2", 0, 1)
            f = pm.Deterministic("f", pm.math.tanh(data["x"] @ w1 + b1) @ w2 + b2)
            pm.Normal("y", f, 0.1, observed=data["y"])
    compiled = nutpie.compile_pymc_model(model)
    built = time.perf_counter() - begun
    begun = time.perf_counter()
    trace = nutpie.sample(compiled, chains=chains, tune=warmup, draws=draws, cores=cores, seed=1, progress_bar=False)
    sampled = time.perf_counter() - begun
    return built, sampled, {name: trace.posterior[name].values for name in WATCHED[model_name]}


def run_numpyro(data):
    import jax
    import jax.numpy as jnp
    import numpyro
    import numpyro.distributions as dist
    from numpyro.infer import MCMC, NUTS

    jax.config.update("jax_enable_x64", True)

    def eight_schools():
        mu, tau = numpyro.sample("mu", dist.Normal(0, 5)), numpyro.sample("tau", dist.HalfCauchy(5))
        z = numpyro.sample("z", dist.Normal(0, 1).expand([8]))
        theta = numpyro.deterministic("theta", mu + tau * z)
        numpyro.sample("y", dist.Normal(theta, data["sigma"]), obs=data["y"])

    def kidiq():
        flat = dist.ImproperUniform(dist.constraints.real, (), ())
        alpha, beta = numpyro.sample("alpha", flat), numpyro.sample("beta", flat)
        sigma = numpyro.sample("sigma", dist.HalfCauchy(2.5))
        numpyro.sample("y", dist.Normal(alpha + beta * data["mom_iq"], sigma), obs=data["kid_score"])

    def radon():
        mu, tau = numpyro.sample("mu", dist.Normal(0, 10)), numpyro.sample("tau", dist.HalfNormal(1))
        z = numpyro.sample("z", dist.Normal(0, 1).expand([int(data["J"])]))
        beta, sigma = numpyro.sample("beta", dist.Normal(0, 10)), numpyro.sample("sigma", dist.HalfNormal(1))
        alpha = numpyro.deterministic("alpha", mu + tau * z)
        rate = alpha[data["county_idx"] - 1] + beta * data["floor_measure"]
        numpyro.sample("y", dist.Normal(rate, sigma), obs=data["log_radon"])

    def network():
        w1 = numpyro.sample("w1", dist.Normal(0, 4 / jnp.sqrt(2)).expand([2, 50]))
        b1, w2 = (numpyro.sample("b1", dist.Normal(0, 1).expand([50])),
                  numpyro.sample("w2", dist.Normal(0, 4 / jnp.sqrt(50)).expand([50])))
        b2 = numpyro.sample("b2", dist.Normal(0, 1))
        f = numpyro.deterministic("f", jnp.tanh(data["x"] @ w1 + b1) @ w2 + b2)
        numpyro.sample("y", dist.Normal(f, 0.1), obs=data["y"])

    model = {"eight_schools": eight_schools, "kidiq": kidiq, "radon": radon, "network": network}[model_name]
    # A device a chain: XLA is told of four above.
    begun = time.perf_counter()
    mcmc = MCMC(NUTS(model), num_warmup=warmup, num_samples=draws, num_chains=chains, chain_method="parallel", progress_bar=False)
    mcmc.run(jax.random.PRNGKey(1))
    samples = mcmc.get_samples(group_by_chain=True)
    jax.block_until_ready(samples)
    # Compilation cannot be told from sampling: one number, under sampling.
    return 0.0, time.perf_counter() - begun, {name: np.asarray(samples[name]) for name in WATCHED[model_name]}


if __name__ == "__main__":
    run = {"stan": run_stan, "nutpie": run_nutpie, "numpyro": run_numpyro}[peer]
    built, sampled, samples = run(read())
    ess = bulk_ess(samples)
    print(json.dumps({"peer": peer, "model": model_name, "build": built, "sampling": sampled, "ess": ess}))
