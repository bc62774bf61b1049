//! The printer against rustfmt: what it prints, rustfmt leaves alone.
//!
//! Each template is printed with identifiers of 1 to 110 characters, so that every width at which
//! rustfmt changes its mind is crossed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use apiloom_codegen::print;
use proc_macro2::{TokenStream, TokenTree};

const WIDEST: usize = 110;

/// Expressions; `NAME` is an identifier that grows.
const EXPRESSIONS: &[&str] = &[
    "NAME",
    "NAME::path::Name",
    "\"NAME\"",
    "\"中文NAME\"",
    "call(NAME)",
    "call(NAME, other)",
    "call(first, NAME, \"text\", 12)",
    "NAME(first, second, third)",
    "outer(middle(inner(NAME)))",
    "outer(first, inner(NAME, other))",
    "outer(&inner(NAME)?)",
    "Some(inner.method(NAME))",
    "value.method(NAME)",
    "self.NAME",
    "self.NAME.clone()",
    "value.first().second(NAME).third()",
    "value.first.second.NAME()?",
    "value.NAME::<String>().other()?.last",
    "client.call(GetCustomer { customer_id: NAME })",
    "decoder.read_as(Maybe(JsonString(Plain)), &mut self.NAME)",
    "decoder.read_as(DateTimeAs::new(&[\"yyyy-MM-dd\", \"NAME\"], Some(\"+08:00\")), &mut slot)",
    "first.NAME().await?.second().third(|x| x + 1).collect::<Vec<_>>()",
    "NAME.iter().map(|item| item.name.clone()).collect()",
    "NAME.iter().map(|item| { let name = item.name(); name.len() }).sum::<usize>()",
    "items.NAME(|item| match item { Some(x) => x, None => 0 })",
    "items.map(|item| if item.NAME { first } else { second })",
    "Seal::new(move |sealing| { sealing.query(\"sign\", &NAME); Ok(()) })",
    "Ok(Seal::new(move |sealing| { let sign = f::hex(NAME); sealing.query(\"a\", sign); Ok(()) }))",
    "register(NAME, |x| { first(x); second(x) })",
    "register(|x| NAME(x), other)",
    "|first, second: Type| NAME",
    "move || call(NAME)",
    "Point { x: NAME, y: 2 }",
    "Point { NAME, y }",
    "Point { x: NAME, ..base }",
    "Point { x: Inner { NAME: 1, z: [1, 2, 3] }, y: call(NAME) }",
    "Self { NAME: None, extra: Extra::new() }",
    "Shape { name: \"NAME\", form: Form::Object, fields: &[\"id\", \"NAME\", \"a\"], aliases: &[(\"x\", 1)] }",
    "[1, 2, NAME]",
    "&[\"a\", \"b\", \"NAME\"]",
    "&[(\"key\", NAME), (\"other\", 2)]",
    "[NAME; 32]",
    "(NAME, second)",
    "(NAME,)",
    "&mut *NAME",
    "!NAME.is_empty()",
    "-NAME",
    "NAME as u32",
    "NAME[index]",
    "table[call(NAME)][1..]",
    "first..NAME",
    "..=NAME",
    "NAME + other * third",
    "first == NAME && second || third",
    "first.second() && NAME && !third",
    "NAME.len() > 20 && other.method(12).is_none()",
    "(first + NAME) << 2",
    "value?.NAME?",
    "if NAME { 1 } else { 2 }",
    "if first { NAME } else if second { 2 } else { call() }",
    "if let Some(value) = NAME { value } else { other }",
    "if let Some(value) = first.NAME() && value > 1 { call(value); }",
    "match NAME { Some(x) => x, None => return }",
    "match index { 0 => d.read_into(&mut self.NAME), 1 => NAME, _ => Ok(()) }",
    "match x { NAME::First(a) | NAME::Second(a) => a, Self::Third { b, .. } if b > NAME => b }",
    "match x { \"NAME\" => { first(); second() } 'a' | 'b' => NAME, 1..=5 => {} ref y @ 6 => y }",
    "match x { Some(value) => Ok(Self::NAME(value.content(\"content\")?)), other => d.fail(other) }",
    "vec![NAME, second]",
    "vec![0; 32].NAME()",
    "format!(\"{} {NAME}\", first, second)",
    "matches!(NAME, Some(_))",
    "write!(formatter, \"{}: {}\", NAME, self.other)",
    "assert_eq!(first, NAME)",
    "async move { call(NAME).await }",
    "async { let x = NAME; x.await }",
    "{ let x = NAME; x }",
    "unsafe { NAME }",
    "<NAME as Trait>::CONST",
    "HashMap::<String, NAME>::new()",
    "return NAME",
    "Err(Error::new(Kind::NAME, format!(\"{first}\")))",
    "f::hmac_sha256(settings.NAME.expose().as_bytes(), f::join(&[\"a\", &b], \"&\").as_bytes())",
    "answer.read(&[\"data\", \"NAME\"])",
    "x.y(NAME).map_err(|error| Error::wrap(error, \"text\"))?",
];

