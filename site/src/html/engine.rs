//! Templates, which escape all that they print.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde, Value};
use minijinja::{AutoEscape, Environment, Error, Output, State, UndefinedBehavior};

use serde::Serialize;

use super::highlight;

/// A value for templates.
pub(super) fn value(value: impl Serialize) -> Value {
    Value::from(Serde(value))
}

/// The templates of the site.
pub(super) struct Engine {
    environment: Environment<'static>,
    /// What is wrong with templates, and with pages that they should have printed.
    wrong: RefCell<BTreeSet<String>>,
}

const TEMPLATES: [(&str, &str); 6] = [
    ("base.html", include_str!("templates/base.html")),
    ("home.html", include_str!("templates/home.html")),
    ("macros.html", include_str!("templates/macros.html")),
    ("operation.html", include_str!("templates/operation.html")),
    ("type.html", include_str!("templates/type.html")),
    ("vendor.html", include_str!("templates/vendor.html")),
];

impl Engine {
    /// All templates, parsed.
    pub(super) fn new() -> Self {
        let mut environment = Environment::new();
        let syntax = SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build();
        if let Ok(syntax) = syntax {
            environment.set_syntax(syntax);
        }
        environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_formatter(escape);
        environment.add_function("highlight", highlight::tokens);
        environment.add_filter("after", after);
        environment.add_filter("anchor", |text: &str| super::place::anchor(text));
        environment.add_filter("counted", counted);
        environment.add_filter("fill", fill);
        let mut wrong = BTreeSet::new();
        for (name, text) in TEMPLATES {
            if let Err(error) = environment.add_template(name, text) {
                wrong.insert(format!("{error:#}"));
            }
        }
        let wrong = RefCell::new(wrong);
        Self { environment, wrong }
    }

    /// A page; an empty one if it cannot be printed, of which [`Engine::done`] tells.
    pub(super) fn render(&self, template: &str, values: Value) -> String {
        let page = self
            .environment
            .get_template(template)
            .and_then(|template| template.render(values));
        page.map(|text| tidy(&text)).unwrap_or_else(|error| {
            let said = format!("{template}: {error:#}");
            self.wrong.borrow_mut().insert(said);
            String::new()
        })
    }

    /// What was printed, if all of it could be.
    ///
    /// # Errors
    /// When a template is wrong, or a page could not be printed. The templates are part of the program, so
    /// that is a mistake of it and not of its user.
    pub(super) fn done<T>(self, printed: T) -> Result<T, TemplateError> {
        let wrong = self.wrong.into_inner();
        match wrong.is_empty() {
            true => Ok(printed),
            false => {
                // What is wrong with one page is often wrong with all of a template.
                let wrong: Vec<String> = wrong.into_iter().collect();
                Err(TemplateError(wrong.join("; ")))
            }
        }
    }
}

/// A page that the templates cannot print: a mistake of this crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError(String);

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a page cannot be printed: {}", self.0)
    }
}

impl std::error::Error for TemplateError {}

/// Writes a value with all that means something in HTML written as references.
///
/// Only what a macro printed is left alone, since its values went through here.
fn escape(out: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_undefined() || value.is_none() {
        return Ok(());
    }
    match value.as_str() {
        Some(text) if value.is_safe() => out.write_str(text)?,
        Some(text) => out.write_str(&escaped(text))?,
        None => out.write_str(&escaped(&value.to_string()))?,
    }
    Ok(())
}

/// A text for HTML, within an attribute too.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Line breaks of templates are only layout, those of values are not.
            '\n' => out.push_str("&#10;"),
            '\t' => out.push(c),
            // HTML has no other control characters.
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// `{n}` of one of two texts, by the number.
fn counted(number: usize, one: &str, many: &str) -> String {
    let text = if number == 1 { one } else { many };
    text.replace("{n}", &number.to_string())
}

/// What a text says after its start.
fn after(text: &str, start: &str) -> String {
    text.strip_prefix(start).unwrap_or(text).to_owned()
}

/// A text with its places in braces filled.
fn fill(text: &str, values: Kwargs) -> Result<String, Error> {
    let mut out = text.to_owned();
    for name in values.args() {
        let value: Value = values.get(name)?;
        out = out.replace(&format!("{{{name}}}"), &value.to_string());
    }
    Ok(out)
}

/// Leaves out the layout of templates: empty lines and indentation.
/// Code keeps its own, since line breaks of values are written as references.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.trim();
        if !line.is_empty() {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use minijinja::context;

    use super::Engine;

    #[test]
    fn what_cannot_be_printed_is_an_error() {
        assert_eq!(Engine::new().done(1).ok(), Some(1));
        let engine = Engine::new();
        assert_eq!(engine.render("home.html", context! {}), "");
        let error = engine.done(1).expect_err("it has no values").to_string();
        assert!(error.starts_with("a page cannot be printed: "), "{error}");
        assert!(error.contains("home.html"), "{error}");
    }
}
