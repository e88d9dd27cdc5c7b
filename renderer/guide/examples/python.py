"""How far does a random walker get? Asks for a number, and draws where matplotlib is installed."""

# %% Ask
import math
import random
from statistics import fmean, pstdev

answer = input("How many walkers? ")
walkers = int(answer or 200)
steps = 400

# %% Walk
random.seed(11)
paths = []
for _ in range(walkers):
    x, path = 0, [0]
    for _ in range(steps):
        x += random.choice((-1, 1))
        path.append(x)
    paths.append(path)
ends = [path[-1] for path in paths]
print(f"{walkers} walkers, {steps} steps: mean {fmean(ends):+.2f}, spread {pstdev(ends):.2f}")
print(f"theory: mean +0.00, spread {math.sqrt(steps):.2f}")

# %% Draw
try:
    import matplotlib.pyplot as plt
except ImportError:
    print("matplotlib is not installed in this Python, so there is no picture.")
else:
    figure, axes = plt.subplots(figsize=(6, 3.2), layout="constrained")
    for path in paths[:40]:
        axes.plot(path, linewidth=0.7, alpha=0.6)
    root = [math.sqrt(n) for n in range(steps + 1)]
    axes.plot(root, "k--", label="+- sqrt(n)")
    axes.plot([-r for r in root], "k--")
    axes.set(xlabel="step", ylabel="position")
    axes.legend()
    plt.show()
