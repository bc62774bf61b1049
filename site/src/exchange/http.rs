//! Requests as HTTP/1.1 has them.

use apiloom::Bytes;
use apiloom::http::Request;
use apiloom_codegen::emit::rust;

/// Request line, host, headers, an empty line, body: what goes over the wire, with line feeds for line ends.
///
/// What a transport adds by itself for the connection, such as the codings that it takes, is not among it. A
/// body that is no text is said by its size. What nobody sees, or what turns the direction of text, is written
/// as an escape, so that what is read is what is there.
pub(super) fn shown(request: &Request<Bytes>) -> String {
    let uri = request.uri();
    let target = uri.path_and_query().map_or("/", |target| target.as_str());
    let mut lines = vec![format!("{} {target} HTTP/1.1", request.method())];
    let has = |name: &str| request.headers().contains_key(name);
    if !has("host") {
        let authority = uri.authority().map_or("", |authority| authority.as_str());
        lines.push(format!("host: {authority}"));
    }
    for (name, value) in request.headers() {
        let value = String::from_utf8_lossy(value.as_bytes());
        lines.push(format!("{name}: {}", visible(&value)));
    }
    if !request.body().is_empty() && !has("content-length") {
        lines.push(format!("content-length: {}", request.body().len()));
    }
    let head = lines.join("\n");
    match request.body().is_empty() {
        true => format!("{head}\n"),
        false => format!("{head}\n\n{}", body(request.body())),
    }
}

fn body(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => visible(&text.replace("\r\n", "\n")),
        Err(_) => readable(bytes),
    }
}

/// Bytes of which some are a text: each run of others is said by its size.
fn readable(bytes: &[u8]) -> String {
    let mut shown = String::new();
    for chunk in bytes.utf8_chunks() {
        shown.push_str(&visible(&chunk.valid().replace("\r\n", "\n")));
        if !chunk.invalid().is_empty() {
            shown.push('\u{fffd}');
        }
    }
    shown
}

/// A text in which everything can be seen; line feeds and tabs are as they are.
pub(super) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => shown.push(c),
            c if rust::is_control(c) => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    shown.push_str(&format!("\\u{unit:04x}"));
                }
            }
            c => shown.push(c),
        }
    }
    shown
}