/// Where an expression can stand; `EXPR` is the expression.
const FRAMES: &[&str] = &[
    "fn f() { EXPR }",
    "fn f() { EXPR; }",
    "fn f() { let value = EXPR; }",
    "fn f() { let Some(value) = EXPR else { return Ok(None) }; }",
    "fn f() { self.value = EXPR; }",
    "fn f() -> T { call(EXPR) }",
    "fn f() { self.first.call(one, EXPR) }",
    "fn f() { match x { Key::First => EXPR, _ => {} } }",
    "fn f() { items.for_each(|item| EXPR); }",
    "impl T { fn f(&self) { for x in EXPR { if y { EXPR } } } }",
    "static TABLE: Table = EXPR;",
    "fn f() { Name { field: EXPR, other } }",
    "fn f() { if EXPR { first() } else { second() } }",
];

/// Items, likewise.
const ITEMS: &[&str] = &[
    "use NAME;",
    "use apiloom::{NAME, Decoder, Wire, self, a1, a10, a2};",
    "use first::NAME::{Second, Third, fourth::{Fifth, sixth}};",
    "pub(crate) use super::NAME::*;",
    "pub mod NAME { use a::b; fn f() {} }",
    "pub struct NAME;",
    "pub struct NAME { pub first: Option<String>, second: Vec<NAME> }",
    "/// Docs.\n#[derive(Clone, Debug, PartialEq)]\n#[non_exhaustive]\npub struct A { /// Docs.\n pub NAME: BTreeMap<String, Vec<Option<CustomField>>>, /// Docs.\n pub b: u8 }",
    "pub struct NAME(pub String, Vec<u8>);",
    "pub struct Wrapper<NAME: Clone + Send, U = String>(NAME, U) where U: Debug;",
    "pub struct Wrapper<'a, T> where T: NAME<'a> + Send { inner: &'a T }",
    "pub enum NAME { First, Second(String), Third { a: u8 } }",
    "enum A { /// Docs.\n NAME(Box<Inner>), /// Docs.\n Other { tag: Option<String>, content: NAME } }",
    "enum A { First { NAME: String, b: u8 }, Second = 12 }",
    "#[derive(NAME, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)] struct A;",
    "#[cfg(all(feature = \"NAME\", test))] #[doc(alias = \"NAME\")] #[deprecated(note = \"NAME\")] struct A;",
    "#[allow(dead_code, NAME, unused)] const A: u8 = 1;",
    "impl NAME {}",
    "impl NAME { const A: u8 = 1; const B: &'static str = \"NAME\"; /// Docs.\n pub fn f(&self) {} fn g() {} }",
    "impl Operate for NAME { type Output = NAME; const OPERATION: &'static Operation = &OPERATION; }",
    "impl<T: Clone + Send> Trait<T> for Wrapper<NAME, T> { fn f() {} }",
    "impl<T> From<NAME> for Wrapper<T> where T: Into<String> + NAME, NAME: Send { fn f() {} }",
    "impl<First, Second> LongTraitName<First, NAME> for SomeTypeName<First, Second> {}",
    "pub fn f(&self, NAME: i64) -> Call<GetCustomer> { self.call(GetCustomer { NAME }) }",
    "pub fn f(mut self, first: impl Into<String>, second: &mut NAME) -> Self { self }",
    "pub fn NAME() -> Result<Option<Vec<String>>, Error> { Ok(None) }",
    "pub fn NAME() {}",
    "pub(super) async fn f<T>(first: T, NAME: &Arc<Settings>, stamp: &mut Stamp<'_>) -> Result<Seal, Error> where T: Clone {}",
    "fn f<NAME: Fn(&str, u8) -> Result<(), Error> + Send + 'static, U>(f: NAME, u: U) {}",
    "fn f(callback: fn(&Answer<'_>, NAME) -> Verdict, other: &dyn Fn(NAME) -> u8) -> impl Iterator<Item = NAME> + '_ {}",
    "fn f() -> Box<dyn Future<Output = Result<NAME, Error>> + Send + 'static> { x }",
    "pub trait NAME: Send + Sync + 'static { type Output: Send; const A: u8; fn f(&self, a: u8) -> Self; fn g() {} }",
    "trait A<T>: First<T> + NAME where T: Clone { fn NAME(&self, stamp: &mut Stamp<'_>, scheme: &str) -> Result<Seal, Error>; }",
    "pub type Result<T, E = NAME> = ::std::result::Result<T, E>;",
    "type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = NAME<T>> + Send + 'a>>;",
    "const NAME: &[(&str, usize)] = &[(\"a\", 1), (\"NAME\", 2)];",
    "pub const NAME: Option<&'static str> = None;",
    "static OPERATION: Operation = Operation { id: \"NAME\", method: Method::Get, auth: Auth::Any(&[\"v2\", \"v1\"]), judge: super::NAME, errors: &[VendorError { code: \"1\", name: \"NAME\" }] };",
    "static CODES: &[u32] = &[1, 22, 333, 4444, 55555, 666666, 1, 22, 333, 4444, 55555, 1, 2, NAME];",
    "apiloom::call_type!(); apiloom::wire_record!(NAME);",
    "/// NAME\n///\n/// More.\nfn f() {}",
    "fn f() { let (a, NAME): (String, Vec<NAME>) = call(); let [x, .., NAME] = y; }",
    "fn f() { let NAME = 1; let Inner { NAME, b: Some(c), .. } = x; let &mut NAME(ref a) = z; }",
    "fn f() { let Some(NAME) = x else { return; }; let Ok(a) = NAME.b() else { return None };}",
    "fn f() { while let Some(x) = NAME.next() { continue; } loop { break NAME; } 'a: for NAME in b {} }",
    "fn f() { a += NAME; *b = NAME; c.d -= call(NAME, 1, 2, 3); e <<= 1; }",
    "fn f() { use a::NAME; const B: u8 = 1; debug_assert!(NAME, \"text\"); NAME!(a b c); }",
    "fn f() { #[cfg(test)] let a = NAME; #[allow(unused)] call(NAME); }",
];

