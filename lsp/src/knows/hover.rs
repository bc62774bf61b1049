//! What stands at a place, in words of both languages.

use std::ops::Range;

use apiloom_codegen::check::read_type;
use apiloom_codegen::expr::{self, Expr, ExprKind, Piece, functions};
use apiloom_codegen::pipeline;
use apiloom_codegen::source::{Entry, Node, NodeKind};
use apiloom_codegen::spec::Shape;

use super::desk::{Desk, File, Spec, entries, items};
use super::docs::{joined, provenance, said, same};
use super::fields::{Said, type_text};
use super::index::{Index, bytes, key_range};
use super::meaning::{self, Kind, Meaning, Where};
use super::spots::{self, Places};
use super::tree::{self, Found, Step, Under};
use super::types::{built_in, in_words};
use super::{Both, Hover, Known, docs, scope};

/// How many fields of a record are told.
const MOST_FIELDS: usize = 20;

/// What stands at a place of the open file.
pub(super) fn hover(known: &Known<'_>, offset: usize) -> Option<Hover> {
    let desk = Desk::new(known, false);
    let specs = desk.specs();
    let spec = specs.first()?;
    let open = desk.open();
    let found = tree::find(open.step(), offset);
    let hovering = Hovering {
        known,
        desk: &desk,
        spec,
        open,
    };
    // The key of a declaration is a name; a key of the language is not.
    let declares = found.in_key && meaning::declared(&found.trail).is_some();
    if found.in_key
        && !declares
        && let Some(hover) = hovering.key(&found)
    {
        return Some(hover);
    }
    let index = Index::near(&desk, offset);
    if let Some(spot) = index.at(offset) {
        let (file, range) = &spot.target;
        let docs = hovering.declared(spot.kind, *file, range)?;
        let range = spot.range.clone();
        return Some(Hover { range, docs });
    }
    hovering.value(&found, offset)
}

struct Hovering<'h, 'd> {
    known: &'h Known<'h>,
    desk: &'d Desk<'d>,
    spec: &'h Spec<'d>,
    open: &'d File<'d>,
}

