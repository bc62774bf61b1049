//! Printed by this test; see `main.rs`.

#![allow(
    unused_variables,
    clippy::needless_borrows_for_generic_args,
    clippy::unnecessary_wraps
)]

use super::world::{Mode, World, value};
use apiloom_codegen::expr::Value;
use apiloom_wire::functions as f;

pub(crate) type Case = fn(World) -> Option<Vec<Value>>;

pub(crate) const CASES: &[Case] = &[
    case_0, case_1, case_2, case_3, case_4, case_5, case_6, case_7, case_8, case_9, case_10,
    case_11, case_12, case_13, case_14, case_15, case_16, case_17, case_18, case_19, case_20,
    case_21, case_22, case_23, case_24, case_25, case_26, case_27, case_28, case_29, case_30,
    case_31, case_32, case_33, case_34, case_35, case_36, case_37, case_38, case_39, case_40,
    case_41, case_42, case_43, case_44, case_45, case_46, case_47, case_48, case_49, case_50,
    case_51, case_52, case_53, case_54, case_55, case_56, case_57, case_58, case_59, case_60,
    case_61, case_62, case_63, case_64, case_65, case_66, case_67, case_68, case_69, case_70,
    case_71, case_72, case_73, case_74, case_75, case_76, case_77, case_78, case_79, case_80,
    case_81, case_82, case_83,
];

/// `"v2"`
fn case_0(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = "v2".to_owned();
    let local = "v2";
    Some(vec![value("v2"), value(local), value(owned)])
}

/// `"a \"b\" \\ \n {x} 微\u{4e30}"`
fn case_1(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = "a \"b\" \\ \n {x} 微丰".to_owned();
    let local = "a \"b\" \\ \n {x} 微丰";
    Some(vec![
        value("a \"b\" \\ \n {x} 微丰"),
        value(local),
        value(owned),
    ])
}

/// `-5`
fn case_2(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = -5;
    Some(vec![value(-5), value(owned)])
}

/// `settings.email`
fn case_3(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = settings.email.clone();
    let local = settings.email.as_str();
    Some(vec![value(&settings.email), value(local), value(owned)])
}

/// `settings.token`
fn case_4(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = settings.token.expose().to_owned();
    let local = settings.token.expose();
    Some(vec![
        value(settings.token.expose()),
        value(local),
        value(owned),
    ])
}

/// `settings.limit`
fn case_5(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = settings.limit;
    Some(vec![value(settings.limit), value(owned)])
}

/// `settings.region`
fn case_6(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = settings.region.clone();
    let local = settings.region.as_deref();
    Some(vec![
        value(settings.region.as_deref()),
        value(local),
        value(owned),
    ])
}

/// `text("{date}/{settings.service}/acme1_request")`
fn case_7(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = format!("{date}/{}/acme1_request", settings.service);
    Some(vec![
        value(&format!("{date}/{}/acme1_request", settings.service)),
        value(owned),
    ])
}

/// `text("{{{settings.email | lower}}} = {date}")`
fn case_8(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = format!("{{{}}} = {date}", f::lower(&settings.email));
    Some(vec![
        value(&format!("{{{}}} = {date}", f::lower(&settings.email))),
        value(owned),
    ])
}

/// `text("{date}")`
fn case_9(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = date.clone();
    let local = date.as_str();
    Some(vec![value(&date), value(local), value(owned)])
}

/// `text("plain")`
fn case_10(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = "plain".to_owned();
    let local = "plain";
    Some(vec![value("plain"), value(local), value(owned)])
}

/// `list(settings.email, settings.token, now | unix_seconds, "v2") | join("&") | sha256 | hex`
fn case_11(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::hex(&f::sha256(&f::join(
        &[
            settings.email.as_str(),
            settings.token.expose(),
            &f::unix_seconds(stamp.now()),
            "v2",
        ],
        "&",
    )));
    Some(vec![
        value(&f::hex(&f::sha256(&f::join(
            &[
                settings.email.as_str(),
                settings.token.expose(),
                &f::unix_seconds(stamp.now()),
                "v2",
            ],
            "&",
        )))),
        value(owned),
    ])
}

/// `list("a", date, settings.token) | join("&") | md5 | HEX`
fn case_12(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::hex_upper(&f::md5(&f::join(
        &["a", &date, settings.token.expose()],
        "&",
    )));
    Some(vec![
        value(&f::hex_upper(&f::md5(&f::join(
            &["a", &date, settings.token.expose()],
            "&",
        )))),
        value(owned),
    ])
}