fn rustfmt(files: &[PathBuf], config: &Path) -> bool {
    let status = Command::new("rustfmt")
        .args(["--edition", "2024", "--config-path"])
        .arg(config)
        .args(files)
        .stderr(Stdio::null())
        .status();
    status.is_ok()
}

fn has_rustfmt() -> bool {
    let output = Command::new("rustfmt").arg("--version").output();
    let found = output.is_ok_and(|output| output.status.success());
    if !found {
        eprintln!("skipped: rustfmt is not installed");
    }
    found
}

/// Prints each source, lets rustfmt at the result, and describes what rustfmt changed.
fn compare(name: &str, sources: &[String]) -> Vec<String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    let config = folder.join("rustfmt.toml");
    fs::write(&config, "").unwrap();
    let mut printed = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        let tokens: TokenStream = source.parse().unwrap();
        let text = print::try_file(tokens.clone()).unwrap();
        let again: TokenStream = text.parse().unwrap();
        assert!(
            payload(tokens) == payload(again),
            "tokens were lost: {}",
            source.lines().next().unwrap()
        );
        let path = folder.join(format!("f{index}.rs"));
        fs::write(&path, &text).unwrap();
        printed.push((path, text));
    }
    let paths: Vec<PathBuf> = printed.iter().map(|(path, _)| path.clone()).collect();
    assert!(rustfmt(&paths, &config), "rustfmt runs");
    let mut changes = Vec::new();
    for (path, text) in &printed {
        let formatted = fs::read_to_string(path).unwrap();
        if formatted != *text {
            changes.push(describe(text, &formatted));
        }
    }
    changes
}

