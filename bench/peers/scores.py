"""Figures of scikit-learn and scoringrules for a small fixed problem; tests/posterior/*scores.test.ts hold them as literals.

Run: python -m venv V; V/bin/pip install numpy scipy scikit-learn scoringrules; V/bin/python bench/peers/scores.py
"""

import numpy as np
import scoringrules as sr
from scipy import stats
from sklearn.metrics import accuracy_score, log_loss, roc_auc_score

# One formula in both languages: no random numbers to agree on.
n, classes, draws = 40, 3, 7
rows = np.arange(n)[:, None]

logits = 2 * np.sin(1.7 * rows + 2.3 * np.arange(classes)[None, :])
p = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
truth = np.array([(3 * i * i + i) % 7 % 3 for i in range(n)])
top = p.max(1)
hit = (p.argmax(1) == truth).astype(float)
bins = np.clip(np.ceil(top * 15).astype(int) - 1, 0, 14)
ece = sum(abs(hit[bins == b].sum() - top[bins == b].sum()) for b in range(15)) / n
print("accuracy", accuracy_score(truth, p.argmax(1)))
print("nll", log_loss(truth, p))
print("brier, summed over classes", np.mean(((p - np.eye(classes)[truth]) ** 2).sum(1)))
print("ece", ece)
print("auroc, one versus rest, macro", roc_auc_score(truth, p, multi_class="ovr", average="macro"))
tied = np.round(p[:, 0], 1)
print("auroc with ties", roc_auc_score(truth == 0, tied))

mean = np.sin(0.9 * rows + 1.3 * np.arange(draws)[None, :])
sd = 0.5 + 0.4 * np.cos(0.7 * rows + 0.5 * np.arange(draws)[None, :])
y = 1.5 * np.sin(2.1 * np.arange(n) + 0.3)
weights = np.full((n, draws), 1 / draws)
print("crps, mixture of normals", np.mean(sr.crps_mixnorm(y, mean, sd, weights)))
print("crps, normal", np.mean(sr.crps_normal(y, mean[:, 0], sd[:, 0])))
print("crps, fair, of draws", np.mean(sr.crps_ensemble(y, mean, estimator="fair")))
pit = stats.norm.cdf((y[:, None] - mean) / sd).mean(1)
print("pit error", stats.kstest(pit, "uniform").statistic)
print("coverage 0.5 0.9 0.95", [np.mean((pit >= (1 - c) / 2) & (pit <= (1 + c) / 2)) for c in (0.5, 0.9, 0.95)])
print("mixture density nll", -np.mean(np.log(stats.norm.pdf(y[:, None], mean, sd).mean(1))))