/// `concat(settings.email, settings.token) | sha1 | base64`
fn case_13(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::base64(&f::sha1(&f::concat(&[
        &settings.email,
        settings.token.expose(),
    ])));
    Some(vec![
        value(&f::base64(&f::sha1(&f::concat(&[
            &settings.email,
            settings.token.expose(),
        ])))),
        value(owned),
    ])
}

/// `hmac_sha256("acme1_request", key=hmac_sha256(settings.service, key=hmac_sha256(date, key=concat("ACME1", settings.token)))) | hex`
fn case_14(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::hex(&f::hmac_sha256(
        "acme1_request",
        &f::hmac_sha256(
            &settings.service,
            &f::hmac_sha256(&date, &f::concat(&["ACME1", settings.token.expose()])),
        ),
    ));
    Some(vec![
        value(&f::hex(&f::hmac_sha256(
            "acme1_request",
            &f::hmac_sha256(
                &settings.service,
                &f::hmac_sha256(&date, &f::concat(&["ACME1", settings.token.expose()])),
            ),
        ))),
        value(owned),
    ])
}

/// `hmac_sha512(request.body, key=settings.token) | base64url`
fn case_15(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::base64url(&f::hmac_sha512(request.body(), settings.token.expose()));
    Some(vec![
        value(&f::base64url(&f::hmac_sha512(
            request.body(),
            settings.token.expose(),
        ))),
        value(owned),
    ])
}

/// `request.headers | each_key(lower) | only("content-type", "host") | each_value(trim | lower) | sort`
fn case_16(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::sort_pairs(&f::each_value(
        &f::only(
            &f::each_key(request.headers(), f::lower),
            &["content-type", "host"],
        ),
        |value| f::lower(&f::trim(value)),
    ));
    Some(vec![
        value(&f::sort_pairs(&f::each_value(
            &f::only(
                &f::each_key(request.headers(), f::lower),
                &["content-type", "host"],
            ),
            |value| f::lower(&f::trim(value)),
        ))),
        value(owned),
    ])
}

/// `request.query | each_key(percent("rfc3986")) | each_value(percent("form")) | sort | join_pairs("=", "&")`
fn case_17(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::join_pairs(
        &f::sort_pairs(&f::each_value(
            &f::each_key(&request.query(), |key| f::percent(key, f::Percent::Rfc3986)),
            |value| f::percent(value, f::Percent::Form),
        )),
        "=",
        "&",
    );
    Some(vec![
        value(&f::join_pairs(
            &f::sort_pairs(&f::each_value(
                &f::each_key(&request.query(), |key| f::percent(key, f::Percent::Rfc3986)),
                |value| f::percent(value, f::Percent::Form),
            )),
            "=",
            "&",
        )),
        value(owned),
    ])
}

/// `request.query | each_value(sha256 | hex) | values`
fn case_18(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::values(&f::each_value(&request.query(), |value| {
        f::hex(&f::sha256(value))
    }));
    Some(vec![
        value(&f::values(&f::each_value(&request.query(), |value| {
            f::hex(&f::sha256(value))
        }))),
        value(owned),
    ])
}

/// `request.query | without("b") | drop_empty | keys | join(";")`
fn case_19(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::join(
        &f::keys(&f::drop_empty_pairs(&f::without(&request.query(), &["b"]))),
        ";",
    );
    Some(vec![
        value(&f::join(
            &f::keys(&f::drop_empty_pairs(&f::without(&request.query(), &["b"]))),
            ";",
        )),
        value(owned),
    ])
}

/// `request.headers | with("x-hash", request.body | sha256 | hex) | with("x-mail", settings.email) | keys`
fn case_20(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::keys(&f::with(
        &f::with(
            request.headers(),
            "x-hash",
            &f::hex(&f::sha256(request.body())),
        ),
        "x-mail",
        &settings.email,
    ));
    Some(vec![
        value(&f::keys(&f::with(
            &f::with(
                request.headers(),
                "x-hash",
                &f::hex(&f::sha256(request.body())),
            ),
            "x-mail",
            &settings.email,
        ))),
        value(owned),
    ])
}

