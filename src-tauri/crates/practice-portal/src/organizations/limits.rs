//! Lengths. The documentation gives none; these two are this server's own invention, so that a client has a field
//! error it can meet by typing.

use crate::answer::Problems;

const LONGEST: [(&str, usize); 2] = [("description", 1_000), ("country", 100)];

/// Adds a problem if the field is longer, in characters, than it may be.
pub(super) fn check(key: &str, value: &str, problems: &mut Problems) {
    for (limited, longest) in LONGEST {
        if limited == key && value.chars().count() > longest {
            problems.add(key, format!("is too long (maximum is {longest} characters)"));
        }
    }
}
