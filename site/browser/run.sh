#!/usr/bin/env bash
# Tests the static site in a headless browser: `site/browser/run.sh`.
#
# DOCS=folder tests documentation that stands there already, LARGE=folder that of a spec with 1,000 operations,
# SHOTS=folder keeps pictures of pages, CHROMIUM=program takes another browser.
# Ends with 0 if all is well, 1 if a test fails, and 3 if a tool is absent.
set -euo pipefail
cd "$(dirname "$0")"

absent() {
    printf 'site/browser/run.sh: %s is absent: %s\n' "$1" "$2" >&2
    exit 3
}
command -v node >/dev/null || absent node 'install Node.js 20 or later (Debian: apt-get install -y nodejs)'
command -v npm >/dev/null || absent npm 'it comes with Node.js (Debian: apt-get install -y npm)'
if [ -z "${CHROMIUM:-}" ]; then
    for name in chromium chromium-browser google-chrome; do
        CHROMIUM=$(command -v "$name" || true)
        [ -z "$CHROMIUM" ] || break
    done
fi
[ -n "$CHROMIUM" ] || absent Chromium 'apt-get install -y chromium fonts-noto-cjk, or set CHROMIUM to a browser'
[ -d node_modules/axe-core ] && [ -d node_modules/puppeteer-core ] || npm ci --silent \
    || absent 'puppeteer-core or axe-core' 'npm ci in site/browser fetches both from the registry'

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
if [ -z "${DOCS:-}" ]; then
    DOCS=$scratch/docs
    (cd ../.. && cargo run --quiet -p apiloom-cli -- docs --specs specs --out "$DOCS")
fi
if [ -z "${LARGE:-}" ]; then
    LARGE=$scratch/large
    rustc --edition 2024 -O -A dead_code -o "$scratch/synthetic" synthetic.rs
    mkdir "$scratch/specs"
    "$scratch/synthetic" 1000 >"$scratch/specs/synthetic.yaml"
    (cd ../.. && cargo run --quiet --release -p apiloom-cli -- docs --specs "$scratch/specs" --out "$LARGE")
fi
[ -z "${SHOTS:-}" ] || mkdir -p "$SHOTS"
export CHROMIUM DOCS LARGE
node --test --test-reporter=spec tests.mjs
