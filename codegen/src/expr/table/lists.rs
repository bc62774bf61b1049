//! Functions of lists and pairs.

use apiloom_wire::functions as f;

use super::signature::{Docs, Form, Function, Gives, Need, Overload, Param, Special, Takes};
use super::texts::one;
use super::{Args, text, texts};
use crate::expr::value::Value;

const LIST: Param = Param::new("list", Takes::Items);
const TEXTS: Param = Param::new("list", Takes::Texts);
const PAIRS: Param = Param::new("pairs", Takes::Pairs);
const NAME: Param = Param::new("name", Takes::Text);
const VALUE: Param = Param::new("value", Takes::Text);
const NAMES: Param = Param::new("name", Takes::Text).need(Need::Many);

pub(super) static FUNCTIONS: &[Function] = &[
    Function {
        name: "list",
        docs: Docs {
            en: "A list of values of one type.",
            zh: "由同一类型的值组成的列表。",
        },
        form: Form::Special(Special::List, "list(item, …) gives list"),
    },
    one!("first", "first", [LIST] => MaybeItem,
        "The first item, absent if the list is empty.",
        "第一项；列表为空时为空缺。",
        |a| Some(f::first(Args(a).list(0)?).unwrap_or(Value::Absent))),
    one!("last", "last", [LIST] => MaybeItem,
        "The last item, absent if the list is empty.",
        "最后一项；列表为空时为空缺。",
        |a| Some(f::last(Args(a).list(0)?).unwrap_or(Value::Absent))),
    Function {
        name: "count",
        docs: Docs {
            en: "The number of items or pairs.",
            zh: "项数。",
        },
        form: Form::Plain {
            overloads: &[
                plain(&[LIST], Gives::Int, "count", |a| {
                    Some(Value::Int(f::count(Args(a).list(0)?)))
                }),
                plain(&[PAIRS], Gives::Int, "count", |a| {
                    Some(Value::Int(f::count(Args(a).pairs(0)?)))
                }),
            ],
            digest: false,
        },
    },
    Function {
        name: "sort",
        docs: Docs {
            en: "In ascending order: texts by their bytes, pairs by name and then by value.",
            zh: "升序排列：文本按字节，键值对先按键再按值。",
        },
        form: Form::Plain {
            overloads: &[
                plain(&[PAIRS], Gives::Pairs, "sort_pairs", |a| {
                    pairs(f::sort_pairs(Args(a).pairs(0)?))
                }),
                plain(&[TEXTS], Gives::Texts, "sort", |a| {
                    texts(f::sort(&Args(a).texts(0)?))
                }),
                plain(
                    &[Param::new("list", Takes::Ints)],
                    Gives::Ints,
                    "sort_ints",
                    |a| {
                        let ints: Option<Vec<i64>> = Args(a)
                            .list(0)?
                            .iter()
                            .map(|item| {
                                if let Value::Int(int) = item {
                                    Some(*int)
                                } else {
                                    None
                                }
                            })
                            .collect();
                        Some(Value::List(
                            f::sort_ints(&ints?).into_iter().map(Value::Int).collect(),
                        ))
                    },
                ),
            ],
            digest: false,
        },
    },
    one!("without", "without", [PAIRS, NAMES] => Pairs,
        "The pairs except those with one of these names.",
        "去掉这些名称的键值对。",
        |a| pairs(f::without(Args(a).pairs(0)?, &Args(a).rest(1)?))),
    one!("with", "with", [PAIRS, NAME, VALUE] => Pairs,
        "The pairs and one more at the end.",
        "在末尾再加一个键值对。",
        |a| pairs(f::with(Args(a).pairs(0)?, Args(a).text(1)?, Args(a).text(2)?))),
    one!("only", "only", [PAIRS, NAMES] => Pairs,
        "The pairs with one of these names, in their order.",
        "只保留这些名称的键值对，顺序不变。",
        |a| pairs(f::only(Args(a).pairs(0)?, &Args(a).rest(1)?))),
    Function {
        name: "drop_empty",
        docs: Docs {
            en: "Without empty texts, or without pairs whose value is empty.",
            zh: "去掉空文本，或值为空的键值对。",
        },
        form: Form::Plain {
            overloads: &[
                plain(&[PAIRS], Gives::Pairs, "drop_empty_pairs", |a| {
                    pairs(f::drop_empty_pairs(Args(a).pairs(0)?))
                }),
                plain(&[TEXTS], Gives::Texts, "drop_empty", |a| {
                    texts(f::drop_empty(&Args(a).texts(0)?))
                }),
            ],
            digest: false,
        },
    },
    Function {
        name: "each_key",
        docs: Docs {
            en: "The pairs with the stages applied to every name: each_key(trim | lower).",
            zh: "对每个键依次应用各步骤：each_key(trim | lower)。",
        },
        form: Form::Special(
            Special::EachKey,
            "each_key(pairs, stage | stage | …) gives pairs",
        ),
    },
    Function {
        name: "each_value",
        docs: Docs {
            en: "The pairs with the stages applied to every value.",
            zh: "对每个值依次应用各步骤。",
        },
        form: Form::Special(
            Special::EachValue,
            "each_value(pairs, stage | stage | …) gives pairs",
        ),
    },
    one!("keys", "keys", [PAIRS] => Texts,
        "The names of the pairs.",
        "所有键。",
        |a| texts(f::keys(Args(a).pairs(0)?))),
    one!("values", "values", [PAIRS] => Texts,
        "The values of the pairs.",
        "所有值。",
        |a| texts(f::values(Args(a).pairs(0)?))),
    one!("join_pairs", "join_pairs",
        [PAIRS, Param::new("between", Takes::Text), Param::new("separator", Takes::Text)] => Text,
        "Each name, `between` and its value, with a separator between each two pairs.",
        "键与值以 between 相连，各对之间以分隔符相连。",
        |a| text(f::join_pairs(Args(a).pairs(0)?, Args(a).text(1)?, Args(a).text(2)?))),
];

fn pairs(pairs: Vec<(String, String)>) -> Option<Value> {
    Some(Value::Pairs(pairs))
}

const fn plain(
    takes: &'static [Param],
    gives: Gives,
    rust: &'static str,
    run: fn(&[Value]) -> Option<Value>,
) -> Overload {
    Overload {
        takes,
        gives,
        rust,
        run,
        lifts: false,
    }
}
