//! `apiloom completions`: what shells complete.

use std::fs;
use std::process::{Command, Output, Stdio};

fn apiloom(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_apiloom"))
        .args(arguments)
        .output()
        .expect("it runs")
}

#[test]
fn every_shell_has_a_script() {
    for (shell, part) in [
        ("bash", "complete -F _apiloom"),
        ("zsh", "#compdef apiloom"),
        ("fish", "complete -c apiloom"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion:arg-completer[apiloom]"),
    ] {
        let output = apiloom(&["completions", shell]);
        assert_eq!(output.status.code(), Some(0));
        let script = String::from_utf8(output.stdout).expect("text");
        assert!(script.contains(part), "{shell}");
        for command in ["generate", "explain", "watch"] {
            assert!(script.contains(command), "{shell}: {command}");
        }
    }
    let unknown = apiloom(&["completions", "cmd"]);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn bash_completes_commands_options_values_and_files() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let script = apiloom(&["completions", "bash"]).stdout;
    fs::write(folder.path().join("apiloom.bash"), script).expect("a file is written");
    fs::write(folder.path().join("acme.yaml"), "").expect("a file is written");
    for (words, expected) in [
        ("apiloom chec", "check"),
        ("apiloom check --fo", "--format"),
        ("apiloom check --format sa", "sarif"),
        ("apiloom --color nev", "never"),
        ("apiloom fmt --qui", "--quiet"),
        ("apiloom call acme.yaml get --input acm", "acme.yaml"),
        ("apiloom completions fi", "fish"),
    ] {
        assert_eq!(completed(folder.path(), words), expected, "{words}");
    }
}

/// What bash makes of a line whose last word was begun.
fn completed(folder: &std::path::Path, words: &str) -> String {
    let program = "set -eu; source apiloom.bash; COMP_WORDS=($1); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); \
                   COMP_LINE=$1; COMP_POINT=${#COMP_LINE}; COMPREPLY=(); \
                   complete -p apiloom | grep -q -- '-o default.* -F _apiloom'; \
                   _apiloom apiloom \"${COMP_WORDS[COMP_CWORD]}\" \"${COMP_WORDS[COMP_CWORD-1]}\" || true; \
                   echo \"${COMPREPLY[*]}\"";
    let output = Command::new("bash")
        .args(["--norc", "--noprofile", "-c", program, "bash", words])
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("bash runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{words}: {errors}");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
