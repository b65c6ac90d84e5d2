#!/bin/sh
# Runs the kernels of every cell with hardware vectors narrowed and widened by the runtime's switches, each width in a process of its own.
# --no-build tests what is built already; further arguments go to dotnet test.
set -eu
cd "$(dirname "$0")/.."
if [ "${1:-}" = --no-build ]; then shift; else dotnet build -c Release tests/RnnGraph.Cells.Tests; fi
arguments=$*

# $1 says what the width is; the rest are switches.
kernels() {
  printf '== %s\n' "$1"
  shift
  # shellcheck disable=SC2086 # the arguments are words
  env RNNGRAPH_GRID=small "$@" dotnet test -c Release --no-build tests/RnnGraph.Cells.Tests $arguments \
    --filter 'FullyQualifiedName~KernelAgainst|FullyQualifiedName~Streaming|FullyQualifiedName~Padding|FullyQualifiedName~VectorWidth'
}

if grep -q avx512f /proc/cpuinfo; then
  kernels 'AVX-512 as Vector<T>, 16 floats' DOTNET_MaxVectorTBitWidth=512 RNNGRAPH_EXPECTED_LANES=16
  kernels 'no AVX-512: 16 registers' DOTNET_EnableAVX512=0 RNNGRAPH_EXPECTED_AVX512=false
fi
kernels 'Vector<T> of 4 floats' DOTNET_MaxVectorTBitWidth=128 RNNGRAPH_EXPECTED_LANES=4
kernels 'no AVX2' DOTNET_EnableAVX2=0 RNNGRAPH_EXPECTED_LANES=4
kernels 'no hardware intrinsics at all' DOTNET_EnableHWIntrinsic=0 RNNGRAPH_EXPECTED_LANES=4
