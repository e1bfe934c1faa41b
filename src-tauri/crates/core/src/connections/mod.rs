//! Connections: which portals there are, who one is there, and where the sign-in is kept.

mod discard;
mod edit;
mod leftovers;
mod list;
mod open;
mod practice;
mod refused;
mod removal;
mod remove;
mod save;
mod session;
mod test;
mod view;

pub use removal::RemovalView;
pub use session::Session;
pub use test::{AcceptedSignIn, TestedSignIn};
pub use view::*;

pub(crate) use session::StoredConnection;
