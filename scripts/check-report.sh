#!/usr/bin/env bash
# Opens reports in headless Chromium, at a phone's and a desktop's width: are the named texts (series, axis labels, units) shown, is there any error on the console, does the page ask
# for anything from anywhere, is it wider than its window? Prints one line per check: "ok: …" or "FAILED: …". Takes screenshots where asked.
#   scripts/check-report.sh [--screenshots FOLDER] FILE.html [TEXT…]
#   scripts/check-report.sh                       # trains a small character model and checks its report and its heat map; compares two small cells and checks that page
# Chromium is installed by apt-get where it is missing and that is allowed.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)

if ! command -v chromium >/dev/null; then
  echo "Installing chromium (apt-get install chromium)"
  apt-get update -qq >/dev/null && apt-get install -y -qq chromium >/dev/null 2>&1 || { echo "FAILED: chromium is not here and can't be installed"; exit 1; }
fi

check() { python3 "$root/scripts/check-report.py" "$@"; }
if [ $# -gt 0 ]; then check "$@"; exit; fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet run -c Release --project "$root/samples/CharRnn" -- --hidden 16 --layers 2 --steps 60 --evaluate-every 10 --sample 80 --unit 3 --report "$work/report.html" --heat-map "$work/map.html" >"$work/log" 2>&1 \
  || { cat "$work/log"; exit 1; }
check "$work/report.html" 'loss (nats per character)' training 'held out' updates 'learning rate (per update)' 'gradient norm (loss per unit of parameter)' layer.0 layer.1 head all \
  'time (steps back)' 'relative gradient norm (1 at 0 steps)' 'at first' now layer.0.forget 'always open' 'layer.1.memory, unit 3' 'After 60 updates:'
check "$work/map.html" 'layer.1.memory, unit 3'
dotnet run -c Release --project "$root/samples/Compare" -- --data adding --cells lstm,gru --parameters 300 --seeds 2 --updates 100 --rates 0.003,0.01,0.03 --output "$work/comparison" >"$work/log" 2>&1 \
  || { cat "$work/log"; exit 1; }
check "$work/comparison/comparison.html" lstm gru 'validation loss (squared error)' 'training loss (squared error)' updates 'seed 2' 'rate 0.01' '0 of 2'
