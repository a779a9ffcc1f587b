#!/usr/bin/env bash
# Sets up what the tests need and runs every check. The last line is "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")/.."

npm ci --no-audit --no-fund || { echo '0 passed, 1 failed, 0 skipped'; exit 1; }
bash scripts/test-packages.sh || { echo '0 passed, 1 failed, 0 skipped'; exit 1; }

failed=0
check() {
  echo "== $*"
  "$@" || { echo "FAILED: $*"; failed=$((failed + 1)); }
}
check npm run --silent typecheck
check npm run --silent lint
check npm run --silent unused
check npm run --silent reference:check
check npx --no-install vitest run --coverage
node scripts/count.mjs "$failed"
