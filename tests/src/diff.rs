//! The readable difference between a request that was expected and the one that came.

use std::fmt::Write as _;

use crate::exchange::ExpectedRequest;
use crate::seen::SeenRequest;

/// Headers that belong to the transport and are not compared.
const OF_THE_TRANSPORT: [&str; 6] = [
    "host",
    "content-length",
    "transfer-encoding",
    "user-agent",
    "connection",
    "accept-encoding",
];

/// Beyond this many pairs of lines no best alignment is sought.
const ALIGN_LIMIT: usize = 1_000_000;

/// What differs between the two requests, `None` if nothing does.
///
/// One block for each of method, path, query, headers and body that differs: lines that only the expected request has
/// start with `-`, lines that only the seen one has with `+`, and lines of both with a space.
/// A query is shown one parameter a line, a JSON body one member a line in the order in which it was sent.
#[must_use]
pub fn requests(expected: &ExpectedRequest, seen: &SeenRequest) -> Option<String> {
    let mut text = String::new();
    let one = std::slice::from_ref::<String>;
    block(
        &mut text,
        "method",
        one(&expected.method),
        one(&seen.method),
    );
    block(
        &mut text,
        "path",
        &[expected.path().to_owned()],
        &[seen.path().to_owned()],
    );
    block(
        &mut text,
        "query",
        &parameters(expected.query()),
        &parameters(seen.query()),
    );
    block(
        &mut text,
        "headers",
        &headers(expected.headers.iter()),
        &headers(seen.headers.iter().map(|(name, value)| (name, value))),
    );
    if expected.body_bytes() != seen.body {
        body(&mut text, expected.body_bytes(), &seen.body);
    }
    (!text.is_empty()).then_some(text)
}

fn block(text: &mut String, title: &str, expected: &[String], seen: &[String]) {
    if expected == seen {
        return;
    }
    let _ = writeln!(text, "{title}:");
    for (mark, line) in align(expected, seen) {
        let _ = writeln!(text, "  {mark} {line}");
    }
}

fn body(text: &mut String, expected: &[u8], seen: &[u8]) {
    let before = text.len();
    block(text, "body", &members(expected), &members(seen));
    if text.len() == before {
        // The same lines: white space or bytes that are no text differ.
        text.push_str("body:\n");
    }
    let place = expected
        .iter()
        .zip(seen)
        .take_while(|(left, right)| left == right)
        .count();
    let around = |bytes: &[u8]| {
        let start = place.saturating_sub(20).min(bytes.len());
        let end = (place + 20).min(bytes.len());
        String::from_utf8_lossy(&bytes[start..end]).into_owned()
    };
    let _ = writeln!(
        text,
        "  first difference at byte {place} of {} expected, {} received:",
        expected.len(),
        seen.len()
    );
    let _ = writeln!(text, "  - …{:?}…", around(expected));
    let _ = writeln!(text, "  + …{:?}…", around(seen));
}

/// The headers that are compared, one a line and sorted: which comes first has no meaning.
fn headers<'a>(all: impl Iterator<Item = (&'a String, &'a String)>) -> Vec<String> {
    let mut lines: Vec<String> = all
        .filter(|(name, _)| !OF_THE_TRANSPORT.contains(&name.as_str()))
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    lines.sort();
    lines
}

fn parameters(query: Option<&str>) -> Vec<String> {
    query
        .map(|query| query.split('&').map(str::to_owned).collect())
        .unwrap_or_default()
}

/// The text broken after each comma and around each bracket outside strings, indented by depth: JSON one member a line,
/// without a parser that would lose the order or refuse broken text.
fn members(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = vec![String::new()];
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    let fresh = |lines: &mut Vec<String>, depth: usize| lines.push("  ".repeat(depth.min(40)));
    for next in text.chars() {
        let closes = !in_string && matches!(next, '}' | ']');
        if closes {
            depth = depth.saturating_sub(1);
            fresh(&mut lines, depth);
        }
        if let Some(line) = lines.last_mut()
            && (in_string || !next.is_whitespace())
        {
            line.push(next);
        }
        match next {
            _ if in_string && escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            '{' | '[' if !in_string => {
                depth += 1;
                fresh(&mut lines, depth);
            }
            ',' if !in_string => fresh(&mut lines, depth),
            _ => {}
        }
    }
    lines.retain(|line| !line.trim().is_empty());
    lines
}

