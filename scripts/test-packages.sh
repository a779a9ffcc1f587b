#!/usr/bin/env bash
# The tests build real sites and open them in a real browser: Chromium and Firefox, Jekyll with the plug-ins of its default site, and Hugo, all from the distribution.
set -uo pipefail
PACKAGES='chromium firefox-esr jekyll hugo jekyll-theme-minima ruby-jekyll-paginate ruby-jekyll-feed ruby-jekyll-seo-tag ruby-jekyll-sitemap'

complete() {
  command -v chromium >/dev/null && command -v firefox-esr >/dev/null && command -v jekyll >/dev/null && command -v hugo >/dev/null &&
    ruby -e "%w[jekyll-paginate jekyll-feed jekyll-seo-tag jekyll-sitemap minima].each { |name| gem name }" 2>/dev/null
}

complete && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086
  apt-get update -qq && apt-get install -y -qq --no-install-recommends $PACKAGES >/dev/null && complete && exit 0
fi
echo "The tests need Chromium, Firefox, Jekyll and Hugo: install them with \"sudo apt-get install $PACKAGES\"." >&2
exit 1