/// `lines(request.method, request.path, "", request.body | sha256 | hex)`
fn case_21(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::lines(&[
        request.method(),
        request.path(),
        "",
        &f::hex(&f::sha256(request.body())),
    ]);
    Some(vec![
        value(&f::lines(&[
            request.method(),
            request.path(),
            "",
            &f::hex(&f::sha256(request.body())),
        ])),
        value(owned),
    ])
}

/// `settings.email | replace("@", " at ") | upper | trim`
fn case_22(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::trim(&f::upper(&f::replace(&settings.email, "@", " at ")));
    Some(vec![
        value(&f::trim(&f::upper(&f::replace(
            &settings.email,
            "@",
            " at ",
        )))),
        value(owned),
    ])
}

/// `slice(settings.email, 1, 4)`
fn case_23(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::slice(&settings.email, 1, Some(4));
    Some(vec![
        value(&f::slice(&settings.email, 1, Some(4))),
        value(owned),
    ])
}

/// `slice(settings.email, -3) | strip_prefix(".") | length`
fn case_24(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::length(&f::strip_prefix(&f::slice(&settings.email, -3, None), "."));
    Some(vec![
        value(f::length(&f::strip_prefix(
            &f::slice(&settings.email, -3, None),
            ".",
        ))),
        value(owned),
    ])
}

/// `after_last(request.path, "/") | percent_keep("/")`
fn case_25(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::percent_keep(&f::after_last(request.path(), "/"), "/");
    Some(vec![
        value(&f::percent_keep(&f::after_last(request.path(), "/"), "/")),
        value(owned),
    ])
}

/// `byte_length(request.body)`
fn case_26(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::byte_length(request.body());
    Some(vec![value(f::byte_length(request.body())), value(owned)])
}

/// `split("a,b,,c", ",") | drop_empty | sort`
fn case_27(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::sort(&f::drop_empty(&f::split("a,b,,c", ",")));
    Some(vec![
        value(&f::sort(&f::drop_empty(&f::split("a,b,,c", ",")))),
        value(owned),
    ])
}

/// `split("b,a", ",")[0] ?? "none"`
fn case_28(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::nth(&f::split("b,a", ","), 0).unwrap_or_else(|| "none".to_owned());
    Some(vec![
        value(&f::nth(&f::split("b,a", ","), 0).unwrap_or_else(|| "none".to_owned())),
        value(owned),
    ])
}

/// `list(settings.email, "x") | last`
fn case_29(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::last(&[settings.email.clone(), "x".to_owned()]);
    Some(vec![
        value(f::last(&[settings.email.clone(), "x".to_owned()]).as_deref()),
        value(owned),
    ])
}

/// `list(3, 1, 2) | sort | first`
fn case_30(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::first(&f::sort_ints(&[3, 1, 2]));
    Some(vec![
        value(f::first(&f::sort_ints(&[3, 1, 2]))),
        value(owned),
    ])
}

/// `basic(settings.email, settings.token)`
fn case_31(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::basic(&settings.email, settings.token.expose());
    Some(vec![
        value(&f::basic(&settings.email, settings.token.expose())),
        value(owned),
    ])
}

/// `json(request.query)`
fn case_32(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::json_pairs(&request.query());
    Some(vec![value(&f::json_pairs(&request.query())), value(owned)])
}

/// `json(list("a", settings.email))`
fn case_33(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::json_list(&["a", &settings.email]);
    Some(vec![
        value(&f::json_list(&["a", &settings.email])),
        value(owned),
    ])
}

/// `as_text(settings.limit)`
fn case_34(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::as_text(settings.limit);
    Some(vec![value(&f::as_text(settings.limit)), value(owned)])
}

/// `as_int("12") ?? 0`
fn case_35(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::as_int("12").unwrap_or(0);
    Some(vec![value(f::as_int("12").unwrap_or(0)), value(owned)])
}

/// `as_text(body.price)`
fn case_36(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::as_text(&body.price);
    Some(vec![value(&f::as_text(&body.price)), value(owned)])
}

/// `base64_decode("YQ==") | as_text`
fn case_37(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::base64_decode("YQ==")
        .as_deref()
        .and_then(f::bytes_to_text);
    Some(vec![
        value(
            f::base64_decode("YQ==")
                .as_deref()
                .and_then(f::bytes_to_text)
                .as_deref(),
        ),
        value(owned),
    ])
}

