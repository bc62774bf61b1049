"""Signs the requests of schemathesis and judges the answers by what a document says, and by nothing else.

No vendor is named here: that a signature made by `x-apiloom-auth` is let through, and that what is wrong is no
success by `x-apiloom-envelopes`, shows that the document says all of it.
APILOOM_DOCUMENT is the document, APILOOM_URL the server, and APILOOM_SETTINGS the settings as JSON.
"""

import hashlib
import hmac
import json
import operator
import os
import re
import time
import urllib.request
import uuid
from base64 import b64encode
from urllib.parse import urlencode

import jsonschema_rs
import schemathesis
from hypothesis import strategies

DOCUMENT = json.load(open(os.environ["APILOOM_DOCUMENT"], encoding="utf-8"))
SETTINGS = json.loads(os.environ["APILOOM_SETTINGS"])
URL = os.environ["APILOOM_URL"]
SCHEMES = {scheme["name"]: scheme for scheme in DOCUMENT.get("x-apiloom-auth", [])}
ENVELOPES = {envelope["name"]: envelope for envelope in DOCUMENT.get("x-apiloom-envelopes", [])}
TOKENS, WRONG = {}, {}

# A format that no JSON Schema names; these are some of the texts that it takes.
schemathesis.openapi.format("phone", strategies.from_regex(r"\A1[3-9][0-9]{9}\Z"))

WORD = re.compile(r'\s*("(?:[^"\\]|\\.)*"|\?\?|[=!<>]=|[A-Za-z_][\w.]*|-?\d+|[][|(),=<>])')

COMPARED = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Expression:
    """An expression as `x-apiloom-auth` writes it, evaluated while it is read."""

    def __init__(self, text, names):
        self.words, at = [], 0
        while at < len(text.rstrip()):
            found = WORD.match(text, at)
            if not found:
                raise ValueError(f"cannot read {text[at:]!r}")
            self.words.append(found[1])
            at = found.end()
        self.names, self.at = names, 0

    def next(self, *expected):
        word = self.words[self.at] if self.at < len(self.words) else ""
        if expected and word not in expected:
            return None
        self.at += 1
        return word

    def condition(self):
        holds = self.every()
        while self.next("or"):
            other = self.every()
            holds = holds or other
        return holds

    def every(self):
        holds = self.test()
        while self.next("and"):
            other = self.test()
            holds = holds and other
        return holds

    def test(self):
        if self.next("not"):
            return not self.test()
        left = self.value()
        if self.next("is"):
            denied = bool(self.next("not"))
            is_so = left is not None if self.next("present") else not left
            self.next("empty")
            return is_so != denied
        sign = self.next(*COMPARED)
        if not sign:
            return left
        right = self.value()
        # Codes come as numbers and as texts.
        if isinstance(left, str) != isinstance(right, str):
            left, right = str(left), str(right)
        return left is not None and COMPARED[sign](left, right)

    def value(self):
        value = self.piped()
        while self.next("??"):
            other = self.piped()
            value = other if value is None else value
        return value

    def piped(self):
        value = self.single()
        while self.next("|"):
            name = self.next()
            arguments, named = self.arguments() if self.next("(") else ([], {})
            value = self.call(name, [value, *arguments], named)
        return value

    def single(self):
        word = self.next()
        if word.startswith('"'):
            return json.loads(word)
        if word.isdigit():
            return int(word)
        if word == "(":
            value = self.condition()
            self.next(")")
            return value
        if word in ("true", "false"):
            return word == "true"
        if self.next("("):
            return self.call(word, *self.arguments())
        value = self.names(word)
        while self.next("["):
            value = (value or {}).get(json.loads(self.next()))
            self.next("]")
        return value

    def arguments(self):
        positional, named = [], {}
        while not self.next(")"):
            if self.words[self.at + 1] == "=":
                name = self.next()
                self.next("=")
                named[name] = self.value()
            else:
                positional.append(self.value())
            self.next(",")
        return positional, named

    def call(self, name, given, named):
        if name == "choose":
            return named[given[0]]
        if name == "list":
            return given
        if name == "text":
            hole = re.compile(r"\{([^}]*)\}")
            return hole.sub(lambda it: str(Expression(it[1], self.names).value()), given[0])
        if name == "join":
            return given[1].join(str(item) for item in given[0])
        if name in ("md5", "sha1", "sha256", "sha512"):
            return hashlib.new(name, raw(given[0])).digest()
        if name.startswith("hmac_"):
            return hmac.new(raw(named["key"]), raw(given[0]), name[5:]).digest()
        if name == "hex":
            return given[0].hex()
        if name == "HEX":
            return given[0].hex().upper()
        if name == "base64":
            return b64encode(raw(given[0])).decode()
        if name in ("lower", "upper"):
            return getattr(given[0], name)()
        if name == "unix_seconds":
            return int(given[0])
        if name == "unix_millis":
            return int(given[0] * 1000)
        if name == "custom":
            # Nobody knows what it computes; the emulator lets any text pass for it.
            return uuid.uuid4().hex
        raise ValueError(f"the function {name} is not known here")


