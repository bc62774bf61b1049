//! All diagnostics in one readable list: number, name, severity, rule in English and in Chinese.

use super::{Language, Severity};

macro_rules! catalogue {
    ($($number:literal $name:ident $severity:ident $rule:literal $chinese:literal;)*) => {
        /// The stable code of a diagnostic.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $rule] $name,)*
        }

        impl Code {
            /// Every code, in the order of the numbers.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// The code as it is printed, such as `AL0123`.
            pub fn id(self) -> &'static str {
                match self { $(Code::$name => concat!("AL", $number),)* }
            }

            /// The rule that was broken, as a sentence.
            pub fn rule(self, language: Language) -> &'static str {
                match (self, language) {
                    $(
                        (Code::$name, Language::English) => $rule,
                        (Code::$name, Language::Chinese) => $chinese,
                    )*
                }
            }

            /// The page that explains the code: without one, this does not compile.
            #[cfg(feature = "crates")]
            pub(super) fn page(self) -> &'static str {
                match self {
                    $(Code::$name => include_str!(concat!("explain/AL", $number, ".md")),)*
                }
            }

            /// The name of the code, in one word of several.
            pub fn name(self) -> &'static str {
                match self { $(Code::$name => stringify!($name),)* }
            }

            /// Whether it stops generation.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }
        }
    };
}