impl<'d> Hovering<'_, 'd> {
    /// A key of the language.
    fn key(&self, found: &Found<'d>) -> Option<Hover> {
        let last = found.trail.last()?;
        let above = found.trail.len().checked_sub(2).map(|at| found.trail[at]);
        let entry = last.entry()?;
        let range = key_range(entry, self.open.text);
        let docs = match last.under {
            Under::Key(_, key) => {
                let required = match key.required {
                    true => same_but(" (required)", "（必填）"),
                    false => same(""),
                };
                let what = above.and_then(|above| above.what()).unwrap_or_default();
                let what = what.replace('`', "");
                let doc = key.doc.trim();
                Both {
                    en: format!("**`{}`**{} — {what}\n\n{doc}", key.name, required.en),
                    zh: format!("**`{}`**{} — {what}\n\n{doc}", key.name, required.zh),
                }
            }
            Under::Name(entry) => self.code(entry, &found.trail)?,
            _ => return None,
        };
        Some(Hover { range, docs })
    }

    /// A code of an enum, or a variant.
    fn code(&self, entry: &Entry, trail: &[Step<'d>]) -> Option<Both> {
        let variant = matches!(trail.last()?.shape, Shape::Map("a variant", _));
        let label = docs::label(&entry.value).filter(|_| variant)?;
        let mut parts = vec![same(format!("**`{}`**", entry.key)), label];
        parts.extend(provenance(&entry.value));
        joined(&parts)
    }

    /// Something that has a name, by the key that declares it.
    fn declared(&self, kind: Kind, file: usize, range: &Range<usize>) -> Option<Both> {
        let file_of = self.desk.files.get(file)?;
        let found = tree::find(file_of.step(), range.start);
        let last = found.trail.last()?;
        let entry = last.entry()?;
        let node = &entry.value;
        let mut parts = vec![self.head(kind, file, entry)];
        parts.extend(said(node));
        match kind {
            Kind::Type => parts.extend(self.inside(file, node)),
            Kind::Field | Kind::Setting => parts.extend(rules(node)),
            Kind::Operation => parts.extend(self.call(node)),
            _ => {}
        }
        parts.extend(provenance(node));
        if kind == Kind::Type {
            parts.extend(self.usage(&entry.key));
        }
        joined(&parts)
    }

    /// The name of something, and what it is in a few words.
    fn head(&self, kind: Kind, file: usize, entry: &Entry) -> Both {
        let name = &entry.key;
        let node = &entry.value;
        let head = |en: String, zh: String| Both {
            en: format!("**`{name}`** — {en}"),
            zh: format!("**`{name}`** — {zh}"),
        };
        let plain = |en: &str, zh: &str| head(en.to_owned(), zh.to_owned());
        match kind {
            Kind::Type => {
                let kind = self.kind(file, node);
                head(kind.en, kind.zh)
            }
            Kind::Field => {
                let ty = self.kind(file, node);
                let (en, zh) = presence(node);
                head(format!("{}{en}", ty.en), format!("{}{zh}", ty.zh))
            }
            Kind::Setting => {
                let ty = self.kind(file, node);
                head(format!("setting: {}", ty.en), format!("配置：{}", ty.zh))
            }
            Kind::Operation => match node.get("http").and_then(Node::text) {
                Some(http) => head(format!("`{http}`"), format!("`{http}`")),
                None => plain("operation", "接口"),
            },
            Kind::Server => {
                let url = node.text().or_else(|| node.get("url")?.text());
                let url = url.unwrap_or_default();
                head(format!("server `{url}`"), format!("服务器 `{url}`"))
            }
            Kind::Let => {
                let text = node.text().unwrap_or_default();
                head(format!("`{text}`"), format!("`{text}`"))
            }
            Kind::Error => {
                let text = |key| node.get(key).and_then(Node::text).unwrap_or("vendor");
                let (name, kind) = (text("name"), text("kind"));
                head(
                    format!("error `{name}` of the kind `{kind}`"),
                    format!("错误 `{name}`，类别为 `{kind}`"),
                )
            }
            Kind::Limit => {
                let text = |key| node.get(key).and_then(Node::text);
                match (text("calls"), text("per")) {
                    (Some(calls), Some(per)) => {
                        let per = per.trim_end_matches('s');
                        head(
                            format!("limit: {calls} calls in {per} seconds"),
                            format!("限制：{per} 秒内 {calls} 次调用"),
                        )
                    }
                    _ => plain("limit", "限制"),
                }
            }
            Kind::Document => plain("document", "文档"),
            Kind::Hook => plain("hook of the client's user", "客户端用户提供的函数"),
            Kind::Fact => plain("constant of each operation", "每个接口的常量"),
            Kind::Scheme => plain("way to authenticate", "认证方案"),
            Kind::Envelope => plain("way to tell success from failure", "判断成败的方式"),
        }
    }

    /// What a type is, in words.
    fn kind(&self, file: usize, node: &Node) -> Both {
        if let Some(text) = type_text(node) {
            return match read_type(text) {
                Some(ty) => in_words(&ty),
                None => same(format!("`{text}`")),
            };
        }
        let count = |key: &str| entries(node.get(key)).len();
        let has = |key: &str| node.get(key).is_some();
        let _ = file;
        let (en, zh) = if has("fields") {
            ("record".to_owned(), "记录".to_owned())
        } else if has("enum") {
            let count = count("enum");
            (
                format!("one of {count} codes"),
                format!("{count} 个代码之一"),
            )
        } else if has("bool") {
            (
                "true or false, by codes".to_owned(),
                "以代码表示的真假值".to_owned(),
            )
        } else if has("tuple") {
            let count = items(node.get("tuple")).len();
            (
                format!("array of {count} items"),
                format!("含 {count} 项的数组"),
            )
        } else if has("union") {
            let count = count("variants");
            (
                format!("one of {count} types"),
                format!("{count} 种类型之一"),
            )
        } else if has("map") {
            (
                "object whose keys follow patterns".to_owned(),
                "键遵循模式的对象".to_owned(),
            )
        } else if let Some(sibling) = node.get("switch").and_then(Node::text) {
            (
                format!("decided by `{sibling}`"),
                format!("类型由 `{sibling}` 决定"),
            )
        } else if let Some(of) = node.get("view").and_then(|view| view.get("of")?.text()) {
            (
                format!("record made of `{of}`"),
                format!("由 `{of}` 得出的记录"),
            )
        } else if let Some(rust) = node.get("rust").and_then(Node::text) {
            (
                format!("hand-written `{rust}`"),
                format!("手写类型 `{rust}`"),
            )
        } else {
            ("type".to_owned(), "类型".to_owned())
        };
        Both { en, zh }
    }

    /// The fields, codes or variants of a type.
    fn inside(&self, file: usize, node: &'d Node) -> Option<Both> {
        let mut lines: Vec<Both> = Vec::new();
        let members = match type_text(node) {
            Some(_) => Vec::new(),
            None => self.spec.members(Said::Node(file, node)),
        };
        for member in &members {
            let ty = self.kind(member.file, &member.entry.value);
            let (en, zh) = presence(&member.entry.value);
            lines.push(Both {
                en: format!("- `{}`: {}{en}", member.name, ty.en),
                zh: format!("- `{}`：{}{zh}", member.name, ty.zh),
            });
        }
        let codes = entries(node.get("enum")).iter();
        for code in codes.chain(entries(node.get("variants"))) {
            let label = docs::label(&code.value).unwrap_or_else(|| self.kind(file, &code.value));
            lines.push(Both {
                en: format!("- `{}`: {}", code.key, first_line(&label.en)),
                zh: format!("- `{}`：{}", code.key, first_line(&label.zh)),
            });
        }
        let more = lines.len().saturating_sub(MOST_FIELDS);
        lines.truncate(MOST_FIELDS);
        if more > 0 {
            lines.push(Both {
                en: format!("- … and {more} more"),
                zh: format!("- ……另有 {more} 项"),
            });
        }
        let lines = joined(&lines)?;
        Some(Both {
            en: lines.en.replace("\n\n", "\n"),
            zh: lines.zh.replace("\n\n", "\n"),
        })
    }

    /// What an operation takes and answers.
    fn call(&self, node: &'d Node) -> Option<Both> {
        let mut lines = Vec::new();
        for input in self.spec.inputs(node) {
            let ty = self.kind(input.file, &input.entry.value);
            let (en, zh) = presence(&input.entry.value);
            let place = match input.place {
                "" => "body",
                place => place,
            };
            lines.push(Both {
                en: format!("- {place} `{}`: {}{en}", input.name, ty.en),
                zh: format!("- {place} `{}`：{}{zh}", input.name, ty.zh),
            });
        }
        if let Some(returns) = node.get("returns") {
            let ty = self.kind(self.spec.own, returns);
            lines.push(Both {
                en: format!("- answers {}", ty.en),
                zh: format!("- 返回{}", ty.zh),
            });
        }
        let lines = joined(&lines)?;
        Some(Both {
            en: lines.en.replace("\n\n", "\n"),
            zh: lines.zh.replace("\n\n", "\n"),
        })
    }

    /// Who uses a type, as far as a check knows it.
    fn usage(&self, name: &str) -> Option<Both> {
        let path = pipeline::shown(&self.spec.file(self.spec.own).path);
        let file = path.rsplit('/').next().unwrap_or_default();
        let mut apis = self.known.checked.apis.iter();
        let api = apis.find(|api| api.path == file)?;
        let snake = apiloom_codegen::model::Name::derive(name)?;
        let declared = api.types.iter().find(|declared| declared.name == snake)?;
        let (en, zh) = match (declared.usage.request, declared.usage.response) {
            (true, true) => ("In requests and answers.", "用于请求和返回。"),
            (true, false) => ("In requests.", "用于请求。"),
            (false, true) => ("In answers.", "用于返回。"),
            // Others may be made of its fields.
            (false, false) => return None,
        };
        Some(same_but(en, zh))
    }

    /// A text that names nothing of the spec's own: a built-in type, a word, a function or a root.
    fn value(&self, found: &Found<'d>, offset: usize) -> Option<Hover> {
        let last = found.trail.last().filter(|_| !found.in_key)?;
        let NodeKind::Scalar { text, .. } = &last.node.kind else {
            return None;
        };
        let places = spots::places(last.node, self.open.text)?;
        match meaning::of_value(&found.trail) {
            Meaning::Type => self.type_at(text, &places, offset),
            Meaning::Expression(place) => self.expression_at(text, &places, place, offset),
            Meaning::Words(words) if words.contains(&text.as_str()) => {
                let (Under::Key(_, key), range) = (last.under, places.range(0, text.len())?) else {
                    return None;
                };
                let docs = same(format!("**`{text}`**\n\n{}", key.doc.trim()));
                Some(Hover { range, docs })
            }
            _ => None,
        }
    }

    fn type_at(&self, text: &str, places: &Places, offset: usize) -> Option<Hover> {
        let at = places.back(offset, text.len())?;
        let word = |c: char| c.is_alphanumeric() || c == '_';
        let start = text.get(..at)?.trim_end_matches(word).len();
        let rest = &text[start..];
        let end = start + rest.len() - rest.trim_start_matches(word).len();
        read_type(text)?;
        let known = built_in(text.get(start..end)?)?;
        let words = known.words();
        let range = places.range(start, end)?;
        let name = known.name;
        let docs = Both {
            en: format!("**`{name}`** — {}", words.en),
            zh: format!("**`{name}`** — {}", words.zh),
        };
        Some(Hover { range, docs })
    }

    fn expression_at(
        &self,
        text: &str,
        places: &Places,
        place: Where,
        offset: usize,
    ) -> Option<Hover> {
        let expr = expr::parse(text).ok()?;
        let at = places.back(offset, text.len())?;
        let bytes = bytes(text);
        let character = bytes.partition_point(|byte| *byte < at);
        let (path, range) = pointed(&expr, character)?;
        let byte = |character: usize| bytes.get(character).copied().unwrap_or(text.len());
        let range = places.range(byte(range.start), byte(range.end))?;
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let docs = match scope::explained(place, &path) {
            Some(named) => {
                let docs = named.docs?;
                let name = path.join(".");
                let detail = named.detail.map_or(String::new(), |ty| format!(" — {ty}"));
                Both {
                    en: format!("**`{name}`**{detail}\n\n{}", docs.en),
                    zh: format!("**`{name}`**{detail}\n\n{}", docs.zh),
                }
            }
            None => {
                let [name] = path[..] else { return None };
                let function = functions().find(|function| function.name == name)?;
                let signatures: Vec<String> = function
                    .signatures()
                    .iter()
                    .map(|line| format!("`{line}`"))
                    .collect();
                let signatures = signatures.join("  \n");
                Both {
                    en: format!("{signatures}\n\n{}", function.docs.en),
                    zh: format!("{signatures}\n\n{}", function.docs.zh),
                }
            }
        };
        Some(Hover { range, docs })
    }
}

