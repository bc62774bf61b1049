use apiloom::{
    DecodeError, Decoder, Encoder, NullOrEmpty, OrNull, Plain, StringOrInt, Wire, impl_serde,
    record, validate,
};

/// A phone number by its id.
/// No id makes a number, an id with a number changes it, an id without a number deletes it.
///
/// 一条手机号：id 为空则新建；有 id 有号码则更新；有 id 而号码为 null 则删除。
///
/// Source: guide 手机号参数格式.
///
/// Note on `content`: The sample sends numbers as JSON numbers and deletes with an empty text; the rules say null.
/// Numbers are written as text, which keeps leading zeros and +, and an empty text is refused.
/// The table writes the pairs with a colon, which is no JSON; they are arrays of two items.
///
/// Note on `content`: 示例把号码写成数字，并用空字符串删除；说明文字规定用 null 删除。
/// 这里一律按字符串写出（保留前导零和 +），并拒绝空字符串。
/// 参数表把数组元素写成带冒号的形式，不是合法 JSON；实际是两个元素的数组。
#[derive(Clone, Debug, PartialEq)]
pub enum CellphoneChange {
    /// Makes a number.
    ///
    /// 新建手机号。
    Create {
        /// The phone number as text; an item with an id and null here deletes.
        ///
        /// 手机号，按字符串发送；有 id 而此处为 null 的项表示删除。
        ///
        /// Allowed: matches `.+`.
        content: String,
    },

    /// Changes the number of this id.
    ///
    /// 更新该 id 的手机号。
    Change {
        /// Which number it is; an item that makes a new one has null here.
        ///
        /// 手机号的 id；新建的项此处为 null。
        id: i64,

        /// The phone number as text; an item with an id and null here deletes.
        ///
        /// 手机号，按字符串发送；有 id 而此处为 null 的项表示删除。
        ///
        /// Allowed: matches `.+`.
        content: String,
    },

    /// Deletes the number of this id.
    ///
    /// 删除该 id 的手机号。
    Delete {
        /// Which number it is; an item that makes a new one has null here.
        ///
        /// 手机号的 id；新建的项此处为 null。
        id: i64,
    },
}

impl Wire for CellphoneChange {
    fn blank() -> Self {
        Self::Create {
            content: String::new(),
        }
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        match d.read()? {
            CellphoneChangeItems {
                id: None,
                content: Some(content),
            } => Ok(Self::Create { content }),
            CellphoneChangeItems {
                id: Some(id),
                content: Some(content),
            } => Ok(Self::Change { id, content }),
            CellphoneChangeItems {
                id: Some(id),
                content: None,
            } => Ok(Self::Delete { id }),
            _ => Err(d.no_variant("CellphoneChange", None)),
        }
    }

    fn write(&self, e: &mut Encoder) {
        let items = match self {
            Self::Create { content } => CellphoneChangeItems {
                id: None,
                content: Some(content.to_owned()),
            },
            Self::Change { id, content } => CellphoneChangeItems {
                id: Some(id.to_owned()),
                content: Some(content.to_owned()),
            },
            Self::Delete { id } => CellphoneChangeItems {
                id: Some(id.to_owned()),
                content: None,
            },
        };
        items.write(e);
    }
}

impl_serde!(CellphoneChange);

/// The items by their position; null is none.
struct CellphoneChangeItems {
    id: Option<i64>,
    content: Option<String>,
}

record! {
    CellphoneChangeItems as Tuple;
    id: required "id" as OrNull(Plain);
    content: required "content" as NullOrEmpty(StringOrInt);
}

impl validate::Validate for CellphoneChange {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        match self {
            Self::Create {
                content: item_1, ..
            } => {
                found.pattern(&at.item(1), item_1, &CONTENT_PATTERN);
            }
            Self::Change {
                content: item_1, ..
            } => {
                found.pattern(&at.item(1), item_1, &CONTENT_PATTERN);
            }
            _ => {}
        }
    }
}

static CONTENT_PATTERN: validate::Pattern = validate::Pattern::pieces(
    ".+",
    &[validate::Piece::none_of(&[('\n', '\n')], 1, u32::MAX)],
);