catalogue! {
    // 00: files and YAML
    "0001" Unreadable Error "A spec file must be readable."
        "规范文件必须可读。";
    "0002" NotUtf8 Error "A spec file is UTF-8 text."
        "规范文件是 UTF-8 文本。";
    "0003" Syntax Error "A spec file is YAML."
        "规范文件是 YAML。";
    "0004" TooLarge Error "A spec file stays within the budgets for bytes, depth and nodes."
        "规范文件的字节数、深度和节点数不超过上限。";
    "0005" DuplicateKey Error "A key stands once in a map."
        "同一映射中每个键只出现一次。";
    "0006" YamlFeature Error "Anchors, aliases, tags, merge keys and several documents are not part of the language."
        "锚点、别名、标签、合并键和多文档不属于本语言。";
    "0007" NoSpecs Error "There must be a spec to work on."
        "必须有可处理的规范。";
    "0008" Include Error "An include names a file under the folder of the spec."
        "引入的文件位于规范所在目录之下。";
    // 01: the shape of maps
    "0101" UnknownKey Error "A map has only the keys that the language knows there."
        "映射中只有语言在该处认识的键。";
    "0102" MissingKey Error "A map has the keys that the language requires there."
        "映射中有语言在该处要求的键。";
    "0103" WrongKind Error "A value is text, a list or a map, as its key demands."
        "值是文本、列表还是映射，由它的键决定。";
    "0104" BadValue Error "A value is one of those that its key allows."
        "值是它的键所允许的值之一。";
    "0105" BadName Error "A name that the spec gives is made of ASCII letters, digits and `_`, and starts with a letter."
        "规范给出的名称由 ASCII 字母、数字和 `_` 组成，以字母开头。";
    "0106" OneKind Error "A type is described in exactly one way."
        "类型恰好用一种方式描述。";
    "0107" Misplaced Error "A key is used only where it means something."
        "键只用在它有意义的地方。";
    "0108" Version Error "The spec says which version of the language it is written in."
        "规范写明它所用的语言版本。";
    // 02: types and names
    "0201" TypeSyntax Error "A type is written `name`, `name(arguments)`, with `?` for null and `!` for required."
        "类型写成 `name` 或 `name(参数)`，`?` 表示允许 null，`!` 表示必填。";
    "0202" UnknownType Error "A type is a built-in one or one of the spec's own."
        "类型是内置类型，或规范自己的类型。";
    "0203" TypeArguments Error "A type takes the arguments that its definition demands."
        "类型的参数与它的定义相符。";
    "0204" UnusedType Warning "A type is used by an operation."
        "类型被某个接口使用。";
    "0205" EndlessType Error "A type may contain itself only where it can end."
        "类型只能在可以结束的地方包含自己。";
    "0206" NameCollision Error "Names stay different when they are written as Rust names."
        "写成 Rust 名称之后，名称仍互不相同。";
    "0207" NoName Error "A wire name from which no Rust name can be derived has a `name:`."
        "推导不出 Rust 名称的报文名称要有 `name:`。";
    "0208" BadMarker Error "`!` marks a required field or parameter, and stands nowhere else."
        "`!` 标记必填的字段或参数，不用在别处。";
    "0209" Overlap Error "The variants of an untagged union can be told apart by their shape."
        "无标签联合的各变体能按形状区分。";
    "0210" BadPattern Error "A key pattern is a text with one hole: `{int}` or `{text}`."
        "键模式是带一个占位符的文本：`{int}` 或 `{text}`。";
    "0211" UnknownField Error "A field that is named must exist."
        "提到的字段必须存在。";
    "0212" BadConstraint Error "A constraint fits its type and can be kept."
        "约束与类型相符，并且可以满足。";
    "0213" DateFormat Error "A date format is made of yyyy, MM, dd, HH, mm, ss, SSS and XXX, each once, punctuation and quoted text; M, d, H, m and s have no leading zero."
        "日期格式由 yyyy、MM、dd、HH、mm、ss、SSS、XXX（各至多一次）、标点和引号中的文本组成；M、d、H、m、s 不补零。";
    "0214" NotYetInLanguage Error "This part of the language has a place, and is not built yet."
        "语言的这一部分已有位置，但尚未实现。";
    "0215" HandWritten Error "A hand-written type has a whole Rust path, and a description of its own where a crate is generated."
        "手写类型有完整的 Rust 路径；要生成独立 crate 时，规范里还要有它的描述。";
    "0216" Update Error "What a request does to data that is there already is known, and said without contradiction."
        "请求对已有数据的影响是已知的，且写法不自相矛盾。";
    "0217" OpenSecret Warning "A setting that is called a secret has the type `secret`."
        "名称表明是机密的设置项，类型为 `secret`。";
    // 03: expressions
    "0301" ExpressionSyntax Error "An expression follows the grammar of the language."
        "表达式符合语言的语法。";
    "0302" ExpressionName Error "A name in an expression is an earlier `let` or has a root that is known there."
        "表达式中的名称是前面的 `let`，或以该处已知的名称开头。";
    "0303" ExpressionType Error "The parts of an expression have types that fit."
        "表达式各部分的类型相符。";
    "0304" ExpressionCall Error "A function is called with the arguments of its signature."
        "调用函数时，参数与它的签名相符。";
    "0305" Secret Error "A secret does not stand in a predicate, a message or an example."
        "机密值不出现在条件、消息或示例中。";
    "0306" ExpressionPlace Error "An expression stands only where it can be computed."
        "表达式只写在可以计算它的地方。";
    // 04: servers and operations
    "0401" HttpLine Error "`http` is a method and a path."
        "`http` 是请求方法和路径。";
    "0402" PathParameter Error "Each hole of a path has a parameter, and each path parameter a hole."
        "路径的每个占位符有一个参数，每个路径参数有一个占位符。";
    "0403" ServerTemplate Error "A server is an absolute URL whose holes are settings."
        "服务器是绝对 URL，其中的占位符是设置项。";
    "0404" UnknownReference Error "What is referred to must be defined."
        "引用的内容必须有定义。";
    "0405" Body Error "A body fits the method and its encoding."
        "请求体与请求方法和编码相符。";
    "0406" Returns Error "`returns` says a type and where in the body it stands."
        "`returns` 写明类型，以及它在响应体中的位置。";
    "0407" SameParameter Error "A parameter stands once in a place."
        "同一位置中每个参数只出现一次。";
    "0408" SameRoute Warning "Two operations differ in method, path or constants."
        "两个接口的方法、路径或常量有所不同。";
    "0409" Scalar Error "A path, query, header or cookie parameter is sent as text."
        "路径、查询、头部和 cookie 参数以文本发送。";
    "0410" Example Error "An example keeps the types and the rules of the spec."
        "示例符合规范给出的类型和规则。";
    "0411" Paging Error "A slot of `paginate` fits what is sent and what is answered."
        "`paginate` 的每个槽位与所发送和所返回的内容相符。";
    "0412" Unused Warning "A scheme, an envelope, a limit or a table of errors is used by an operation."
        "认证方案、信封、限额和错误表被某个接口使用。";
    "0413" ExampleOutcome Error "The answer of an example is the success or the failure that it says."
        "示例的响应是成功还是失败，与示例所写的一致。";
    "0414" ExampleDrift Warning "The answer of an example is as the spec says, also where it is read strictly."
        "示例的响应与规范一致，严格读取时也是如此。";
    "0415" LoneEntity Warning "The entity of an operation is a declared type, or that of another operation too."
        "接口的实体是已声明的类型，或者也是其他接口的实体。";
    "0416" SameRequest Warning "Examples of an operation with the same request have the same answer."
        "同一接口中请求相同的示例，响应也相同。";
    // 05: authentication
    "0501" KnownAnswer Error "A known answer comes out of the scheme as it is written."
        "按认证方案计算，能得出已知结果。";
    "0502" StampOrder Error "What is stamped cannot depend on the request that it is part of."
        "`stamp` 的内容不能依赖它所属的请求。";
    "0503" TokenScheme Error "A scheme that uses `token` says where the token comes from."
        "使用 `token` 的认证方案写明令牌从哪里来。";
    "0504" TokenFetch Error "The operation that fetches a token gets what it requires, and does not need that token."
        "获取令牌的接口得到它所需的全部输入，且自身不需要该令牌。";
    "0505" Renewal Warning "A scheme that fetches a token says after which errors it fetches another."
        "会获取令牌的认证方案写明遇到哪些错误后重新获取。";
    // 06: envelopes and errors
    "0601" ErrorPattern Error "An error code is a text, or a text that starts or ends with `*`."
        "错误码是文本，或以 `*` 开头或结尾的文本。";
    // 08: output
    "0801" Write Error "What is generated must be writable."
        "生成的内容必须可以写入。";
    "0802" Drift Error "What is committed is what the specs generate."
        "已提交的内容就是规范所生成的内容。";
    "0803" SameVendor Error "A vendor has one spec."
        "一个厂商只有一份规范。";
    "0804" HandEdited Error "A generated file that somebody edited is not overwritten."
        "被人改过的生成文件不会被覆盖。";
}
