//! A spec of any size, the same in every run, with the make-up of the specs
//! in this repository: five types for two operations, eight fields a type,
//! and a text in two languages on everything.

use std::fmt::Write as _;

/// How many types there are for a number of operations.
pub(crate) fn types_for(operations: usize) -> usize {
    operations * 5 / 2
}

/// A spec of so many operations. Two fifths of the types are the operations'
/// own records; the others are records inside those, one in five an enum.
pub(crate) fn spec(operations: usize) -> String {
    let inner = types_for(operations) - operations;
    let mut out = HEAD.to_owned();
    out.push_str("types:\n");
    for index in 0..inner {
        match index % 5 {
            4 => enumeration(&mut out, index),
            _ => leaf(&mut out, index),
        }
    }
    for index in 0..operations {
        let own = index * inner / operations..(index + 1) * inner / operations;
        top(&mut out, index, own);
    }
    out.push_str("operations:\n");
    for index in 0..operations {
        operation(&mut out, index);
    }
    out
}

const HEAD: &str = "\
apiloom: 1
vendor: synthetic
title: { en: Synthetic platform, zh: 合成平台 }
doc: { en: A platform that nobody runs., zh: 并不存在的平台。 }
settings:
  token: { type: secret, doc: { en: The access key., zh: 访问秘钥。 } }
servers: { default: https://api.synthetic.example }
auth:
  header_token:
    doc: { en: The access key as it is., zh: 访问秘钥原样放在请求头中。 }
    stamp:
      header: { X-Token: settings.token }
defaults: { auth: header_token }
";

/// What the fields of a leaf hold.
const KINDS: [&str; 8] = [
    "int64!",
    "string!",
    "string",
    "float",
    "bool",
    "list(string)",
    "int32",
    "string",
];

/// The first words of the names of fields.
const WORDS: [&str; 12] = [
    "order", "customer", "invoice", "device", "shipping", "last", "external", "parent", "billing",
    "campaign", "market", "default",
];

/// The second words of the names of fields.
const THINGS: [&str; 8] = [
    "Id", "Name", "Remark", "Amount", "Enabled", "Tags", "Count", "Street",
];

fn leaf(out: &mut String, index: usize) {
    begin(out, &format!("Part{index}"));
    for (place, kind) in KINDS.into_iter().enumerate() {
        field(out, index, place, kind);
    }
}

fn enumeration(out: &mut String, index: usize) {
    let _ = write!(
        out,
        "  State{index}:\n    doc: {{ en: State {index} of a record., zh: 记录的第 {index} 种状态。 }}\n    enum:\n"
    );
    for code in ["open", "paid", "closed", "refused"] {
        let _ = writeln!(
            out,
            "      {code}: {{ doc: {{ en: It is {code}., zh: 状态为 {code}。 }} }}"
        );
    }
}

/// The record of an operation: a few plain fields, and the types that belong
/// to it.
fn top(out: &mut String, index: usize, own: std::ops::Range<usize>) {
    begin(out, &format!("Item{index}"));
    for (place, kind) in KINDS.into_iter().enumerate().take(6) {
        field(out, index, place, kind);
    }
    for inner in own {
        let kind = match inner % 5 {
            4 => format!("State{inner}"),
            place if place % 2 == 0 => format!("list(Part{inner})"),
            _ => format!("Part{inner}"),
        };
        let _ = writeln!(
            out,
            "      inner{inner}:\n        type: {kind}\n        doc: {{ en: What belongs to it., zh: 所属的内容。 }}"
        );
    }
}

fn begin(out: &mut String, name: &str) {
    let _ = write!(
        out,
        "  {name}:\n    doc:\n      en: One record of the kind {name}, as the console of the platform shows it.\n      zh: 平台控制台中显示的一条 {name} 记录。\n    fields:\n"
    );
}

fn field(out: &mut String, index: usize, place: usize, kind: &str) {
    let first = WORDS[(index + place) % WORDS.len()];
    let second = THINGS[place];
    let _ = writeln!(
        out,
        "      {first}{second}:\n        type: {kind}\n        doc: {{ en: The {} of the {first}; the limits are not documented., zh: 该记录的 {first}{second}，限制未说明。 }}",
        second.to_lowercase()
    );
}

/// Reads one, reads many, makes one, changes one, in turns.
fn operation(out: &mut String, index: usize) {
    let (name, http) = match index % 4 {
        0 => ("get", format!("\"GET /v1/items{index}/{{id}}\"")),
        1 => ("list", format!("GET /v1/items{index}")),
        2 => ("create", format!("POST /v1/items{index}")),
        _ => ("update", format!("\"PUT /v1/items{index}/{{id}}\"")),
    };
    let _ = write!(
        out,
        "  {name}_item{index}:\n    http: {http}\n    title: {{ en: {name} the items {index}, zh: 操作第 {index} 种记录 }}\n    doc:\n      en: Does what its name says, with the records of the kind {index}.\n      zh: 对第 {index} 种记录执行该操作。\n"
    );
    let id = "    path:\n      id: { type: int64, doc: { en: Which record., zh: 记录的 id。 } }\n";
    let body = format!("    body: Item{index}!\n");
    let returns = format!("    returns: Item{index}\n");
    match index % 4 {
        0 => out.extend([id, QUERY, returns.as_str()]),
        1 => {
            let _ = writeln!(out, "{QUERY}{PAGE}    returns: list(Item{index})");
        }
        2 => out.extend([body.as_str(), returns.as_str()]),
        _ => out.extend([id, body.as_str()]),
    }
}

const QUERY: &str = "    query:
      locale: { type: string, doc: { en: Language of the texts., zh: 文本的语言。 } }
      withDeleted: { type: bool, doc: { en: Whether deleted records count., zh: 是否包含已删除的记录。 } }
";

/// More of the query of a list.
const PAGE: &str = "      pageNumber: { type: int32!, doc: { en: Which page., zh: 页码。 } }
      pageSize: { type: int32!, doc: { en: Records a page., zh: 每页记录数。 } }
      keyword: { type: string, doc: { en: A word that the name has., zh: 名称中的关键词。 } }
";
