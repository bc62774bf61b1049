"use strict";

// Runs the extension without VS Code: the client library is the real one, `vscode` is a stand-in that has what
// the library needs to start a server. Tells which problems come back, and stops the server again.
//   npm install && APILOOM=…/apiloom node try.js …/acme.yaml [LOCALE]

const Module = require("node:module");
const fs = require("node:fs");
const path = require("node:path");

const [, , file, locale = "en"] = process.argv;

class Disposable {
  dispose() {}
}
class EventEmitter {
  listeners = [];
  event = (listener) => {
    this.listeners.push(listener);
    return new Disposable();
  };
  fire = (event) => this.listeners.forEach((listener) => listener(event));
  dispose() {}
}
class Uri {
  constructor(text) {
    this.text = text;
    this.scheme = text.split(":")[0];
    this.path = this.fsPath = text.replace("file://", "");
  }
  toString = () => this.text;
  static file = (name) => new Uri(`file://${name}`);
  static parse = (text) => new Uri(text);
}
class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}
class Range {
  constructor(line, character, endLine, endCharacter) {
    this.start = new Position(line, character);
    this.end = new Position(endLine, endCharacter);
  }
}
class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity });
  }
}
class CancellationTokenSource {
  token = { isCancellationRequested: false, onCancellationRequested: quiet };
  cancel() {}
  dispose() {}
}

const quiet = () => new Disposable();
let shown;
const problems = new Promise((resolve) => (shown = resolve));

/** An object that has what is asked of it: events that never come, things that do nothing, classes. */
function lenient(known) {
  return new Proxy(known, {
    get(target, name) {
      if (name in target || typeof name === "symbol" || name === "then") return target[name];
      if (/^on[A-Z]/.test(name)) return quiet;
      if (/^(register|create)/.test(name)) return () => lenient({ dispose() {}, show() {}, hide() {} });
      if (/^[A-Z]/.test(name)) return (target[name] = class {});
      return undefined;
    },
  });
}

const text = fs.readFileSync(file, "utf8");
const document = { uri: Uri.file(path.resolve(file)), languageId: "yaml", version: 1, getText: () => text };
const kind = (value) => ({ value, append: (more) => kind(`${value}.${more}`) });
const settings = { get: (name) => (name === "path" ? process.env.APILOOM : "") };
const channel = Object.fromEntries(
  ["append", "appendLine", "debug", "info", "warn", "error", "trace", "show", "dispose"].map((name) => [
    name,
    (words) => words && process.stderr.write(`${words}\n`),
  ]),
);

const vscode = lenient({
  __esModule: true,
  Disposable,
  EventEmitter,
  Uri,
  Position,
  Range,
  Diagnostic,
  CancellationTokenSource,
  version: "1.100.0",
  env: { language: locale, appName: "stand-in" },
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  DiagnosticTag: { Unnecessary: 1, Deprecated: 2 },
  CodeActionKind: new Proxy({}, { get: (_, name) => kind(String(name)) }),
  SymbolKind: {},
  CompletionItemKind: {},
  languages: lenient({
    match: () => 10,
    createDiagnosticCollection: () =>
      lenient({
        set: (uri, list) => shown(list),
        delete() {},
        clear() {},
        dispose() {},
      }),
  }),
  window: lenient({
    createOutputChannel: () => ({ ...channel, logLevel: 3, onDidChangeLogLevel: quiet }),
    visibleTextEditors: [{ document }],
    tabGroups: { all: [], onDidChangeTabs: quiet },
  }),
  workspace: lenient({
    getConfiguration: () => settings,
    textDocuments: [document],
    notebookDocuments: [],
    workspaceFolders: [{ uri: Uri.file(path.dirname(path.resolve(file))), name: "specs" }],
    getWorkspaceFolder: () => undefined,
  }),
  commands: lenient({}),
  extensions: lenient({ getExtension: () => undefined, all: [] }),
  l10n: { t: (words) => words },
  lm: lenient({}),
});

const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));

async function run() {
  const extension = require("./extension.js");
  await extension.activate({ subscriptions: [] });
  console.log("started");
  for (const { code, message, range, severity } of await problems) {
    const word = ["error", "warning"][severity];
    console.log(`${range.start.line + 1}:${range.start.character + 1}: ${word}[${code}]: ${message}`);
  }
  await extension.deactivate();
  console.log("stopped");
}

run().catch((problem) => {
  console.error(problem);
  process.exit(1);
});
