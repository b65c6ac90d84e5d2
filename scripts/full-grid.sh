#!/bin/sh
# The full grid: every cell, float and double, over lengths {0, 1, 2, 17, ragged} × batches {1, 2, 5, 32} × hidden sizes around the lane count,
# on one thread and two, against the interpreter. CI runs the part of it in which each pair of a length and a hidden size occurs once.
set -eu
cd "$(dirname "$0")/.."
RNNGRAPH_GRID=full exec dotnet test -c Release tests/RnnGraph.Cells.Tests "$@"
