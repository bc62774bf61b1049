//! What a dry run says of bodies of every form.

use std::sync::Arc;

use apiloom::dry_run::{ChangeKind, Changes, Member, Members};
use apiloom::transport::Offline;
use apiloom::{
    Answer, Auth, Core, DecodeError, DryRun, Effect, Error, File, Json, Method, Operate, Operation,
    PairStyle, Repeat, RequestBuilder, Seal, Secret, Stamp, Vendor, Verdict, decode,
};

apiloom::call_type!();

/// A vendor with fields that are secret.
struct Facts;

impl Vendor for Facts {
    fn name(&self) -> &'static str {
        "rides"
    }

    fn server(&self, _: &str) -> Result<String, Error> {
        Ok("https://rides.example/v1".to_owned())
    }

    fn stamp(&self, _: &str, _: &mut Stamp<'_>) -> Result<Seal, Error> {
        Ok(Seal::none())
    }

    fn secrets(&self) -> Vec<&Secret> {
        Vec::new()
    }

    fn secret_fields(&self) -> &'static [&'static str] {
        &["password", "pins"]
    }
}

const fn operation(id: &'static str, effect: Effect) -> Operation {
    Operation {
        id,
        method: Method::PUT,
        path: "/rides",
        server: "default",
        auth: Auth::All(&["none"]),
        effect,
        repeat: Repeat::Never,
        facts: &[],
        judge: &Verdict::by_status,
        errors: &[],
        limits: &[],
    }
}

type Encode = fn(&mut RequestBuilder);

macro_rules! operations {
    ($($name:ident $item:ident $effect:ident $changes:expr;)*) => {$(
        #[derive(Clone)]
        struct $name(Encode);

        static $item: Operation = operation(stringify!($name), Effect::$effect);

        impl Operate for $name {
            type Output = ();
            const OPERATION: &'static Operation = &$item;
            const CHANGES: &'static Changes = &$changes;

            fn encode(&self, request: &mut RequestBuilder) {
                (self.0)(request);
            }

            fn decode(_: &Answer<'_>) -> Result<(), DecodeError> {
                Ok(())
            }
        }
    )*};
}

static CUSTOMER: Members = Members::new(&[Member::new("name")]).and(&["tags", "nick"]);
static RIDE: Members =
    Members::new(&[Member::new("customer").inside(&CUSTOMER)]).and(&["note", "tags"]);
static ALBUM: Members = Members::new(&[Member::new("pages").replaced()]).and(&["cover"]);

operations! {
    Put PUT Write Changes::replacing(RIDE);
    Album ALBUMS Write Changes::replacing(ALBUM);
    Change CHANGE Write Changes::new();
    Delete DELETE Delete Changes::new();
    Look LOOK Read Changes::new();
}

fn run<O: Operate>(inputs: O) -> DryRun {
    let core = Core::new(Facts, Arc::new(Offline));
    Call::new(&core, inputs).dry_run().unwrap()
}

/// The lines between the first and the last.
fn told<O: Operate>(inputs: O) -> Vec<String> {
    let text = run(inputs).to_string();
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    assert_eq!(lines.last(), Some(&"nothing was sent"));
    let between = &lines[1..lines.len() - 1];
    between.iter().map(ToString::to_string).collect()
}

fn json(text: &str) -> Json {
    decode(text.as_bytes()).unwrap()
}

