//! Bodies and answers of every form: the exact bytes that are sent for a spec's words, and what is read.

use std::sync::Arc;

use apiloom::transport::Offline;
use apiloom::{Bytes, DryRun, Error, File, FixedNonces, Json, Kind, Patch, f, http};
use bodies::operations::Upload;
use bodies::types::{Colour, Finder, Flat, Line, Order};
use bodies::{Client, Settings};

apiloom::api!(
    "../codegen/tests/fixtures/valid/bodies.yaml",
    module = bodies
);

const KEY: &str = "s3cr3t";

fn client() -> Client {
    Client::with_transport(Settings::new(KEY), Arc::new(Offline))
}

fn line(sku: &str) -> Line {
    Line::new(sku)
}

/// The query of a request, with only its names and values decoded, as a person would write it.
fn query(request: &http::Request<Bytes>) -> String {
    decoded(request.uri().query().expect("a query"))
}

fn form(request: &http::Request<Bytes>) -> String {
    assert_eq!(
        request.headers()["content-type"],
        "application/x-www-form-urlencoded"
    );
    decoded(std::str::from_utf8(request.body()).expect("a form is text"))
}

fn decoded(pairs: &str) -> String {
    let pairs = pairs.replace("%5B", "[").replace("%5D", "]");
    assert!(!pairs.contains(['{', '"', ' ']), "not encoded: {pairs}");
    pairs
}