/// The names on the way to what stands at a character, and its place.
fn pointed(expr: &Expr, at: usize) -> Option<(Vec<String>, expr::Span)> {
    let inside = |span: expr::Span| span.start <= at && at <= span.end;
    if !inside(expr.range) {
        return None;
    }
    let call = |call: &expr::Call| {
        if inside(call.name.range) {
            return Some((vec![call.name.text.clone()], call.name.range));
        }
        call.args.iter().find_map(|arg| pointed(&arg.value, at))
    };
    match &expr.kind {
        ExprKind::Name(name) => Some((vec![name.clone()], expr.range)),
        ExprKind::Call(found) => call(found),
        ExprKind::Pipe(value, found) => pointed(value, at).or_else(|| call(found)),
        ExprKind::Member(value, word) if inside(word.range) => {
            let mut path = path_of(value)?;
            path.push(word.text.clone());
            Some((path, word.range))
        }
        ExprKind::Member(value, _) | ExprKind::Not(value) | ExprKind::Is { value, .. } => {
            pointed(value, at)
        }
        ExprKind::Index(a, b) | ExprKind::Compare(_, a, b) | ExprKind::Default(a, b) => {
            pointed(a, at).or_else(|| pointed(b, at))
        }
        ExprKind::And(parts) | ExprKind::Or(parts) => {
            parts.iter().find_map(|part| pointed(part, at))
        }
        ExprKind::Template(pieces) => pieces.iter().find_map(|piece| match piece {
            Piece::Hole(hole) => pointed(hole, at),
            Piece::Text(_) => None,
        }),
        ExprKind::Int(_) | ExprKind::Text(_) | ExprKind::Bool(_) | ExprKind::Null => None,
    }
}

