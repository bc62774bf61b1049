//! A signature as people read it.

use apiloom_codegen::diagnostic::Help;
use apiloom_codegen::expr::{Near, NewPart, Role, Shown as Value, Step, Variant};

use super::Shown;
use super::computed::Computed;

pub(super) fn page(all: &[Computed], found: &[Option<Near>], shown: &Shown<'_>) -> String {
    let mut page = String::new();
    for (one, near) in all.iter().zip(found) {
        if !page.is_empty() {
            page.push('\n');
        }
        let now = one.now.map(|now| format!(", now = {now}"));
        let scheme = help("scheme", "方案");
        page.push_str(&format!(
            "{} {}{}\n",
            shown.say(&scheme),
            one.scheme,
            now.unwrap_or_default()
        ));
        if shown.explain {
            steps(one, shown, &mut page);
        }
        placed(one, shown, &mut page);
        if let (Some(near), Some(digest)) = (near, shown.digest) {
            page.push('\n');
            expected(near, digest, shown, &mut page);
        }
    }
    page
}

fn steps(one: &Computed, shown: &Shown<'_>, page: &mut String) {
    let mut at = 0;
    while at < one.steps.len() {
        // The steps of a part come before the part's own.
        let end = one.steps[at..].iter().position(|step| step.whole);
        let end = end.map_or(one.steps.len(), |end| at + end + 1);
        let (inner, whole) = one.steps[at..end].split_at(end - at - 1);
        at = end;
        let Some(whole) = whole.first() else { continue };
        if whole.role == Role::Placed && inner.is_empty() && whole.hashed.is_none() {
            continue;
        }
        page.push_str(&format!("\n{} = {}\n", title(whole), whole.text));
        for step in inner {
            page.push_str(&format!("  {}\n", step.text));
            hashed(step, "    ", shown, page);
            page.push_str(&format!("    = {}\n", value(&step.value, shown)));
        }
        hashed(whole, "  ", shown, page);
        page.push_str(&format!("  = {}\n", value(&whole.value, shown)));
    }
}

fn title(step: &Step) -> String {
    match step.role {
        Role::Hook => format!("custom(\"{}\")", step.part),
        _ => step.part.clone(),
    }
}

/// What was hashed, as text and in digits.
fn hashed(step: &Step, indent: &str, shown: &Shown<'_>, page: &mut String) {
    let Some(hashed) = &step.hashed else { return };
    let over = help(
        &format!("{} over {} bytes", hashed.function, hashed.data.len()),
        &format!("{}，共 {} 字节", hashed.function, hashed.data.len()),
    );
    page.push_str(&format!("{indent}{}\n", shown.say(&over)));
    bytes(&hashed.data, "text", indent, shown, page);
    if let Some(key) = &hashed.key {
        bytes(key, "key", indent, shown, page);
    }
}

fn bytes(value: &Value, word: &str, indent: &str, shown: &Shown<'_>, page: &mut String) {
    if let Some(text) = value.text(shown.reveal) {
        page.push_str(&format!("{indent}  {word:<4} {}\n", one_line(&text)));
    }
    let word = if word == "key" { "" } else { "hex" };
    page.push_str(&format!(
        "{indent}  {word:<4} {}\n",
        value.hex(shown.reveal)
    ));
}

fn value(value: &Value, shown: &Shown<'_>) -> String {
    match value.text(shown.reveal) {
        Some(text) if !value.binary => one_line(&text),
        _ => value.hex(shown.reveal),
    }
}

/// A text on one line: line breaks and the like as they are written in a spec.
fn one_line(text: &str) -> String {
    let mut line = String::new();
    for c in text.chars() {
        match c {
            '\n' => line.push_str("\\n"),
            '\t' => line.push_str("\\t"),
            c if c.is_control() => line.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
            c => line.push(c),
        }
    }
    line
}

fn placed(one: &Computed, shown: &Shown<'_>, page: &mut String) {
    let title = help("placed in the request", "放入请求");
    page.push_str(&format!("\n{}\n", shown.say(&title)));
    let own = one
        .steps
        .iter()
        .filter(|step| step.whole && step.role == Role::Placed);
    for step in own {
        page.push_str(&format!(
            "  {} = {}\n",
            step.part,
            value(&step.value, shown)
        ));
    }
}

