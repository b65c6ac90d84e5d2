"""Long short-term memory that is trained with masks and noise; `run` is the run's seed, or None in evaluation, and t the step."""

import torch

from .common import HIDDEN, Cell, states
from .draws import ONCE, mask, noise, single
from .lstm import ALL, lstm, read

MEMORY_STAYS, STATE_STAYS, LEFT_OUT, ON_WEIGHTS, ON_INPUT = 0.5, 0.05, 0.25, 0.075, 0.1


def zoneout(p, x, s, t, seed):
    def stays(name, probability):
        return single(probability) if seed is None else mask(seed, name, t, x.shape[0], HIDDEN, probability)
    i, f, g, o = read(p, x, s["h"])
    new = f * s["c"] + i * g
    m_c, m_h = stays("zoneout.c", MEMORY_STAYS), stays("zoneout.h", STATE_STAYS)
    c = m_c * s["c"] + (1 - m_c) * new
    h = m_h * s["h"] + (1 - m_h) * (o * torch.tanh(new))
    return h, {"h": h, "c": c}


def dropout(p, x, s, t, seed):
    kept = s["h"]
    if seed is not None:
        share = 1 - LEFT_OUT
        kept = kept * mask(seed, "dropout", ONCE, x.shape[0], HIDDEN, share) * single(1 / share)
    i, f, g, o = read(p, x, kept)
    c = f * s["c"] + i * g
    h = o * torch.tanh(c)
    return h, {"h": h, "c": c}


def weight_noise(p, x, s, t, seed):
    if seed is not None:
        p = {key: value if value.dim() == 1 else value + noise(seed, key + ".noise", ONCE, *value.shape, ON_WEIGHTS) for key, value in p.items()}
    return lstm(p, x, s)


def input_noise(p, x, s, t, seed):
    if seed is not None:
        x = x + noise(seed, "noise", t, *x.shape, ON_INPUT)
    h, new = lstm({key[len("lstm."):]: value for key, value in p.items()}, x, {"h": s["lstm.h"], "c": s["lstm.c"]})
    return h, {"lstm." + name: value for name, value in new.items()}


CELLS = {
    "zoneout": Cell(zoneout, states("h c"), ALL, is_random=True),
    "dropout-recurrent": Cell(dropout, states("h c"), ALL, is_random=True),
    "weight-noise": Cell(weight_noise, states("h c"), ALL, is_random=True),
    "input-noise": Cell(input_noise, states("lstm.h lstm.c"), {"lstm." + key: shape for key, shape in ALL.items()}, is_random=True),
}