/// `request.headers["Host"] ?? "none"`
fn case_38(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::pair(request.headers(), "Host").unwrap_or_else(|| "none".to_owned());
    Some(vec![
        value(&f::pair(request.headers(), "Host").unwrap_or_else(|| "none".to_owned())),
        value(owned),
    ])
}

/// `now | format("yyyy-MM-dd'T'HH:mm:ss.SSS", zone="+08:00")`
fn case_39(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::format(stamp.now(), "yyyy-MM-dd'T'HH:mm:ss.SSS", "+08:00");
    Some(vec![
        value(&f::format(
            stamp.now(),
            "yyyy-MM-dd'T'HH:mm:ss.SSS",
            "+08:00",
        )),
        value(owned),
    ])
}

/// `now | format("yyyyMMdd")`
fn case_40(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::format(stamp.now(), "yyyyMMdd", "UTC");
    Some(vec![
        value(&f::format(stamp.now(), "yyyyMMdd", "UTC")),
        value(owned),
    ])
}

/// `choose(settings.mode, first=settings.email, second=settings.token)`
fn case_41(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = match settings.mode {
        Mode::First => settings.email.clone(),
        Mode::Second => settings.token.expose().to_owned(),
    };
    let local = match settings.mode {
        Mode::First => settings.email.as_str(),
        Mode::Second => settings.token.expose(),
    };
    Some(vec![
        value(match settings.mode {
            Mode::First => settings.email.as_str(),
            Mode::Second => settings.token.expose(),
        }),
        value(local),
        value(owned),
    ])
}

/// `choose(settings.mode, first=now | unix_seconds, second="0")`
fn case_42(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = match settings.mode {
        Mode::First => f::unix_seconds(stamp.now()),
        Mode::Second => "0".to_owned(),
    };
    Some(vec![
        value(&match settings.mode {
            Mode::First => f::unix_seconds(stamp.now()),
            Mode::Second => "0".to_owned(),
        }),
        value(owned),
    ])
}

/// `if(settings.mode == "first", settings.limit, 7)`
fn case_43(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = if matches!(settings.mode, Mode::First) {
        settings.limit
    } else {
        7
    };
    Some(vec![
        value(if matches!(settings.mode, Mode::First) {
            settings.limit
        } else {
            7
        }),
        value(owned),
    ])
}

/// `if(settings.region is present, settings.region, settings.email) | upper`
fn case_44(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::upper(if settings.region.is_some() {
        settings.region.as_deref().unwrap_or_default()
    } else {
        settings.email.as_str()
    });
    Some(vec![
        value(&f::upper(if settings.region.is_some() {
            settings.region.as_deref().unwrap_or_default()
        } else {
            settings.email.as_str()
        })),
        value(owned),
    ])
}

/// `if(settings.missing is not null, settings.missing | upper, null)`
fn case_45(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = if settings.missing.is_some() {
        Some(f::upper(settings.missing.as_deref().unwrap_or_default()))
    } else {
        None
    };
    Some(vec![
        value(
            (if settings.missing.is_some() {
                Some(f::upper(settings.missing.as_deref().unwrap_or_default()))
            } else {
                None
            })
            .as_deref(),
        ),
        value(owned),
    ])
}

/// `custom("sign", settings.email, request.body) | lower`
fn case_46(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::lower(&settings.hook_sign(&settings.email, request.body()));
    Some(vec![
        value(&f::lower(
            &settings.hook_sign(&settings.email, request.body()),
        )),
        value(owned),
    ])
}

/// `settings.missing ?? custom("ask", settings.email)`
fn case_47(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = match settings.missing.clone() {
        Some(it) => it,
        None => settings.hook_ask(&settings.email)?,
    };
    Some(vec![
        value(&match settings.missing.clone() {
            Some(it) => it,
            None => settings.hook_ask(&settings.email)?,
        }),
        value(owned),
    ])
}

/// `settings.region in list("x", custom("ask", "y")) or settings.region == "eu"`
fn case_48(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = (match settings.region.as_deref() {
        Some(it) => ["x", settings.hook_ask("y")?.as_str()].contains(&it),
        None => false,
    }) || settings.region.as_deref() == Some("eu");
    Some(vec![
        value(
            (match settings.region.as_deref() {
                Some(it) => ["x", settings.hook_ask("y")?.as_str()].contains(&it),
                None => false,
            }) || settings.region.as_deref() == Some("eu"),
        ),
        value(owned),
    ])
}

