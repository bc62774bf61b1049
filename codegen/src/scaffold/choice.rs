//! What can be chosen of a vendor, each choice by a word.

use crate::diagnostic::Language;

/// One of several things that a vendor does.
pub trait Choice: Copy + PartialEq + Sized + 'static {
    /// All of them; the first one is meant where nothing is said.
    const ALL: &'static [Self];

    /// The word for it.
    fn word(self) -> &'static str;

    /// What it means, in a few words.
    fn said(self, language: Language) -> &'static str;

    /// The one that a word stands for.
    fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|one| one.word() == word).copied()
    }
}

/// An enum of choices: the word, what it means in English and in Chinese.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $word:literal $english:literal $chinese:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = $english] $variant,)*
        }

        impl Choice for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),*];

            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            fn said(self, language: Language) -> &'static str {
                match (self, language) {
                    $(
                        (Self::$variant, Language::English) => $english,
                        (Self::$variant, Language::Chinese) => $chinese,
                    )*
                }
            }
        }
    };
}

choice! {
    /// How requests are authenticated.
    Auth {
        Bearer "bearer" "a fixed token, in the header Authorization" "固定令牌，放在 Authorization 请求头中";
        Header "header" "an API key, in a header" "API 密钥，放在请求头中";
        Query "query" "an API key, in the query" "API 密钥，放在查询参数中";
        Basic "basic" "a user and a password, by HTTP's Basic scheme" "用户名和密码，HTTP Basic 认证";
        Token "token" "a token that an operation hands out for a while" "由接口发放、有时效的令牌";
        Hmac "hmac" "a signature: HMAC over the sorted parameters" "签名：对排序后的参数计算 HMAC";
        Md5 "md5" "a signature: MD5 over the sorted parameters and a secret" "签名：对排序后的参数和密钥计算 MD5";
        None "none" "not at all" "不认证";
    }
}

choice! {
    /// Whether answers stand in an envelope.
    Envelope {
        Code "code" "yes: `{ code, message, data }`, and code 0 is success" "有：`{ code, message, data }`，code 为 0 表示成功";
        None "none" "no: the body is the result, and the status tells failure" "没有：响应体就是结果，由状态码表示失败";
    }
}

choice! {
    /// How lists are paged.
    Paging {
        Page "page" "by the number of the page" "按页码";
        Offset "offset" "by how many items to skip" "按跳过的条数";
        Cursor "cursor" "by a cursor that each page gives for the next" "按游标，每页给出下一页的游标";
        None "none" "a list comes as a whole" "不分页";
    }
}

choice! {
    /// The languages of comments and documentation.
    Comments {
        English "en" "English" "英文";
        Chinese "zh" "Chinese 中文" "中文";
        Both "both" "English and Chinese 中英双语" "中英双语";
    }
}
