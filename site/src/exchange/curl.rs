//! Requests as commands of `curl`, for a POSIX shell.

use apiloom::Bytes;
use apiloom::http::{Method, Request};
use apiloom_codegen::emit::shell;

use super::http::visible;

/// The command that sends a request.
///
/// Each argument stands in single quotes, within which a shell takes everything as it is. Files are named, and
/// read from the folder where the command runs.
pub(super) fn command(request: &Request<Bytes>) -> String {
    let url = request.uri().to_string();
    let mut arguments = Vec::new();
    let has_body = !request.body().is_empty();
    match *request.method() {
        Method::GET if !has_body => {}
        Method::POST if has_body => {}
        Method::HEAD => arguments.push("--head".to_owned()),
        ref method => arguments.push(format!("--request {}", quoted(method.as_str()))),
    }
    if url.contains(['[', ']', '{', '}']) {
        arguments.push("--globoff".to_owned());
    }
    let parts = parts(request);
    for (name, value) in request.headers() {
        // The boundary of parts is curl's own.
        if parts.is_some() && name == "content-type" {
            continue;
        }
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        // curl would leave out a header without a value.
        let header = match value.is_empty() {
            true => format!("{name};"),
            false => format!("{name}: {value}"),
        };
        arguments.push(format!("--header {}", quoted(&header)));
    }
    match parts {
        Some(parts) => arguments.extend(parts),
        None if has_body => arguments.extend(data(request)),
        None => {}
    }
    let mut command = format!("curl {}", quoted(&url));
    for argument in arguments {
        command.push_str(" \\\n  ");
        command.push_str(&argument);
    }
    command
}

/// The body as it is: in the command if it is a text, else from a file.
fn data(request: &Request<Bytes>) -> Vec<String> {
    let mut arguments = Vec::new();
    if !request.headers().contains_key("content-type") {
        // curl would call the body a form.
        arguments.push(format!("--header {}", quoted("content-type:")));
    }
    let text = std::str::from_utf8(request.body()).ok();
    arguments.push(match text.filter(|text| *text == visible(text)) {
        Some(text) => format!("--data-raw {}", quoted(text)),
        None => format!("--data-binary {}", quoted("@body.bin")),
    });
    arguments
}

/// The parts of a multipart body, if curl can be told them without a doubt.
fn parts(request: &Request<Bytes>) -> Option<Vec<String>> {
    let kind = request.headers().get("content-type")?.to_str().ok()?;
    let boundary = kind.strip_prefix("multipart/form-data; boundary=")?;
    let body = request.body();
    let delimiter = format!("--{boundary}\r\n");
    let text = String::from_utf8_lossy(body);
    let mut arguments = Vec::new();
    for part in text.split(&delimiter).skip(1) {
        let (head, content) = part.split_once("\r\n\r\n")?;
        let content = content.split(&format!("\r\n--{boundary}--")).next()?;
        let content = content.strip_suffix("\r\n").unwrap_or(content);
        arguments.push(argument(head, content)?);
    }
    // A body without parts is none that curl could make.
    (!arguments.is_empty()).then_some(arguments)
}

/// One part: a file by its name, or a text.
fn argument(head: &str, content: &str) -> Option<String> {
    let value_of = |line: &str, name: &str| {
        let (_, after) = line.split_once(&format!("{name}=\""))?;
        after.split('"').next().map(str::to_owned)
    };
    let mut lines = head.split("\r\n");
    let disposition = lines.next()?;
    let name = value_of(disposition, "; name").filter(|name| is_plain(name))?;
    let kind = lines.find_map(|line| {
        let line = line.strip_prefix("Content-Type: ")?;
        is_plain_type(line).then(|| line.to_owned())
    });
    Some(match (value_of(disposition, "filename"), kind) {
        (Some(file), kind) => {
            let file = Some(file).filter(|file| is_plain(file) && !file.starts_with('-'))?;
            let kind = kind.map(|kind| format!(";type={kind}"));
            let form = format!("{name}=@{file}{}", kind.unwrap_or_default());
            format!("--form {}", quoted(&form))
        }
        (None, Some(kind)) => {
            // A text with a type: curl would take `;` within it for more of such.
            let fits = !content.contains([';', ',', '"']) && !content.starts_with(['@', '<']);
            let form = fits.then(|| format!("{name}={content};type={kind}"))?;
            format!("--form {}", quoted(&form))
        }
        (None, None) => {
            let shown = Some(content).filter(|text| *text == visible(text))?;
            format!("--form-string {}", quoted(&format!("{name}={shown}")))
        }
    })
}

/// Whether a name means nothing else to curl.
fn is_plain(name: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '[' | ']');
    !name.is_empty() && name.chars().all(fits)
}

fn is_plain_type(kind: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '+' | '.');
    kind.chars().all(fits)
}

/// A text as one word of a POSIX shell, whatever is in it.
fn quoted(text: &str) -> String {
    shell::quoted(&visible(text))
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use apiloom::Bytes;
    use apiloom::http::Request;

    use super::{command, quoted};

    /// What a shell makes of some words.
    fn words(text: &str) -> Vec<String> {
        let script = format!("printf '%s\\0' {text}");
        let output = Command::new("sh").arg("-c").arg(script).output().unwrap();
        let output = String::from_utf8(output.stdout).unwrap();
        let words = output.split('\0').map(str::to_owned);
        let mut words: Vec<String> = words.collect();
        words.pop();
        words
    }

    #[test]
    fn a_shell_reads_what_was_quoted() {
        for text in [
            "plain",
            "it's",
            "''",
            "$(touch x)`id`",
            "a\\'b",
            "two\nlines",
            "!! \"x\" *",
            "' ; echo no ; '",
            "",
        ] {
            assert_eq!(words(&quoted(text)), [text], "{text:?}");
        }
    }

    #[test]
    fn a_body_that_starts_like_a_file_is_text() {
        let request = Request::post("https://api.example.com/a")
            .header("content-type", "text/plain")
            .body(Bytes::from_static(b"@/etc/passwd"))
            .unwrap();
        assert_eq!(
            command(&request),
            "curl 'https://api.example.com/a' \\\n  --header 'content-type: text/plain' \\\n  \
             --data-raw '@/etc/passwd'"
        );
    }

    #[test]
    fn parts_become_forms() {
        let body = "--B\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nit's; @x\r\n\
                    --B\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.png\"\r\n\
                    Content-Type: image/png\r\n\r\n\u{1}\r\n--B--\r\n";
        let request = Request::post("https://api.example.com/a")
            .header("content-type", "multipart/form-data; boundary=B")
            .body(Bytes::from_static(body.as_bytes()))
            .unwrap();
        assert_eq!(
            command(&request),
            "curl 'https://api.example.com/a' \\\n  --form-string 'title=it'\\''s; @x' \\\n  \
             --form 'photo=@a.png;type=image/png'"
        );
    }
}