fn expected(near: &Near, digest: &str, shown: &Shown<'_>, page: &mut String) {
    if let Some(part) = &near.matches {
        let text = help(
            &format!("`{digest}` matches: it is `{part}`"),
            &format!("`{digest}` 一致：即 `{part}`"),
        );
        page.push_str(&format!("{}\n", shown.say(&text)));
        return;
    }
    let text = help(
        &format!("`{digest}` does not match"),
        &format!("`{digest}` 不一致"),
    );
    page.push_str(&format!("{}\n", shown.say(&text)));
    if let Some(step) = &near.within {
        let text = help(
            &format!("it is a value on the way: `{step}`"),
            &format!("它是中间值：`{step}`"),
        );
        page.push_str(&format!("{}\n", shown.say(&text)));
    }
    let tried = grouped(near.tried);
    // Another spelling of the same digest is seen without a try.
    let (en, zh) = match near.tried {
        0 => (String::new(), String::new()),
        _ => (
            format!(" ({tried} variants tried)"),
            format!("（试了 {tried} 种）"),
        ),
    };
    let text = match (near.found.first(), near.complete) {
        (Some(first), _) => match first.changes.len() {
            1 => help(
                &format!("one change gives it{en}"),
                &format!("改一处即可得到{zh}"),
            ),
            many => help(
                &format!("{many} changes give it{en}"),
                &format!("改 {many} 处即可得到{zh}"),
            ),
        },
        (None, true) => help(
            &format!(
                "none found: {tried} variants tried, every change and every two changes of different kinds"
            ),
            &format!("没有找到：试了 {tried} 种，包括每一处修改和每两处不同种类的修改"),
        ),
        (None, false) => help(
            &format!(
                "none found: {tried} variants tried, not all, because what is hashed is large"
            ),
            &format!("没有找到：试了 {tried} 种；待散列内容较大，未能全部尝试"),
        ),
    };
    page.push_str(&format!("{}\n", shown.say(&text)));
    if near.found.is_empty() {
        for (part, path) in &near.kept {
            let text = help(
                &format!(
                    "not tried: another value of `{part}` within `{path}`, which keeps the one that was sent"
                ),
                &format!("未试：`{path}` 中的 `{part}` 改用其他值；该处保持所发送的值"),
            );
            page.push_str(&format!("{}\n", shown.say(&text)));
        }
    }
    for variant in &near.found {
        variant_of(variant, shown, page);
    }
}

fn variant_of(variant: &Variant, shown: &Shown<'_>, page: &mut String) {
    page.push('\n');
    for (kind, words) in &variant.changes {
        page.push_str(&format!(
            "  {}: {}\n",
            shown.say(&kind.name()),
            shown.say(words)
        ));
    }
    let (hooks, parts): (Vec<_>, Vec<_>) =
        variant.parts.iter().partition(|part| part.hook.is_some());
    for part in parts {
        let name = match part.role {
            Role::Placed => part.name.rsplit(' ').next().unwrap_or_default(),
            _ => &part.name,
        };
        page.push_str(&format!("    {name}: {}\n", scalar(&part.text)));
    }
    hooks_of(&hooks, shown, page);
}

/// What hooks compute does not stand in the spec.
fn hooks_of(parts: &[&NewPart], shown: &Shown<'_>, page: &mut String) {
    if parts.is_empty() {
        return;
    }
    let title = help(
        "in the file that `--auth` names:",
        "写在 `--auth` 所指的文件中：",
    );
    page.push_str(&format!("    {}\n", shown.say(&title)));
    let mut before: Vec<&str> = Vec::new();
    for part in parts {
        let path = part.hook.iter().flatten().map(String::as_str);
        let path: Vec<&str> = path.collect();
        let same = path.iter().zip(&before).take_while(|(a, b)| a == b).count();
        for (at, key) in path.iter().enumerate().skip(same) {
            let indent = "  ".repeat(at + 3);
            let value = match at + 1 == path.len() {
                true => format!(" {}", scalar(&part.text)),
                false => String::new(),
            };
            page.push_str(&format!("{indent}{key}:{value}\n"));
        }
        before = path;
    }
}

/// A text as YAML takes it: in quotes where its signs would mean something.
fn scalar(text: &str) -> String {
    let plain = !text.starts_with(['"', '\'', '[', '{', '&', '*', '!', '|', '>', '%', '@', '`'])
        && !text.contains(": ")
        && !text.contains(" #");
    match plain {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', "''")),
    }
}

/// A number with a comma before every three digits.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn help(en: &str, zh: &str) -> Help {
    Help::new(en.to_owned(), zh.to_owned())
}
