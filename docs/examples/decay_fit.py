"""Fit an exponential decay to noisy counts, with the standard library alone.

Run it cell by cell with Ctrl+Return.
"""

# %% Measure
import math
import random

random.seed(7)
RATE, START = 0.35, 1200.0
times = [0.5 * i for i in range(24)]
counts = [random.gauss(mu := START * math.exp(-RATE * t), math.sqrt(mu)) for t in times]
print(f"{len(counts)} counts, from {counts[0]:.0f} down to {counts[-1]:.1f}")

# %% Fit
# log(counts) is a straight line in time; each point is weighted by its count, as 1 / variance of the logarithm.
points = [(t, math.log(c), c) for t, c in zip(times, counts) if c > 0]
weight = sum(w for _, _, w in points)
mean_t = sum(w * t for t, _, w in points) / weight
mean_y = sum(w * y for _, y, w in points) / weight
spread = sum(w * (t - mean_t) ** 2 for t, _, w in points)
rate = -sum(w * (t - mean_t) * (y - mean_y) for t, y, w in points) / spread
start = math.exp(mean_y + rate * mean_t)
error = math.sqrt(1 / spread)
print(f"rate  = {rate:.4f} +- {error:.4f}  (true {RATE})")
print(f"start = {start:.1f}  (true {START})")

# %% Look at it
for t, c in zip(times[::3], counts[::3]):
    expected = start * math.exp(-rate * t)
    print(f"{t:5.1f} s {c:8.1f} {expected:8.1f}  {'#' * round(c / 20)}")

# %% Half-life
math.log(2) / rate
