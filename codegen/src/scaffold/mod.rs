//! A first spec for a vendor: commented, without a problem, in canonical order and style.
//!
//! The template is `spec.yaml.j2`. Lines of it that start with `#en` and `#zh` are comments in one language.

mod choice;

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, context};

pub use choice::{Auth, Choice, Comments, Envelope, Paging};

use crate::format;
use crate::model::Name;

/// What a first spec is made of.
#[derive(Clone, Debug)]
pub struct Scaffold {
    /// The vendor's name, as the spec has it.
    pub vendor: String,
    /// The path of the spec, for the commands in its comments.
    pub path: String,
    /// The API's name in English.
    pub title: String,
    /// The API's name in Chinese.
    pub title_zh: Option<String>,
    /// Where requests are sent.
    pub server: String,
    /// How requests are authenticated.
    pub auth: Auth,
    /// Whether answers stand in an envelope.
    pub envelope: Envelope,
    /// How lists are paged.
    pub paging: Paging,
    /// The languages of comments and documentation.
    pub comments: Comments,
    /// The JSON Schema of specs, from the folder of the spec, if there is one.
    pub schema: Option<String>,
}

impl Scaffold {
    /// What is meant for a vendor of which nothing is known.
    pub fn new(vendor: &str) -> Self {
        let words: Vec<String> = vendor.split('_').map(capitalised).collect();
        Self {
            vendor: vendor.to_owned(),
            path: format!("specs/{vendor}.yaml"),
            title: words.join(" ").trim().to_owned(),
            title_zh: None,
            server: format!("https://api.{}.example/v1", host(vendor)),
            auth: Auth::ALL[0],
            envelope: Envelope::ALL[0],
            paging: Paging::ALL[0],
            comments: Comments::ALL[0],
            schema: None,
        }
    }

    /// The text of the spec.
    pub fn text(&self) -> String {
        let text = spoken(&self.rendered(), self.comments);
        // What a vendor is called may be longer than lines are wide.
        format::text(&text).unwrap_or(text)
    }

    fn rendered(&self) -> String {
        let mut environment = Environment::new();
        let syntax = SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true)
            .build();
        if let Ok(syntax) = syntax {
            environment.set_syntax(syntax);
        }
        let comments = self.comments;
        environment.add_function("doc", move |english: String, chinese: String| {
            let english = (comments != Comments::Chinese).then_some(english);
            let chinese = (comments != Comments::English).then_some(chinese);
            languages(english.as_deref(), chinese.as_deref())
        });
        environment.add_function(
            "said",
            move |english: String, chinese: String| match comments {
                Comments::English => english,
                Comments::Chinese => chinese,
                Comments::Both => format!("{english} {chinese}"),
            },
        );
        let is_wrapped = self.envelope == Envelope::Code;
        environment.add_function("answer", move |data: String| match is_wrapped {
            true => format!("{{ code: 0, message: ok, data: {data} }}"),
            false => data,
        });
        let data = if is_wrapped { "body.data" } else { "body" };
        let items = match self.paging {
            Paging::None => data.to_owned(),
            _ => format!("{data}.items"),
        };
        let code = |status: &str| match self.envelope {
            Envelope::Code => format!("{status}01"),
            Envelope::None => status.to_owned(),
        };
        let scheme = match self.auth {
            Auth::Bearer | Auth::Basic | Auth::Token => self.auth.word(),
            Auth::Header | Auth::Query => "key",
            Auth::Hmac | Auth::Md5 => "signed",
            Auth::None => "none",
        };
        let values = context! {
            vendor => &self.vendor,
            path => one_line(&self.path),
            commands => commands(&one_line(&self.path)),
            title => languages(Some(&self.title), self.chinese_title().as_deref()),
            server => quoted(self.server.trim_end_matches('/')),
            holes => holes(&self.server, own_settings(self.auth)),
            host => host(&self.vendor),
            auth => self.auth.word(),
            envelope => self.envelope.word(),
            paging => self.paging.word(),
            schema => self.schema.as_deref().map(one_line),
            scheme => scheme,
            data => data,
            items => items,
            refused => code("401"),
            missing => code("404"),
            too_fast => code("429"),
        };
        environment
            .render_str(include_str!("spec.yaml.j2"), values)
            .unwrap_or_else(|error| format!("# {}\n", one_line(&error.to_string())))
    }

    /// The API's name in Chinese; made from that in English where documentation is to be in Chinese.
    pub fn chinese_title(&self) -> Option<String> {
        let made = || match self.comments {
            Comments::English => None,
            Comments::Chinese | Comments::Both => Some(format!("{} 接口", self.title)),
        };
        self.title_zh.clone().or_else(made)
    }
}

