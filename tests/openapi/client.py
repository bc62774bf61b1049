"""Imports a client that openapi-python-client made, and makes requests with it.

    client.py FOLDER

FOLDER holds the package. Every module of it is imported. Then every operation that only reads, whose inputs
the document shows in examples, and whose authentication is none or one header, is called, and the answer must
be a success and read. It says how many were called.
"""

import importlib
import inspect
import pkgutil
import re
import sys
from pathlib import Path

import hooks


def main():
    folder = Path(sys.argv[1])
    package = next(path.parent.name for path in folder.glob("*/client.py"))
    sys.path.insert(0, str(folder))
    root = importlib.import_module(package)
    modules = [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(root.__path__, f"{package}.")
    ]
    called = [called_by(root, operation, modules) for operation in operations()]
    names = [name for name in called if name]
    print(f"{package}: {len(modules)} modules imported, called: {', '.join(names) or 'none'}")


def operations():
    for item in hooks.DOCUMENT["paths"].values():
        yield from (it for it in item.values() if isinstance(it, dict) and "operationId" in it)


def called_by(root, operation, modules):
    """Calls an operation; its name, or None if such a client cannot call it."""
    name = operation["operationId"]
    inputs = examples(operation)
    headers = header(operation)
    if operation["x-apiloom-effect"] != "read" or inputs is None or headers is None:
        return None
    module = next(it for it in modules if it.__name__.endswith(f".api.default.{name}"))
    headers = {**headers, **operation.get("x-apiloom-headers", {})}
    client = root.Client(base_url=hooks.URL, headers=headers)
    if "AuthenticatedClient" in str(inspect.signature(module.sync_detailed)):
        (wire, value), *_ = headers.items()
        client = root.AuthenticatedClient(
            base_url=hooks.URL, token=value, prefix="", auth_header_name=wire, headers=headers
        )
    names = inspect.signature(module.sync_detailed).parameters
    given = {snake(wire): value for wire, value in inputs.items() if snake(wire) in names}
    answer = module.sync_detailed(client=client, **given)
    response = Answer(answer)
    assert hooks.is_success(operation.get("x-apiloom-envelope"), response), answer
    assert answer.parsed is not None, answer
    return name


class Answer:
    """An answer as the conditions of envelopes see it."""

    def __init__(self, answer):
        self.status_code = int(answer.status_code)
        self.headers = {name: [value] for name, value in answer.headers.items()}
        self.content = answer.content

    def json(self):
        return hooks.json.loads(self.content)


def examples(operation):
    """The inputs that the document shows; None if there is a body or one is missing."""
    if "requestBody" in operation:
        return None
    inputs = {}
    for parameter in operation.get("parameters", []):
        if "example" in parameter:
            inputs[parameter["name"]] = parameter["example"]
        elif parameter.get("required") and "const" not in parameter["schema"]:
            return None
    return inputs


def header(operation):
    """The header that authenticates; None if it is not one header whose value stays the same."""
    names = hooks.authenticated(operation)
    if not names:
        return {}
    scheme = hooks.SCHEMES[names[0]]
    placed = scheme.get("stamp", []) + scheme.get("seal", [])
    fixed = len(names) == 1 and "compute" not in scheme and "compute_sealed" not in scheme
    if not fixed or [place["in"] for place in placed] != ["header"]:
        return None
    return {wire: value for _, wire, value in hooks.signed(scheme, {})}


def snake(wire):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", wire).replace("-", "_").lower()


if __name__ == "__main__":
    main()