/// The number and the total length of the tokens that layout must not change: commas, braces and
/// the like may come and go.
fn payload(tokens: TokenStream) -> (usize, usize) {
    let (mut count, mut length) = (0, 0);
    for tree in tokens {
        let (more, longer) = match tree {
            TokenTree::Group(group) => payload(group.stream()),
            TokenTree::Punct(punct) if ",;|".contains(punct.as_char()) => (0, 0),
            tree => (1, tree.to_string().len()),
        };
        count += more;
        length += longer;
    }
    (count, length)
}

fn describe(ours: &str, theirs: &str) -> String {
    let at = ours
        .lines()
        .zip(theirs.lines())
        .take_while(|(a, b)| a == b)
        .count();
    let part = |text: &str| {
        let lines: Vec<&str> = text.lines().skip(at.saturating_sub(3)).take(12).collect();
        lines.join("\n")
    };
    format!(
        "--- ours, line {at}\n{}\n--- rustfmt\n{}\n",
        part(ours),
        part(theirs)
    )
}

/// Not every expression can stand in every frame.
fn is_rust(source: &str) -> bool {
    syn::parse_file(source).is_ok()
}

/// `template` with names of all lengths, separated so that declarations do not join.
fn sweep(template: &str) -> String {
    (1..=WIDEST)
        .map(|length| {
            let item = template.replace("NAME", &"n".repeat(length));
            format!("{item}\nconst SEPARATOR: () = ();\n")
        })
        .collect()
}

fn assert_unchanged(changes: Vec<String>) {
    let shown: Vec<String> = changes.iter().take(20).cloned().collect();
    assert!(
        changes.is_empty(),
        "rustfmt changed {} files:\n{}",
        changes.len(),
        shown.join("\n")
    );
}

/// Files as the emitters make them; each must come back from its own tokens.
const FILES: &[(&str, &str)] = &[
    ("record", include_str!("print/record.rs")),
    ("code", include_str!("print/code.rs")),
    ("union", include_str!("print/union.rs")),
    ("operation", include_str!("print/operation.rs")),
    ("auth", include_str!("print/auth.rs")),
    ("client", include_str!("print/client.rs")),
];

#[test]
fn generated_files_come_back_as_they_are() {
    for (name, text) in FILES {
        let printed = print::file(text.parse().unwrap());
        assert!(printed == *text, "{name}:\n{}", describe(&printed, text));
    }
    if has_rustfmt() {
        let sources: Vec<String> = FILES.iter().map(|(_, text)| (*text).to_owned()).collect();
        assert_unchanged(compare("print-files", &sources));
    }
}

#[test]
fn tokens_that_are_no_file_come_back() {
    let tokens: TokenStream = "fn (".replace('(', "").parse().unwrap();
    assert!(print::try_file(tokens.clone()).is_err());
    assert_eq!(print::file(tokens), "fn");
    assert_eq!(print::file(TokenStream::new()), "");
}

#[test]
fn items_outside_the_subset_are_printed() {
    let source =
        "macro_rules! m { ($a:expr) => { $a + 1 }; } extern \"C\" { fn f(); } union U { a: u8 }";
    let tokens: TokenStream = source.parse().unwrap();
    let again: TokenStream = print::file(tokens.clone()).parse().unwrap();
    assert_eq!(payload(tokens), payload(again));
}

#[test]
fn items_at_every_width() {
    if !has_rustfmt() {
        return;
    }
    let sources: Vec<String> = ITEMS.iter().map(|item| sweep(item)).collect();
    assert_unchanged(compare("print-items", &sources));
}

#[test]
fn expressions_at_every_width() {
    if !has_rustfmt() {
        return;
    }
    let sources: Vec<String> = FRAMES
        .iter()
        .flat_map(|frame| EXPRESSIONS.iter().map(move |item| (frame, item)))
        .filter(|(frame, item)| is_rust(&frame.replace("EXPR", item)))
        .map(|(frame, item)| sweep(&frame.replace("EXPR", item)))
        .collect();
    assert_unchanged(compare("print-expressions", &sources));
}
