"""The two cells of xLSTM (Beck et al. 2024)."""

import math

import torch
import torch.nn.functional as F

from .common import INPUT, Cell, away_from, gates, of_x, sigmoid, states, tanh

HEADS, HEAD = 2, 3
UNITS = HEADS * HEAD
SIZES = {"input": INPUT, "head": HEAD}


def pieces(x, of):
    return [x[:, j * of:(j + 1) * of] for j in range(HEADS)]


def largest(a, b):
    away_from(a - b)
    return torch.maximum(a, b)


def slstm(p, x, s):
    def gate(name):
        recurrent = torch.cat([h @ p[f"{name}.U.{j}"].T for j, h in enumerate(pieces(s["h"], HEAD))], dim=1)
        return of_x(p, name, x) + recurrent + p[name + ".b"]
    z, i, f, o = (gate(name) for name in "zifo")
    log_f = F.logsigmoid(f)
    m = torch.where(s["n"] == 0, i, largest(i, log_f + s["m"]))
    write, keep = torch.exp(i - m), torch.exp(log_f + s["m"] - m)
    c = keep * s["c"] + write * tanh(z)
    n = keep * s["n"] + write
    h = sigmoid(o) * c / n
    return h, {"h": h, "c": c, "n": n, "m": m}


def mlstm(p, x, s):
    q, k, v, i, f, o = (of_x(p, name, x) + p[name + ".b"] for name in "qkvifo")
    new, retrieved = {}, []
    for j, (q_j, k_j, v_j) in enumerate(zip(pieces(q, HEAD), pieces(k, HEAD), pieces(v, HEAD))):
        name = f"head.{j}."
        i_j, log_f = i[:, j], F.logsigmoid(f[:, j])
        k_j = k_j / math.sqrt(HEAD)
        m_old = s[name + "m"][:, 0]
        m = largest(i_j, log_f + m_old)
        write, keep = torch.exp(i_j - m), torch.exp(log_f + m_old - m)
        memory = s[name + "C"].reshape(-1, HEAD, HEAD)
        memory = keep[:, None, None] * memory + write[:, None, None] * k_j[:, :, None] * v_j[:, None, :]
        n = keep[:, None] * s[name + "n"] + write[:, None] * k_j
        reach = (n * q_j).sum(dim=1)
        away_from(reach)
        share = largest(reach.abs(), torch.exp(-m))
        retrieved.append(torch.einsum("bij,bi->bj", memory, q_j) / share[:, None])
        new.update({name + "C": memory.reshape(-1, HEAD * HEAD), name + "n": n, name + "m": m[:, None]})
    return sigmoid(o) * torch.cat(retrieved, dim=1), new


def normaliser(drawn):
    """Never negative; in the first sequence 0, as before its first step."""
    n = drawn.abs() + 1 / 64
    n[:1] = 0
    return n


MLSTM_STATES = {f"head.{j}.{name}": size for j in range(HEADS) for name, size in (("C", HEAD * HEAD), ("n", HEAD), ("m", 1))}

CELLS = {
    "slstm": Cell(
        slstm,
        states("h c n m", UNITS),
        {**gates({"z i f o": "W b"}, width=UNITS), **{f"{gate}.U.{j}": (HEAD, HEAD) for gate in "zifo" for j in range(HEADS)}},
        sizes=SIZES,
        output=UNITS,
        moved={"n": normaliser}),
    "mlstm": Cell(
        mlstm,
        MLSTM_STATES,
        {**gates({"q k v o": "W b"}, width=UNITS), **gates({"i f": "W b"}, width=HEADS)},
        sizes=SIZES,
        output=UNITS),
}
