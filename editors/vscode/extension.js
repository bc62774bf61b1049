"use strict";

// Starts `apiloom lsp` for YAML files; which of them are specs is for the server to say.

const { commands, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

/** Makes a client of what the user configured. */
function made() {
  const settings = workspace.getConfiguration("apiloom");
  const lang = settings.get("lang");
  const server = { command: settings.get("path") || "apiloom", args: ["lsp"] };
  const options = {
    documentSelector: [
      { language: "yaml", scheme: "file" },
      { language: "yaml", scheme: "untitled" },
    ],
    initializationOptions: lang ? { lang } : {},
  };
  return new LanguageClient("apiloom", "Apiloom", server, options);
}

/** Starts the server, in the place of one that runs. */
async function restart() {
  await deactivate();
  client = made();
  await client.start();
}

async function activate(context) {
  const changed = (event) => event.affectsConfiguration("apiloom") && restart();
  context.subscriptions.push(
    commands.registerCommand("apiloom.restart", restart),
    workspace.onDidChangeConfiguration(changed),
  );
  await restart();
}

async function deactivate() {
  const old = client;
  client = undefined;
  await old?.stop();
}

module.exports = { activate, deactivate };
