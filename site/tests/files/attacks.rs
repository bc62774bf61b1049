//! Texts that try to become something else, and harmless texts of the same shape.

/// What tries to become markup, script, code, a command, a link or another text.
pub(crate) const ATTACKS: &[&str] = &[
    "to evil@evil.example, or a.b+c@evil.example.",
    "evil@evil.example",
    "mailto:evil@evil.example x\\@evil.example x&#64;evil.example 中x@evil.example",
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "\" onfocus=\"alert(1)\" autofocus=\"",
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/pixel.png)",
    "<javascript:alert(1)>",
    "data:text/html,<script>alert(1)</script>",
    "{{ 7 * 7 }}{{ self }}",
    "{% for x in y %}{% endfor %}",
    "{# comment #}",
    "${7*7}",
    "-->",
    "<!-- comment",
    "<!-- a --> b <!-- c -->",
    "]]>",
    "<![CDATA[ x ]]>",
    "<?php echo 1 ?>",
    "</textarea></title></style></pre></code></td></table>",
    "</body></html>",
    "<style>body{display:none}</style>",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href=javascript:alert(1)>x</a>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=0>",
    "&lt;script&gt;&amp;&#60;&quot;",
    "&",
    "<",
    "a < b && c > d",
    "```",
    "````\nfence\n````",
    "~~~\nfence\n~~~",
    "    indented code",
    "a `code` b",
    "`",
    "`` a ` b ``",
    "a | b | c",
    "|---|---|",
    "| a |\n|---|\n| b |",
    "# heading",
    "heading\n=======",
    "heading\n---",
    "- item\n- item",
    "1. item\n2. item",
    "> quote",
    "* * *",
    "_a_ __b__ *c* **d** ~~e~~",
    "[reference]: https://evil.example",
    "[^1] and [^1]: note",
    "[x][] [[x]] [x",
    "- [ ] task",
    "a\\\nb",
    "a  \nb",
    "\\",
    "\\`\\[x\\]\\(y\\)",
    "sequenceDiagram\nA->>B: x\nclick A href \"javascript:alert(1)\"",
    "A-->>B: x; end; Note over A",
    "%%{init: {'theme':'dark'}}%%",
    "a\u{2028}b\u{2029}c\u{85}d",
    "a\rb\r\nc",
    "\u{202e}rtl\u{2066}isolate\u{2069}\u{202c}",
    "a\u{0}b\u{7}c\u{1b}[31md\u{7f}",
    "\\u0000 %00 \\x00",
    "zero\u{200b}width\u{200d}joiner\u{feff}mark\u{ad}soft",
    "👩‍👩‍👧‍👦 emoji 🏳️‍🌈",
    "مرحبا שלום",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "\u{a0}\u{3000}\u{2003}spaces",
    "longlonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglong",
    "'; rm -rf /; '",
    "'; touch hacked; echo '",
    "$(touch hacked)",
    "`touch hacked`",
    "a\n; touch hacked\n",
    "\\'; touch hacked #",
    "@/etc/passwd",
    "-o hacked --config x",
    "%(here)s %s %n {0} {}",
    "a;b|c&d>e<f",
    "*/ /* //",
    "r#\"x\"# \"#; fn evil() {} /*",
    "\"; std::process::exit(1); //",
    "*/ #![allow(x)] #[doc = \"x\"]",
    "__proto__",
    "constructor",
    "../../etc/passwd",
    "..",
    "C:\\Windows",
    "http://",
    "//evil.example/x",
    "A1:=cmd|' /C calc'!A0",
    "\u{feff}",
    " ",
];

/// A text of the same shape that nobody can take for anything but words: what prose knows (lines, single
/// backticks, addresses, letters of Chinese) stays, and all else becomes a letter.
pub(crate) fn harmless(attack: &str) -> String {
    let word = |c: char| match c {
        '`' => c,
        c if c.is_whitespace() || c.is_control() || is_unseen(c) => c,
        '\u{4e00}'..='\u{9fff}' => '中',
        _ => 'a',
    };
    let (mut out, mut rest) = (String::new(), attack);
    while let Some(c) = rest.chars().next() {
        let before = &attack[..attack.len() - rest.len()];
        let address = match before.ends_with(is_local) {
            true => address(rest),
            false => longer(address(rest), mail(rest)),
        };
        match address {
            "" => out.push(word(c)),
            address => out.push_str(address),
        }
        rest = &rest[address.len().max(c.len_utf8())..];
    }
    out
}

/// The address that a text starts with, if it starts with one.
fn address(text: &str) -> &str {
    let Some(rest) = text.strip_prefix("https://") else {
        return "";
    };
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"./".contains(c));
    let host = end.unwrap_or(rest.len());
    &text[..text.len() - rest.len() + host]
}

/// The mail address that a text starts with, if it starts with one.
fn mail(text: &str) -> &str {
    let (local, after) = text.split_at(text.find(|c| !is_local(c)).unwrap_or(text.len()));
    let Some(after) = after.strip_prefix('@').filter(|_| !local.is_empty()) else {
        return "";
    };
    let is_host = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
    let host = after.len() - after.trim_start_matches(is_host).len();
    let host = after[..host].trim_end_matches('.');
    match host.contains('.') {
        true => &text[..local.len() + 1 + host.len()],
        false => "",
    }
}

fn is_local(c: char) -> bool {
    c.is_ascii_alphanumeric() || ".+-_".contains(c)
}

fn longer<'a>(one: &'a str, other: &'a str) -> &'a str {
    match one.len() < other.len() {
        true => other,
        false => one,
    }
}

/// What has no width, or turns the direction of text.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
