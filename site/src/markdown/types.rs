//! Types.

use super::escape;
use super::page::{Page, Within};
use crate::book::{Action, Code, Kind, Type, Variant};

/// So many operations are named with a type: a type that all operations share would name all of them.
const MOST: usize = 30;

impl Page<'_> {
    /// Each type.
    pub(super) fn types(&mut self) {
        let types: Vec<&Type> = self.book.types.iter().collect();
        self.type_list(&types);
    }

    /// Some of them.
    pub(super) fn type_list(&mut self, types: &[&Type]) {
        if types.is_empty() {
            return;
        }
        let heading = self.pick("Types", "类型");
        self.heading(2, "types", heading);
        for ty in types {
            self.declared(ty, 3);
        }
    }

    /// A type, below a heading of a level.
    pub(super) fn declared(&mut self, ty: &Type, level: usize) {
        self.named(level, &format!("type {}", ty.id), &ty.name);
        self.fact(&ty.fact);
        self.used(ty);
        match &ty.kind {
            Kind::Record {
                fields,
                open,
                rules,
            } => {
                self.fields(fields);
                self.open(*open);
                self.rules(rules);
            }
            Kind::Tuple {
                items,
                actions,
                rules,
            } => {
                let line = self.pick(
                    "A JSON array with these items, in this order:",
                    "JSON 数组，各项依次为：",
                );
                self.line(line);
                self.fields(items);
                self.actions(actions);
                self.rules(rules);
            }
            Kind::Enum {
                numbers,
                open,
                codes,
            } => self.enumeration(*numbers, *open, codes),
            Kind::Union {
                told,
                open,
                variants,
            } => {
                self.prose(told);
                self.variants(variants);
                if *open {
                    let line = self.pick(
                        "Further variants are kept as they come.",
                        "未列出的变体会原样保留。",
                    );
                    self.line(line);
                }
            }
            Kind::Patterned { keys } => {
                let line = self.pick(
                    "A JSON object whose keys follow these patterns:",
                    "JSON 对象，键名符合以下模式：",
                );
                self.line(line);
                self.fields(keys);
            }
            Kind::Opaque => {
                let line = self.pick("Any JSON value.", "任意 JSON 值。");
                self.line(line);
            }
        }
        if let Some(example) = &ty.example {
            let title = self.pick("Example", "示例");
            self.shown(title, "json", example);
        }
    }

    /// Which operations reach it.
    fn used(&mut self, ty: &Type) {
        if ty.operations.is_empty() {
            return;
        }
        let operations = ty.operations.iter().take(MOST);
        let mut operations: Vec<String> = operations
            .map(|id| self.link(&format!("operation {id}"), &escape::code(id)))
            .collect();
        let more = ty.operations.len().saturating_sub(MOST);
        if more > 0 {
            operations.push(match self.book.language.as_str() {
                "zh" => format!("以及另外 {more} 个"),
                _ => format!("and {more} more"),
            });
        }
        let label = match (ty.sent, ty.received) {
            (true, false) => self.pick("In requests of", "用于请求："),
            (false, true) => self.pick("In answers of", "用于返回："),
            _ => self.pick("Used by", "相关接口："),
        };
        let line = match self.book.language.as_str() {
            "zh" => format!("{label}{}。", operations.join("、")),
            _ => format!("{label} {}.", operations.join(", ")),
        };
        self.line(&line);
    }

    fn open(&mut self, open: bool) {
        if open {
            let line = self.pick(
                "Further members are part of it, whatever they are called.",
                "还可以包含任意名称的其他成员。",
            );
            self.line(line);
        }
    }

    fn actions(&mut self, actions: &[Action]) {
        let rows: Vec<Vec<String>> = actions
            .iter()
            .map(|action| {
                let with = action.with.iter();
                let with: Vec<String> = with.map(|name| escape::code_in_cell(name)).collect();
                let mut said = vec![self.one(&action.fact.about, Within::Cell)];
                said.extend(
                    action
                        .deletes
                        .then(|| format!("**{}**", self.pick("Deletes.", "会删除数据。"))),
                );
                said.extend(self.remarks(&action.fact));
                vec![
                    escape::code_in_cell(&action.name),
                    with.join(self.pick(", ", "、")),
                    self.together(&said),
                ]
            })
            .collect();
        let head = [
            self.pick("Action", "动作"),
            self.pick("Items with a value", "有值的项"),
            self.pick("Meaning", "说明"),
        ];
        self.table(&head, &rows);
    }

    fn enumeration(&mut self, numbers: bool, open: bool, codes: &[Code]) {
        let rows: Vec<Vec<String>> = codes
            .iter()
            .map(|code| {
                let label = self.one(&code.label, Within::Cell);
                let about = self.one(&code.fact.about, Within::Cell);
                // A text that only repeats the label says nothing more.
                let plain = |text: &str| text.trim_end_matches(['.', '。']).to_owned();
                let repeats = plain(&about) == plain(&label);
                let said = match (label.is_empty(), about.is_empty() || repeats) {
                    (true, _) => about,
                    (false, true) => label,
                    (false, false) => format!("{label}{}{about}", self.pick(": ", "：")),
                };
                let said = [vec![said], self.remarks(&code.fact)].concat();
                vec![
                    escape::code_in_cell(&code.code),
                    escape::code_in_cell(&code.name),
                    self.together(&said),
                ]
            })
            .collect();
        let head = [
            self.pick("Code", "取值"),
            self.pick("In Rust", "Rust 名称"),
            self.pick("Meaning", "说明"),
        ];
        self.table(&head, &rows);
        let kind = match numbers {
            true => self.pick("Codes are JSON numbers.", "取值为 JSON 数字。"),
            false => self.pick("Codes are JSON strings.", "取值为 JSON 字符串。"),
        };
        let kept = match open {
            true => self.pick(
                " Further codes are kept as they come.",
                "未列出的取值会原样保留。",
            ),
            false => "",
        };
        self.line(&format!("{kind}{kept}"));
    }

    fn variants(&mut self, variants: &[Variant]) {
        let rows: Vec<Vec<String>> = variants
            .iter()
            .map(|variant| {
                let tag = variant.tag.as_deref().map(escape::code_in_cell);
                let mut said = vec![self.one(&variant.fact.about, Within::Cell)];
                said.extend(self.remarks(&variant.fact));
                vec![
                    tag.unwrap_or_else(|| escape::code_in_cell(&variant.name)),
                    self.inline(&variant.ty.words, Within::Cell),
                    self.together(&said),
                ]
            })
            .collect();
        let head = [
            self.pick("Variant", "变体"),
            self.pick("Content", "内容"),
            self.pick("Meaning", "说明"),
        ];
        self.table(&head, &rows);
    }
}
