//! Counts as tables, for a terminal and as Markdown.

use unicode_width::UnicodeWidthStr as _;

use super::{Coverage, Measure, Stats, What, total};
use crate::diagnostic::Language;

/// What is measured of all things, in the order of the columns.
const MEASURES: [Measure; 7] = Measure::ALL;

/// The tables, for a terminal.
pub fn text(all: &[Stats], language: Language) -> String {
    tables(all, language)
        .map(|table| aligned(&table))
        .join("\n")
}

/// The tables, as Markdown.
pub fn markdown(all: &[Stats], language: Language) -> String {
    let heading = of(language, "## What stands in the specs", "## 规范统计");
    let tables = tables(all, language).map(|table| piped(&table)).join("\n");
    format!("{heading}\n\n{tables}")
}

/// A row of cells; the first row is the head.
type Table = Vec<Vec<String>>;

/// A line a spec, and a line for each kind of things of all of them.
fn tables(all: &[Stats], language: Language) -> [Table; 2] {
    let total = total(all);
    let mut specs = vec![heads(language, SPECS)];
    specs.extend(all.iter().map(|stats| spec(&stats.path, stats)));
    if all.len() > 1 {
        specs.push(spec(of(language, "total", "合计"), &total));
    }
    let mut kinds = vec![heads(language, KINDS)];
    kinds.extend(What::ALL.map(|what| kind(what, &total, language)));
    [specs, kinds]
}

type Heads = &'static [(&'static str, &'static str)];

const SPECS: Heads = &[
    ("spec", "规范"),
    ("operations", "接口"),
    ("types", "类型"),
    ("fields", "字段"),
    ("rules", "规则"),
    ("codecs", "编码"),
    ("provenance", "出处"),
    ("docs", "文档"),
    ("en", "英文"),
    ("zh", "中文"),
    ("both", "双语"),
    ("examples", "示例"),
    ("tests", "测试"),
];

const KINDS: Heads = &[
    ("of all specs", "全部规范"),
    ("number", "数量"),
    ("provenance", "出处"),
    ("docs", "文档"),
    ("en", "英文"),
    ("zh", "中文"),
    ("both", "双语"),
    ("examples", "示例"),
    ("tests", "测试"),
];

fn heads(language: Language, heads: Heads) -> Vec<String> {
    let heads = heads.iter();
    heads
        .map(|(english, chinese)| of(language, english, chinese).to_owned())
        .collect()
}

fn spec(name: &str, stats: &Stats) -> Vec<String> {
    let mut cells = vec![
        name.to_owned(),
        stats.count(What::Operation).to_string(),
        stats.count(What::Type).to_string(),
        stats.count(What::Field).to_string(),
        stats.rules.to_string(),
        stats.codecs.to_string(),
    ];
    cells.extend(MEASURES.map(|measure| percent(stats.coverage(measure, None))));
    cells
}

fn kind(what: What, total: &Stats, language: Language) -> Vec<String> {
    let chinese = match what {
        What::Operation => "接口",
        What::Type => "类型",
        What::Field => "字段",
        What::Error => "错误码",
        What::Setting => "设置项",
        What::Code => "枚举值",
        What::Variant => "变体",
        What::Scheme => "认证方案",
        What::Server => "服务器",
        What::Limit => "限额",
        What::Hook => "钩子",
    };
    let mut cells = vec![
        of(language, what.word(), chinese).to_owned(),
        total.count(what).to_string(),
    ];
    cells.extend(MEASURES.map(|measure| percent(total.coverage(measure, Some(what)))));
    cells
}

/// `87%`, and `-` where there is nothing.
fn percent(coverage: Coverage) -> String {
    let percent = coverage.percent();
    percent.map_or_else(|| "-".to_owned(), |percent| format!("{percent}%"))
}

/// The first column to the left and all others to the right, by what a terminal needs: Chinese characters are
/// two columns wide.
fn aligned(table: &Table) -> String {
    let widths = widths(table);
    let mut out = String::new();
    for row in table {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let width = widths.get(column).copied().unwrap_or_default();
            let space = " ".repeat(width.saturating_sub(cell.width()));
            match column {
                0 => line.push_str(&format!("{cell}{space}")),
                _ => line.push_str(&format!("  {space}{cell}")),
            }
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// A table of Markdown, in which numbers stand to the right.
fn piped(table: &Table) -> String {
    let mut out = String::new();
    for (index, row) in table.iter().enumerate() {
        let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
        if index == 0 {
            out.push_str(&format!("|---|{}\n", "---:|".repeat(row.len() - 1)));
        }
    }
    out
}

fn widths(table: &Table) -> Vec<usize> {
    let columns = table.first().map_or(0, Vec::len);
    let width = |column: usize| {
        let cells = table.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.width()).max().unwrap_or_default()
    };
    (0..columns).map(width).collect()
}

fn of(language: Language, english: &'static str, chinese: &'static str) -> &'static str {
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}
