//! What concerns the vendor as a whole: the beginning of the page.

use super::escape;
use super::page::{Page, Within};
use crate::book::ErrorCode;

impl Page<'_> {
    /// Title, languages, what it is, contents.
    pub(super) fn head(&mut self) {
        let book = self.book;
        self.heading(1, "", &book.title);
        let other = match book.language.as_str() {
            "zh" => format!("[English](<{}.md>) · 简体中文", book.vendor),
            _ => format!("English · [简体中文](<{}.zh.md>)", book.vendor),
        };
        self.line(&other);
        self.fact(&book.fact);
        let spec = escape::code(&book.spec);
        let package = escape::code(&book.package);
        let made = match book.language.as_str() {
            "zh" => format!(
                "本页由 `apiloom docs` 依据 {spec} 生成，请勿手工修改。\
                 另有生成的 Rust 客户端（包 {package}）和 [OpenAPI 文档](<../site/{0}/openapi.json>)。",
                book.vendor
            ),
            _ => format!(
                "This page is made from {spec} by `apiloom docs`; do not edit it. There is a \
                 generated client in Rust, too, the package {package}, and an \
                 [OpenAPI document](<../site/{0}/openapi.json>).",
                book.vendor
            ),
        };
        self.line(&made);
    }

    /// The list of contents; of operations and types by name.
    pub(super) fn contents(&mut self) {
        let book = self.book;
        let heading = self.pick("Contents", "目录");
        self.heading(2, "contents", heading);
        let mut items = Vec::new();
        let parts = [
            ("start", self.pick("Getting started", "快速开始"), true),
            (
                "authentication",
                self.pick("Authentication", "认证"),
                !book.schemes.is_empty(),
            ),
            (
                "envelopes",
                self.pick("Success and failure", "成功与失败"),
                !book.envelopes.is_empty(),
            ),
            (
                "errors",
                self.pick("Errors", "错误码"),
                !book.errors.is_empty(),
            ),
            (
                "limits",
                self.pick("Limits", "频率限制"),
                !book.limits.is_empty(),
            ),
            (
                "operations",
                self.pick("Operations", "接口"),
                !book.operations.is_empty(),
            ),
        ];
        for (key, words, is_there) in parts {
            if is_there {
                items.push(format!("- {}", self.link(key, words)));
            }
        }
        for operation in &book.operations {
            let name = self.link(
                &format!("operation {}", operation.id),
                &escape::code(&operation.id),
            );
            let dash = self.pick(": ", "：");
            items.push(format!(
                "  - {name}{dash}{}",
                escape::text(&operation.title)
            ));
        }
        if !book.types.is_empty() {
            let words = self.pick("Types", "类型");
            items.push(format!("- {}", self.link("types", words)));
        }
        for ty in &book.types {
            let name = self.link(&format!("type {}", ty.id), &escape::code(&ty.name));
            items.push(format!("  - {name}"));
        }
        if !book.documents.is_empty() {
            let words = self.pick("Sources", "资料来源");
            items.push(format!("- {}", self.link("documents", words)));
        }
        self.line(&items.join("\n"));
    }

    /// What concerns all calls.
    pub(super) fn general(&mut self) {
        self.start();
        self.authentication();
        self.envelopes();
        self.errors();
        self.limits();
    }

    /// The first program, settings, hooks and servers.
    fn start(&mut self) {
        let book = self.book;
        let heading = self.pick("Getting started", "快速开始");
        self.heading(2, "start", heading);
        let package = escape::code(&book.package);
        let library = escape::code(&book.library);
        let line = match book.language.as_str() {
            "zh" => format!("Rust 客户端是包 {package}，在代码中名为 {library}。"),
            _ => format!("The client in Rust is the package {package}, called {library} in code."),
        };
        self.line(&line);
        if let Some(sample) = &book.first_sample {
            self.block("rust", sample);
        }
        if !book.settings.is_empty() {
            let heading = self.pick("Settings", "配置项");
            self.heading(3, "settings", heading);
            self.fields(&book.settings);
        }
        self.hooks();
        self.servers();
    }

    fn hooks(&mut self) {
        let book = self.book;
        if book.hooks.is_empty() {
            return;
        }
        let heading = self.pick("Hooks", "回调函数");
        self.heading(3, "hooks", heading);
        let line = self.pick("Functions that you supply:", "需要由使用者提供的函数：");
        self.line(line);
        let rows: Vec<Vec<String>> = book
            .hooks
            .iter()
            .map(|hook| {
                let takes = hook.takes.iter().map(|(name, ty)| {
                    let name = escape::code_in_cell(name);
                    match book.language.as_str() {
                        "zh" => format!("{name}（{ty}）"),
                        _ => format!("{name} ({ty})"),
                    }
                });
                let takes: Vec<String> = takes.collect();
                let mut said = vec![self.one(&hook.fact.about, Within::Cell)];
                said.extend(self.remarks(&hook.fact));
                vec![
                    escape::code_in_cell(&hook.name),
                    takes.join(self.pick(", ", "、")),
                    escape::text(&hook.gives),
                    self.together(&said),
                ]
            })
            .collect();
        let head = [
            self.pick("Name", "名称"),
            self.pick("Takes", "参数"),
            self.pick("Gives", "返回"),
            self.pick("Meaning", "说明"),
        ];
        self.table(&head, &rows);
    }

    fn servers(&mut self) {
        let book = self.book;
        if book.servers.is_empty() {
            return;
        }
        let heading = self.pick("Servers", "服务器");
        self.heading(3, "servers", heading);
        let rows: Vec<Vec<String>> = book
            .servers
            .iter()
            .map(|server| {
                let mut said = vec![self.one(&server.fact.about, Within::Cell)];
                said.extend(self.remarks(&server.fact));
                vec![
                    escape::code_in_cell(&server.id),
                    escape::code_in_cell(&server.url),
                    self.together(&said),
                ]
            })
            .collect();
        let head = [
            self.pick("Name", "名称"),
            "URL",
            self.pick("Meaning", "说明"),
        ];
        self.table(&head, &rows);
    }

    /// How success and failure are told.
    fn envelopes(&mut self) {
        let book = self.book;
        if book.envelopes.is_empty() {
            return;
        }
        let heading = self.pick("Success and failure", "成功与失败");
        self.heading(2, "envelopes", heading);
        for envelope in &book.envelopes {
            self.named(3, &format!("envelope {}", envelope.id), &envelope.id);
            self.fact(&envelope.fact);
            self.fields(&envelope.fields);
            let said = envelope.failures.iter();
            let mut items: Vec<String> = said.map(|p| self.one(p, Within::Page)).collect();
            items.insert(0, self.one(&envelope.success, Within::Page));
            self.list(&items);
        }
    }

    /// What the vendor's codes mean.
    fn errors(&mut self) {
        let errors: Vec<&ErrorCode> = self.book.errors.iter().collect();
        self.error_table(&errors);
    }

    /// What some of the vendor's codes mean.
    pub(super) fn error_table(&mut self, errors: &[&ErrorCode]) {
        if errors.is_empty() {
            return;
        }
        let heading = self.pick("Errors", "错误码");
        self.heading(2, "errors", heading);
        let rows: Vec<Vec<String>> = errors
            .iter()
            .map(|error| {
                let mut said = vec![self.one(&error.fact.about, Within::Cell)];
                said.extend(self.remarks(&error.fact));
                vec![
                    escape::code_in_cell(&error.code),
                    escape::code_in_cell(&error.name),
                    escape::text(&error.kind_words),
                    self.together(&said),
                    self.one(&error.handling, Within::Cell),
                ]
            })
            .collect();
        let head = [
            self.pick("Code", "错误码"),
            self.pick("Name", "名称"),
            self.pick("Kind", "类别"),
            self.pick("Meaning", "说明"),
            self.pick("What the client does", "客户端的处理"),
        ];
        self.table(&head, &rows);
    }

    /// How many calls the vendor allows.
    fn limits(&mut self) {
        let book = self.book;
        if book.limits.is_empty() {
            return;
        }
        let heading = self.pick("Limits", "频率限制");
        self.heading(2, "limits", heading);
        for limit in &book.limits {
            self.named(3, &format!("limit {}", limit.id), &limit.id);
            self.line(&format!("**{}**", escape::text(&limit.words)));
            self.fact(&limit.fact);
        }
    }

    /// The vendor's documents.
    pub(super) fn documents(&mut self) {
        let book = self.book;
        if book.documents.is_empty() {
            return;
        }
        let heading = self.pick("Sources", "资料来源");
        self.heading(2, "documents", heading);
        let items: Vec<String> = book
            .documents
            .iter()
            .map(|document| {
                let title = escape::text(&document.title);
                let title = match &document.url {
                    Some(url) => format!("[{title}]({})", escape::target(url)),
                    None => title,
                };
                let mut said = vec![format!("{} {title}", escape::code(&document.id))];
                said.push(self.one(&document.fact.about, Within::Page));
                said.push(self.one(&document.fact.note, Within::Page));
                self.together(&said)
            })
            .collect();
        self.list(&items);
    }
}
