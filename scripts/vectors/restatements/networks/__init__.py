"""Whole networks, restated plainly, sequence by sequence and step by step: those of the language's own tests, and those of the catalogue by their ids."""

from . import applications, bidirectional, language, shapes

LANGUAGE = language.NETWORKS
CATALOGUE = {**bidirectional.NETWORKS, **shapes.NETWORKS, **applications.NETWORKS}
