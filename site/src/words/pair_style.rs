//! How a list or an object stands in a query, a form or among parts.

use apiloom_codegen::diagnostic::Language;
use apiloom_codegen::model::PairStyle;

use super::{code, say};
use crate::book::Paragraph;

/// How a list or an object stands in a query, a form or among parts.
pub(crate) fn pair_style(
    language: Language,
    name: &str,
    style: PairStyle,
    is_list: bool,
) -> Paragraph {
    let shown = match (style, is_list) {
        (PairStyle::Repeat | PairStyle::Dots, true) => format!("{name}=1&{name}=2"),
        (PairStyle::Csv, true) => format!("{name}=1,2"),
        (PairStyle::Json, true) => format!("{name}=[1,2]"),
        (PairStyle::Brackets, true) => format!("{name}[]=1&{name}[]=2"),
        (PairStyle::Index0 | PairStyle::Index0Dots, true) => format!("{name}[0]=1&{name}[1]=2"),
        (PairStyle::Index1, true) => format!("{name}[1]=1&{name}[2]=2"),
        (PairStyle::Dots0, true) => format!("{name}.0=1&{name}.1=2"),
        (PairStyle::Dots1, true) => format!("{name}.1=1&{name}.2=2"),
        (PairStyle::Json | PairStyle::Repeat | PairStyle::Csv, false) => {
            format!("{name}={{\"member\":1}}")
        }
        (PairStyle::Brackets | PairStyle::Index0 | PairStyle::Index1, false) => {
            format!("{name}[member]=1")
        }
        (PairStyle::Dots | PairStyle::Dots0 | PairStyle::Dots1 | PairStyle::Index0Dots, false) => {
            format!("{name}.member=1")
        }
    };
    match is_list {
        true => say(
            language,
            "Several values are sent like this: {0}.",
            "多个值的写法：{0}。",
            &[code(&shown)],
        ),
        false => say(
            language,
            "Its members are sent like this: {0}.",
            "其成员的写法：{0}。",
            &[code(&shown)],
        ),
    }
}
