"""Figures of mpmath, with 300 digits, for logarithms of both tails and their derivatives; tests/library/tail-figures.json holds them.

Run: python -m venv V; V/bin/pip install mpmath; V/bin/python bench/peers/tails.py > tests/library/tail-figures.json
"""

import json

import mpmath as mp

mp.mp.dps = 300


def gamma(a, x):
    return mp.gammainc(a, 0, x, regularized=True), mp.gammainc(a, x, regularized=True)


def beta(a, b, x):
    def lower(a, b, x):
        return x**a * mp.hyp2f1(a, 1 - b, a + 1, x) / a / mp.beta(a, b)

    return lower(a, b, x), lower(b, a, 1 - x)


def student(df, z):
    tail = beta(df / 2, mp.mpf(1) / 2, df / (df + z * z))[0] / 2
    return (tail, 1 - tail) if z < 0 else (1 - tail, tail)


cases = {
    "gamma": (
        gamma,
        [(2.5, 1.2), (2.5, 3.1), (0.3, 0.001), (0.3, 0.5), (0.02, 1.5), (7, 60), (40, 2), (3, 3), (120, 119.5), (120, 260)]
        + [(2000, 2100), (2000, 1500), (1, 0.7), (1, 90), (0.5, 300)],
    ),
    "beta": (
        beta,
        [(2.2, 3.1, 0.4), (2.2, 3.1, 0.0001), (2.2, 3.1, 0.9999), (0.4, 0.7, 0.3), (0.05, 5, 0.5), (8, 0.1, 0.98)]
        + [(1, 1, 0.3), (2, 2, 0.5), (60, 40, 0.7), (60, 40, 0.2), (900, 300, 0.745), (900, 300, 0.6), (5, 200, 0.3)],
    ),
    "student": (
        student,
        [(5, 0.3), (5, -4), (5, 1000), (1, 0), (1, 30), (0.4, -2), (60, 7), (2500, -9), (3, -0.00001)],
    ),
}


def figures(name, f, at):
    def log(side):
        return lambda *p: mp.log(f(*p)[side])

    point = [mp.mpf(repr(x)) for x in at]

    def slopes(side):
        def along(i):
            return lambda u: log(side)(*(u if j == i else p for j, p in enumerate(point)))

        return [float(mp.diff(along(i), p, h=mp.mpf(10) ** -100)) for i, p in enumerate(point)]

    sides = [float(log(side)(*point)) for side in (0, 1)]
    return dict(function=name, at=list(at), below=sides[0], above=sides[1], slopesBelow=slopes(0), slopesAbove=slopes(1))


rows = [figures(name, f, at) for name, (f, points) in cases.items() for at in points]
print("[" + ",\n".join(json.dumps(row) for row in rows) + "]")
