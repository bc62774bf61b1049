//! `apiloom new`.

use std::collections::HashMap;
use std::fs;
use std::io::{self, IsTerminal, Write as _};
use std::path::{Path, PathBuf};

use apiloom_codegen::diagnostic::{Code, Diagnostic, Help, Language};
use apiloom_codegen::pipeline::{self, Checked};
use apiloom_codegen::scaffold::{
    self, Auth, Choice, Comments, Envelope, Paging, Scaffold, vendor_like,
};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::question::{Answer, Questions};
use crate::{Format, Input, Lang, Outcome, report};

/// The name of the JSON Schema beside specs.
const SCHEMA: &str = "apiloom.schema.json";

/// Arguments of `apiloom new`.
///
/// In a terminal, what is not given is asked for; elsewhere it has a default.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The vendor's name, as folders and crates are called: lower-case ASCII letters, digits and `_`.
    #[arg(value_name = "VENDOR")]
    vendor: String,
    /// The API's name in English; made from the vendor's name otherwise.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// The API's name in Chinese; made from the English one where documentation is to be in Chinese.
    #[arg(long, value_name = "TEXT")]
    title_zh: Option<String>,
    /// The URL that all paths start with; `{name}` in it is a setting. Invented otherwise.
    #[arg(long, value_name = "URL")]
    server: Option<String>,
    /// How requests are authenticated [default: bearer].
    #[arg(long, value_name = "HOW", value_parser = choices::<Auth>())]
    auth: Option<Auth>,
    /// Whether answers stand in an envelope [default: code].
    #[arg(long, value_name = "WHICH", value_parser = choices::<Envelope>())]
    envelope: Option<Envelope>,
    /// How lists are paged [default: page].
    #[arg(long, value_name = "BY", value_parser = choices::<Paging>())]
    paging: Option<Paging>,
    /// The language of comments and documentation [default: en].
    #[arg(long, value_name = "LANG", value_parser = choices::<Comments>())]
    lang: Option<Comments>,
    /// The folder for the spec.
    #[arg(long, value_name = "DIR", default_value = "specs")]
    specs: PathBuf,
    /// Prints the spec, and writes nothing.
    #[arg(long)]
    stdout: bool,
    /// Asks nothing.
    #[arg(long, short)]
    yes: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    if !scaffold::is_vendor(&arguments.vendor) {
        return misnamed(&arguments.vendor);
    }
    let path = arguments.specs.join(format!("{}.yaml", arguments.vendor));
    let taken = [path.clone(), path.with_extension("yml")];
    if let Some(taken) = taken.iter().find(|path| !arguments.stdout && path.exists()) {
        return refused(
            arguments,
            format!("`{}` is there already", taken.display()),
            "it may be somebody's work: move it away, or choose another name",
            "文件可能是别人的成果：请先移走它，或换一个名称",
        );
    }
    let Ok(scaffold) = arguments.complete(&path) else {
        report::complain("error: the input has ended; nothing was written");
        return Outcome::Problems;
    };
    let text = scaffold.text();
    let checked = check(&path, &text);
    if !checked.diagnostics.is_empty() {
        report::diagnostics(&checked, &arguments.input());
        report::complain("error: what was given makes no spec; nothing was written");
        return Outcome::Usage;
    }
    if arguments.stdout {
        report::print(&text);
        return Outcome::Fine;
    }
    if let Some(other) = other_spec(&checked, &path) {
        return refused(
            arguments,
            format!("`{other}` is of the vendor `{}` already", arguments.vendor),
            "a vendor has one spec: add to that one, or choose another name",
            "一个厂商只有一份规范：请补充到那一份中，或换一个名称",
        );
    }
    if let Err(error) = write(&path, &text) {
        return refused(
            arguments,
            format!("`{}` cannot be written: {error}", path.display()),
            "correct the path or its permissions",
            "改正路径或权限",
        );
    }
    report::print(&next(&scaffold, &checked, language(scaffold.comments)));
    Outcome::Fine
}

impl Arguments {
    /// What was given, what is asked for, and what is meant otherwise.
    fn complete(&self, path: &Path) -> Answer<Scaffold> {
        let is_asked = !self.yes && io::stdin().is_terminal() && io::stderr().is_terminal();
        let mut ask = Questions::new(is_asked, self.language());
        let mut made = Scaffold::new(&self.vendor);
        made.path = pipeline::shown(path);
        let schema = self.specs.join(SCHEMA);
        made.schema = schema.is_file().then(|| SCHEMA.to_owned());
        made.comments = ask.choice(
            self.lang,
            "Comments and documentation in which language? 注释和文档用哪种语言？",
            "Comments and documentation in which language? 注释和文档用哪种语言？",
        )?;
        ask.language = language(made.comments);
        if let Some(title) = ask.text(
            self.title.clone(),
            "The API's name in English",
            "API 的英文名称",
            &made.title,
        )? {
            made.title = title;
        }
        let chinese = made.chinese_title().unwrap_or_default();
        made.title_zh = ask.text(
            self.title_zh.clone(),
            "The API's name in Chinese",
            "API 的中文名称",
            &chinese,
        )?;
        made.server = self.server(&made, path, &ask)?;
        made.auth = ask.choice(
            self.auth,
            "How are requests authenticated?",
            "请求如何认证？",
        )?;
        made.envelope = ask.choice(
            self.envelope,
            "Do answers stand in an envelope?",
            "响应是否有统一的外层结构？",
        )?;
        made.paging = ask.choice(self.paging, "How are lists paged?", "列表如何分页？")?;
        Ok(made)
    }