/// Both lists of lines in one, marked `-`, `+` or space, with as many common lines as can be.
fn align<'a>(expected: &'a [String], seen: &'a [String]) -> Vec<(char, &'a str)> {
    let only =
        |mark: char, lines: &'a [String]| lines.iter().map(move |line| (mark, line.as_str()));
    let columns = seen.len() + 1;
    if expected.len().saturating_mul(seen.len()) > ALIGN_LIMIT {
        return only('-', expected).chain(only('+', seen)).collect();
    }
    // common[i * columns + j]: how many lines expected[i..] and seen[j..] can share.
    let mut common = vec![0_usize; (expected.len() + 1) * columns];
    for i in (0..expected.len()).rev() {
        for j in (0..seen.len()).rev() {
            common[i * columns + j] = if expected[i] == seen[j] {
                common[(i + 1) * columns + j + 1] + 1
            } else {
                common[(i + 1) * columns + j].max(common[i * columns + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut lines = Vec::new();
    while i < expected.len() && j < seen.len() {
        if expected[i] == seen[j] {
            lines.push((' ', expected[i].as_str()));
            (i, j) = (i + 1, j + 1);
        } else if common[(i + 1) * columns + j] >= common[i * columns + j + 1] {
            lines.push(('-', expected[i].as_str()));
            i += 1;
        } else {
            lines.push(('+', seen[j].as_str()));
            j += 1;
        }
    }
    lines.extend(only('-', &expected[i..]));
    lines.extend(only('+', &seen[j..]));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::Exchange;

    fn as_seen(expected: &ExpectedRequest) -> SeenRequest {
        let query = expected
            .query()
            .map(|query| format!("?{query}"))
            .unwrap_or_default();
        SeenRequest {
            method: expected.method.clone(),
            target: format!("{}{query}", expected.path()),
            headers: expected
                .headers
                .iter()
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect(),
            body: expected.body_bytes().to_vec(),
        }
    }

    fn sample() -> ExpectedRequest {
        Exchange::load("dezhu", "update_customer").unwrap().request
    }

    #[test]
    fn every_exchange_equals_itself() {
        for exchange in Exchange::load_all().unwrap() {
            let mut seen = as_seen(&exchange.request);
            seen.headers.reverse();
            seen.headers
                .insert(0, ("host".to_owned(), "127.0.0.1:1".to_owned()));
            seen.headers.push(("user-agent".to_owned(), "x".to_owned()));
            assert_eq!(requests(&exchange.request, &seen), None, "{exchange}");
        }
    }

    #[test]
    fn a_changed_parameter_is_shown_among_the_others() {
        let exchange = Exchange::load("dmhub", "list_customers.example").unwrap();
        let mut seen = as_seen(&exchange.request);
        seen.target = seen.target.replace("rows=10", "rows=20&page=1");
        let text = requests(&exchange.request, &seen).unwrap();
        assert_eq!(
            text,
            "query:\n    gender=1\n  - rows=10\n  + rows=20\n  + page=1\n    access_token=made-up-access-token\n"
        );
    }

    #[test]
    fn missing_further_and_repeated_headers_are_shown() {
        let expected = sample();
        let mut seen = as_seen(&expected);
        seen.headers.retain(|(name, _)| name != "appid");
        seen.headers.push(("x-more".to_owned(), "1".to_owned()));
        seen.headers
            .push(("accept".to_owned(), "application/json".to_owned()));
        let text = requests(&expected, &seen).unwrap();
        for line in [
            "  - appid: app-20210423\n",
            "  + x-more: 1\n",
            "  + accept: application/json\n",
        ] {
            assert!(text.contains(line), "{text}");
        }
    }

    #[test]
    fn a_changed_member_is_shown_on_its_line() {
        let expected = sample();
        let mut seen = as_seen(&expected);
        seen.body = String::from_utf8(seen.body)
            .unwrap()
            .replace("\"telephone\":\"1\"", "\"telephone\":1")
            .into_bytes();
        let text = requests(&expected, &seen).unwrap();
        assert!(
            text.contains("  -   \"telephone\":\"1\",\n  +   \"telephone\":1,\n"),
            "{text}"
        );
        assert!(text.contains("first difference at byte "), "{text}");
    }

    #[test]
    fn other_white_space_and_another_order_are_differences() {
        let expected = sample();
        let mut seen = as_seen(&expected);
        seen.body.insert(1, b' ');
        let text = requests(&expected, &seen).unwrap();
        assert!(
            text.starts_with("body:\n  first difference at byte 1 of "),
            "{text}"
        );

        seen.body = br#"{"name":"1"}"#.to_vec();
        assert!(requests(&expected, &seen).unwrap().contains("  - "));
    }

    #[test]
    fn method_path_and_a_missing_query_are_shown() {
        let expected = sample();
        let seen = SeenRequest {
            method: "POST".to_owned(),
            target: "/basic".to_owned(),
            ..as_seen(&expected)
        };
        let text = requests(&expected, &seen).unwrap();
        assert!(
            text.starts_with("method:\n  - PUT\n  + POST\npath:\n"),
            "{text}"
        );
        assert!(text.contains("query:\n  - customerId=1\n"), "{text}");
    }

    #[test]
    fn brackets_and_quotes_in_strings_do_not_break_lines() {
        assert_eq!(
            members(br#"{"a":"x,\"{","b":[1,2],"c":{}}"#),
            [
                "{",
                r#"  "a":"x,\"{","#,
                "  \"b\":[",
                "    1,",
                "    2",
                "  ],",
                "  \"c\":{",
                "  }",
                "}"
            ]
        );
        assert_eq!(members(b"]]}"), ["]", "]", "}"]);
    }

    #[test]
    fn large_texts_are_shown_one_after_the_other() {
        let many: Vec<String> = (0..1_100).map(|number: i32| number.to_string()).collect();
        let lines = align(&many, &many[1..]);
        assert_eq!(lines.len(), 2_199);
    }
}
