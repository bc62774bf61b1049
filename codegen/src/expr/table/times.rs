//! Functions of instants.

use apiloom_wire::functions as f;

use super::Args;
use super::signature::{Docs, Form, Function, Gives, Need, Overload, Param, Takes};
use super::text;
use super::texts::one;
use crate::expr::value::Value;

const INSTANT: Param = Param::new("instant", Takes::Instant);
const ZONE: Param = Param::new("zone", Takes::Zone).need(Need::NamedOptional);

pub(super) static FUNCTIONS: &[Function] = &[
    one!("unix_seconds", "unix_seconds", [INSTANT] => Text,
        "The whole seconds since 1970 as text.",
        "自 1970 年起的秒数（文本）。",
        |a| text(f::unix_seconds(instant(a)?))),
    one!("unix_millis", "unix_millis", [INSTANT] => Text,
        "The whole milliseconds since 1970 as text.",
        "自 1970 年起的毫秒数（文本）。",
        |a| text(f::unix_millis(instant(a)?))),
    one!("format", "format", [INSTANT, Param::new("pattern", Takes::Pattern), ZONE] => Text,
        "The instant by a pattern of yyyy MM dd HH mm ss SSS and 'quoted text', in UTC or the zone given.",
        "按 yyyy MM dd HH mm ss SSS 和 '引号文本' 组成的格式书写时刻，默认 UTC。",
        |a| text(f::format(instant(a)?, Args(a).text(1)?, Args(a).text(2).unwrap_or("UTC")))),
];

fn instant(args: &[Value]) -> Option<apiloom_wire::Timestamp> {
    match args.first()? {
        Value::Instant(instant) => Some(*instant),
        _ => None,
    }
}