    /// The URL that paths start with; asked for until it is one.
    fn server(&self, made: &Scaffold, path: &Path, ask: &Questions) -> Answer<String> {
        loop {
            let given = ask.text(
                self.server.clone(),
                "The URL that all paths start with; `{name}` in it is a setting",
                "所有路径之前的 URL；其中的 `{name}` 是设置项",
                &made.server,
            )?;
            let tried = Scaffold {
                server: given.unwrap_or_else(|| made.server.clone()),
                ..made.clone()
            };
            let checked = check(path, &tried.text());
            match checked.diagnostics.first() {
                Some(found) if ask.is_asked && self.server.is_none() => {
                    let help = found.help.as_ref().map(|help| help.text(ask.language));
                    let help = help.map(|help| format!("; {help}")).unwrap_or_default();
                    report::complain(&format!("  {}{help}", found.message));
                }
                _ => return Ok(tried.server),
            }
        }
    }

    fn language(&self) -> Language {
        self.lang.map_or(Language::English, language)
    }

    fn input(&self) -> Input {
        Input {
            format: Format::Text,
            lang: match self.language() {
                Language::English => Lang::En,
                Language::Chinese => Lang::Zh,
            },
            specs: self.specs.clone(),
        }
    }
}

/// A value of an argument that is one of several words.
fn choices<T: Choice + Send + Sync>() -> impl TypedValueParser<Value = T> {
    let words = T::ALL
        .iter()
        .map(|choice| PossibleValue::new(choice.word()).help(choice.said(Language::English)));
    PossibleValuesParser::new(words).try_map(|word| T::named(&word).ok_or("no such word"))
}

/// The language in which people are spoken to who want comments in these.
fn language(comments: Comments) -> Language {
    match comments {
        Comments::English | Comments::Both => Language::English,
        Comments::Chinese => Language::Chinese,
    }
}

/// Checks a text that stands nowhere yet.
fn check(path: &Path, text: &str) -> Checked {
    let texts = HashMap::from([(path.to_owned(), text.to_owned())]);
    pipeline::check_texts(&[path.to_owned()], &texts)
}

/// The spec of the folder that is of the same vendor, if there is one.
fn other_spec(checked: &Checked, path: &Path) -> Option<String> {
    let beside = pipeline::specs_in(path.parent()?).unwrap_or_default();
    let vendor = &checked.apis.first()?.vendor;
    let found = pipeline::check(&beside);
    let same = found.written.iter().zip(&found.apis);
    let mut same = same.filter(|(_, api)| api.vendor == *vendor);
    let (spec, _) = same.next()?;
    Some(found.sources.get(spec.vendor.span.file).path.clone())
}

fn misnamed(vendor: &str) -> Outcome {
    report::complain(&format!("error: `{vendor}` cannot be a vendor's name"));
    let rule = "use lower-case ASCII letters, digits and `_`, starting with a letter, at most 64";
    report::complain(&match vendor_like(vendor) {
        Some(near) => format!("help: {rule}: `apiloom new {near}`"),
        None => format!("help: {rule}"),
    });
    Outcome::Usage
}

fn refused(arguments: &Arguments, message: String, english: &str, chinese: &str) -> Outcome {
    let help = Help::new(english.to_owned(), chinese.to_owned());
    let problem = Diagnostic::placeless(Code::Write, message).help(help);
    report::placeless(&[problem], &arguments.input());
    Outcome::Problems
}

/// Writes a file that is not there yet, or nothing.
fn write(path: &Path, text: &str) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    let mut file = fs::File::create_new(path)?;
    file.write_all(text.as_bytes()).inspect_err(|_| {
        // Half of a spec is worse than none, and what failed is told.
        let _ = fs::remove_file(path);
    })
}

/// What was written, and what to do with it.
fn next(scaffold: &Scaffold, checked: &Checked, language: Language) -> String {
    let path = &scaffold.path;
    let settings = checked.apis.iter().flat_map(|api| &api.settings);
    let set: String = settings
        .map(|setting| format!(" --set {}=example", setting.field.wire.as_str()))
        .collect();
    let prefix = scaffold
        .server
        .split_once("://")
        .map_or("", |(_, rest)| rest);
    let prefix = prefix.find('/').map_or("", |at| &prefix[at..]);
    let prefix = prefix.trim_end_matches('/');
    let schema = Path::new(path).with_file_name(SCHEMA);
    let schema = pipeline::shown(&schema);
    let [wrote, edit, serve, generate, complete] = match language {
        Language::English => [
            "wrote",
            "Put the vendor's own facts in the place of what is invented, and check it:",
            "Run a server that behaves like it, and call it:",
            "Make the Rust crate:",
            "For completion in editors, make the schema, and the first line of the spec",
        ],
        Language::Chinese => [
            "已写入",
            "把虚构的内容换成厂商的，然后检查：",
            "启动行为与厂商一致的服务器，并调用它：",
            "生成 Rust crate：",
            "如需编辑器补全，先生成 schema，再把规范的首行写成",
        ],
    };
    let mut out = format!(
        "{wrote} {path}\n\n{edit}\n  apiloom check {path}\n{serve}\n  apiloom serve {path}{set}\n  \
         echo '{{\"id\": 7}}' | apiloom call {path} get_item --input - --server http://127.0.0.1:4010{prefix}{set}\n\
         {generate}\n  apiloom generate {path}\n"
    );
    if scaffold.schema.is_none() {
        let line = format!("`# yaml-language-server: $schema={SCHEMA}`");
        out.push_str(&format!(
            "{complete} {line}:\n  apiloom schema > {schema}\n"
        ));
    }
    out
}
