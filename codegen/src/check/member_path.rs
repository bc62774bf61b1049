//! Members on the way to a value: `data.items`, `["page.info"].next`.

/// The names of the members on the way from what `root` names to a value; none of them if that is it.
pub(super) fn way(place: &str, root: &str) -> Option<Vec<String>> {
    let rest = place.strip_prefix(root)?;
    match rest.strip_prefix('.') {
        Some("") => None,
        Some(names) => member_path(names),
        None if rest.is_empty() || rest.starts_with('[') => member_path(rest),
        None => None,
    }
}

/// The names of the members on a way, none of them empty; a name with a dot or a bracket stands as `["…"]`.
fn member_path(text: &str) -> Option<Vec<String>> {
    let mut names = Vec::new();
    let mut rest = text;
    let mut is_first = true;
    while !rest.is_empty() {
        let (name, behind) = match rest.strip_prefix("[\"") {
            Some(quoted) => quoted.split_once("\"]")?,
            None => {
                let plain = match is_first {
                    true => rest,
                    false => rest.strip_prefix('.')?,
                };
                plain.split_at(plain.find(['.', '[']).unwrap_or(plain.len()))
            }
        };
        let is_quoted = rest.starts_with('[');
        if name.is_empty() || name.contains('"') || (!is_quoted && name.contains(' ')) {
            return None;
        }
        names.push(name.to_owned());
        rest = behind;
        is_first = false;
    }
    Some(names)
}

/// A way as a spec has it behind `body`: `.data.items`, `["page.info"].next`.
pub(super) fn written(names: &[String]) -> String {
    let step = |name: &String| match name.contains(['.', '[', ' ']) {
        true => format!("[\"{name}\"]"),
        false => format!(".{name}"),
    };
    names.iter().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_plain_or_in_quotes() {
        let names = |text: &str| member_path(text).map(|names| names.join("|"));
        assert_eq!(names("data.items").as_deref(), Some("data|items"));
        assert_eq!(names("[\"a.b\"]").as_deref(), Some("a.b"));
        assert_eq!(names("[\"a.b\"].c").as_deref(), Some("a.b|c"));
        assert_eq!(names("x[\"a b\"][\"c\"].d").as_deref(), Some("x|a b|c|d"));
        assert_eq!(names("").as_deref(), Some(""));
        for wrong in [
            ".a",
            "a.",
            "a..b",
            "a b",
            "a[0]",
            "a[\"b\"]c",
            "[\"\"]",
            "a[\"b",
            "a\"b",
        ] {
            assert_eq!(member_path(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn ways_start_at_their_root() {
        let names = |place: &str| way(place, "body").map(|names| names.join("|"));
        assert_eq!(names("body").as_deref(), Some(""));
        assert_eq!(names("body.a").as_deref(), Some("a"));
        assert_eq!(names("body[\"a.b\"].c").as_deref(), Some("a.b|c"));
        for wrong in ["", "body.", "bodya", "a.body", "body[0]", "body..a"] {
            assert_eq!(names(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn ways_are_written_as_they_are_read() {
        let names = ["data", "a.b", "c"].map(str::to_owned);
        assert_eq!(written(&names), ".data[\"a.b\"].c");
        let place = format!("body{}", written(&names));
        assert_eq!(way(&place, "body").as_deref(), Some(&names[..]));
    }
}
