use apiloom::{
    BoolCodes, Code, CodeEnum, CodeRef, DecodeError, Decoder, Encoder, Extra, Fields, Form, Maybe,
    Record, Shape, wire_enum, wire_record,
};

/// Somebody who bought something.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Customer {
    /// The number that the vendor gave.
    pub id: i64,
    /// The full name.
    pub name: Option<String>,
    /// As the customer says.
    pub gender: Option<Gender>,
    /// Whether the customer works here.
    pub is_employee: Option<bool>,
    /// Members that the spec does not name.
    pub extra: Extra,
}

static SHAPE: Shape = Shape::new(
    "Customer",
    Form::Object,
    &["id", "name", "gender", "isEmployee"],
    &[true],
);

impl Fields for Customer {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_into(&mut self.id),
            1 => d.read_into(&mut self.name),
            2 => d.read_into(&mut self.gender),
            3 => d.read_as(Maybe(BoolCodes::ints(0, 1)), &mut self.is_employee),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field("id", &self.id);
        e.field("name", &self.name);
        e.field("gender", &self.gender);
        e.field_as(
            "isEmployee",
            Maybe(BoolCodes::ints(0, 1)),
            &self.is_employee,
        );
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }
}

impl Record for Customer {
    fn blank() -> Self {
        Self {
            id: 0,
            name: None,
            gender: None,
            is_employee: None,
            extra: Extra::new(),
        }
    }
}

wire_record!(Customer);

/// As the customer says.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Gender {
    /// Not said.
    Unknown,
    /// Male.
    Male,
    /// Female.
    Female,
    /// A code that the spec does not name.
    Other(Code),
}

impl CodeEnum for Gender {
    const NAME: &'static str = "Gender";
    const BLANK: Self = Self::Unknown;

    fn from_code(code: CodeRef<'_>) -> Option<Self> {
        Some(match code.int()? {
            0 => Self::Unknown,
            1 => Self::Male,
            2 => Self::Female,
            _ => return None,
        })
    }

    fn other(code: Code) -> Option<Self> {
        Some(Self::Other(code))
    }

    fn code(&self) -> CodeRef<'_> {
        match self {
            Self::Unknown => CodeRef::Int(0),
            Self::Male => CodeRef::Int(1),
            Self::Female => CodeRef::Int(2),
            Self::Other(code) => code.as_ref(),
        }
    }
}

wire_enum!(Gender);
