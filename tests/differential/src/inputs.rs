//! Inputs that have no form of their own in JSON.

use apiloom::{Base64, Codec, Extra, File, Json, decode_as, encode, record};

/// A file as JSON: its name, its media type, and its bytes in base64.
pub struct FileInput {
    name: String,
    content_type: Option<String>,
    bytes: Vec<u8>,
    extra: Extra,
}

record! {
    FileInput as Object keeps extra;
    name: required "name";
    content_type: "content_type";
    bytes: required "bytes" as Base64;
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
        let file = File::new(self.name, self.bytes);
        match self.content_type {
            Some(content_type) => file.with_content_type(content_type),
            None => file,
        }
    }
}

impl Files for Option<FileInput> {
    type Files = Option<File>;

    fn files(self) -> Option<File> {
        self.map(FileInput::files)
    }
}

impl Files for Vec<FileInput> {
    type Files = Vec<File>;

    fn files(self) -> Vec<File> {
        self.into_iter().map(FileInput::files).collect()
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
