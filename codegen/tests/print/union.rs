use apiloom::{DecodeError, Decoder, Encoder, Json, Wire};

/// How to find a customer.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum CustomerLookup {
    /// By the customer's number.
    Id(i64),

    /// By a phone number.
    Phone(Vec<(Option<i64>, apiloom::Phone)>),

    /// A tag that the spec does not name.
    Other {
        tag: Option<String>,
        content: Option<Json>,
    },
}

impl Wire for CustomerLookup {
    fn blank() -> Self {
        Self::Id(Wire::blank())
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        let tag = d.tag("type")?;
        match tag.as_deref() {
            Some("id") => Ok(Self::Id(d.content("content")?)),
            Some("phone") => {
                let mut content = Vec::new();
                d.content_as(
                    "content",
                    apiloom::FlatPairs::new(apiloom::Maybe(apiloom::Plain), apiloom::Plain),
                    &mut content,
                )?;
                Ok(Self::Phone(content))
            }
            other => d.other_content("content").map(|content| Self::Other {
                tag: other.map(Into::into),
                content,
            }),
        }
    }

    fn write(&self, e: &mut Encoder) {
        match self {
            Self::Id(value) => e.adjacent("type", "id", "content", value),
            Self::Phone(value) => e.adjacent("type", "phone", "content", value),
            Self::Other { tag, content } => {
                e.adjacent_other("type", tag.as_deref(), "content", content.as_ref())
            }
        }
    }
}
