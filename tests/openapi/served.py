"""Runs a command while the emulator stands in for a vendor, and says how it answered.

    served.py APILOOM SPEC DOCUMENT COMMAND…

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

OUTCOME = re.compile(r"^\d\d:\d\d:\d\d .*?  \d{3} (answered|refused, [a-z ]*)", re.MULTILINE)


def main():
    apiloom, spec, document, *command = sys.argv[1:]
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
        outcomes = Counter(found.strip() for found in OUTCOME.findall(read(log.name)))
    told = ", ".join(f"{number} {what}" for what, number in outcomes.most_common())
    print(f"the emulator: {told}", flush=True)
    sys.exit(code)


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