/// What is run next, and what it is for in two languages; the commands are of one width.
fn commands(path: &str) -> Vec<(String, &'static str, &'static str)> {
    let all = [
        (
            format!("apiloom check {path}"),
            "every problem, with its place and what to write",
            "列出全部问题、所在位置和改法",
        ),
        (
            format!("apiloom serve {path}"),
            "a server that behaves like the vendor, and reads this file again on save",
            "启动行为与厂商一致的服务器，保存文件后自动重新读取",
        ),
        (
            format!("apiloom call {path} get_item"),
            "the client, without generating or compiling anything",
            "直接调用接口，无需生成或编译",
        ),
        (
            format!("apiloom generate {path}"),
            "the Rust crate",
            "生成 Rust crate",
        ),
        (
            format!("apiloom fmt {path}"),
            "canonical order and style; no comment is lost",
            "统一顺序和格式，不丢注释",
        ),
        (
            "apiloom explain AL0202".to_owned(),
            "the rule behind the code of a problem",
            "解释某个问题代码背后的规则",
        ),
    ];
    let width = all
        .iter()
        .map(|(command, ..)| command.chars().count())
        .max();
    let width = width.unwrap_or_default();
    let padded = all.into_iter();
    padded
        .map(|(command, english, chinese)| (format!("{command:<width$}"), english, chinese))
        .collect()
}

/// Whether a text is a vendor's name as specs have it.
pub fn is_vendor(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(fits)
        && text.len() <= LONGEST_VENDOR
}

/// A vendor's name that is as near to a text as such names can be; none where nothing of the text can stay.
pub fn vendor_like(text: &str) -> Option<String> {
    let plain: String = text
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let plain = plain.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    let mut name = Name::derive(plain.trim())?.snake();
    name.truncate(LONGEST_VENDOR);
    Some(name.trim_end_matches('_').to_owned()).filter(|name| is_vendor(name))
}

/// How long a vendor's name is at most.
const LONGEST_VENDOR: usize = 64;

/// The lines of a template in the languages of its comments.
fn spoken(text: &str, comments: Comments) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let said = line.trim_start();
        let indent = &line[..line.len() - said.len()];
        match (said.strip_prefix("#en"), said.strip_prefix("#zh")) {
            (Some(_), _) if comments == Comments::Chinese => continue,
            (_, Some(_)) if comments == Comments::English => continue,
            (Some(rest), _) | (_, Some(rest)) => out.push_str(&format!("{indent}#{rest}")),
            (None, None) => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

/// A text in one or two languages, as a spec has it.
fn languages(english: Option<&str>, chinese: Option<&str>) -> String {
    match (english, chinese) {
        (Some(english), None) => quoted(english),
        (english, chinese) => {
            let both = [("en", english), ("zh", chinese)];
            let said = both.iter().filter_map(|(key, text)| Some((key, (*text)?)));
            let said: Vec<String> = said
                .map(|(key, text)| format!("{key}: {}", quoted(text)))
                .collect();
            format!("{{ {} }}", said.join(", "))
        }
    }
}

/// A text in quotes, unless it is plain for certain.
fn quoted(text: &str) -> String {
    let text = one_line(text);
    if is_plain_chinese(&text) || is_plain_url(&text) {
        return text;
    }
    // Where nobody needs the quotes, they go when the spec is formatted.
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{text}\"")
}

fn is_plain_chinese(text: &str) -> bool {
    let is_ideograph = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let fits = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '。' | '，' | '、' | '；');
    text.starts_with(is_ideograph) && text.chars().all(fits)
}

fn is_plain_url(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '/' | '.' | '-' | '_');
    text.starts_with("http") && text.chars().all(fits) && !text.ends_with(':')
}

/// A text without line breaks and other controls.
fn one_line(text: &str) -> String {
    let plain = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect::<String>();
    plain.trim().to_owned()
}

/// The settings that a way to authenticate brings.
fn own_settings(auth: Auth) -> &'static [&'static str] {
    match auth {
        Auth::Bearer => &["access_token"],
        Auth::Header | Auth::Query => &["api_key"],
        Auth::Basic => &["user", "password"],
        Auth::Token | Auth::Hmac | Auth::Md5 => &["app_id", "app_secret"],
        Auth::None => &[],
    }
}

/// The settings in a server's address that nothing else brings, each once.
fn holes(server: &str, own: &[&str]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in server.split('{').skip(1) {
        let Some((hole, _)) = part.split_once('}') else {
            continue;
        };
        let is_name = hole.starts_with(|c: char| c.is_ascii_alphabetic())
            && hole.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if is_name && !own.contains(&hole) && !found.iter().any(|known| known == hole) {
            found.push(hole.to_owned());
        }
    }
    found
}

/// A vendor's name in the name of a host.
fn host(vendor: &str) -> String {
    vendor.replace('_', "-").trim_end_matches('-').to_owned()
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
