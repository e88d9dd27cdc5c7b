"""A kernel that says too much before it is one: `noisy_start.py LINES PROGRAM ARGUMENTS...`."""

import os
import sys

lines = int(sys.argv[1])
for n in range(lines):
    sys.stderr.write(f"noise {n}\n")
sys.stderr.flush()
os.execv(sys.argv[2], sys.argv[2:])
