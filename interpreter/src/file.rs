//! Files, as JSON describes them.

use apiloom::{File, Json, f};

/// The file that JSON describes: a text, which is what is in it, or an object with `text` or `base64`, and
/// with `name` and `type` where they are known.
///
/// # Errors
/// When it describes none; the text says what is wrong.
pub(crate) fn file(json: &Json) -> Result<File, String> {
    let mut file = ("file".to_owned(), None, None);
    match json {
        Json::String(text) => file.2 = Some(text.clone().into_bytes()),
        Json::Object(members) => {
            for (name, value) in members.iter() {
                let Json::String(text) = value else {
                    return Err(format!("`{name}` of a file is a text"));
                };
                match name.as_str() {
                    "name" => file.0 = text.clone(),
                    "type" => file.1 = Some(text.clone()),
                    "text" => file.2 = Some(text.clone().into_bytes()),
                    "base64" => {
                        let bytes = f::base64_decode(text);
                        file.2 = Some(bytes.ok_or("`base64` of a file is no base64")?);
                    }
                    other => {
                        return Err(format!(
                            "`{other}` says nothing of a file; `name`, `type`, `text` and `base64` do"
                        ));
                    }
                }
            }
        }
        _ => {
            return Err(
                "a file is a text, or an object with `name`, `type` and `text` or `base64`"
                    .to_owned(),
            );
        }
    }
    let (name, content_type, bytes) = file;
    let bytes = bytes.ok_or("a file needs `text` or `base64`")?;
    let made = File::new(name, bytes);
    Ok(match content_type {
        Some(content_type) => made.with_content_type(content_type),
        None => made,
    })
}
