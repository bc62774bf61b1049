//! Inputs that have no form of their own in JSON.

use apiloom::{Codec, DecodeError, Decoder, Encoder, File, Json, Wire, decode_as, encode, f};

/// A file as JSON: a text, or an object with its name, its type, and its text or base64.
#[derive(Clone, Debug)]
pub struct FileInput(Json);

impl Wire for FileInput {
    fn blank() -> Self {
        Self(Json::Null)
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        Json::read(d).map(Self)
    }

    fn write(&self, e: &mut Encoder) {
        self.0.write(e);
    }
}

impl FileInput {
    /// The file; what is none is not tried here, since callers of generated clients cannot say it.
    fn file(self) -> File {
        let text = |name: &str| self.0.get(name).and_then(Json::as_str);
        let bytes = match (self.0.as_str(), text("text"), text("base64")) {
            (Some(whole), ..) => whole.as_bytes().to_vec(),
            (_, Some(text), _) => text.as_bytes().to_vec(),
            (.., base64) => f::base64_decode(base64.unwrap_or_default()).unwrap_or_default(),
        };
        let file = File::new(text("name").unwrap_or("file"), bytes);
        match text("type") {
            Some(content_type) => file.with_content_type(content_type),
            None => file,
        }
    }
}

/// Files of which JSON is made: one, perhaps one, several, perhaps several.
pub trait Files {
    /// What a client takes.
    type Files;

    /// The files.
    fn files(self) -> Self::Files;
}

impl Files for FileInput {
    type Files = File;

    fn files(self) -> File {
        self.file()
    }
}

impl Files for Option<FileInput> {
    type Files = Option<File>;

    fn files(self) -> Option<File> {
        self.map(FileInput::file)
    }
}

impl Files for Vec<FileInput> {
    type Files = Vec<File>;

    fn files(self) -> Vec<File> {
        self.into_iter().map(FileInput::file).collect()
    }
}

impl Files for Option<Vec<FileInput>> {
    type Files = Option<Vec<File>>;

    fn files(self) -> Option<Vec<File>> {
        self.map(Files::files)
    }
}

/// The value of a setting that is given as text.
///
/// # Panics
/// When the text is no value of the setting: tests give what they know to be one.
pub fn setting<T, C: Codec<T>>(
    given: &[(String, String)],
    name: &str,
    as_text: bool,
    codec: C,
) -> Option<T> {
    let (_, text) = given.iter().find(|(known, _)| known == name)?;
    let json = match as_text {
        true => encode(&Json::from(text.as_str())).expect("a text is JSON"),
        false => text.clone().into_bytes(),
    };
    Some(decode_as(&json, codec).unwrap_or_else(|error| panic!("the setting {name}: {error}")))
}