fn customer() -> Json {
    json(r#"{"name":"Zoe","tags":["a","b"],"pin":1,"pins":{"a":"7q"},"none":[]}"#)
}

/// What is said of a customer that is sent, however it is spelled.
const OF_CUSTOMER: &[&str] = &[
    r#"set customer.name: "Zoe""#,
    "replaced customer.tags by 2 items; what is not sent is lost",
    "set customer.pin: 1",
    "replaced customer.pins by 1 item; what is not sent is lost",
];

const LEFT_OUT: &str = "erased, since it is left out: customer.nick, note, tags";

#[test]
fn an_object_is_told_alike_in_every_style() {
    fn put<const STYLE: usize>(request: &mut RequestBuilder) {
        request.form_styled("customer", STYLES[STYLE], &customer());
    }
    const STYLES: [PairStyle; 7] = [
        PairStyle::Brackets,
        PairStyle::Index0,
        PairStyle::Index1,
        PairStyle::Dots,
        PairStyle::Dots0,
        PairStyle::Dots1,
        PairStyle::Index0Dots,
    ];
    let all: [Encode; 7] = [
        put::<0>, put::<1>, put::<2>, put::<3>, put::<4>, put::<5>, put::<6>,
    ];
    for encode in all {
        assert_eq!(told(Put(encode)), [OF_CUSTOMER, &[LEFT_OUT]].concat());
        let shown = format!("{:?}", run(Put(encode)));
        assert!(!shown.contains("7q"), "{shown}");
    }
    // Only JSON says that a list is empty.
    let empty = "replaced customer.none by 0 items (everything that is there is erased)";
    let as_json = |r: &mut RequestBuilder| r.form_styled("customer", PairStyle::Json, &customer());
    let as_part = |r: &mut RequestBuilder| r.part_styled("customer", PairStyle::Json, &customer());
    let as_body =
        |r: &mut RequestBuilder| r.body(&json(&format!(r#"{{"customer":{}}}"#, customer())));
    let wanted = [OF_CUSTOMER, &[empty, LEFT_OUT]].concat();
    for encode in [as_json as Encode, as_part, as_body] {
        assert_eq!(told(Put(encode)), wanted);
    }
}

#[test]
fn names_with_dots_and_texts_like_lists_are_what_they_are() {
    let encode = |r: &mut RequestBuilder| {
        r.form("customer.name", &"x".to_owned());
        r.form("note", &"[1,2]".to_owned());
        r.form_styled("tags", PairStyle::Csv, &json(r#"["a","b","c"]"#));
        r.form_const("kind", "{}");
    };
    assert_eq!(
        told(Put(encode)),
        [
            r#"set customer.name: "x""#,
            r#"set note: "[1,2]""#,
            "replaced tags by 3 items; what is not sent is lost",
            r#"set kind: "{}""#,
            "erased, since it is left out: customer",
        ]
    );
    let spread = |r: &mut RequestBuilder| {
        r.form_spread(
            PairStyle::Dots,
            &json(r#"{"tags":["a"],"customer":{"name":"x"}}"#),
        );
        r.form("tags", &"b".to_owned());
    };
    assert_eq!(
        told(Put(spread)),
        [
            "replaced tags by 2 items; what is not sent is lost",
            r#"set customer.name: "x""#,
            "erased, since it is left out: customer.tags, customer.nick, note",
        ]
    );
    let empty = |r: &mut RequestBuilder| {
        r.form_body();
        r.form_styled("tags", PairStyle::Repeat, &json("[]"));
    };
    let lost = "erased, since it is left out: note, tags, customer";
    assert_eq!(told(Put(empty)), [lost]);
}

#[test]
fn the_parts_of_an_upload_are_told() {
    let encode = |r: &mut RequestBuilder| {
        r.part("title", &"Zoë".to_owned());
        r.part("password", &"hunter2".to_owned());
        r.part_files(
            "cover",
            [&File::new("a hunter2.png", vec![0xff; 1]).with_content_type("image/png")],
        );
        r.part_files("pages", [&File::new("a", "abc"), &File::new("b\"", "")]);
    };
    let octets = "application/octet-stream";
    assert_eq!(
        told(Album(encode)),
        [
            r#"set title: "Zoë""#.to_owned(),
            "set password: [secret]".to_owned(),
            r#"set cover: the file "a [secret].png" (1 byte of image/png)"#.to_owned(),
            format!(
                r#"replaced pages by 2 items: the file "a" (3 bytes of {octets}), the file "b\"" (0 bytes of {octets}); what is not sent is lost"#
            ),
        ]
    );
    let nothing = |r: &mut RequestBuilder| r.multipart_body();
    assert_eq!(
        told(Album(nothing)),
        ["erased, since it is left out: cover, pages"]
    );
    let run = run(Album(encode));
    assert_eq!(run.changes()[3].items(), Some(2));
    assert_eq!(run.changes()[2].items(), None);
}

#[test]
fn texts_and_bytes_are_told() {
    let text = |r: &mut RequestBuilder| r.text_body(&"née".to_owned());
    let said = r#"set the body: "née" (4 bytes of text/plain; charset=utf-8)"#;
    assert_eq!(told(Change(text)), [said]);
    let long = |r: &mut RequestBuilder| {
        r.content_type("text/csv");
        r.text_body(&"x".repeat(1000));
    };
    let said = format!(
        "set the body: \"{}… (1000 bytes of text/csv)",
        "x".repeat(79)
    );
    assert_eq!(told(Change(long)), [said]);
    let bytes = |r: &mut RequestBuilder| r.bytes_body([0xff_u8, 2].as_slice());
    let said = "set the body: 2 bytes of application/octet-stream";
    assert_eq!(told(Change(bytes)), [said]);
    let file = |r: &mut RequestBuilder| {
        let file = File::new("a.txt", "in the file").with_content_type("text/plain");
        r.file_body(&file);
    };
    assert_eq!(told(Change(file)), ["set the body: 11 bytes of text/plain"]);
}

#[test]
fn lists_are_told() {
    let body = |r: &mut RequestBuilder| r.body(&json("[1,2,3]"));
    assert_eq!(told(Change(body)), ["set the body by 3 items"]);
    let lost = "replaced the body by 3 items; what is not sent is lost";
    assert_eq!(told(Put(body)), [lost]);
    let empty = |r: &mut RequestBuilder| r.body(&json("[]"));
    let erased = "replaced the body by 0 items (everything that is there is erased)";
    assert_eq!(told(Put(empty)), [erased]);
    assert_eq!(told(Change(empty)), ["set the body by 0 items"]);
    let tags = |r: &mut RequestBuilder| r.body(&json(r#"{"note":"x","tags":[],"customer":null}"#));
    assert_eq!(
        told(Put(tags)),
        [
            r#"set note: "x""#,
            "replaced tags by 0 items (everything that is there is erased)",
            "set customer: null",
        ]
    );
    let run = run(Put(tags));
    assert_eq!(run.changes()[1].kind(), ChangeKind::Replaced);
    assert_eq!(run.changes()[1].items(), Some(0));
}

#[test]
fn the_query_is_told_beside_a_body() {
    let both = |r: &mut RequestBuilder| {
        r.query("by", &"mail".to_owned());
        r.query_styled(
            "where",
            PairStyle::Dots,
            &json(r#"{"city":"x","pins":["7q"]}"#),
        );
        r.query("password", &"7q".to_owned());
        r.body(&json(r#"{"note":"x"}"#));
    };
    let of_query = r#"the query says by = "mail", where = {"city":"x","pins":"[secret]"}, password = [secret]"#;
    assert_eq!(told(Change(both)), [r#"set note: "x""#, of_query]);
    let shown = format!("{:?}", run(Change(both)));
    assert!(!shown.contains("7q"), "{shown}");
    assert_eq!(told(Look(both)), ["changes nothing"]);
    let alone = |r: &mut RequestBuilder| r.query("by", &"mail".to_owned());
    assert_eq!(told(Change(alone)), [r#"set by: "mail""#]);
    let none = |_: &mut RequestBuilder| ();
    let said = "sends no values; what it does lies in the operation";
    assert_eq!(told(Change(none)), [said]);
}

#[test]
fn what_is_deleted_is_named() {
    let deleted = |encode: Encode| {
        let told = told(Delete(encode));
        assert_eq!(told.len(), 1, "{told:?}");
        let line = told[0].strip_prefix("deleted: what the request names (");
        line.unwrap().to_owned()
    };
    let parts = |r: &mut RequestBuilder| {
        r.query("id", &7_i64);
        r.query_styled("a", PairStyle::Brackets, &json(r#"{"pins":["7q"]}"#));
        r.part("title", &"x".to_owned());
        r.part_files("list", [&File::new("a", "abc")]);
    };
    assert_eq!(
        deleted(parts),
        r#"id = 7, a[pins][] = [secret], title = "x", list = the file "a" (3 bytes of application/octet-stream))"#
    );
    let list = |r: &mut RequestBuilder| r.body(&json("[1,2]"));
    assert_eq!(deleted(list), "a body of 2 items)");
    let text = |r: &mut RequestBuilder| r.text_body(&"1,2".to_owned());
    assert_eq!(deleted(text), "3 bytes of text/plain; charset=utf-8)");
    let form = |r: &mut RequestBuilder| r.form_styled("ids", PairStyle::Csv, &json("[1,2]"));
    assert_eq!(deleted(form), "ids = [1,2])");
}
