#!/bin/sh
# Writes the outside oracle's vectors, the Vectors/*.json of tests/RnnGraph.Cells.Tests, RnnGraph.Torch.Tests, RnnGraph.Training.Tests and RnnGraph.Language.Tests, with PyTorch's autograd in double precision.
# Needs Debian's python3-torch (1.13 was used for the committed files) and python3-numpy; installs them when they are missing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python=/usr/bin/python3
if ! "$python" -c 'import torch' 2>/dev/null; then
  apt-get update && apt-get install -y python3-torch python3-numpy
fi
cd "$here"
for script in cells.py modules.py ops.py; do
  "$python" -B "$script" "$here/../../tests/RnnGraph.Cells.Tests/Vectors"
done
"$python" layers.py "$here/../../tests/RnnGraph.Torch.Tests/Vectors"
"$python" -B walk.py "$here/../../tests/RnnGraph.Torch.Tests/Vectors/Walk"
"$python" -B training.py "$here/../../tests/RnnGraph.Training.Tests/Vectors"
"$python" -B networks.py language "$here/../../tests/RnnGraph.Language.Tests/Vectors"
"$python" -B networks.py catalogue "$here/../../tests/RnnGraph.Cells.Tests/Vectors/Networks"
