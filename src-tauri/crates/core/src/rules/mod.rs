//! What a form may hold. Each rule is said once, here; a finding's words are shown at its field and in the summary.
//!
//! A *problem* stands in the way of sending. A *warning* never does: the API takes any string (seed pages), so what
//! only looks wrong is said and sent as it is.

pub(crate) mod alike;
mod connection;
mod create;
mod dates;
mod looks;
mod plans;
mod update;

pub(crate) use connection::{connection, connection_name};
pub(crate) use create::{CreateDraft, check_create, create_draft};
pub(crate) use dates::in_words;
pub(crate) use plans::product;
pub use update::is_required;
pub(crate) use update::{check_update, settled};
