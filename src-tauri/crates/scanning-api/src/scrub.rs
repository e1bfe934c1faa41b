//! Taking secrets out of what a server said: some repeat what they were sent.

use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};

/// What stands where a secret stood.
const MASK: &str = "•••";

/// Secrets that may not appear in any words handed on.
#[derive(Clone, Default)]
pub(crate) struct Scrub {
    secrets: Arc<[SecretString]>,
}

impl Scrub {
    pub(crate) fn new(secrets: impl IntoIterator<Item = SecretString>) -> Self {
        // Shorter ones would blank out ordinary words; a one-time password has six digits.
        let long = |secret: &SecretString| secret.expose_secret().len() >= 4;
        Self {
            secrets: secrets.into_iter().filter(long).collect(),
        }
    }

    /// `text` with every secret masked, as it is and as JSON writes it.
    pub(crate) fn clean(&self, mut text: String) -> String {
        for secret in self.secrets.iter().map(ExposeSecret::expose_secret) {
            text = mask(text, secret);
            if let Ok(quoted) = serde_json::to_string(secret) {
                text = mask(text, quoted.trim_matches('"'));
            }
        }
        text
    }
}

fn mask(text: String, secret: &str) -> String {
    if text.contains(secret) {
        text.replace(secret, MASK)
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_masked_as_it_is_and_as_json_writes_it() {
        let scrub = Scrub::new(["pass\"word".to_owned().into()]);
        assert_eq!(scrub.clean("pass\"word".to_owned()), "•••");
        assert_eq!(
            scrub.clean(r#"{"sent":"pass\"word"}"#.to_owned()),
            r#"{"sent":"•••"}"#
        );
    }

    #[test]
    fn an_empty_secret_masks_nothing() {
        assert_eq!(
            Scrub::new([String::new().into()]).clean("words".to_owned()),
            "words"
        );
    }
}
