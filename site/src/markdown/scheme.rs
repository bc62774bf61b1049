//! Ways to authenticate.

use super::escape;
use super::page::{Page, Within};
use crate::book::{Actor, Scheme, Step};

impl Page<'_> {
    /// The ways to authenticate.
    pub(super) fn authentication(&mut self) {
        let schemes: Vec<&Scheme> = self.book.schemes.iter().collect();
        self.schemes(&schemes);
    }

    /// Some of them.
    pub(super) fn schemes(&mut self, schemes: &[&Scheme]) {
        if schemes.is_empty() {
            return;
        }
        let heading = self.pick("Authentication", "认证");
        self.heading(2, "authentication", heading);
        for scheme in schemes {
            self.scheme(scheme);
        }
    }

    fn scheme(&mut self, scheme: &Scheme) {
        self.named(3, &format!("scheme {}", scheme.id), &scheme.id);
        self.line(&format!("**{}**", escape::text(&scheme.title)));
        self.fact(&scheme.fact);
        let title = self.pick("What happens:", "过程：");
        self.line(title);
        let steps: Vec<String> = scheme.steps.iter().map(|step| self.step(step)).collect();
        self.numbered(&steps);
        self.values(scheme);
        let rows: Vec<Vec<String>> = scheme
            .placed
            .iter()
            .map(|placed| {
                vec![
                    escape::code_in_cell(&placed.wire),
                    self.place(&placed.place).to_owned(),
                    escape::code_in_cell(&placed.expression),
                ]
            })
            .collect();
        let head = [
            self.pick("Placed", "放入"),
            self.pick("Where", "位置"),
            self.pick("Value", "值"),
        ];
        self.table(&head, &rows);
        self.token(scheme);
    }

    fn place(&self, place: &str) -> &'static str {
        match place {
            "query" => self.pick("query", "查询串"),
            "header" => self.pick("header", "请求头"),
            "cookie" => "Cookie",
            _ => self.pick("body", "请求体"),
        }
    }

    fn values(&mut self, scheme: &Scheme) {
        let items: Vec<String> = scheme
            .values
            .iter()
            .map(|value| {
                let words = value.words.iter();
                let words: Vec<String> = words.map(|p| self.one(p, Within::Page)).collect();
                let colon = self.pick(": ", "：");
                format!(
                    "{}{colon}{}",
                    escape::code(&value.name),
                    words.join(self.pick(" ", ""))
                )
            })
            .collect();
        if !items.is_empty() {
            let title = self.pick("What is computed:", "计算过程：");
            self.line(title);
            self.list(&items);
        }
    }

    fn step(&self, step: &Step) -> String {
        let arrow = match step.from == step.to {
            true => format!("**{}**", self.actor(step.from)),
            false => format!(
                "**{}** → **{}**",
                self.actor(step.from),
                self.actor(step.to)
            ),
        };
        let colon = self.pick(": ", "：");
        let text = escape::text(&step.text);
        match (&step.when, self.book.language.as_str()) {
            (Some(when), "zh") => format!("{arrow}{colon}{text}（{}时）", escape::text(when)),
            (Some(when), _) => format!("{arrow}{colon}{text} (if {})", escape::text(when)),
            (None, _) => format!("{arrow}{colon}{text}"),
        }
    }

    fn actor(&self, actor: Actor) -> &'static str {
        match actor {
            Actor::Program => self.pick("program", "程序"),
            Actor::Client => self.pick("client", "客户端"),
            Actor::Hook => self.pick("hook", "回调函数"),
            Actor::Vendor => self.pick("vendor", "厂商"),
        }
    }

    fn token(&mut self, scheme: &Scheme) {
        let Some(token) = &scheme.token else {
            return;
        };
        let mut said = Vec::new();
        if let Some(id) = &token.operation {
            let operation = self.link(&format!("operation {id}"), &escape::code(id));
            said.push(match self.book.language.as_str() {
                "zh" => format!("由 {operation} 获取。"),
                _ => format!("It is fetched by {operation}."),
            });
        }
        if let Some(setting) = &token.setting {
            let setting = escape::code(setting);
            said.push(match self.book.language.as_str() {
                "zh" => format!("也可用配置项 {setting} 直接提供。"),
                _ => format!("The setting {setting} gives it directly."),
            });
        }
        said.push(self.one(&token.lifetime, Within::Page));
        let said = self.together(&said);
        self.line(&self.labelled("Token", "token", &said));
        self.fact(&token.fact);
    }
}
