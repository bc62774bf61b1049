//! Where an attribute of a derive stands, and which keys it has there.

/// Where an attribute stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Record,
    Member,
    Codes,
    Variant,
    Payload,
    Newtype,
    Inside,
    Checked,
    CheckedVariant,
    CheckedRecord,
}

impl Place {
    const ALL: [Place; 10] = [
        Place::Record,
        Place::Member,
        Place::Codes,
        Place::Variant,
        Place::Payload,
        Place::Newtype,
        Place::Inside,
        Place::Checked,
        Place::CheckedVariant,
        Place::CheckedRecord,
    ];

    /// The name of the attribute.
    pub(super) fn attribute(self) -> &'static str {
        match self {
            Place::Checked | Place::CheckedVariant | Place::CheckedRecord => "validate",
            _ => "wire",
        }
    }

    /// How an attribute is written here.
    pub(super) fn help(self) -> &'static str {
        match self.attribute() {
            "validate" => {
                "write keys with commas between, such as `#[validate(length = \"1..20\", unique)]`; \
                 rules over several fields stand on the struct"
            }
            _ => "write keys with commas between, such as `#[wire(name = \"…\", read_only)]`",
        }
    }

    /// The keys that this place has.
    pub(super) fn keys(self) -> &'static [&'static str] {
        match self {
            Place::Record => &["rename_all", "tuple"],
            Place::Member => &[
                "name",
                "alias",
                "as",
                "required",
                "optional",
                "read_only",
                "extra",
            ],
            Place::Codes => &["rename_all"],
            Place::Variant => &["code", "other"],
            Place::Payload | Place::Newtype => &[],
            Place::Inside => &["as"],
            Place::Checked => &[
                "length",
                "byte_length",
                "range",
                "pattern",
                "items",
                "unique",
                "email",
                "phone",
                "url",
                "inside",
                "severity",
            ],
            Place::CheckedVariant => &[],
            Place::CheckedRecord => &["all_or_none", "exactly_one", "at_least_one", "at_most_one"],
        }
    }

    /// The place in words.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Place::Record => "a struct with named fields",
            Place::Member => "a named field",
            Place::Codes => "an enum",
            Place::Variant => "a variant",
            Place::Payload => "what a variant holds",
            Place::Newtype => "a struct with one field without a name",
            Place::Inside => "the only field of a struct",
            Place::Checked => "a field",
            Place::CheckedVariant => "a variant",
            Place::CheckedRecord => "a struct with named fields",
        }
    }

    /// The places of the same attribute that have a key.
    pub(super) fn of_key(self, key: &str) -> Vec<Place> {
        let mut places = Place::ALL.to_vec();
        places.retain(|place| place.attribute() == self.attribute() && place.keys().contains(&key));
        places
    }
}