#[test]
fn every_style_of_a_query() {
    let call = client().query_styles();
    let sent = |call: bodies::Call<_>| query(&call.prepare().expect("a request"));
    let nested = || [line("x").parts([line("y z")]), line("w")];
    let flat = || Flat::new(7).tags(["a", "b"]);
    assert_eq!(sent(call.clone().repeat(["a", "b"])), "repeat=a&repeat=b");
    assert_eq!(sent(call.clone().csv([1, 2])), "csv=1%2C2");
    assert_eq!(
        sent(call.clone().json([line("x")])),
        "json=[%7B%22sku%22%3A%22x%22%7D]"
    );
    assert_eq!(
        sent(call.clone().brackets(flat())),
        "brackets[id]=7&brackets[tags][]=a&brackets[tags][]=b"
    );
    assert_eq!(
        sent(call.clone().index0(nested())),
        "index0[0][sku]=x&index0[0][parts][0][sku]=y%20z&index0[1][sku]=w"
    );
    assert_eq!(
        sent(call.clone().index1(nested())),
        "index1[1][sku]=x&index1[1][parts][1][sku]=y%20z&index1[2][sku]=w"
    );
    assert_eq!(
        sent(call.clone().dots(flat())),
        "dots.id=7&dots.tags=a&dots.tags=b"
    );
    assert_eq!(
        sent(call.clone().dots0(nested())),
        "dots0.0.sku=x&dots0.0.parts.0.sku=y%20z&dots0.1.sku=w"
    );
    let order = Order::new(5)
        .lines(nested())
        .labels(["l"])
        .sizes([("s".to_owned(), 1)].into());
    assert_eq!(
        sent(call.clone().dots1(order)),
        "dots1.id=5&dots1.lines.1.sku=x&dots1.lines.1.parts.1.sku=y%20z&dots1.lines.2.sku=w\
         &dots1.labels.1=l&dots1.sizes.s=1"
    );
    assert_eq!(
        sent(call.clone().index0_dots(nested())),
        "index0_dots[0].sku=x&index0_dots[0].parts[0].sku=y%20z&index0_dots[1].sku=w"
    );
    assert_eq!(
        sent(call.clone().pairs([("k".to_owned(), 1)])),
        "pairs[1][1]=k&pairs[1][2]=1"
    );
    assert_eq!(
        sent(
            call.clone()
                .finder(Finder::Words(vec!["a".into(), "b".into()]))
        ),
        "by=words&what[]=a&what[]=b"
    );
    let any: Json = apiloom::decode(br#"{"a":[1,{"b":2.50}]}"#).expect("JSON");
    assert_eq!(sent(call.any(any)), "any[a][0]=1&any[a][1][b]=2.50");
}

#[test]
fn forms_take_lists_and_objects() {
    let order = Order::new(5)
        .lines([line("x").parts([line("y")])])
        .labels(["a&b"]);
    let request = client().send_order(order.clone()).prepare();
    assert_eq!(
        form(&request.expect("a request")),
        "id=5&lines[0][sku]=x&lines[0][parts][0][sku]=y&labels[0]=a%26b"
    );
    let flat = Flat::new(1).tags(["a", "b"]);
    let request = client().send_flat().flat(flat).prepare();
    assert_eq!(form(&request.expect("a request")), "id=1&tags[]=a&tags[]=b");
    let request = client().send_form(order).lines([line("z")]).prepare();
    assert_eq!(
        form(&request.expect("a request")),
        "order.id=5&order.lines.1.sku=x&order.lines.1.parts.1.sku=y&order.labels.1=a%26b\
         &lines[1][sku]=z&fixed=1"
    );
}

#[test]
fn a_form_says_nothing_else_than_what_was_meant() {
    let mut order = Order::new(5);
    order.note = Patch::Clear;
    let error = client().send_order(order).prepare().expect_err("no null");
    assert_eq!(error.kind(), Kind::Input);
    assert!(error.to_string().contains("`note`: null"), "{error}");
}

/// A secret inside a list of objects stands under a longer name than its own.
#[test]
fn secrets_in_objects_are_hidden() {
    let order = Order::new(5).lines([line("x").pin("9-8"), line("y").pin("hunter2")]);
    let call = client().send_form(order);
    let request = call.prepare().expect("a request");
    let sent = form(&request);
    assert!(sent.contains("order.lines.1.pin=9-8"), "{sent}");
    let echo = http::Response::builder()
        .status(500)
        .body(request.into_body());
    let error: Error = call
        .answer(echo.expect("a response"))
        .expect_err("status 500");
    let shown = format!("{error} {error:?}");
    assert!(
        !shown.contains("9-8") && !shown.contains("hunter2"),
        "{shown}"
    );
    assert!(shown.contains("order.lines.1.pin=[secret]"), "{shown}");
    let said = response(500, "text/plain", b"hunter2 is not a pin");
    let error = call.answer(said).expect_err("status 500");
    assert_eq!(error.body(), Some("[secret] is not a pin"));
}

const BOUNDARY: &str = "0123456789abcdef0123456789abcdef";

fn photo() -> File {
    File::new("照片 \"1\".png", vec![0x89, b'P', 0, 13, 10]).with_content_type("image/png")
}

fn upload() -> bodies::Call<Upload> {
    let nonces = Arc::new(FixedNonces::new([BOUNDARY]));
    let client = client().configure(|core| core.with_nonces(nonces));
    let pages = vec![File::new("a", "A"), File::new("b", "B")];
    client.upload("Zoë & co", photo(), pages)
}

#[test]
fn the_parts_of_an_upload_byte_for_byte() {
    let call = upload()
        .tags(["x", "y"])
        .order(Order::new(5).lines([line("s")]))
        .meta(Flat::new(1).tags(["é"]))
        .flat(Flat::new(2).tags(["z"]))
        .when(apiloom::Date::new(2026, 1, 31).expect("a date"))
        .scans([File::new("c.txt", "C\r\n").with_content_type("text/plain; charset=gbk")]);
    let request = call.prepare().expect("a request");
    assert_eq!(
        request.headers()["content-type"],
        format!("multipart/form-data; boundary={BOUNDARY}")
    );
    let part = |head: &str, content: &str| {
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n")
    };
    let octets = "Content-Type: application/octet-stream";
    let parts = [
        part("name=\"title\"", "Zoë & co"),
        part("name=\"tags[]\"", "x"),
        part("name=\"tags[]\"", "y"),
        part("name=\"order[id]\"", "5"),
        part("name=\"order[lines][0][sku]\"", "s"),
        part(
            "name=\"meta\"\r\nContent-Type: application/json",
            r#"{"id":1,"tags":["é"]}"#,
        ),
        part("name=\"id\"", "2"),
        part("name=\"tags[]\"", "z"),
        part("name=\"when\"", "20260131"),
        part("name=\"fixed\"", "1"),
        part("name=\"key\"", KEY),
        part(
            "name=\"photo\"; filename=\"照片 %221%22.png\"\r\nContent-Type: image/png",
            "\u{fffd}P\0\r\n",
        ),
        part(
            "name=\"scans\"; filename=\"c.txt\"\r\nContent-Type: text/plain; charset=gbk",
            "C\r\n",
        ),
        part(&format!("name=\"pages\"; filename=\"a\"\r\n{octets}"), "A"),
        part(&format!("name=\"pages\"; filename=\"b\"\r\n{octets}"), "B"),
        format!("--{BOUNDARY}--\r\n"),
    ];
    assert_eq!(String::from_utf8_lossy(request.body()), parts.concat());
    // What is signed are the bytes that are sent.
    let sign = f::hex(&f::hmac_sha256(request.body(), KEY));
    assert_eq!(request.headers()["x-sign"], sign);
}

#[test]
fn what_is_sent_is_told() {
    let told = |run: Result<DryRun, Error>| {
        let run = run.expect("a request");
        run.changes().iter().map(ToString::to_string).collect()
    };
    let call = upload()
        .order(Order::new(5).lines([line("s").pin("9-8")]))
        .tags(["x", "y"])
        .scans([File::new("c.txt", "C").with_content_type("text/plain")]);
    let of_upload: Vec<String> = told(call.dry_run());
    let octets = "application/octet-stream";
    let pages = format!(
        r#"set pages by 2 items: the file "a" (1 byte of {octets}), the file "b" (1 byte of {octets})"#
    );
    assert_eq!(
        of_upload,
        [
            r#"set title: "Zoë & co""#,
            "set tags[] by 2 items",
            "set order by 2 items",
            r#"set fixed: "1""#,
            "set key: [secret]",
            r#"set photo: the file "照片 \"1\".png" (5 bytes of image/png)"#,
            r#"set scans: the file "c.txt" (1 byte of text/plain)"#,
            &pages,
        ]
    );
    let order = Order::new(5).lines([line("x").pin("9-8")]).labels(["a"]);
    let of_form: Vec<String> = told(client().send_form(order).lines([line("z")]).dry_run());
    assert_eq!(
        of_form,
        [
            "set order by 3 items",
            "set lines by 1 item",
            r#"set fixed: "1""#,
        ]
    );
}

#[tokio::test]
async fn a_server_reads_the_parts_of_an_upload() {
    let evil = "a\"; filename=\"x\r\n\r\n--0123456789abcdef0123456789abcdef--";
    let call = upload().extra(File::new(evil, vec![0xff; 70_000]));
    let request = call.prepare().expect("a request");
    let boundary = request.headers()["content-type"].to_str().expect("text");
    let boundary = multer::parse_boundary(boundary).expect("a boundary");
    let body = request.into_body();
    let stream = futures_util::stream::once(async move { Ok::<_, std::io::Error>(body) });
    let mut parts = multer::Multipart::new(stream, boundary);
    let mut seen = Vec::new();
    while let Some(part) = parts.next_field().await.expect("a part") {
        let name = part.name().expect("a name").to_owned();
        let file = part.file_name().map(str::to_owned);
        let content_type = part.content_type().map(ToString::to_string);
        seen.push((name, file, content_type, part.bytes().await.expect("bytes")));
    }
    let names: Vec<&str> = seen.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(
        names,
        ["title", "fixed", "key", "photo", "extra", "pages", "pages"]
    );
    assert_eq!(seen[0].3, "Zoë & co");
    assert_eq!(seen[0].1, None);
    let (_, name, content_type, bytes) = &seen[3];
    assert_eq!(name.as_deref(), Some("照片 %221%22.png"));
    assert_eq!(content_type.as_deref(), Some("image/png"));
    assert_eq!(bytes, photo().bytes());
    assert_eq!(seen[4].3, vec![0xff; 70_000]);
    assert!(!seen[4].1.as_deref().expect("a name").contains('\n'));
    assert_eq!(seen[6].3, "B");
}

#[test]
fn the_parts_say_what_they_are_whatever_the_headers_say() {
    let request = client().upload_nothing().prepare().expect("a request");
    let content_type = request.headers()["content-type"].to_str().expect("text");
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=");
    let boundary = boundary.expect("our own type");
    assert_eq!(boundary.len(), 32);
    assert_eq!(request.body(), &format!("--{boundary}--\r\n"));
    let again = client().upload_nothing().prepare().expect("a request");
    assert_ne!(again.body(), request.body(), "each request has its own");
    let error = upload()
        .extra(File::new("a", "b").with_content_type("text/plain\r\nX-Admin: 1"))
        .prepare()
        .expect_err("a line break");
    assert_eq!(error.kind(), Kind::Input);
}

#[test]
fn files_show_nothing_of_what_is_in_them() {
    assert_eq!(
        format!("{:?}", File::new("a.txt", "hunter2")),
        r#"File { name: "a.txt", content_type: "application/octet-stream", bytes: 7 }"#
    );
}

fn sent(request: Result<http::Request<Bytes>, Error>) -> (String, Bytes) {
    let request = request.expect("a request");
    let content_type = request.headers().get("content-type");
    let content_type = content_type.map_or("", |text| text.to_str().expect("text"));
    (content_type.to_owned(), request.into_body())
}

#[test]
fn texts_and_bytes_are_sent_as_they_are() {
    let (content_type, body) = sent(client().send_text("a \"b\"\n").prepare());
    assert_eq!(content_type, "text/plain; charset=utf-8");
    assert_eq!(body, "a \"b\"\n");
    let call = client().send_colours().colours([Colour::R, Colour::G]);
    let request = call.prepare().expect("a request");
    let sign = f::hex(&f::hmac_sha256("r,g", KEY));
    assert_eq!(request.headers()["x-sign"], sign);
    assert_eq!(request.headers()["accept"], "*/*");
    let (content_type, body) = sent(Ok(request));
    assert_eq!(content_type, "text/csv; charset=utf-8");
    assert_eq!(body, "r,g");
    let raw = vec![0, 255, b'"'];
    let (content_type, body) = sent(client().send_bytes().bytes(raw.clone()).prepare());
    assert_eq!(content_type, "application/x-protobuf");
    assert_eq!(body, raw);
    let (content_type, body) = sent(client().send_some_bytes(raw.clone()).prepare());
    assert_eq!(content_type, "application/octet-stream");
    assert_eq!(body, raw);
    let (content_type, body) = sent(client().send_file(photo()).prepare());
    assert_eq!(content_type, "image/png");
    assert_eq!(&body, photo().bytes());
    let (content_type, _) = sent(client().send_maybe_file().file(photo()).prepare());
    assert_eq!(content_type, "image/png");
    let (content_type, body) = sent(client().send_json().flat(Flat::new(1)).prepare());
    assert_eq!(content_type, "application/json; charset=utf-8");
    assert_eq!(body, r#"{"id":1}"#);
}

/// A body that is left out has no type either.
#[test]
fn bodies_that_are_left_out_are_not_there() {
    for request in [
        client().send_bytes().prepare(),
        client().send_maybe_file().prepare(),
        client().send_colours().prepare(),
        client().send_json().prepare(),
    ] {
        assert_eq!(sent(request), (String::new(), Bytes::new()));
    }
}

fn response(status: u16, content_type: &str, body: &[u8]) -> http::Response<Bytes> {
    let mut response = http::Response::builder().status(status);
    if !content_type.is_empty() {
        response = response.header("content-type", content_type);
    }
    let body = Bytes::copy_from_slice(body);
    response.body(body).expect("a response")
}

#[test]
fn answers_of_every_form_are_read() {
    let call = client().send_text("x");
    let text = |body: &[u8]| call.answer(response(200, "text/plain", body));
    assert_eq!(text(b"{ \"a\" \n").expect("a text"), "{ \"a\" \n");
    assert_eq!(text(b"").expect("a text"), "");
    let error = text(b"\xff").expect_err("no UTF-8");
    assert_eq!(error.kind(), Kind::Decode);
    let colours = client().send_colours();
    let read = colours.answer(response(200, "text/csv", b"g, r"));
    assert_eq!(read.expect("colours"), [Colour::G, Colour::R]);
    let bytes = client().send_bytes();
    let read = bytes.answer(response(200, "", b"\0\xff"));
    assert_eq!(read.expect("bytes"), b"\0\xff");
    let count = client().count();
    assert_eq!(count.answer(response(200, "", b" 7 ")).expect("a count"), 7);
    let names = client().names();
    let read = names.answer(response(200, "", br#"["a","b"]"#));
    assert_eq!(read.expect("names"), ["a", "b"]);
    for empty in [&b""[..], b"  ", b"null"] {
        let read = names.answer(response(200, "", empty)).expect("no names");
        assert!(read.is_empty());
        let nothing = client().nothing().answer(response(204, "", empty));
        nothing.expect("nothing");
    }
    let page = b"<html><title>502 Bad Gateway</title></html>";
    for error in [
        names
            .answer(response(502, "text/html", page))
            .expect_err("status 502"),
        call.answer(response(502, "text/html", page))
            .map(|_| ())
            .expect_err("status 502"),
        bytes
            .answer(response(502, "text/html", page))
            .map(|_| ())
            .expect_err("status 502"),
    ] {
        assert_eq!(error.kind(), Kind::Unavailable);
        assert!(error.to_string().contains("502 Bad Gateway"), "{error}");
    }
}
