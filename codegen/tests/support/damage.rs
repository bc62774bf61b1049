//! Damage to spec files: lines, words, brackets and bytes, in ways that often leave a spec that is still one.
//!
//! The fuzz targets in `codegen/fuzz` use it as well.

/// Texts that a spec should not hold where they land.
const HOSTILE: &[&str] = &[
    "\0",
    "\t",
    "\u{feff}",
    "\u{2028}",
    "\u{85}",
    "\u{202e}",
    "\r",
    "é",
    "客户",
    "：",
    "，",
    "\u{3000}",
    "“",
    "😀",
    "\"",
    "'",
    "\\",
    "`",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "*/",
    "//",
    "|",
    ">",
    "&a",
    "*a",
    "!t",
    "<<: 1",
    "---",
    "...",
    "? ",
    ": ",
    "# ",
    "- ",
    "%",
    "@",
    "~",
    "null",
    "true",
    "-1",
    "0",
    "99999999999999999999999",
    "1e999",
    "..",
    "1..",
    "{1..3}",
    "{int}",
    "{text}",
    "self",
    "Self",
    "crate",
    "_",
    "type",
    "fn",
    "list(",
    "list(list(string))",
    "map()",
    "json_string(any)",
    "csv(list(int64))",
    "string?!",
    "int64!",
    "secret",
    "sentinel(string, \"\")",
    "one_or_many(csv(string))",
    "in_string(any)",
    "flat_pairs(any, any)",
    "trimmed(int64)",
    "date(\"\")",
    "datetime(\"'\")",
    "nullable",
    "const: \"a\\nb\"",
    "name: \"\"",
    "value: now",
    "spread: true",
    "access: write",
    "clear: empty",
    "required: true",
    "uuid",
    "settings.x",
    "token",
    "request.body",
    "text(\"{\")",
    "custom(\"x\")",
    "| hex",
    "?? \"\"",
    "is present",
    "== 1",
    "choose(settings.x, a=1)",
    "r#\"",
    "\"#",
    "b'",
    "'a",
    "$x",
    "{{",
    "}}",
    "#[x]",
    "\\u{0}",
];

/// Damages a spec in one of many ways.
pub(crate) fn damage(spec: &mut Vec<u8>, random: &mut Random) {
    if spec.is_empty() {
        return;
    }
    match random.below(16) {
        0 => {
            let from = random.below(spec.len());
            let to = (from + random.below(12)).min(spec.len());
            spec.drain(from..to);
        }
        1 => spec.truncate(random.below(spec.len())),
        2 => {
            let at = random.below(spec.len());
            spec[at] = random.below(256) as u8;
        }
        3 => {
            let at = random.below(spec.len());
            spec.splice(at..at, HOSTILE[random.below(HOSTILE.len())].bytes());
        }
        4 => {
            let at = random.below(spec.len());
            let (open, close) =
                [("[", "]"), ("{a: ", "}"), ("list(", ")"), ("(", ")")][random.below(4)];
            let deep = 1 + random.below(300);
            spec.splice(
                at..at,
                format!("{}x{}", open.repeat(deep), close.repeat(deep)).bytes(),
            );
        }
        5..=8 => lines(spec, random),
        _ => words(spec, random),
    }
}

/// Cuts, repeats, swaps or indents lines.
fn lines(spec: &mut Vec<u8>, random: &mut Random) {
    let mut lines: Vec<Vec<u8>> = spec
        .split_inclusive(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    let (a, b) = (random.below(lines.len()), random.below(lines.len()));
    match random.below(5) {
        0 => drop(lines.remove(a)),
        1 => drop(lines.drain(a..(a + random.below(8)).min(lines.len()))),
        2 => lines.swap(a, b),
        3 => lines.insert(a, lines[b].clone()),
        _ => lines[a].insert(0, [b' ', b'\t', b'\r'][random.below(9) / 4]),
    }
    *spec = lines.concat();
}

/// Swaps, repeats or replaces words.
fn words(spec: &mut Vec<u8>, random: &mut Random) {
    let text = String::from_utf8_lossy(spec).into_owned();
    let mut pieces: Vec<&str> = Vec::new();
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        let length = match word(first) {
            true => rest.find(|c| !word(c)).unwrap_or(rest.len()),
            false => first.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        pieces.push(piece);
        rest = after;
    }
    let words: Vec<usize> = (0..pieces.len())
        .filter(|i| pieces[*i].starts_with(char::is_alphanumeric))
        .collect();
    if words.is_empty() {
        return;
    }
    let (a, b) = (
        words[random.below(words.len())],
        words[random.below(words.len())],
    );
    match random.below(4) {
        0 => pieces.swap(a, b),
        1 => pieces[a] = pieces[b],
        2 => pieces[a] = HOSTILE[random.below(HOSTILE.len())],
        _ => pieces[a] = "",
    }
    *spec = pieces.concat().into_bytes();
}

/// A small generator of numbers that look random and are the same everywhere (SplitMix64).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end.max(1) as u64) as usize
    }
}
