#!/usr/bin/env bash
# Coverslip's encoders and their peers by turns, three rounds: what else the machine does meets all of them.
#
#   Benchmarks/peers/compare.sh [FOLDER]     the virtual environments; default: .build/peers
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=${1:-.build/peers}
swift build -c release -Xswiftc -enable-testing --explicit-target-dependency-import-check error --product benchmark >/dev/null
for round in 1 2 3; do
  echo "round $round"
  .build/release/benchmark encoder | grep -E 'ViT|tiles/s|ratio'
  python3 Benchmarks/peers/onnxruntime_vit.py --venv "$folder/onnxruntime" --rounds 1 | grep tiles/s
  .build/release/benchmark brainfloat | grep -E 'tiles/s|ratio|cosine|left out'
  python3 Benchmarks/peers/torch_vit.py --venv "$folder/torch" --rounds 1 | grep -E 'tiles/s|cosine'
done
