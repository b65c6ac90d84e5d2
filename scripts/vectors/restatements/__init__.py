"""The cells of the catalogue, a module for each family; CELLS maps the name of a vector file to a restatement."""

from . import clocked, extended, feedback, gru, layered, linear, lstm, multiplicative, mutations, peephole, regularised, simple

CELLS = {}
for family in (simple, lstm, peephole, gru, mutations, multiplicative, linear, layered, feedback, extended, clocked, regularised):
    CELLS.update(family.CELLS)
