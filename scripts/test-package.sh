#!/usr/bin/env bash
# Tries the packages as a user would, in fresh folders outside the solution: install, annotate, build, train; keep the reviewer's files, change the cell, see
# the build say that they are stale; check the gradients of definitions invented there; publish with Native AOT where a runtime pack for it restores. Prints one line per check: "ok: …" or "FAILED: …".
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
templates=$root/scripts/package-test
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
exec </dev/null

# A version of its own for every run: NuGet never asks a source again for a version that it holds.
version=0.1.0-test.$(date +%Y%m%d%H%M%S)
packages=$root/artifacts/packages
work=$(mktemp -d)
failures=0
ok() { echo "ok: $1"; }
fail() { echo "FAILED: $1"; failures=$((failures + 1)); [ $# -lt 2 ] || head -n 40 "$2" | sed 's/^/    /'; }
# check NAME COMMAND…: runs it quietly; its output is shown if it fails.
check() { local name=$1; shift; if "$@" >"$work/log" 2>&1; then ok "$name"; else fail "$name" "$work/log"; fi; }
finish() {
  rm -rf "$work"
  for id in rnngraph rnngraph.cells rnngraph.torch rnngraph.training rnngraph.jit rnngraph.onnx rnngraph.tool; do rm -rf "${NUGET_PACKAGES:-$HOME/.nuget/packages}/$id/$version"; done
  [ "$failures" -eq 0 ] && echo "The packages pass." || echo "$failures package checks failed."
  [ "$failures" -eq 0 ]
  exit
}

echo "Packing version $version into artifacts/packages"
rm -rf "$packages"
for project in RnnGraph RnnGraph.Cells RnnGraph.Torch RnnGraph.Training RnnGraph.Jit RnnGraph.Onnx RnnGraph.Tool; do
  check "pack $project" dotnet pack "$root/src/$project" -c Release -o "$packages" -p:Version="$version"
done
[ "$failures" -eq 0 ] || finish

# The packed folder is one more source beside those of the machine.
cat >"$work/nuget.config" <<XML
<?xml version="1.0" encoding="utf-8"?>
<configuration><packageSources><add key="packed" value="$packages" /></packageSources></configuration>
XML

user=$work/user
mkdir -p "$user"
cp "$templates/Program.cs" "$templates/EchoLstm.cs" "$user/"
sed "s/VERSION/$version/" "$templates/PackageTest.csproj" >"$user/PackageTest.csproj"
cd "$user" || exit 1
git init -q . && printf 'bin/\nobj/\n' >.gitignore
git() { command git -c user.name=test -c user.email=test@example.invalid -c commit.gpgsign=false "$@"; }

check "a fresh project restores the package from a local folder" dotnet restore
installed=${NUGET_PACKAGES:-$HOME/.nuget/packages}/rnngraph/$version
dependencies=$(grep -o '<dependency id="[^"]*"' "$installed/rnngraph.nuspec" | tr '\n' ' ')
if [ "$dependencies" = '<dependency id="System.Numerics.Tensors" ' ]; then ok "the packed manifest depends on System.Numerics.Tensors alone"
else fail "the packed manifest depends on: $dependencies"; fi

check "it builds without warnings, IsAotCompatible=true" dotnet build -c Release --no-restore
check "it trains: the loss falls, and streaming agrees" dotnet run -c Release --no-build
tail -n 1 "$work/log"

build() { dotnet build -c Release --no-restore "$@"; }
echo "Setting RnnGraphSnapshots"
sed -i 's|^  </PropertyGroup>|    <RnnGraphSnapshots>Kernels/</RnnGraphSnapshots>\n&|' PackageTest.csproj
check "RnnGraphSnapshots writes the reviewer's files" build
for part in "" .Bodies .Schedule .Graph .Summary; do
  file=Kernels/PackageTest.EchoLstm$part.g.cs
  if [ -s "$file" ]; then ok "$file is there"; else fail "$file is missing; the folder holds: $(ls Kernels 2>/dev/null | tr '\n' ' ')"; fi
done
check "they are committed" eval 'git add -A && git commit -qm "A cell and its kernels"'
check "RnnGraphSnapshotsCheck passes on them" build -p:RnnGraphSnapshotsCheck=true

echo "Adding a peephole to the output gate"
sed -i 's|var o = Sigmoid(cell.Affine("o", hidden, x, h));|var o = Sigmoid(cell.Affine("o", hidden, x, h) + cell.Diagonal("o", cNew));|' EchoLstm.cs
if build -p:RnnGraphSnapshotsCheck=true >"$work/log" 2>&1; then fail "the build does not say that the files are stale"
elif grep -q 'error RNN6001.*is stale.*Refresh them' "$work/log"; then ok "the build says that the files are stale"
else fail "the build fails, but not for stale files" "$work/log"; fi
if git diff --quiet -- Kernels; then ok "the check wrote nothing"; else fail "the check changed the files"; fi
check "a build refreshes them" build
git diff --stat
# A term in an equation and its derivative, a parameter and a slot or two, a line of the schedule, and the same in the graph and the summary: less than a page.
changed=$(git diff --numstat -- Kernels | awk '{ lines += $1 + $2 } END { print lines + 0 }')
if [ "$changed" -gt 0 ] && [ "$changed" -le 60 ]; then ok "the diff of the kernels is small: $changed lines"; else fail "the diff of the kernels has $changed lines"; fi
check "the cell with a peephole trains" dotnet run -c Release --no-restore
tail -n 1 "$work/log"

echo "The command rnngraph"
check "the tool installs from the packed folder" dotnet tool install RnnGraph.Tool --tool-path "$work/tools" --version "$version" --configfile "$work/nuget.config"
tool() { DOTNET_ROLL_FORWARD=Major "$work/tools/rnngraph" "$@"; }
check "rnngraph check builds the project and finds the gradients right" tool check PackageTest.csproj --cell EchoLstm
check "rnngraph emit makes the files that the build made" tool emit PackageTest.csproj --output Kernels --check
if tool diff HEAD:Kernels/PackageTest.EchoLstm.Graph.g.cs Kernels/PackageTest.EchoLstm.Graph.g.cs >"$work/log" 2>&1 && grep -q 'Old checkpoints do NOT load as they are: they lack o.p.' "$work/log"
then ok "rnngraph diff says what the peephole changes"; else fail "rnngraph diff does not say what the peephole changes" "$work/log"; fi
if tool show PackageTest.csproj --cell EchoLstm --format svg >"$work/log" 2>&1 && grep -q '<svg ' "$work/log"; then ok "rnngraph show draws it"; else fail "rnngraph show draws nothing" "$work/log"; fi

echo "Definitions that stand in no project of ours"
invented=$work/invented
mkdir -p "$invented"
cp "$templates"/Invented/*.cs "$invented/"
sed "s/VERSION/$version/" "$templates/Invented/Invented.csproj" >"$invented/Invented.csproj"
check "a project of invented cells and a network builds" dotnet build -c Release "$invented"
for name in UsersCell DelayedGate TwoEars Ladder Reader; do
  check "dotnet run -- $name: its gradients are right" dotnet run -c Release --no-build --project "$invented" -- "$name"
  cat "$work/log"
  check "rnngraph check --cell $name finds them right too" tool check "$invented/Invented.csproj" --cell "$name"
done

run_time=$work/run-time
mkdir -p "$run_time"
cp "$templates/RunTime/Program.cs" "$run_time/"
sed "s/VERSION/$version/" "$templates/RunTime/RunTimeTest.csproj" >"$run_time/RunTimeTest.csproj"
check "a project over RnnGraph.Jit compiles a cell at run time" dotnet run -c Release --project "$run_time"
tail -n 1 "$work/log"

catalogue=$work/catalogue
mkdir -p "$catalogue"
cp "$templates/Catalogue/Program.cs" "$catalogue/"
sed "s/VERSION/$version/" "$templates/Catalogue/CatalogueTest.csproj" >"$catalogue/CatalogueTest.csproj"
check "a project over RnnGraph.Cells, RnnGraph.Torch and RnnGraph.Training builds" dotnet build -c Release "$catalogue"
check "shipped cells train with Adam, one with its sizes bound from the package; PyTorch's layers step" dotnet run -c Release --no-build --project "$catalogue"
tail -n 3 "$work/log"

compare=$work/compare
mkdir -p "$compare"
cp "$templates"/Compare/*.cs "$compare/"
sed "s/VERSION/$version/" "$templates/Compare/CompareTest.csproj" >"$compare/CompareTest.csproj"
check "docs/compare.md: a project with a cell beside LSTM and GRU builds" dotnet build -c Release "$compare"
check "its gradients are right, and it is compared over five seeds (briefly)" eval '(cd "$compare" && cat "$root"/docs/*.md >text.txt && dotnet run -c Release --no-build -- text.txt 50 && [ -s comparison.html ])'
tail -n 3 "$work/log"

echo "Publishing with Native AOT"
case "$(uname -sm)" in "Linux x86_64") rid=linux-x64 ;; *) rid= ;; esac
if [ -z "$rid" ]; then
  echo "skipped: the Native AOT check is written for Linux on x64"
else
  # The package itself, as a net10.0 user would; then net9.0 over the same sources.
  publish() { dotnet publish -c Release -r $rid -p:PublishAot=true -p:IlcInstructionSet=x86-64-v3 -o "$work/native" "$@"; }
  if publish >"$work/log" 2>&1; then check "the published net10.0 program trains" "$work/native/PackageTest"; tail -n 1 "$work/log"
  elif grep -q 'NU110[12]' "$work/log"; then echo "skipped: net10.0's runtime pack for Native AOT does not restore here ($(grep -o 'NU110[12][^.]*' "$work/log" | head -n 1))"
  else fail "the net10.0 program does not publish" "$work/log"; fi

  native=$work/native9
  mkdir -p "$native/Runtime"
  cp Program.cs EchoLstm.cs "$native/"
  tensors=$(sed -n 's/.*"System.Numerics.Tensors" Version="\([^"]*\)".*/\1/p' "$root/Directory.Packages.props")
  sed "s/TENSORS/$tensors/" "$templates/Native/Runtime/RnnGraph.csproj" >"$native/Runtime/RnnGraph.csproj"
  cp "$templates/Native/NativeTest.csproj" "$native/"
  cd "$native" || exit 1
  publish9() { dotnet publish -c Release -r $rid -p:RepositoryRoot="$root" -p:Installed="$installed" "$@"; }
  if publish9 -p:IlcInstructionSet=x86-x64-v3 >"$work/log" 2>&1; then
    ok "net9.0: the same sources publish with Native AOT, without warnings"
    check "net9.0: the native program trains" "bin/Release/net9.0/$rid/publish/NativeTest"
    tail -n 1 "$work/log"
    if publish9 >"$work/log" 2>&1 && grep -q 'warning RNN6002' "$work/log"; then ok "PublishAot without an instruction set is warned of"
    else fail "PublishAot without an instruction set is not warned of" "$work/log"; fi
  elif grep -q 'NU110[12]' "$work/log"; then echo "skipped: net9.0's runtime pack for Native AOT does not restore here"
  else fail "net9.0: the same sources do not publish" "$work/log"; fi
fi
finish
