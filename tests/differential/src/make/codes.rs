//! Codes of enums and bools, in every form.

use apiloom::Json;
use apiloom_codegen::model::{CodeKind, Enum, Literal};

use super::{Maker, number, object};

impl Maker<'_> {
    /// Each code in both forms, and some that are none.
    pub(super) fn codes(&self, codes: &Enum) -> Vec<Json> {
        let mut made = Vec::new();
        for variant in &codes.variants {
            // What is written comes first.
            let mut forms = self.code_forms(&variant.code);
            if codes.codes == CodeKind::Text {
                forms.reverse();
            }
            made.extend(forms);
        }
        made.extend(["unknown", "", " 1", "4711"].map(Json::from));
        made.extend([
            number("4711"),
            number("1.5"),
            number("1.0"),
            Json::Bool(true),
            object([]),
        ]);
        made
    }

    /// A code as it is, and in the other form if it has one.
    pub(super) fn code_forms(&self, code: &Literal) -> Vec<Json> {
        match code {
            Literal::Int(code) => vec![Json::from(*code), Json::from(code.to_string())],
            Literal::Text(code) => {
                let mut forms = Vec::new();
                if code
                    .parse::<i64>()
                    .is_ok_and(|number| number.to_string() == *code)
                {
                    forms.push(number(code));
                }
                forms.push(Json::from(code.as_str()));
                forms
            }
        }
    }
}
