//! Choices, hooks, the clock and nonces.

use super::signature::{Docs, Form, Function, Special};

pub(super) static FUNCTIONS: &[Function] = &[
    form(
        "choose",
        Special::Choose,
        "choose(setting, code=value, …) gives the values' type",
        "The value beside the code that the setting has; every code must be there.",
        "按设置的取值选出对应的值；每个取值都要给出。",
    ),
    form(
        "if",
        Special::If,
        "if(condition: bool, yes, no) gives the type of both",
        "One value if the condition holds, the other if not.",
        "条件成立取前者，否则取后者。",
    ),
    form(
        "custom",
        Special::Custom,
        "custom(\"hook\", argument, …) gives what the hook gives",
        "What a hook answers, which the client's user supplies.",
        "由客户端使用者提供的钩子的结果。",
    ),
    form(
        "now",
        Special::Now,
        "now gives instant",
        "The current instant, the same throughout an attempt.",
        "当前时刻，一次尝试内不变。",
    ),
    form(
        "uuid",
        Special::Uuid,
        "uuid gives text",
        "A random UUID; only as a whole let.",
        "随机 UUID；只能单独作为一个 let。",
    ),
    form(
        "nonce_hex",
        Special::NonceHex,
        "nonce_hex(length) gives text",
        "Random lower-case hexadecimal digits; only as a whole let.",
        "随机的小写十六进制数字；只能单独作为一个 let。",
    ),
    form(
        "nonce_digits",
        Special::NonceDigits,
        "nonce_digits(length) gives text",
        "Random decimal digits; only as a whole let.",
        "随机的十进制数字；只能单独作为一个 let。",
    ),
];

const fn form(
    name: &'static str,
    special: Special,
    signature: &'static str,
    en: &'static str,
    zh: &'static str,
) -> Function {
    Function {
        name,
        docs: Docs { en, zh },
        form: Form::Special(special, signature),
    }
}
