//! A book of an invented vendor that has one of everything.

use apiloom_site::Pair;
use apiloom_site::book::*;

/// The invented vendor in both languages; every text of it has the words put in.
pub(crate) fn pair(with: &str) -> Pair {
    Pair {
        en: book("en", with),
        zh: book("zh", with),
    }
}

fn text(text: &str) -> Piece {
    Piece::Text {
        text: text.to_owned(),
    }
}

/// Makes the parts of a book.
struct Maker {
    language: &'static str,
    with: String,
}

impl Maker {
    fn said(&self, en: &str, zh: &str) -> String {
        let text = if self.language == "en" { en } else { zh };
        format!("{text}{}", self.with)
    }

    fn prose(&self, en: &str, zh: &str) -> Prose {
        Prose {
            language: None,
            paragraphs: vec![vec![text(&self.said(en, zh))]],
        }
    }

    fn fact(&self, en: &str, zh: &str) -> Fact {
        Fact {
            about: self.prose(en, zh),
            note: self.prose("The table says otherwise.", "参数表另有说法。"),
            from: Some(format!("guide 4.2{}", self.with)),
            document: Some("guide".to_owned()),
            confidence: Some("inferred".to_owned()),
            confidence_words: Some(self.said("inferred", "推定")),
            deprecated: None,
        }
    }

    fn ty(&self, pieces: Paragraph) -> TypeText {
        TypeText {
            words: pieces,
            rust: format!("String{}", self.with),
            spec: "string".to_owned(),
        }
    }

    fn field(&self, wire: &str, en: &str, zh: &str, ty: Paragraph, inside: &[&str]) -> Field {
        Field {
            wire: format!("{wire}{}", self.with),
            name: format!("rust_{wire}{}", self.with),
            ty: self.ty(ty),
            required: true,
            nullable: true,
            access: "both".to_owned(),
            spread: false,
            secret: false,
            constant: None,
            computed: None,
            default: Some(format!("\"x\"{}", self.with)),
            aliases: vec![format!("alias{}", self.with)],
            example: Some(format!("\"13800138000\"{}", self.with)),
            constraints: vec![vec![text(
                &self.said("1 to 20 characters", "1 到 20 个字符"),
            )]],
            warns: false,
            form: vec![vec![text(
                &self.said("JSON inside a string", "字符串中的 JSON"),
            )]],
            consequences: vec![vec![text(&self.said("Sets it.", "会被修改。"))]],
            dangers: vec![vec![text(
                &self.said("All others are deleted.", "其余会被删除。"),
            )]],
            fact: self.fact(en, zh),
            codes: Vec::new(),
            inside: inside.iter().map(|id| (*id).to_owned()).collect(),
        }
    }

    fn plain(&self, wire: &str, en: &str, zh: &str) -> Field {
        self.field(wire, en, zh, vec![text(&self.said("text", "文本"))], &[])
    }

    fn of_type(&self, wire: &str, id: &str) -> Field {
        let ty = vec![
            text("list of "),
            Piece::Type {
                id: id.to_owned(),
                text: format!("{id}{}", self.with),
            },
        ];
        self.field(wire, "What is inside.", "内含的内容。", ty, &[id])
    }

    fn codes(&self) -> Vec<Code> {
        vec![Code {
            code: format!("vip{}", self.with),
            name: format!("Vip{}", self.with),
            label: self.prose("VIP", "贵宾"),
            fact: self.fact("Preferred service.", "优先服务。"),
        }]
    }

    fn rule(&self) -> Rule {
        Rule {
            id: format!("one_of{}", self.with),
            words: self.prose(
                "Either mobile or mail must be there.",
                "手机号和邮箱至少填一个。",
            ),
            condition: Some(format!("mobile is present{}", self.with)),
            error: false,
            fact: self.fact("A rule.", "一条规则。"),
        }
    }

