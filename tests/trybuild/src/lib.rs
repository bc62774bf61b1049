//! What the compiler says to users of Apiloom who make mistakes; see `README.md`.
