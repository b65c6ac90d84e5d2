"""
Vectors for RnnGraph.Training from torch.optim in double precision: the parameters after every step of every optimiser over given gradients, and the learning
rates of every schedule.
"""

import sys

import torch
from torch.optim import lr_scheduler

from vectors import draw, numbers, write

STEPS, VALUES = 15, 8

# name: (optimiser, its arguments, the learning rate from the eighth step on)
OPTIMIZERS = {
    "sgd": ("SGD", {"lr": 0.125}, None),
    "sgd-decay": ("SGD", {"lr": 0.125, "weight_decay": 0.1}, None),
    "sgd-momentum": ("SGD", {"lr": 0.125, "momentum": 0.9}, 0.02),
    "sgd-momentum-decay": ("SGD", {"lr": 0.125, "momentum": 0.8, "weight_decay": 0.05}, None),
    "sgd-nesterov": ("SGD", {"lr": 0.125, "momentum": 0.9, "nesterov": True}, None),
    "sgd-nesterov-decay": ("SGD", {"lr": 0.125, "momentum": 0.7, "nesterov": True, "weight_decay": 0.1}, 0.02),
    "rmsprop": ("RMSprop", {"lr": 0.01, "alpha": 0.99, "eps": 1e-8}, None),
    "rmsprop-decay": ("RMSprop", {"lr": 0.01, "alpha": 0.9, "eps": 1e-6, "weight_decay": 0.1}, 0.03),
    "rmsprop-momentum": ("RMSprop", {"lr": 0.01, "alpha": 0.95, "eps": 1e-4, "momentum": 0.9}, None),
    "rmsprop-centered": ("RMSprop", {"lr": 0.01, "alpha": 0.95, "eps": 1e-4, "centered": True}, None),
    "rmsprop-graves": ("RMSprop", {"lr": 0.01, "alpha": 0.95, "eps": 1e-4, "centered": True, "momentum": 0.9, "weight_decay": 0.01}, 0.003),
    "adam": ("Adam", {"lr": 0.01}, None),
    "adam-decay": ("Adam", {"lr": 0.01, "betas": (0.8, 0.95), "eps": 1e-6, "weight_decay": 0.1}, 0.002),
    "adamw": ("AdamW", {"lr": 0.01, "weight_decay": 0.01}, None),
    "adamw-betas": ("AdamW", {"lr": 0.05, "betas": (0.8, 0.95), "eps": 1e-6, "weight_decay": 0.3}, 0.01),
}


def optimize(name):
    kind, arguments, later = OPTIMIZERS[name]
    parameters = torch.nn.Parameter(draw(1, VALUES).clone())
    optimizer = getattr(torch.optim, kind)([parameters], **arguments)
    gradients = [draw(100 + step, VALUES) for step in range(STEPS)]
    document = {"name": name, "optimizer": kind, "later": later, **{key: list(value) if isinstance(value, tuple) else value for key, value in arguments.items()}}
    document["start"] = numbers(parameters)
    document["gradients"], document["values"] = [], []
    for step, gradient in enumerate(gradients):
        if later is not None and step == 7:
            optimizer.param_groups[0]["lr"] = later
        gradient[step % VALUES] = 0
        parameters.grad = gradient
        optimizer.step()
        document["gradients"] += numbers(gradient)
        document["values"] += numbers(parameters)
    return document


# What held-out data cost: better, worse, better by too little, and long no better.
LOSSES = [3.0, 2.0, 2.5, 1.5, 1.5, 1.49999, 1.6, 1.7, 1.4, 1.5, 1.5, 1.5, 1.5, 1.5, 1.3, 1.31, 1.32, 1.33, 1.34, 1.35, 1.36, 1.37, 1.38]


def rates(make, observed=None):
    """The rate of every update; a schedule on plateau is told a loss after each."""
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    schedule = make(optimizer)
    given = []
    for i in range(len(LOSSES)):
        given.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step(*([LOSSES[i]] if observed else []))
    return given


def warm_up(optimizer, then):
    rise = lr_scheduler.LinearLR(optimizer, start_factor=0.25, total_iters=6)
    return lr_scheduler.SequentialLR(optimizer, [rise, then(optimizer)], milestones=[6])


def cosine(optimizer, updates, lowest):
    return lr_scheduler.CosineAnnealingLR(optimizer, T_max=updates, eta_min=lowest)


def schedules():
    return {
        "step": rates(lambda o: lr_scheduler.StepLR(o, step_size=5, gamma=0.3)),
        "cosine": rates(lambda o: cosine(o, len(LOSSES), 0.1)),
        "warm-up-step": rates(lambda o: warm_up(o, lambda p: lr_scheduler.StepLR(p, step_size=5, gamma=0.3))),
        "plateau": rates(lambda o: lr_scheduler.ReduceLROnPlateau(o, factor=0.5, patience=2, threshold=1e-4), observed=True),
        "plateau-lowest": rates(lambda o: lr_scheduler.ReduceLROnPlateau(o, factor=0.1, patience=1, threshold=0.2, min_lr=0.05, eps=0), observed=True),
        "losses": LOSSES,
    }


folder = sys.argv[1]
write(folder, "optimizers", {"cases": [optimize(name) for name in OPTIMIZERS]})
write(folder, "schedules", schedules())