/// The names of members that follow a root.
fn path_of(expr: &Expr) -> Option<Vec<String>> {
    match &expr.kind {
        ExprKind::Name(name) => Some(vec![name.clone()]),
        ExprKind::Member(value, word) => {
            let mut path = path_of(value)?;
            path.push(word.text.clone());
            Some(path)
        }
        _ => None,
    }
}

/// Whether a field must be there, and who may set it.
fn presence(node: &Node) -> (String, String) {
    let (mut en, mut zh) = (String::new(), String::new());
    let mut add = |more_en: &str, more_zh: &str| {
        en.push_str(", ");
        en.push_str(more_en);
        zh.push('，');
        zh.push_str(more_zh);
    };
    let marked = type_text(node).and_then(read_type);
    let required = marked.is_some_and(|ty| ty.required.is_some());
    let said = node.get("required").and_then(Node::text) == Some("true");
    if required || said {
        add("required", "必填");
    }
    match node.get("access").and_then(Node::text) {
        Some("read") => add("only the vendor sets it", "只由厂商设置"),
        Some("write") => add("only callers set it", "只由调用方设置"),
        _ => {}
    }
    if let Some(constant) = node.get("const").and_then(Node::text) {
        add(
            &format!("always `{constant}`"),
            &format!("固定为 `{constant}`"),
        );
    }
    if node.get("value").is_some() {
        add("computed", "由表达式算出");
    }
    (en, zh)
}

