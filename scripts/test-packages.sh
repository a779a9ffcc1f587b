#!/usr/bin/env bash
# The browser tests need Chromium from the distribution.
set -uo pipefail
command -v chromium >/dev/null 2>&1 && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0
fi
echo 'The tests need Chromium: install it with "sudo apt-get install chromium" (or put a "chromium" on the PATH).' >&2
exit 1
