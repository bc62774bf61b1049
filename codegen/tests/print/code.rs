use apiloom::{Code, CodeEnum, CodeRef};

/// How a customer is addressed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Gender {
    /// 男
    Male,

    /// 女
    Female,

    /// A code that the spec does not name.
    Other(Code),
}

impl CodeEnum for Gender {
    const BLANK: Self = Self::Male;

    fn from_code(code: Code) -> Result<Self, Code> {
        match &code {
            Code::Int(1) => Ok(Self::Male),
            Code::Int(2) => Ok(Self::Female),
            _ => Ok(Self::Other(code)),
        }
    }

    fn code(&self) -> CodeRef<'_> {
        match self {
            Self::Male => CodeRef::Int(1),
            Self::Female => CodeRef::Int(2),
            Self::Other(code) => code.as_ref(),
        }
    }
}

impl Gender {
    /// The names of all codes.
    pub const NAMES: &'static [&'static str] = &["Male", "Female"];

    /// The label in the vendor's language, or nothing for a code that the spec does not name.
    pub fn label(&self) -> Option<&'static str> {
        match self {
            Self::Male => Some("男"),
            Self::Female => Some("女"),
            Self::Other(_) => None,
        }
    }
}

/// Where a customer came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Import = 1,
    Web = 2,
    Phone = 10,
}
