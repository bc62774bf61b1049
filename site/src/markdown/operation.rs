//! Operations.

use std::collections::{BTreeSet, HashMap, VecDeque};

use super::escape;
use super::page::{Page, Within};
use crate::book::{Book, Example, Operation, Parameters, Rule};

/// So many types are told of with one operation; some reach all that there are.
const TYPES: usize = 40;

/// The types that an operation reaches, those that it reaches soonest.
fn near<'b>(book: &'b Book, operation: &'b Operation) -> BTreeSet<&'b str> {
    let mut held: HashMap<&str, Vec<&str>> = HashMap::new();
    for ty in &book.types {
        for holder in &ty.holders {
            held.entry(holder).or_default().push(&ty.id);
        }
    }
    let mut near = BTreeSet::new();
    let mut next: VecDeque<&str> = operation.types.iter().map(String::as_str).collect();
    while let Some(id) = next.pop_front() {
        if near.len() < TYPES && near.insert(id) {
            next.extend(held.get(id).into_iter().flatten());
        }
    }
    near
}

impl Page<'_> {
    /// The list of operations, and each of them.
    pub(super) fn operations(&mut self) {
        let book = self.book;
        let heading = self.pick("Operations", "接口");
        self.heading(2, "operations", heading);
        self.operation_table(&book.operations);
        for operation in &book.operations {
            self.operation(operation, 3);
        }
    }

    /// Operations at a glance.
    pub(super) fn operation_table(&mut self, operations: &[Operation]) {
        let rows: Vec<Vec<String>> = operations
            .iter()
            .map(|operation| {
                let name = escape::code_in_cell(&operation.id);
                vec![
                    self.link(&format!("operation {}", operation.id), &name),
                    escape::text(&operation.title),
                    escape::code_in_cell(&format!("{} {}", operation.method, operation.path)),
                    self.effect(&operation.effect).to_owned(),
                ]
            })
            .collect();
        let head = [
            self.pick("Operation", "接口"),
            self.pick("What it does", "作用"),
            "HTTP",
            self.pick("Effect", "影响"),
        ];
        self.table(&head, &rows);
    }

    /// An operation by itself, with the ways to authenticate, the errors and the types that belong to it.
    pub(super) fn alone(&mut self, operation: &Operation) {
        let book = self.book;
        let title = format!("{}: {}", book.title, operation.title);
        self.heading(1, "", &title);
        self.operation(operation, 2);
        let schemes = book.schemes.iter();
        let schemes: Vec<_> = schemes
            .filter(|scheme| operation.schemes.contains(&scheme.id))
            .collect();
        self.schemes(&schemes);
        let errors = book.errors.iter();
        let used = |code: &String| operation.errors.iter().any(|used| used.code == *code);
        let errors: Vec<_> = errors.filter(|error| used(&error.code)).collect();
        self.error_table(&errors);
        let near = near(book, operation);
        let types = book.types.iter();
        let types: Vec<_> = types.filter(|ty| near.contains(ty.id.as_str())).collect();
        self.type_list(&types);
        let reached = book.types.iter();
        let reached = reached.filter(|ty| ty.operations.contains(&operation.id));
        let more = reached.count().saturating_sub(types.len());
        if more > 0 {
            let line = match book.language.as_str() {
                "zh" => format!("以上类型还包含另外 {more} 个类型，此处未列出。"),
                _ => format!("These hold {more} more types, which are not told of here."),
            };
            self.line(&line);
        }
    }

    fn effect(&self, effect: &str) -> &'static str {
        match effect {
            "read" => self.pick("reads", "只读"),
            "delete" => self.pick("deletes", "删除"),
            _ => self.pick("writes", "写入"),
        }
    }

    /// All of an operation, below a heading of a level.
    pub(super) fn operation(&mut self, operation: &Operation, level: usize) {
        self.named(level, &format!("operation {}", operation.id), &operation.id);
        self.line(&format!("**{}**", escape::text(&operation.title)));
        let http = format!("{} {}", operation.method, operation.path);
        self.line(&escape::code(&http));
        self.fact(&operation.fact);
        self.facts(operation);
        self.dangers(operation);
        for parameters in &operation.parameters {
            self.parameters(parameters);
        }
        self.body(operation);
        self.rules(&operation.rules);
        self.returns(operation);
        self.pages(operation);
        self.used_errors(operation);
        for example in &operation.examples {
            self.example(example, level + 1);
        }
    }

    /// What it does, in short lines.
    fn facts(&mut self, operation: &Operation) {
        let one = |prose| self.one(prose, Within::Page);
        let mut items = vec![self.labelled("Effect", "影响", &one(&operation.effect_words))];
        if !operation.update.paragraphs.is_empty() {
            items.push(self.labelled("Update", "更新方式", &one(&operation.update)));
        }
        let repeat = one(&operation.repeat_words);
        items.push(self.labelled("Sending again", "重复发送", &repeat));
        if let Some(server) = &operation.server {
            items.push(self.labelled("Server", "服务器", &escape::code(server)));
        }
        let schemes = self.schemes_of(operation);
        items.push(self.labelled("Authentication", "认证", &schemes));
        let comma = self.pick(", ", "、");
        if !operation.permissions.is_empty() {
            let permissions: Vec<String> = operation.permissions.iter().map(one).collect();
            items.push(self.labelled("Permissions", "所需权限", &permissions.join(comma)));
        }
        if !operation.limits.is_empty() {
            let limits = operation.limits.iter();
            let limits: Vec<String> = limits
                .map(|id| self.link(&format!("limit {id}"), &escape::code(id)))
                .collect();
            items.push(self.labelled("Limits", "频率限制", &limits.join(comma)));
        }
        self.list(&items);
    }

    fn schemes_of(&self, operation: &Operation) -> String {
        let schemes = operation.schemes.iter();
        let schemes: Vec<String> = schemes
            .map(|id| self.link(&format!("scheme {id}"), &escape::code(id)))
            .collect();
        match (schemes.is_empty(), operation.all_schemes) {
            (true, _) => self.pick("none", "无").to_owned(),
            (false, true) => schemes.join(self.pick(" and ", " 和 ")),
            (false, false) => schemes.join(self.pick(" or ", " 或 ")),
        }
    }

    fn dangers(&mut self, operation: &Operation) {
        if operation.dangers.is_empty() {
            return;
        }
        let title = self.labelled("Data can be lost", "可能丢失数据", "");
        self.line(title.trim_end());
        let dangers = operation.dangers.iter().map(|(input, said)| {
            let colon = self.pick(": ", "：");
            let said = self.one(said, Within::Page);
            match input.is_empty() {
                true => said,
                false => format!("{}{colon}{said}", escape::code(input)),
            }
        });
        let dangers: Vec<String> = dangers.collect();
        self.list(&dangers);
    }

    fn parameters(&mut self, parameters: &Parameters) {
        let title = match parameters.place.as_str() {
            "path" => self.pick("In the path", "路径参数"),
            "query" => self.pick("In the query", "查询参数"),
            "header" => self.pick("In headers", "请求头"),
            _ => self.pick("In cookies", "Cookie"),
        };
        self.line(&format!("**{title}**"));
        self.fields(&parameters.fields);
    }

    fn body(&mut self, operation: &Operation) {
        let Some(body) = &operation.body else {
            return;
        };
        let title = self.pick("Body", "请求体");
        let kind = escape::code(&body.content_type);
        let mut title = match self.book.language.as_str() {
            "zh" => format!("**{title}**（{kind}）"),
            _ => format!("**{title}** ({kind})"),
        };
        if let Some(whole) = &body.whole {
            let colon = self.pick(": ", "：");
            let end = self.pick(".", "。");
            let ty = self.inline(&whole.ty.words, Within::Page);
            title = format!("{title}{colon}{ty}{end}");
            title = self.together(&[title, self.meaning(whole)]);
        }
        self.line(&title);
        self.fields(&body.fields);
    }

    /// Rules over several inputs or fields.
    pub(super) fn rules(&mut self, rules: &[Rule]) {
        if rules.is_empty() {
            return;
        }
        let title = self.pick("Rules", "规则");
        self.line(&format!("**{title}**"));
        let advice = self.pick("(advice)", "（建议）");
        let items = rules.iter().map(|rule| {
            let mut said = vec![self.one(&rule.words, Within::Page)];
            said.extend((!rule.error).then(|| advice.to_owned()));
            let condition = rule.condition.as_deref().map(escape::code);
            said.extend(condition.map(|code| match self.book.language.as_str() {
                "zh" => format!("（{code}）"),
                _ => format!("({code})"),
            }));
            said.extend(self.remarks(&rule.fact));
            self.together(&said)
        });
        let items: Vec<String> = items.collect();
        self.list(&items);
    }

    fn returns(&mut self, operation: &Operation) {
        let Some(returns) = &operation.returns else {
            let nothing = self.pick("nothing is read from it.", "不读取任何内容。");
            self.line(&self.labelled("Answer", "返回", nothing));
            return;
        };
        let ty = self.inline(&returns.ty.words, Within::Page);
        let at = escape::code(&returns.at);
        let said = match (at.is_empty(), self.book.language.as_str()) {
            (true, "zh") => format!("{ty}。"),
            (true, _) => format!("{ty}."),
            (false, "zh") => format!("{ty}（位于 {at}）。"),
            (false, _) => format!("{ty} (in {at})."),
        };
        let absent = self.one(&returns.absent, Within::Page);
        let said = self.together(&[said, absent]);
        self.line(&self.labelled("Answer", "返回", &said));
        self.fact(&returns.fact);
    }

    fn pages(&mut self, operation: &Operation) {
        let Some(pages) = &operation.pages else {
            return;
        };
        let title = self.pick("Page by page", "分页");
        self.line(&format!("**{title}**"));
        let words = pages.words.iter();
        let words: Vec<String> = words.map(|p| self.inline(p, Within::Page)).collect();
        self.list(&words);
        self.prose(&pages.note);
    }

    fn used_errors(&mut self, operation: &Operation) {
        let shown = operation.errors.iter();
        let shown: Vec<String> = shown
            .filter(|error| error.shown)
            .map(|error| escape::code(&error.code))
            .collect();
        if shown.is_empty() {
            return;
        }
        let codes = shown.join(self.pick(", ", "、"));
        let table = self.pick("table of errors", "错误码表");
        let line = match (self.book.errors.is_empty(), self.book.language.as_str()) {
            (true, "zh") => format!("{codes}。"),
            (true, _) => format!("{codes}."),
            (false, "zh") => format!("{codes}（见{}）。", self.link("errors", table)),
            (false, _) => format!("{codes} (see the {}).", self.link("errors", table)),
        };
        let line = self.labelled("Errors that its examples show", "示例中出现的错误码", &line);
        self.line(&line);
    }

    fn example(&mut self, example: &Example, level: usize) {
        self.heading(level, "", &example.title);
        self.fact(&example.fact);
        if let Some(sample) = &example.sample {
            if let Some(rust) = &sample.rust {
                self.shown("Rust", "rust", rust);
            }
            if let Some(http) = &sample.http {
                let title = self.pick("Request", "请求");
                self.shown(title, "http", http);
            }
            if let Some(curl) = &sample.curl {
                self.shown("curl", "sh", curl);
            }
            self.prose(&sample.signing);
        }
        if let Some(answer) = &example.answer {
            let title = self.pick("Answer", "返回");
            let mut head = format!("HTTP {}\n", answer.status);
            for (name, value) in &answer.headers {
                head.push_str(&format!("{name}: {value}\n"));
            }
            let body = crate::words::multiline(&answer.body);
            self.shown(title, "http", &format!("{head}\n{body}"));
        }
    }
}
