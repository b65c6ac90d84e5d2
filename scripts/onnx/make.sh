#!/bin/sh
# Writes the ONNX tests that aren't committed to artifacts/onnx: node/recurrent and node/around, ONNX's node tests of the operators that run here, and random, random models with what ONNX Runtime gives for
# them, and torch, what PyTorch exports with what PyTorch gives. With the argument `committed` it writes instead the models in tests/RnnGraph.Onnx.Tests/Models, a choice of the random ones.
# Needs Debian's python3-onnx (1.12 was used) and python3-torch (1.13), and node with npm's onnxruntime-node (1.30 was used), which benchmarks/peers/install.sh installs; ONNXRUNTIME names it where it lies elsewhere.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python=/usr/bin/python3
out=${OUT:-$here/../../artifacts/onnx}
module=${ONNXRUNTIME:-$here/../../benchmarks/peers/node_modules/onnxruntime-node}
random() { "$python" -B -W ignore "$here/random_models.py" "$1" 240 1 "$module" $2; }
if [ "${1:-}" = committed ]; then
  rm -rf "$here/../../tests/RnnGraph.Onnx.Tests/Models"
  random "$here/../../tests/RnnGraph.Onnx.Tests/Models" "--only $(cat "$here/committed.txt")"
else
  rm -rf "$out"
  "$python" -B -W ignore "$here/node_tests.py" "$out/node" "$module"
  "$python" -B -W ignore "$here/torch_exports.py" "$out/torch"
  random "$out/random" ""
fi
