#!/bin/sh
# Runs the kernels of every cell with hardware vectors narrowed and widened by the runtime's switches, each width in a process of its own.
# --no-build tests what is built already.
set -eu
cd "$(dirname "$0")/.."
[ "${1:-}" = --no-build ] || dotnet build -c Release tests/RnnGraph.Cells.Tests

kernels() {
  what=$1
  shift
  echo "== $what"
  env "$@" dotnet test -c Release --no-build tests/RnnGraph.Cells.Tests --filter 'FullyQualifiedName~Kernels&FullyQualifiedName!~Allocation'
}

kernels 'AVX-512 as Vector<T>, 16 floats' DOTNET_MaxVectorTBitWidth=512 RNNGRAPH_GRID=small
kernels 'Vector<T> of 4 floats' DOTNET_MaxVectorTBitWidth=128 RNNGRAPH_GRID=small
kernels 'no AVX-512: 16 registers' DOTNET_EnableAVX512=0 RNNGRAPH_GRID=small
kernels 'no AVX2' DOTNET_EnableAVX2=0 RNNGRAPH_GRID=small
kernels 'no hardware intrinsics at all' DOTNET_EnableHWIntrinsic=0 RNNGRAPH_GRID=small
