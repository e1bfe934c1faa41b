//! A sign-in that the portal refuses, told at the field it was typed into: a form with a password speaks of the password,
//! one with a token of the token.

use crate::AppError;
use crate::finding::Finding;

/// What a refused sign-in is about: the field it was typed into, and the words beside it.
pub(crate) type Refused = (&'static str, &'static str);

pub(crate) const REFUSED_TOKEN: Refused = (
    "user_token",
    "The portal refused this user token, or the API key with it.",
);
pub(crate) const REFUSED_PASSWORD: Refused = ("password", "The portal refused this username and password.");
pub(crate) const REFUSED_ONE_TIME_PASSWORD: Refused = (
    "one_time_password",
    "The portal refused this one-time password. Enter the one that is shown now.",
);
pub(crate) const REFUSED_AFTER_PASSWORD: Refused = (
    "api_key",
    "The portal accepted the password, and refused what it gave for it. Check the API key.",
);

/// Ties a 401 to the field of what was refused. The portal's own words on fields come first.
pub(crate) fn at_field(mut error: AppError, (field, words): &Refused) -> AppError {
    if let AppError::Rejected {
        status: 401,
        problems,
        ..
    } = &mut error
        && problems.is_empty()
    {
        problems.push(Finding::at(*field, *words));
    }
    error
}