def raw(value):
    return value if isinstance(value, bytes) else str(value).encode()


def signed(scheme, request):
    """What a scheme places, as (place, name, value)."""
    values = {"now": time.time(), "uuid": str(uuid.uuid4())}

    def named(name):
        first, _, rest = name.partition(".")
        if first == "settings":
            return SETTINGS.get(rest)
        if first == "request":
            return request.get(rest, "")
        if name == "token":
            return token(scheme)
        return values[name]

    placed = []
    for steps, places in (("compute", "stamp"), ("compute_sealed", "seal")):
        for step in scheme.get(steps, []):
            values[step["name"]] = Expression(step["value"], named).value()
        for place in scheme.get(places, []):
            value = Expression(place["value"], named).value()
            placed.append((place["in"], place["name"], str(value)))
    return placed


def token(scheme):
    """The token of a scheme: a setting, or what an operation gives, once."""
    source = scheme["token"]
    given = SETTINGS.get(source.get("setting"))
    if given is not None:
        return given
    name = source["operation"]
    if name not in TOKENS:
        answer = fetched(name, source.get("with", {}))
        for way in source["value"]:
            value = answer
            for member in way.split("."):
                value = value.get(member) if isinstance(value, dict) else None
            if value is not None:
                TOKENS[name] = value
                break
    return TOKENS[name]


