use apiloom::{DecodeError, Decoder, Encoder, OrNull, Plain, Wire, impl_serde, record, validate};

/// A further mail address by its id; without an id it is made.
///
/// 一条其他邮箱：id 为空则新建，否则更新该 id 的邮箱。
///
/// Note: An address cannot be deleted here; leaving its id out of the list does that.
///
/// Note: 不能用空内容删除邮箱；列表中不出现的 id 会被删除。
///
/// Source: guide 邮箱参数格式.
#[derive(Clone, Debug, PartialEq)]
pub enum EmailChange {
    /// Makes an address.
    ///
    /// 新建邮箱。
    Create {
        /// The mail address itself.
        ///
        /// 邮箱地址本身。
        content: String,
    },

    /// Keeps the address of this id and sets it.
    ///
    /// 保留并更新该 id 的邮箱。
    Change {
        /// Which address it is; an item that makes a new one has null here.
        ///
        /// 邮箱的 id；新建的项此处为 null。
        id: i64,

        /// The mail address itself.
        ///
        /// 邮箱地址本身。
        content: String,
    },
}

impl Wire for EmailChange {
    fn blank() -> Self {
        Self::Create {
            content: String::new(),
        }
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        match d.read()? {
            EmailChangeItems { id: None, content } => Ok(Self::Create { content }),
            EmailChangeItems {
                id: Some(id),
                content,
            } => Ok(Self::Change { id, content }),
        }
    }

    fn write(&self, e: &mut Encoder) {
        let items = match self {
            Self::Create { content } => EmailChangeItems {
                id: None,
                content: content.to_owned(),
            },
            Self::Change { id, content } => EmailChangeItems {
                id: Some(id.to_owned()),
                content: content.to_owned(),
            },
        };
        items.write(e);
    }
}

impl_serde!(EmailChange);

/// The items by their position; null is none.
struct EmailChangeItems {
    id: Option<i64>,
    content: String,
}

record! {
    EmailChangeItems as Tuple;
    id: required "id" as OrNull(Plain);
    content: required "content";
}

impl validate::Validate for EmailChange {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        match self {
            Self::Create {
                content: item_1, ..
            } => {
                found.email(&at.item(1), item_1);
            }
            Self::Change {
                content: item_1, ..
            } => {
                found.email(&at.item(1), item_1);
            }
        }
    }
}
