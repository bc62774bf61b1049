#!/usr/bin/env bash
# Makes the OpenAPI documents of the specs and has tools of others judge and use them:
#
#   openapi-spec-validator and redocly   are they OpenAPI 3.1?
#   openapi-python-client                does a client generator take them, and does its client get answers?
#   openapi-typescript and tsc           does another one, and do its types compile?
#   schemathesis                         does the emulator do what they say, and refuse what they forbid?
#
#   tests/openapi/check.sh [SPEC…]       all of specs/, if none is named
#
# It is apart from .ci/run, since it needs Python 3.10, Node.js 20 and, the first time, their registries.
# The exit code is 0 if all is well, 1 if something was found, 3 if a tool is absent, which is then named.
set -uo pipefail
cd "$(dirname "$0")/../.."

PYTHON_TOOLS=(openapi-spec-validator==0.9.0 openapi-python-client==0.29.1 schemathesis==4.32.5)
NODE_TOOLS=(@redocly/cli@2.77.0 openapi-typescript@7.13.0 typescript@5.9.3)
CHECKS=server_errors_are_documented,status_code_conformance,content_type_conformance,response_schema_conformance,wrong_input_is_no_success
CASES=${CASES:-50}

here=$PWD/tests/openapi
folder=$PWD/target/openapi
tools=$folder/tools
python=$tools/python/bin
node=$tools/node_modules/.bin

absent() {
    echo "absent: $1" >&2
    exit 3
}

failed=0
verdict() {
    if [ "$1" -eq 0 ]; then echo "ok      $2"; else echo "FAILED  $2"; failed=1; fi
}

install() {
    command -v python3 >/dev/null || absent "python3"
    command -v npm >/dev/null || absent "npm (Node.js)"
    command -v cargo >/dev/null || absent "cargo"
    mkdir -p "$tools"
    local wanted="${PYTHON_TOOLS[*]} ${NODE_TOOLS[*]}"
    if [ "$(cat "$tools/installed" 2>/dev/null)" != "$wanted" ]; then
        python3 -m venv "$tools/python" || absent "the module venv of Python"
        "$python/pip" install --quiet --disable-pip-version-check "${PYTHON_TOOLS[@]}" ||
            absent "${PYTHON_TOOLS[*]} (pip could not install them)"
        npm install --silent --no-audit --no-fund --no-save --prefix "$tools" "${NODE_TOOLS[@]}" ||
            absent "${NODE_TOOLS[*]} (npm could not install them)"
        echo "$wanted" >"$tools/installed"
    fi
    export PATH="$python:$PATH" PYTHONPATH="$here" REDOCLY_TELEMETRY=off
}

documents() {
    cargo build --quiet --package apiloom-cli || exit 1
    apiloom=$PWD/${CARGO_TARGET_DIR:-target}/debug/apiloom
    for spec in "${specs[@]}"; do
        "$apiloom" openapi "$spec" --out "$folder/$(basename "$spec" .yaml).json" || exit 1
    done
}

served() {
    "$python/python" "$here/served.py" "$apiloom" "$spec" "$document" "$@"
}

all_served() {
    "$python/python" "$here/served.py" --all "$apiloom" "$spec" "$document" "$@"
}

validate() {
    "$python/openapi-spec-validator" "$document"
    verdict $? "openapi-spec-validator: $vendor"
    "$node/redocly" lint --config "$here/redocly.yaml" --format=stylish "$document" 2>"$folder/redocly.log" ||
        { cat "$folder/redocly.log"; false; }
    verdict $? "redocly: $vendor"
}

generate() {
    rm -rf "${folder:?}/python/$vendor"
    mkdir -p "$folder/python/$vendor" "$folder/typescript"
    (cd "$folder/python/$vendor" && openapi-python-client generate --path "$document" \
        --output-path vendor_client --meta none --fail-on-warning)
    verdict $? "openapi-python-client: $vendor"
    served "$python/python" "$here/client.py" "$folder/python/$vendor"
    verdict $? "the client of openapi-python-client: $vendor"
    "$node/openapi-typescript" "$document" --output "$folder/typescript/$vendor.ts" >/dev/null &&
        "$node/tsc" --noEmit --strict "$folder/typescript/$vendor.ts"
    verdict $? "openapi-typescript and tsc: $vendor"
}

explore() {
    (cd "$folder" && SCHEMATHESIS_HOOKS=hooks all_served schemathesis run "$document" --url "{url}" --seed 1 \
        --max-examples "$CASES" --checks "$CHECKS" --phases examples,coverage,fuzzing \
        --continue-on-failure --no-color) >"$folder/$vendor.schemathesis.log" 2>&1
    local code=$?
    [ $code -eq 0 ] || sed -n '/= FAILURES =\|= ERRORS =/,/= SUMMARY =/p' "$folder/$vendor.schemathesis.log"
    grep -E '^  [0-9]+ generated|^  Selected:|^the emulator:|^never answered:' "$folder/$vendor.schemathesis.log"
    verdict $code "schemathesis: $vendor"
}

specs=("$@")
[ ${#specs[@]} -gt 0 ] || specs=(specs/*.yaml)
install
documents
for spec in "${specs[@]}"; do
    vendor=$(basename "$spec" .yaml)
    document=$folder/$vendor.json
    spec=$(realpath "$spec")
    validate
    generate
    explore
done
exit $failed
