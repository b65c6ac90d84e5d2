"""The counter-based draws, restated: a number is a function of seed, name, step, row and feature alone (SplitMix64's finaliser for a row, lowbias32 for a feature)."""

import math

import torch

ONCE = -1
MASK32, MASK64 = (1 << 32) - 1, (1 << 64) - 1

# M. Giles, "Approximating the erfinv function" (2010), highest power first: in w − 2.5 below w = 5, in √w − 3 from there on.
CENTRAL = [2.81022636e-08, 3.43273939e-07, -3.5233877e-06, -4.39150654e-06, 0.00021858087, -0.00125372503, -0.00417768164, 0.246640727, 1.50140941]
TAIL = [-0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773, -0.0076224613, 0.00943887047, 1.00167406, 2.83297682]


def stream(name):
    """FNV-1a, 32 bits."""
    hashed = 2166136261
    for octet in name.encode():
        hashed = ((hashed ^ octet) * 16777619) & MASK32
    return hashed


def mix64(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK64
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK64
    return z ^ (z >> 31)


def mix32(x):
    x = ((x ^ (x >> 16)) * 0x7FEB352D) & MASK32
    x = ((x ^ (x >> 15)) * 0x846CA68B) & MASK32
    return x ^ (x >> 16)


def cell_of(seed, name, step, row, feature):
    """One of 2²⁴ cells of [0, 1)."""
    key = mix64((seed + 0x9E3779B97F4A7C15) & MASK64)
    for part in (stream(name), step & MASK64, row):
        key = mix64(key ^ part)
    start = (feature * 0x9E3779B9 + key) & MASK32
    return mix32(mix32(start) ^ (key >> 32)) >> 8


def polynomial(coefficients, at):
    total = 0.0
    for coefficient in coefficients:
        total = total * at + coefficient
    return total


def normal_of(cell):
    p = (min(cell, (1 << 24) - 1 - cell) + 0.5) / (1 << 24)
    w = -math.log(4 * p * (1 - p))
    magnitude = math.sqrt(2) * (1 - 2 * p) * (polynomial(CENTRAL, w - 2.5) if w < 5 else polynomial(TAIL, math.sqrt(w) - 3))
    return magnitude if cell >= 1 << 23 else -magnitude


def single(number):
    """As a definition holds it."""
    return torch.tensor(number, dtype=torch.float32).item()


def drawn(seed, name, step, rows, features, value):
    return torch.tensor([[value(cell_of(seed, name, step, row, feature)) for feature in range(features)] for row in range(rows)])


def mask(seed, name, step, rows, features, probability):
    """1 with the probability, otherwise 0."""
    return drawn(seed, name, step, rows, features, lambda cell: 1.0 if cell / (1 << 24) < single(probability) else 0.0)


def noise(seed, name, step, rows, features, deviation):
    return drawn(seed, name, step, rows, features, lambda cell: single(deviation) * normal_of(cell))