/// `answer.status < 300 and body.code == 1000`
fn case_49(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = answer.status() < 300 && body.code == Some(1000);
    Some(vec![
        value(answer.status() < 300 && body.code == Some(1000)),
        value(owned),
    ])
}

/// `body.code in list(1000, 2000) or body.message == "x"`
fn case_50(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = body.code.is_some_and(|it| [1000, 2000].contains(&it))
        || body.message.as_deref() == Some("x");
    Some(vec![
        value(
            body.code.is_some_and(|it| [1000, 2000].contains(&it))
                || body.message.as_deref() == Some("x"),
        ),
        value(owned),
    ])
}

/// `body.message in list("fine", settings.email)`
fn case_51(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = body
        .message
        .as_deref()
        .is_some_and(|it| ["fine", settings.email.as_str()].contains(&it));
    Some(vec![
        value(
            body.message
                .as_deref()
                .is_some_and(|it| ["fine", settings.email.as_str()].contains(&it)),
        ),
        value(owned),
    ])
}

/// `settings.email in split("a,b", ",")`
fn case_52(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::contains(&f::split("a,b", ","), settings.email.as_str());
    Some(vec![
        value(f::contains(&f::split("a,b", ","), settings.email.as_str())),
        value(owned),
    ])
}

/// `settings.mode in list("first", "second") and settings.mode != "second"`
fn case_53(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = matches!(settings.mode, Mode::First | Mode::Second)
        && !matches!(settings.mode, Mode::Second);
    Some(vec![
        value(
            matches!(settings.mode, Mode::First | Mode::Second)
                && !matches!(settings.mode, Mode::Second),
        ),
        value(owned),
    ])
}

/// `body.code is present and body.code >= 1000 and body.code != 3`
fn case_54(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = body.code.is_some() && body.code >= Some(1000) && body.code != Some(3);
    Some(vec![
        value(body.code.is_some() && body.code >= Some(1000) && body.code != Some(3)),
        value(owned),
    ])
}

/// `body.message is null or (body.message is empty or body.message < "z")`
fn case_55(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = body.message.is_none()
        || (body.message.as_deref().is_none_or(str::is_empty)
            || body.message.as_deref() < Some("z"));
    Some(vec![
        value(
            body.message.is_none()
                || (body.message.as_deref().is_none_or(str::is_empty)
                    || body.message.as_deref() < Some("z")),
        ),
        value(owned),
    ])
}

/// `not (body.message is empty) and not (body.code == 3 or body.flag == true)`
fn case_56(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = body.message.as_deref().is_some_and(|it| !it.is_empty())
        && (body.code != Some(3) && body.flag != Some(true));
    Some(vec![
        value(
            body.message.as_deref().is_some_and(|it| !it.is_empty())
                && (body.code != Some(3) && body.flag != Some(true)),
        ),
        value(owned),
    ])
}

/// `body.flag == null and body.none == null`
fn case_57(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = body.flag.is_none() && body.none.is_none();
    Some(vec![
        value(body.flag.is_none() && body.none.is_none()),
        value(owned),
    ])
}

/// `body.message != null and starts_with(body.message, "f")`
fn case_58(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned =
        body.message.is_some() && f::starts_with(body.message.as_deref().unwrap_or_default(), "f");
    Some(vec![
        value(
            body.message.is_some()
                && f::starts_with(body.message.as_deref().unwrap_or_default(), "f"),
        ),
        value(owned),
    ])
}

/// `body.price > 1 and body.price == 1`
fn case_59(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::decimal_order(&body.price, &f::decimal(1)).is_gt()
        && f::decimal_order(&body.price, &f::decimal(1)).is_eq();
    Some(vec![
        value(
            f::decimal_order(&body.price, &f::decimal(1)).is_gt()
                && f::decimal_order(&body.price, &f::decimal(1)).is_eq(),
        ),
        value(owned),
    ])
}

/// `body.price != settings.limit and body.big is present and body.big > body.price`
fn case_60(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::decimal_order(&body.price, &f::decimal(settings.limit)).is_ne()
        && body.big.is_some()
        && f::decimal_order(body.big.as_ref(), &body.price).is_gt();
    Some(vec![
        value(
            f::decimal_order(&body.price, &f::decimal(settings.limit)).is_ne()
                && body.big.is_some()
                && f::decimal_order(body.big.as_ref(), &body.price).is_gt(),
        ),
        value(owned),
    ])
}

