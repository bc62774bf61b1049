//! Prints the spec of any size that the benchmarks measure: `synthetic 1000`.

#[path = "../../bench/src/synthetic.rs"]
mod synthetic;

fn main() {
    let operations = std::env::args().nth(1).and_then(|n| n.parse().ok());
    print!("{}", synthetic::spec(operations.unwrap_or(1000)));
}
