//! Signatures step by step, and that no secret is seen.
