#!/usr/bin/env bash
# Installs the peers that `peers` compares with: Debian's PyTorch and oneDNN, npm's ONNX Runtime. Each that can't be installed is later named as absent.
set -uo pipefail
cd "$(dirname "$0")"
as_root=$([ "$(id -u)" = 0 ] || echo sudo)
# OpenBLAS by OpenMP: the build by pthreads collapses when PyTorch uses two threads.
$as_root apt-get install -y --no-install-recommends python3-torch libopenblas0-openmp || echo "PyTorch: not installed" >&2
$as_root apt-get install -y --no-install-recommends g++ libdnnl-dev && g++ -O2 -march=native -fopenmp onednn.cpp -ldnnl -o onednn || echo "oneDNN: not installed" >&2
$as_root apt-get install -y --no-install-recommends g++ libadolc-dev && g++ -O3 -march=native -fno-tree-vectorize -fno-tree-slp-vectorize diagonal.cpp -ladolc -o diagonal || echo "ADOL-C: not installed" >&2
$as_root apt-get install -y --no-install-recommends python3-onnx nodejs && npm install --ignore-scripts --no-save --no-audit --no-fund onnxruntime-node || echo "ONNX Runtime: not installed" >&2
