//! What is said beside the program to begin with: what async code writes, and what has to be written first.

use super::answered::waits;
use super::samples::first;
use crate::ident;
use crate::interpret::Values;
use crate::lower::Lowered;
use crate::model::{Api, Operation};

/// What is said beside the program to begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// What async code writes instead, as a sentence.
    pub in_async: String,
    /// The same in Chinese, with how the program waits before it: the end of a sentence.
    pub in_async_zh: String,
    /// What has to be written before the program runs; nothing if there are no hooks.
    pub hooks: Option<String>,
    /// The same in Chinese.
    pub hooks_zh: Option<String>,
}

/// Of the program to begin with.
pub(super) fn beside(lowered: &Lowered<'_>, values: &Values<'_>) -> Beside {
    let first = first(lowered, values);
    let is_list = first
        .as_ref()
        .is_some_and(|first| first.operation.paginate.is_some());
    let (mutable, mutable_zh) = match is_list {
        true => ("; `items` is `mut` then", "（`items` 须为 `mut`）"),
        false => ("", ""),
    };
    let waits = first.map_or_else(Vec::new, |first| waits(first.operation));
    let pairs = |between: &str, and: &str| {
        let pairs = waits.iter();
        let pairs = pairs.map(|(blocking, waited)| format!("`{waited}`{between}`{blocking}`"));
        pairs.collect::<Vec<_>>().join(and)
    };
    let said = |pick: fn(&(&str, &str)) -> String, and: &str| {
        waits.iter().map(pick).collect::<Vec<_>>().join(and)
    };
    let mut hooks = hooks(lowered.api, true).into_iter();
    Beside {
        in_async: format!(
            "In async code, {}{mutable}.",
            pairs(" takes the place of ", ", and ")
        ),
        in_async_zh: format!(
            "用 {} 等待结果；异步代码中改用 {}{mutable_zh}",
            said(|(blocking, _)| format!("`{blocking}`"), "、"),
            said(|(_, waited)| format!("`{waited}`"), "、"),
        ),
        hooks: hooks.next(),
        hooks_zh: hooks.next(),
    }
}

/// What code writes that is not async.
pub(super) fn without_async(operation: &Operation) -> String {
    let waits = waits(operation).into_iter();
    let pairs =
        waits.map(|(blocking, waited)| format!("`{blocking}` takes the place of `{waited}`"));
    let pairs: Vec<String> = pairs.collect();
    format!("Without async code, {}.", pairs.join(", and "))
}

/// What has to be written before a program runs that makes a client, in English and perhaps in Chinese.
pub(super) fn hooks(api: &Api, in_chinese: bool) -> Vec<String> {
    let names = hook_names(api);
    if names.is_empty() {
        return Vec::new();
    }
    let english = format!(
        "Before it runs, write the function that each `todo!()` stands for, which is given as {}: until then it compiles, and panics where a call needs that function.",
        names.join(", ")
    );
    let chinese = format!(
        "运行前须先写好 `todo!()` 处的函数（{}）：在此之前程序可以编译，但调用需要该函数时会 panic。",
        names.join("、")
    );
    let chinese = in_chinese.then_some(chinese);
    [english].into_iter().chain(chinese).collect()
}

/// The hooks of an API as code.
pub(super) fn hook_names(api: &Api) -> Vec<String> {
    let names = api.hooks.iter();
    let names = names.map(|hook| ident::suffixed(&ident::camel(&hook.name), "Hook"));
    names.map(|name| format!("`{name}`")).collect()
}
