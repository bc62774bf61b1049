"""Runs a command while the emulator stands in for a vendor, and says how it answered.

    served.py [--all] APILOOM SPEC DOCUMENT COMMAND…

With `--all`, each operation must have been answered once at least: one whose requests are all refused, such as
for a wrong signature, shows nothing.

The command finds the server in APILOOM_URL, the settings as JSON in APILOOM_SETTINGS, and the document in
APILOOM_DOCUMENT; `{url}` in its words is the server.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
from collections import Counter

ANSWERED = re.compile(r"^\d\d:\d\d:\d\d .*?  (\w+)  \d{3} answered", re.MULTILINE)
OUTCOME = re.compile(r"^\d\d:\d\d:\d\d .*?  \d{3} (answered|refused, [a-z ]*)", re.MULTILINE)


def main():
    arguments = sys.argv[1:]
    demands_all = arguments[0] == "--all"
    apiloom, spec, document, *command = arguments[demands_all:]
    with tempfile.NamedTemporaryFile("w+", encoding="utf-8") as log:
        server = subprocess.Popen(
            [apiloom, "serve", spec, "--port", "0", "--seed", "1"], stdout=log
        )
        try:
            url, settings = announced(log.name)
            environment = {
                **os.environ,
                "APILOOM_URL": url,
                "APILOOM_SETTINGS": json.dumps(settings),
                "APILOOM_DOCUMENT": os.path.abspath(document),
            }
            words = [word.replace("{url}", url) for word in command]
            code = subprocess.run(words, env=environment).returncode
        finally:
            server.terminate()
            server.wait()
        text = read(log.name)
    outcomes = Counter(found.strip() for found in OUTCOME.findall(text))
    told = ", ".join(f"{number} {what}" for what, number in outcomes.most_common())
    print(f"the emulator: {told or 'nothing was asked'}", flush=True)
    silent = sorted(operations(document) - set(ANSWERED.findall(text)))
    if demands_all and silent:
        print(f"never answered: {', '.join(silent)}", flush=True)
        code = code or 1
    sys.exit(code)


def operations(document):
    """The operations that stand where tools look for them."""
    items = json.loads(read(document))["paths"].values()
    found = [it for item in items for it in item.values() if isinstance(it, dict)]
    return {it["operationId"] for it in found if "operationId" in it}


def announced(path):
    """What the emulator prints when it starts: where it is, and the settings of its account."""
    before = None
    for _ in range(100):
        time.sleep(0.2)
        text = read(path)
        # It prints all of it at once; what did not change for a moment is whole.
        if "  server " in text and text == before:
            break
        before = text
    else:
        sys.exit("the emulator did not start")
    url = re.search(r"^  server \S+: (\S+)", text, re.MULTILINE)[1]
    settings = {}
    for setting in re.findall(r"^  --set (.*?)(?:  \((?:made|default)\))?$", text, re.MULTILINE):
        name, _, value = shlex.split(setting)[0].partition("=")
        settings[name] = value
    return url, settings


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


if __name__ == "__main__":
    main()
