//! The Organizations group: one operation a file.

mod create;
mod limits;
mod list;
mod object;
mod retrieve;
mod search;
mod subscriptions;
mod update;

pub(crate) use create::create;
pub(crate) use list::list;
pub(crate) use retrieve::retrieve;
pub(crate) use subscriptions::{active_subscriptions, subscriptions};
pub(crate) use update::update;

use uuid::Uuid;

use crate::answer::Refusal;
use crate::store::Store;
use crate::store::record::Record;
use crate::store::stored::Access;

/// The organization with this id, if it may be read: 404 for none and for what is no id, 403 for a forbidden one.
fn readable<'a>(store: &'a Store, id: &str) -> Result<&'a Record, Refusal> {
    let id = Uuid::parse_str(id).map_err(|_| Refusal::NotFound)?;
    let record = store.get(id).ok_or(Refusal::NotFound)?;
    if record.access == Access::Forbidden {
        Err(Refusal::Forbidden)
    } else {
        Ok(record)
    }
}