    fn kind(&self, id: &str) -> Kind {
        match id {
            "customer" => Kind::Record {
                fields: vec![
                    self.plain("mobile", "Mobile phone number.", "手机号。"),
                    self.of_type("level", "level"),
                    self.of_type("lookup", "lookup"),
                    self.of_type("pair", "pair"),
                    self.of_type("extra", "extra"),
                    self.of_type("blob", "blob"),
                    // A type that holds itself.
                    self.of_type("parent", "customer"),
                ],
                open: true,
                rules: vec![self.rule()],
            },
            "level" => Kind::Enum {
                numbers: false,
                open: true,
                codes: self.codes(),
            },
            "lookup" => Kind::Union {
                told: self.prose("By the member type.", "由成员 type 决定。"),
                open: false,
                variants: vec![Variant {
                    tag: Some(format!("mail{}", self.with)),
                    name: format!("Mail{}", self.with),
                    ty: self.ty(vec![text("text")]),
                    fact: self.fact("By mail.", "按邮箱。"),
                }],
            },
            "pair" => Kind::Tuple {
                items: vec![self.plain("first", "The first.", "第一项。")],
                actions: vec![Action {
                    name: format!("delete{}", self.with),
                    with: vec![format!("id{}", self.with)],
                    deletes: true,
                    fact: self.fact("Deletes it.", "删除。"),
                }],
                rules: Vec::new(),
            },
            "extra" => Kind::Patterned {
                keys: vec![self.plain("TextField_{int}", "Added by the company.", "公司自定义。")],
            },
            _ => Kind::Opaque,
        }
    }

    fn declared(&self, id: &str) -> Type {
        Type {
            id: id.to_owned(),
            name: format!("{id}Type{}", self.with),
            fact: self.fact("A customer of the shop.", "商店的客户。"),
            kind: self.kind(id),
            sent: true,
            received: true,
            operations: vec!["change_customer".to_owned()],
            holders: vec!["customer".to_owned()],
            example: Some(format!("{{\"mobile\": \"1{}\"}}", self.with)),
        }
    }

    fn example(&self) -> Example {
        Example {
            title: self.said("A change", "一次修改"),
            fact: self.fact("Everything at once.", "一次全部修改。"),
            sample: Some(Sample {
                rust: Some(format!("// {}\nlet x = \"a\";\n", self.with)),
                inputs: format!("{{\n  \"mobile\": \"1{}\"\n}}", self.with),
                http: Some(format!(
                    "PUT /customers HTTP/1.1\nHost: x{}\n\n{{}}",
                    self.with
                )),
                curl: Some(format!("curl 'https://shop.example/{}'", self.with)),
                signing: self.prose("The signature is valid once.", "签名只能使用一次。"),
            }),
            answer: Some(Answer {
                status: 200,
                headers: vec![("X-Id".to_owned(), format!("1{}", self.with))],
                body: format!("{{\"code\": 41}}{}", self.with),
                json: true,
                fails: Some(format!("41{}", self.with)),
            }),
        }
    }

    fn operation(&self, id: &str) -> Operation {
        Operation {
            id: id.to_owned(),
            title: self.said("Change a customer", "修改客户"),
            fact: self.fact("Changes one customer.", "修改一个客户。"),
            method: "PUT".to_owned(),
            path: format!("/customers/{{id}}{}", self.with),
            server: Some(format!("main{}", self.with)),
            effect: "write".to_owned(),
            effect_words: self.prose("It writes.", "写入数据。"),
            repeat: "never".to_owned(),
            repeat_words: self.prose("Never sent twice.", "不会重复发送。"),
            schemes: vec!["hmac".to_owned()],
            all_schemes: false,
            envelope: Some("standard".to_owned()),
            permissions: vec![self.prose("Administrators", "管理员")],
            limits: vec!["each".to_owned()],
            update: self.prose("What is left out stays.", "未提供的字段不变。"),
            dangers: vec![(
                format!("customer{}", self.with),
                self.prose("Others are deleted.", "其余会被删除。"),
            )],
            parameters: vec![Parameters {
                place: "path".to_owned(),
                fields: vec![self.plain("id", "Which one.", "哪一个。")],
            }],
            body: Some(Body {
                encode: "json".to_owned(),
                content_type: "application/json".to_owned(),
                fields: vec![self.of_type("customer", "customer")],
                whole: None,
            }),
            returns: Some(Returns {
                ty: self.ty(vec![text("Customer")]),
                inside: vec!["customer".to_owned()],
                at: format!("data{}", self.with),
                decode: "json".to_owned(),
                absent: self.prose("Absent if there is none.", "没有则不返回。"),
                fact: self.fact("After the change.", "修改之后。"),
            }),
            rules: vec![self.rule()],
            pages: Some(Pages {
                by: "page".to_owned(),
                words: vec![vec![text(&self.said("Page by page.", "逐页读取。"))]],
                note: self.prose("At most 100.", "最多 100。"),
                rust: Some("let mut pages = 1;\n".to_owned()),
            }),
            errors: vec![UsedError {
                code: format!("41{}", self.with),
                shown: true,
            }],
            examples: vec![self.example()],
            types: vec!["customer".to_owned()],
        }
    }

