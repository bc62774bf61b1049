//! Tables of fields.

use super::escape;
use super::page::{Page, Within};
use crate::book::{Code, Fact, Field};

impl Page<'_> {
    /// A table of fields.
    pub(super) fn fields(&mut self, fields: &[Field]) {
        let rows: Vec<Vec<String>> = fields.iter().map(|field| self.row(field)).collect();
        let head = [
            self.pick("Name", "名称"),
            self.pick("Type", "类型"),
            self.pick("Required", "必填"),
            self.pick("Meaning", "说明"),
        ];
        self.table(&head, &rows);
    }

    fn row(&self, field: &Field) -> Vec<String> {
        let required = match (
            field.required,
            field.constant.is_some() || field.computed.is_some(),
        ) {
            (_, true) => self.pick("by the client", "由客户端填写"),
            (true, false) => self.pick("yes", "是"),
            (false, false) => self.pick("no", "否"),
        };
        vec![
            escape::code_in_cell(&field.wire),
            self.inline(&field.ty.words, Within::Cell),
            required.to_owned(),
            self.meaning(field),
        ]
    }

    /// All that is said of a field, on one line.
    pub(super) fn meaning(&self, field: &Field) -> String {
        let mut said = Vec::new();
        said.extend(self.about(&field.fact));
        said.extend(self.constraints(field));
        said.extend(field.form.iter().map(|p| self.inline(p, Within::Cell)));
        said.extend(self.shown_values(field));
        said.extend(self.notes_on(field));
        let consequences = field.consequences.iter();
        said.extend(consequences.map(|p| self.inline(p, Within::Cell)));
        let dangers = field.dangers.iter();
        said.extend(
            dangers.map(|p| self.labelled("Danger", "注意", &self.inline(p, Within::Cell))),
        );
        said.extend(self.remarks(&field.fact));
        self.together(&said)
    }

    fn about(&self, fact: &Fact) -> Option<String> {
        let about = self.one(&fact.about, Within::Cell);
        (!about.is_empty()).then_some(about)
    }

    fn constraints(&self, field: &Field) -> Option<String> {
        if field.constraints.is_empty() {
            return None;
        }
        let constraints = field.constraints.iter();
        let constraints: Vec<String> = constraints.map(|p| self.inline(p, Within::Cell)).collect();
        let label = match field.warns {
            false => self.pick("Allowed: ", "要求："),
            true => self.pick(
                "Expected (only a warning otherwise): ",
                "建议（不符合时仅警告）：",
            ),
        };
        let end = self.pick(".", "。");
        Some(format!(
            "{label}{}{end}",
            constraints.join(self.pick("; ", "；"))
        ))
    }

    /// Values that are given, meant or shown, and the codes of an enum.
    fn shown_values(&self, field: &Field) -> Vec<String> {
        let values = [
            (&field.constant, self.pick("Always", "固定为")),
            (&field.computed, self.pick("Computed as", "计算方式")),
            (&field.default, self.pick("Default", "默认值")),
            (&field.example, self.pick("Example", "示例")),
        ];
        let end = self.pick(".", "。");
        let mut said: Vec<String> = values
            .into_iter()
            .filter_map(|(value, label)| {
                let value = value.as_deref().filter(|value| !value.trim().is_empty())?;
                let colon = self.pick(": ", "：");
                Some(format!(
                    "{label}{colon}{}{end}",
                    escape::code_in_cell(value)
                ))
            })
            .collect();
        if !field.codes.is_empty() {
            let codes: Vec<String> = field.codes.iter().map(|c| self.code(c)).collect();
            let label = self.pick("Values: ", "取值：");
            said.push(format!("{label}{}{end}", codes.join(self.pick(", ", "、"))));
        }
        said
    }

    fn code(&self, code: &Code) -> String {
        let label = self.one(&code.label, Within::Cell);
        let code = escape::code_in_cell(&code.code);
        match label.is_empty() {
            true => code,
            false => match self.book.language.as_str() {
                "zh" => format!("{code}（{label}）"),
                _ => format!("{code} ({label})"),
            },
        }
    }

    /// Who sets it, whether it may be null, and so on.
    fn notes_on(&self, field: &Field) -> Vec<String> {
        let mut said = Vec::new();
        if field.access == "read" {
            said.push(self.pick("Only in answers.", "仅出现在返回中。").to_owned());
        }
        if field.access == "write" {
            said.push(self.pick("Only in requests.", "仅用于请求。").to_owned());
        }
        if field.nullable {
            said.push(self.pick("May be null.", "可以为 null。").to_owned());
        }
        if field.spread {
            let spread = self.pick(
                "Its members stand in place of it.",
                "其成员直接展开在所在位置。",
            );
            said.push(spread.to_owned());
        }
        if field.secret {
            said.push(
                self.pick("Secret: never shown in logs.", "保密：不会出现在日志中。")
                    .to_owned(),
            );
        }
        if !field.aliases.is_empty() {
            let aliases = field.aliases.iter();
            let aliases: Vec<String> = aliases.map(|a| escape::code_in_cell(a)).collect();
            let (label, end) = (self.pick("Also read as", "也读取"), self.pick(".", "。"));
            said.push(format!(
                "{label} {}{end}",
                aliases.join(self.pick(", ", "、"))
            ));
        }
        said
    }

    /// Deprecation, remarks and provenance, on one line.
    pub(super) fn remarks(&self, fact: &Fact) -> Vec<String> {
        let mut said = Vec::new();
        if let Some(deprecated) = &fact.deprecated {
            let text = self.one(deprecated, Within::Cell);
            said.push(self.labelled("Deprecated", "已弃用", &text));
        }
        if !fact.note.paragraphs.is_empty() {
            let text = self.one(&fact.note, Within::Cell);
            said.push(self.labelled("Note", "备注", &text));
        }
        said.extend(self.source(fact));
        said
    }

    /// Where a fact is from, and how sure it is.
    pub(super) fn source(&self, fact: &Fact) -> Option<String> {
        let from = fact.from.as_deref().map(|from| {
            let label = self.pick("*Source:* ", "*来源*：");
            let found = fact.document.as_deref().and_then(|id| {
                let mut documents = self.book.documents.iter();
                documents.find(|document| document.id == id)
            });
            let end = self.pick(".", "。");
            match found {
                Some(document) => {
                    let section = from
                        .strip_prefix(document.id.as_str())
                        .unwrap_or(from)
                        .trim();
                    let title = escape::inner(&document.title);
                    let title = match &document.url {
                        Some(url) => format!("[{title}]({})", escape::target(url)),
                        None => title,
                    };
                    let between = match section.is_empty() {
                        true => "",
                        false => self.pick(", ", "，"),
                    };
                    format!("{label}{title}{between}{}{end}", escape::inner(section))
                }
                None => format!("{label}{}{end}", escape::inner(from)),
            }
        });
        let confidence = fact.confidence_words.as_deref();
        let confidence = confidence.filter(|_| fact.confidence.as_deref() != Some("documented"));
        match (from, confidence.map(escape::text)) {
            (Some(from), Some(words)) => Some(self.together(&[from, words])),
            (from, words) => from.or(words),
        }
    }

    /// All that is said of something, as paragraphs.
    pub(super) fn fact(&mut self, fact: &Fact) {
        self.prose(&fact.about);
        if let Some(deprecated) = &fact.deprecated {
            let text = self.one(deprecated, Within::Page);
            self.line(&format!(
                "> {}",
                self.labelled("Deprecated", "已弃用", &text)
            ));
        }
        if !fact.note.paragraphs.is_empty() {
            let text = self.one(&fact.note, Within::Page);
            self.line(&format!("> {}", self.labelled("Note", "备注", &text)));
        }
        if let Some(source) = self.source(fact) {
            self.line(&source);
        }
    }
}