def fetched(name, inputs):
    """The answer of the operation that gives a token."""
    path, method, operation = next(
        (path, method, operation)
        for path, item in DOCUMENT["paths"].items()
        for method, operation in item.items()
        if isinstance(operation, dict) and operation.get("operationId") == name
    )
    given = {wire: Expression(text, setting).value() for wire, text in inputs.items()}
    query = {}
    for parameter in operation.get("parameters", []):
        fixed = parameter["schema"].get("const")
        query[parameter["name"]] = given.get(parameter["name"], fixed)
    query.update(computed(operation))
    body = json.dumps(given).encode() if "requestBody" in operation else None
    request = urllib.request.Request(
        f"{URL}{path}" + (f"?{urlencode(query)}" if query else ""),
        body,
        {"content-type": "application/json"} if body else {},
        method=method.upper(),
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def setting(name):
    """What an expression calls `settings.x`."""
    return SETTINGS.get(name.partition(".")[2])


def computed(operation):
    """The parameters that clients compute, by their names."""
    return {
        parameter["name"]: str(Expression(parameter["x-apiloom-value"], setting).value())
        for parameter in operation.get("parameters", [])
        if "x-apiloom-value" in parameter and parameter["in"] == "query"
    }


def is_wrong(case):
    """Whether schemathesis made the request wrong on purpose.

    It looks at a request again after it was changed, and then takes what `before_call` put in, and the members
    of objects that a query spells out, for wrong: what it said before counts.
    """
    if case.id not in WRONG:
        WRONG[case.id] = case.meta is not None and case.meta.generation.mode.is_negative
    return WRONG[case.id]


def sources(name):
    """The tokens that an operation gives."""
    tokens = (scheme.get("token", {}) for scheme in SCHEMES.values())
    return [token for token in tokens if token.get("operation") == name]


@schemathesis.hook
def before_call(context, case, kwargs):
    """Puts what clients compute into a request, and signs it; what is wrong with it stays wrong."""
    wrong = is_wrong(case)
    operation = case.operation.definition.raw
    for name, value in operation.get("x-apiloom-headers", {}).items():
        case.headers = {name: value, **(case.headers or {})}
    if not wrong:
        case.query = {**(case.query or {}), **computed(operation)}
        for source in sources(operation["operationId"]):
            known = {wire: Expression(text, setting).value() for wire, text in source.get("with", {}).items()}
            if isinstance(case.body, dict):
                case.body = {**case.body, **known}
    for name in authenticated(operation):
        request = {"method": case.method, "path": case.formatted_path}
        for place, wire, value in signed(SCHEMES[name], request):
            if place == "query":
                case.query = {**(case.query or {}), wire: value}
            elif place == "header":
                case.headers = {**(case.headers or {}), wire: value}
            elif place == "cookie":
                case.cookies = {**(case.cookies or {}), wire: value}


@schemathesis.hook
def after_call(context, case, response):
    """A token that is fetched can end the one before."""
    TOKENS.pop(case.operation.definition.raw["operationId"], None)


@schemathesis.check
def server_errors_are_documented(context, response, case):
    """A vendor may answer 500 for what it does not find; then the document shows it."""
    documented = case.operation.definition.raw["responses"]
    assert response.status_code < 500 or str(response.status_code) in documented


@schemathesis.check
def wrong_input_is_no_success(context, response, case):
    """What is wrong is refused, whatever the status: the envelope says what a success is."""
    if not is_wrong(case) or is_let_through(case):
        return
    name = case.operation.definition.raw.get("x-apiloom-envelope")
    assert not is_success(name, response), f"it is a success: {case.meta}"


def is_let_through(case):
    """What schemathesis calls wrong, and what vendors and readers that are as lenient as clients let through.

    These are parameters that nobody knows, content types that nobody asks for, null in place of a member that
    may be left out, a JSON bool in place of the two codes of one, and numbers and bools in place of texts.
    What `before_call` puts in is not wrong any more.
    """
    data = case.meta.phase.data
    description = getattr(data, "description", None) or ""
    missing = re.search(r"`required` \(was (.*)\)", description)
    wrong = missing[1].split(", ") if missing else [getattr(data, "parameter", None)]
    if put_in(case).issuperset(wrong) or "additionalProperties" in description:
        return True
    scenario = getattr(data, "scenario", None)
    if scenario is not None and scenario.name in (
        "OBJECT_UNEXPECTED_PROPERTIES",
        "MALFORMED_CONTENT_TYPE",
        "UNSUPPORTED_CONTENT_TYPE",
    ):
        return True
    wrong = [where.name for where, it in case.meta.components.items() if it.mode.is_negative]
    content = case.operation.definition.raw.get("requestBody", {}).get("content", {})
    schema = next(iter(content.values()), {}).get("schema")
    if wrong != ["BODY"] or schema is None or not isinstance(case.body, dict):
        return False
    schema = lenient({**schema, "components": DOCUMENT["components"]})
    return jsonschema_rs.validator_for(schema).is_valid(without_nulls(case.body))


def put_in(case):
    """The names of what `before_call` puts into a request."""
    operation = case.operation.definition.raw
    schemes = [SCHEMES[name] for name in authenticated(operation)]
    placed = [place["name"] for scheme in schemes for place in scheme.get("stamp", []) + scheme.get("seal", [])]
    return {*placed, *computed(operation), *operation.get("x-apiloom-headers", {})}


def authenticated(operation):
    """The schemes by which requests of an operation are signed here."""
    auth = operation.get("x-apiloom-auth", {})
    return auth.get("all") or auth.get("any", [])[:1]


def without_nulls(value):
    """A value without the members that are null."""
    if isinstance(value, dict):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    return [without_nulls(item) for item in value] if isinstance(value, list) else value


def lenient(schema):
    """A schema that takes JSON bools where it has the two codes of one, and numbers and bools as texts."""
    if isinstance(schema, list):
        return [lenient(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {key: lenient(item) for key, item in schema.items()}
    if schema.get("x-enum-varnames") == ["true", "false"]:
        schema["enum"] = [*schema["enum"], True, False]
    if schema.get("type") == "string":
        schema["type"] = ["string", "number", "boolean"]
    return schema


def is_success(name, response):
    """Whether an envelope takes an answer for a success: failures with a condition are asked first."""
    envelope = ENVELOPES.get(name, {})
    failures = [failure["when"] for failure in envelope.get("failures", []) if "when" in failure]
    if any(holds(when, response) for when in failures):
        return False
    if "then" in envelope:
        return is_success(envelope["then"], response)
    return holds(envelope.get("success", "status >= 200 and status < 300"), response)


def holds(condition, response):
    """Whether a condition of an envelope holds for an answer."""
    try:
        body = response.json()
    except ValueError:
        body = None

    def named(name):
        first, _, rest = name.partition(".")
        if first == "status":
            return response.status_code
        value = {"body": body, "headers": {k: v[0] for k, v in response.headers.items()}}[first]
        for member in rest.split(".") if rest else []:
            value = value.get(member) if isinstance(value, dict) else None
        return value

    return bool(Expression(condition, named).condition())