    fn scheme(&self) -> Scheme {
        let step = |from, to, en: &str, zh: &str, answer| Step {
            from,
            to,
            text: self.said(en, zh),
            answer,
            when: answer.then(|| self.said("if there is one", "如果有")),
        };
        Scheme {
            id: "hmac".to_owned(),
            title: self.said("HMAC signature", "HMAC 签名"),
            fact: self.fact("Signs the query.", "对查询串签名。"),
            values: vec![Value {
                name: format!("sign{}", self.with),
                expression: format!("key | sha256{}", self.with),
                words: vec![self.prose("The digest of the key.", "密钥的摘要。")],
            }],
            placed: vec![Placed {
                place: "query".to_owned(),
                wire: format!("sign{}", self.with),
                expression: format!("sign{}", self.with),
                sealed: true,
            }],
            token: Some(Token {
                operation: Some("change_customer".to_owned()),
                setting: Some(format!("token{}", self.with)),
                lifetime: self.prose("Two hours.", "两小时。"),
                renew: vec![format!("40{}", self.with)],
                fact: self.fact("A token.", "令牌。"),
            }),
            steps: vec![
                step(Actor::Program, Actor::Client, "calls", "调用", false),
                step(Actor::Client, Actor::Client, "signs", "签名", false),
                step(Actor::Client, Actor::Hook, "asks", "询问", false),
                step(Actor::Client, Actor::Vendor, "sends", "发送", false),
                step(Actor::Vendor, Actor::Client, "answers", "返回", true),
            ],
        }
    }
}

fn book(language: &'static str, with: &str) -> Book {
    let m = Maker {
        language,
        with: with.to_owned(),
    };
    let operations = ["change_customer", "replace_customer"];
    let types = ["customer", "level", "lookup", "pair", "extra", "blob"];
    Book {
        language: language.to_owned(),
        vendor: "shop".to_owned(),
        title: m.said("Shop", "商店"),
        spec: format!("shop{with}.yaml"),
        package: format!("apiloom-shop{with}"),
        library: "apiloom_shop".to_owned(),
        fact: m.fact("A shop that nobody runs.", "并不存在的商店。"),
        documents: vec![Document {
            id: "guide".to_owned(),
            title: m.said("The guide", "指南"),
            url: Some(format!("https://shop.example/guide{with}")),
            fact: m.fact("A document.", "一份文档。"),
        }],
        abilities: Abilities {
            operations: operations.len(),
            types: types.len(),
            entities: vec![Entity {
                title: None,
                name: m.said("customer", "客户"),
                list: Vec::new(),
                read: Vec::new(),
                create: Vec::new(),
                update: operations.iter().map(|id| (*id).to_owned()).collect(),
                delete: Vec::new(),
            }],
            authentication: vec![m.said("signature", "签名")],
            fetches_tokens: true,
            renews_tokens: true,
            pagination: vec![m.said("by page", "按页")],
            limits: vec![m.said("60 a minute", "每分钟 60 次")],
            bodies: vec![m.said("JSON", "JSON")],
            files: true,
        },
        settings: vec![m.plain("token", "The access key.", "访问秘钥。")],
        hooks: vec![Hook {
            name: format!("confirm{with}"),
            takes: vec![(format!("code{with}"), m.said("text", "文本"))],
            gives: m.said("text", "文本"),
            fact: m.fact("Asks somebody.", "询问某人。"),
        }],
        servers: ["main", "test"]
            .map(|id| Server {
                id: format!("{id}{with}"),
                url: format!("https://{id}.shop.example{with}"),
                fact: m.fact("A server.", "服务器。"),
            })
            .into(),
        schemes: vec![m.scheme()],
        envelopes: vec![Envelope {
            id: "standard".to_owned(),
            fields: vec![m.plain("code", "The code.", "错误码。")],
            success: m.prose("code is 0", "code 为 0"),
            failures: vec![m.prose("code is not 0", "code 不为 0")],
            fact: m.fact("An object.", "一个对象。"),
        }],
        errors: vec![ErrorCode {
            code: format!("41{with}"),
            name: format!("no_such_customer{with}"),
            kind: "NotFound".to_owned(),
            kind_words: m.said("Not there", "不存在"),
            handling: m.prose("Do not send again.", "不要重试。"),
            fact: m.fact("There is no such customer.", "客户不存在。"),
        }],
        limits: vec![Limit {
            id: "each".to_owned(),
            words: m.said("60 calls a minute", "每分钟 60 次"),
            fact: m.fact("A limit.", "限制。"),
        }],
        first_sample: Some(format!("fn main() {{}} // {with}\n")),
        operations: operations.map(|id| m.operation(id)).into(),
        types: types.map(|id| m.declared(id)).into(),
    }
}
