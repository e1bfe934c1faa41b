//! What can be told of an operation whose row cannot be read, such as one of another version: each of its columns by itself.

use rusqlite::Row;
use scanning_api::PortalAddress;
use uuid::Uuid;

use super::columns::from_json;
use crate::connections::{ConnectionId, IdentityView};
use crate::moment::Moment;
use crate::operations::UnreadOperation;
use crate::organizations::ReviewId;

/// `why`: what was in the way of reading the whole. One whose id cannot be read is given one of its place: it
/// is shown, and stays until a version that can read it has settled it. `asked`: the connection it is taken to be of where that
/// cannot be read.
pub(super) fn unread(row: &Row<'_>, asked: ConnectionId, why: &rusqlite::Error) -> UnreadOperation {
    tracing::warn!(%why, "an open operation cannot be read");
    let text = |column: &str| row.get::<_, String>(column).ok();
    let adopted_by: Option<IdentityView> = text("adopted_by").and_then(|who| from_json(&who));
    let id = text("id").and_then(|id| Uuid::parse_str(&id).ok());
    let place = || Uuid::from_u128(row.get::<_, i64>("seq").unwrap_or_default().unsigned_abs().into());
    let connection = text("connection").and_then(|id| Uuid::parse_str(&id).ok());
    let began = row.get("began").ok();
    UnreadOperation {
        id: ReviewId(id.unwrap_or_else(place)),
        connection: connection.map_or(asked, ConnectionId),
        address: text("address").and_then(|address| PortalAddress::parse(&address).ok()),
        identity: adopted_by.or_else(|| text("identity").and_then(|who| from_json(&who))),
        name: text("name").unwrap_or_default(),
        may_be_create: text("kind").is_none_or(|kind| kind != "update"),
        began: began
            .and_then(|at| jiff::Timestamp::from_millisecond(at).ok())
            .map(Moment),
    }
}
