//! The use cases of Orgdesk.
//!
//! What a person does with the app is a function here: connect to a portal, look for an organization, review a write,
//! carry it out, read it back. The rules a form has to keep live here and nowhere else; the UI shows what they say.
//!
//! The wall: this crate knows the client (`scanning-api`) and the local data (SQLite). It never knows Tauri, a window,
//! an HTTP header or a line of HTML. What it needs from outside are three narrow traits: [`SecretStore`],
//! [`PracticeHost`] and [`ProgressSink`].
//!
//! | room | what is in it |
//! | --- | --- |
//! | [`app`] | [`Orgdesk`], which everything hangs from, and what it needs from outside |
//! | [`connections`] | which portals there are, who one is there, and where the sign-in is kept |
//! | [`drafts`] | forms as they are typed, kept until they are sent or discarded |
//! | [`history`] | the journal looked through, undone, exported, and kept for a time |
//! | [`operations`] | the journal: every write, noted before it is sent |
//! | [`organizations`] | list, read, create and update, with the review before and the reading back after |
//! | [`rules`] | what a form may hold |
//! | [`secrets`] | the keyring as a trait, and the memory for one run |
//! | [`store`] | the local data |
//! | [`zoom`] | how large everything is drawn |

pub mod app;
#[cfg(feature = "campaign")]
pub mod campaign;
pub mod connections;
pub mod drafts;
pub mod error;
pub mod finding;
pub mod history;
mod identity;
pub mod lock;
pub mod moment;
mod one_each;
pub mod operations;
pub mod organizations;
pub mod preview;
pub mod private;
pub mod rules;
pub mod said;
pub mod secret;
pub mod secrets;
pub mod step;
pub mod store;
mod which_file;
pub mod zoom;

pub use app::{Orgdesk, Outside, PracticeAddress, PracticeHost, PracticeNotStarted, ProgressSink, Timings};
pub use error::{AppError, KeyringState};
pub use lock::Lock;
pub use secrets::SecretStore;
