//! A secret on its way in. It can be read from a request and never be put into an answer: it has no `Serialize`.

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use ts_rs::TS;

/// A secret as the user typed it.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(type = "string")]
pub struct SecretText(SecretString);

impl SecretText {
    /// The secret without the white space that comes along when one copies it.
    pub fn trimmed(&self) -> SecretString {
        SecretString::from(self.0.expose_secret().trim())
    }

    /// The secret to the letter: a password may begin with a blank.
    pub fn exact(&self) -> SecretString {
        self.0.clone()
    }

    /// Whether nothing but white space was typed.
    pub fn is_blank(&self) -> bool {
        self.0.expose_secret().trim().is_empty()
    }
}

impl From<&str> for SecretText {
    fn from(text: &str) -> Self {
        Self(SecretString::from(text))
    }
}