/// `request.body is empty or request.query is empty or settings.email is not empty`
fn case_61(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned =
        request.body().is_empty() || request.query().is_empty() || !settings.email.is_empty();
    Some(vec![
        value(
            request.body().is_empty() || request.query().is_empty() || !settings.email.is_empty(),
        ),
        value(owned),
    ])
}

/// `answer is not empty`
fn case_62(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = !answer.body().is_empty();
    Some(vec![value(!answer.body().is_empty()), value(owned)])
}

/// `body.meta.total`
fn case_63(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = body.meta.as_ref().map(|it| it.total);
    Some(vec![
        value(body.meta.as_ref().map(|it| it.total)),
        value(owned),
    ])
}

/// `body.meta.cursor ?? body.message ?? "end"`
fn case_64(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = body
        .meta
        .as_ref()
        .and_then(|it| it.cursor.as_deref())
        .or(body.message.as_deref())
        .unwrap_or("end")
        .to_owned();
    let local = body
        .meta
        .as_ref()
        .and_then(|it| it.cursor.as_deref())
        .or(body.message.as_deref())
        .unwrap_or("end");
    Some(vec![
        value(
            body.meta
                .as_ref()
                .and_then(|it| it.cursor.as_deref())
                .or(body.message.as_deref())
                .unwrap_or("end"),
        ),
        value(local),
        value(owned),
    ])
}

/// `body.meta.total is present and body.meta.total > answer.status`
fn case_65(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = body.meta.as_ref().map(|it| it.total).is_some()
        && body.meta.as_ref().map(|it| it.total) > Some(answer.status());
    Some(vec![
        value(
            body.meta.as_ref().map(|it| it.total).is_some()
                && body.meta.as_ref().map(|it| it.total) > Some(answer.status()),
        ),
        value(owned),
    ])
}

/// `body.meta is present and body.meta.inner.depth == 2`
fn case_66(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = body.meta.is_some()
        && body
            .meta
            .as_ref()
            .and_then(|it| it.inner.as_ref())
            .and_then(|it| it.depth)
            == Some(2);
    Some(vec![
        value(
            body.meta.is_some()
                && body
                    .meta
                    .as_ref()
                    .and_then(|it| it.inner.as_ref())
                    .and_then(|it| it.depth)
                    == Some(2),
        ),
        value(owned),
    ])
}

/// `open.data.items[0]["a b"] | as_text`
fn case_67(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::json_to_text(f::member(
        f::item(f::member(&open, &["data", "items"]), 0),
        &["a b"],
    ));
    Some(vec![
        value(
            f::json_to_text(f::member(
                f::item(f::member(&open, &["data", "items"]), 0),
                &["a b"],
            ))
            .as_deref(),
        ),
        value(owned),
    ])
}

/// `open.data.next is empty or open.data.more == false`
fn case_68(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::is_empty_json(f::member(&open, &["data", "next"]))
        || f::is_json_bool(f::member(&open, &["data", "more"]), false);
    Some(vec![
        value(
            f::is_empty_json(f::member(&open, &["data", "next"]))
                || f::is_json_bool(f::member(&open, &["data", "more"]), false),
        ),
        value(owned),
    ])
}

/// `open.data.name == "x" and open.data.count in list(1, 5) and open.data.count != 4`
fn case_69(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::is_json_text(f::member(&open, &["data", "name"]), "x")
        && (f::is_json_int(f::member(&open, &["data", "count"]), 1)
            || f::is_json_int(f::member(&open, &["data", "count"]), 5))
        && !f::is_json_int(f::member(&open, &["data", "count"]), 4);
    Some(vec![
        value(
            f::is_json_text(f::member(&open, &["data", "name"]), "x")
                && (f::is_json_int(f::member(&open, &["data", "count"]), 1)
                    || f::is_json_int(f::member(&open, &["data", "count"]), 5))
                && !f::is_json_int(f::member(&open, &["data", "count"]), 4),
        ),
        value(owned),
    ])
}

/// `open.data.nothing is null and open is present and open.data is not null`
fn case_70(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::member(&open, &["data", "nothing"]).is_none()
        && !f::is_null_json(&open)
        && f::member(&open, &["data"]).is_some();
    Some(vec![
        value(
            f::member(&open, &["data", "nothing"]).is_none()
                && !f::is_null_json(&open)
                && f::member(&open, &["data"]).is_some(),
        ),
        value(owned),
    ])
}

