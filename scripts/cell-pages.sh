#!/bin/sh
# Writes docs/cells: a page with a picture for every definition of src/RnnGraph.Cells. --check only says whether they are current.
set -eu
cd "$(dirname "$0")/.."
exec dotnet run -c Release --project src/RnnGraph.Tool -- pages src/RnnGraph.Cells --output docs/cells "$@"
