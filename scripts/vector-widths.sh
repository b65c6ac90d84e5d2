#!/bin/sh
# Runs the kernels of every cell, and the runtime's own tests, with hardware vectors narrowed and widened by the runtime's switches, each width in processes of its own.
# --no-build tests what is built already; further arguments go to dotnet test.
set -eu
cd "$(dirname "$0")/.."
if [ "${1:-}" = --no-build ]; then shift; else
  dotnet build -c Release tests/RnnGraph.Cells.Tests
  dotnet build -c Release tests/RnnGraph.Runtime.Tests
fi
arguments=$*

# The tests of project $1 that filter $2 lets pass; the rest are switches.
tests() {
  project=$1 filter=$2
  shift 2
  # shellcheck disable=SC2086 # the arguments are words
  env RNNGRAPH_GRID=small "$@" dotnet test -c Release --no-build "tests/$project" $arguments --filter "$filter"
}

# $1 says what the width is, $2 which of the runtime's tests run; the rest are switches.
width() {
  printf '== %s\n' "$1"
  runtime=$2
  shift 2
  tests RnnGraph.Cells.Tests 'FullyQualifiedName~KernelAgainst|FullyQualifiedName~Streaming|FullyQualifiedName~Padding|FullyQualifiedName~VectorWidth' "$@"
  tests RnnGraph.Runtime.Tests "$runtime" "$@"
}

# What is allocated hangs on no width.
all='FullyQualifiedName!~Allocation'
if grep -q avx512f /proc/cpuinfo; then
  width 'AVX-512 as Vector<T>, 16 floats' "$all" DOTNET_MaxVectorTBitWidth=512 RNNGRAPH_EXPECTED_LANES=16
  width 'AVX-512 in vectors of 8 floats alone: 32 registers' "$all" DOTNET_PreferredVectorBitWidth=256 RNNGRAPH_EXPECTED_WIDE=false
  width 'no AVX-512: 16 registers' "$all" DOTNET_EnableAVX512=0 RNNGRAPH_EXPECTED_AVX512=false
fi
width 'Vector<T> of 4 floats' "$all" DOTNET_MaxVectorTBitWidth=128 RNNGRAPH_EXPECTED_LANES=4
width 'no AVX2' "$all" DOTNET_EnableAVX2=0 RNNGRAPH_EXPECTED_LANES=4
# The accuracy over whole ranges takes longest there, and its vectors are 4 floats too.
width 'no hardware intrinsics at all' "$all&FullyQualifiedName!~IsWithin" DOTNET_EnableHWIntrinsic=0 RNNGRAPH_EXPECTED_LANES=4