/// `as_int(open.data.count) ?? 0`
fn case_71(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::json_to_int(f::member(&open, &["data", "count"])).unwrap_or(0);
    Some(vec![
        value(f::json_to_int(f::member(&open, &["data", "count"])).unwrap_or(0)),
        value(owned),
    ])
}

/// `json(open.data.items[-1] ?? open)`
fn case_72(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::json_value(f::item(f::member(&open, &["data", "items"]), -1).unwrap_or(&open));
    Some(vec![
        value(&f::json_value(
            f::item(f::member(&open, &["data", "items"]), -1).unwrap_or(&open),
        )),
        value(owned),
    ])
}

/// `open.data.items == open.data.items`
fn case_73(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::is_same_json(
        f::member(&open, &["data", "items"]),
        f::member(&open, &["data", "items"]),
    );
    Some(vec![
        value(f::is_same_json(
            f::member(&open, &["data", "items"]),
            f::member(&open, &["data", "items"]),
        )),
        value(owned),
    ])
}

/// `open.data.items`
fn case_74(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::member(&open, &["data", "items"]).cloned();
    let local = f::member(&open, &["data", "items"]);
    Some(vec![
        value(f::member(&open, &["data", "items"])),
        value(local),
        value(owned),
    ])
}

/// `open.data is present and (open.data is not empty and open.data.more != true)`
fn case_75(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::member(&open, &["data"]).is_some()
        && (!f::is_empty_json(f::member(&open, &["data"]))
            && !f::is_json_bool(f::member(&open, &["data", "more"]), true));
    Some(vec![
        value(
            f::member(&open, &["data"]).is_some()
                && (!f::is_empty_json(f::member(&open, &["data"]))
                    && !f::is_json_bool(f::member(&open, &["data", "more"]), true)),
        ),
        value(owned),
    ])
}

/// `days[1]`
fn case_76(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::nth(&days, 1);
    Some(vec![value(f::nth(&days, 1)), value(owned)])
}

/// `count(days) > 1 and count(request.query) > count(list("a"))`
fn case_77(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::count(&days) > 1 && f::count(&request.query()) > f::count(&["a".to_owned()]);
    Some(vec![
        value(f::count(&days) > 1 && f::count(&request.query()) > f::count(&["a".to_owned()])),
        value(owned),
    ])
}

/// `days | sort`
fn case_78(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::sort_ints(&days);
    Some(vec![value(&f::sort_ints(&days)), value(owned)])
}

/// `days[0] ?? settings.limit`
fn case_79(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = f::nth(&days, 0).unwrap_or(settings.limit);
    Some(vec![
        value(f::nth(&days, 0).unwrap_or(settings.limit)),
        value(owned),
    ])
}

/// `settings.missing ?? settings.region`
fn case_80(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = settings
        .missing
        .as_deref()
        .or(settings.region.as_deref())
        .map(str::to_owned);
    let local = settings.missing.as_deref().or(settings.region.as_deref());
    Some(vec![
        value(settings.missing.as_deref().or(settings.region.as_deref())),
        value(local),
        value(owned),
    ])
}

/// `settings.missing ?? (now | unix_millis)`
fn case_81(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = settings
        .missing
        .clone()
        .unwrap_or_else(|| f::unix_millis(stamp.now()));
    Some(vec![
        value(
            &settings
                .missing
                .clone()
                .unwrap_or_else(|| f::unix_millis(stamp.now())),
        ),
        value(owned),
    ])
}

/// `(answer is not empty) == false or not (not (body.code == 1))`
fn case_82(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = answer.body().is_empty() || body.code == Some(1);
    Some(vec![
        value(answer.body().is_empty() || body.code == Some(1)),
        value(owned),
    ])
}

/// `(scope == "s") == true and scope >= "r"`
fn case_83(world: World) -> Option<Vec<Value>> {
    let World {
        settings,
        stamp,
        request,
        body,
        answer,
        date,
        scope,
        days,
        open,
    } = world;
    let owned = scope == "s" && scope.as_str() >= "r";
    Some(vec![
        value(scope == "s" && scope.as_str() >= "r"),
        value(owned),
    ])
}