/// The constraints of a field, in words.
fn rules(node: &Node) -> Option<Both> {
    let mut lines = Vec::new();
    let text = |key: &str| node.get(key).and_then(Node::text).map(str::trim);
    for (key, en, zh) in [
        ("length", "characters", "个字符"),
        ("byte_length", "bytes of UTF-8", "个 UTF-8 字节"),
        ("items", "items", "项"),
    ] {
        if let Some(bounds) = text(key) {
            let (bounds_en, bounds_zh) = in_bounds(bounds);
            lines.push(Both {
                en: format!("- {bounds_en} {en}"),
                zh: format!("- {bounds_zh} {zh}"),
            });
        }
    }
    if let Some(bounds) = text("range") {
        let (en, zh) = in_bounds(bounds);
        lines.push(same_but(&format!("- {en}"), &format!("- {zh}")));
    }
    if let Some(pattern) = text("pattern") {
        lines.push(Both {
            en: format!("- matches `{pattern}`"),
            zh: format!("- 匹配 `{pattern}`"),
        });
    }
    if text("unique") == Some("true") {
        lines.push(same_but("- items differ", "- 各项互不相同"));
    }
    if let Some(default) = text("default") {
        lines.push(Both {
            en: format!("- `{default}` if it is left out"),
            zh: format!("- 缺省为 `{default}`"),
        });
    }
    let lines = joined(&lines)?;
    Some(Both {
        en: lines.en.replace("\n\n", "\n"),
        zh: lines.zh.replace("\n\n", "\n"),
    })
}

/// Bounds in words.
fn in_bounds(bounds: &str) -> (String, String) {
    match bounds.split_once("..") {
        Some((low, "")) => (format!("at least {low}"), format!("至少 {low}")),
        Some(("", high)) => (format!("at most {high}"), format!("至多 {high}")),
        Some((low, high)) => (format!("{low} to {high}"), format!("{low} 至 {high}")),
        None => (format!("exactly {bounds}"), format!("恰好 {bounds}")),
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

fn same_but(en: &str, zh: &str) -> Both {
    let (en, zh) = (en.to_owned(), zh.to_owned());
    Both { en, zh }
}
