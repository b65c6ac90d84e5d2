#!/usr/bin/env bash
# Accepts every received snapshot under tests/ as the verified one. Look at the diff before you commit it.
set -euo pipefail
cd "$(dirname "$0")/.."
count=0
while IFS= read -r -d '' received; do
  verified="${received/.received./.verified.}"
  mv -- "$received" "$verified"
  echo "accepted ${verified#./}"
  count=$((count + 1))
done < <(find ./tests -name '*.received.*' -not -path '*/bin/*' -not -path '*/obj/*' -print0 | sort -z)
echo "$count accepted"
