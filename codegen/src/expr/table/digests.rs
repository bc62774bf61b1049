//! Digests: the only functions that end secrecy.

use apiloom_wire::functions as f;

use super::Args;
use super::signature::{Docs, Form, Function, Gives, Need, Overload, Param, Takes};
use crate::expr::value::Value;

const DATA: Param = Param::new("data", Takes::Octets);
const KEY: Param = Param::new("key", Takes::Octets).need(Need::Named);

macro_rules! digests {
    ($($name:ident $en:literal $zh:literal;)*) => {
        [$(digest(stringify!($name), Docs { en: $en, zh: $zh }, &[Overload {
            takes: &[DATA],
            gives: Gives::Bytes,
            rust: stringify!($name),
            run: |a| Some(Value::Bytes(f::$name(Args(a).octets(0)?))),
            lifts: false,
        }])),*]
    };
}

macro_rules! keyed {
    ($($name:ident $en:literal $zh:literal;)*) => {
        [$(digest(stringify!($name), Docs { en: $en, zh: $zh }, &[Overload {
            takes: &[DATA, KEY],
            gives: Gives::Bytes,
            rust: stringify!($name),
            run: |a| Some(Value::Bytes(f::$name(Args(a).octets(0)?, Args(a).octets(1)?))),
            lifts: false,
        }])),*]
    };
}

pub(super) static DIGESTS: [Function; 4] = digests! {
    md5 "The MD5 digest: 16 bytes." "MD5 摘要，16 字节。";
    sha1 "The SHA-1 digest: 20 bytes." "SHA-1 摘要，20 字节。";
    sha256 "The SHA-256 digest: 32 bytes." "SHA-256 摘要，32 字节。";
    sha512 "The SHA-512 digest: 64 bytes." "SHA-512 摘要，64 字节。";
};

pub(super) static KEYED: [Function; 4] = keyed! {
    hmac_md5 "The HMAC with MD5 under a key." "以密钥计算的 HMAC-MD5。";
    hmac_sha1 "The HMAC with SHA-1 under a key." "以密钥计算的 HMAC-SHA1。";
    hmac_sha256 "The HMAC with SHA-256 under a key." "以密钥计算的 HMAC-SHA256。";
    hmac_sha512 "The HMAC with SHA-512 under a key." "以密钥计算的 HMAC-SHA512。";
};

const fn digest(name: &'static str, docs: Docs, overloads: &'static [Overload]) -> Function {
    Function {
        name,
        docs,
        form: Form::Plain {
            overloads,
            digest: true,
        },
    }
}
