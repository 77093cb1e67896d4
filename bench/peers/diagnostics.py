"""Figures of ArviZ for draws made of integers alone; tests/report/diagnostics/arviz-figures.json holds them.

Run: python -m venv V; V/bin/pip install -r bench/peers/requirements.txt
     V/bin/python bench/peers/diagnostics.py > tests/report/diagnostics/arviz-figures.json
tests/report/diagnostics/draw-sets.ts makes the same draws.
"""

import json
import logging
import warnings

import arviz as az
import numpy as np

logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")
az.utils.Numba.disable_numba()


class Stream:
    """Marsaglia's xorshift of 32 bits: integers and exact divisions only, so that two languages make the same draws."""

    def __init__(self, seed):
        self.state = seed

    def uniform(self):
        x = self.state
        x ^= (x << 13) & 0xFFFFFFFF
        x ^= x >> 17
        x ^= (x << 5) & 0xFFFFFFFF
        self.state = x
        return (x + 0.5) / 4294967296

    def bell(self):
        """Four uniforms: nearly normal, mean 0."""
        return self.uniform() + self.uniform() + self.uniform() + self.uniform() - 2


def filled(chains, draws, seed, chain_of):
    stream = Stream(seed)
    return np.array([chain_of(stream, c, draws) for c in range(chains)])


def autoregressive(rho, shift=0.0, widen=0.0):
    def chain(stream, c, draws):
        x, out = 0.0, []
        for _ in range(draws):
            x = rho * x + (1 + widen * c) * stream.bell()
            out.append(x + shift * c)
        return out

    return chain


def heavy(stream, c, draws):
    return [(stream.uniform() - 0.5) / stream.uniform() / stream.uniform() for _ in range(draws)]


def two_modes(stream, c, draws):
    """Chains that change sides now and then."""
    side, out = 1 if c % 2 == 0 else -1, []
    for _ in range(draws):
        if stream.uniform() < 0.01:
            side = -side
        out.append(3 * side + stream.bell())
    return out


def ties(stream, c, draws):
    return [float(int(stream.uniform() * 5)) for _ in range(draws)]


def swinging(stream, c, draws):
    return [(-1) ** i + 0.25 * stream.bell() for i in range(draws)]


def rare(stream, c, draws):
    return [1.0 if stream.uniform() < 0.02 else 0.0 for _ in range(draws)]


def each_its_own(stream, c, draws):
    return [float(c)] * draws


def constant(stream, c, draws):
    return [2.5] * draws


def trending(stream, c, draws):
    return [i / draws + stream.bell() for i in range(draws)]


def unknown(stream, c, draws):
    return [float("nan") if c == 1 and i == 7 else stream.bell() for i in range(draws)]


def unbounded(stream, c, draws):
    return [float("inf") if c == 0 and i == 3 else stream.bell() for i in range(draws)]


sets = [
    ("independent", filled(4, 250, 1, autoregressive(0.0))),
    ("autoregressive", filled(4, 500, 2, autoregressive(0.9))),
    ("hardly moving", filled(4, 400, 3, autoregressive(0.995))),
    ("antithetic", filled(4, 300, 4, autoregressive(-0.6))),
    ("shifted chains", filled(3, 200, 5, autoregressive(0.3, shift=0.4))),
    ("chains of unequal width", filled(4, 200, 6, autoregressive(0.3, widen=0.5))),
    ("heavy tails", filled(4, 300, 7, heavy)),
    ("two modes", filled(4, 333, 8, two_modes)),
    ("ties", filled(4, 120, 9, ties)),
    ("a rare event", filled(2, 150, 10, rare)),
    ("swinging", filled(2, 64, 11, swinging)),
    ("trending", filled(2, 101, 12, trending)),
    ("one chain", filled(1, 500, 13, autoregressive(0.7))),
    ("long", filled(2, 3000, 14, autoregressive(0.97))),
    ("three draws", filled(4, 3, 15, autoregressive(0.0))),
    ("four draws", filled(4, 4, 16, autoregressive(0.0))),
    ("five draws", filled(2, 5, 17, autoregressive(0.0))),
    ("seven draws", filled(3, 7, 18, autoregressive(0.5))),
    ("nine draws", filled(2, 9, 19, autoregressive(0.9))),
    ("ten draws", filled(1, 10, 20, autoregressive(0.9))),
    ("constant", filled(4, 50, 21, constant)),
    ("each chain its own constant", filled(4, 50, 22, each_its_own)),
    ("a NaN", filled(4, 50, 23, unknown)),
    ("an infinity", filled(4, 50, 24, unbounded)),
]


def number(x):
    x = float(x)
    return x if np.isfinite(x) else ("NaN" if np.isnan(x) else "Infinity")


def figures(name, draws):
    return dict(
        name=name,
        rhat=number(az.rhat(draws)),
        rhat_folded=number(az.rhat(draws, method="folded")),
        ess_bulk=number(az.ess(draws, method="bulk")),
        ess_tail=number(az.ess(draws, method="tail")),
        ess_mean=number(az.ess(draws, method="mean")),
        ess_sd=number(az.ess(draws, method="sd")),
        ess_q10=number(az.ess(draws, method="quantile", prob=0.1)),
        mcse_mean=number(az.mcse(draws, method="mean")),
        mcse_sd=number(az.mcse(draws, method="sd")),
        mcse_q05=number(az.mcse(draws, method="quantile", prob=0.05)),
        mcse_q50=number(az.mcse(draws, method="quantile", prob=0.5)),
        mcse_q95=number(az.mcse(draws, method="quantile", prob=0.95)),
        pareto=number(az.psislw(draws.ravel().copy())[1]),
        bfmi=[number(x) for x in az.bfmi(draws)],
    )


print(json.dumps([figures(*each) for each in sets], indent=1))
