//! An organization of the name that was sent, and that was there before under another one: renamed since, it is listed like a new one.

use scanning_api::OrganizationId;

use crate::Orgdesk;
use crate::connections::Session;
use crate::organizations::look::is_same;
use crate::organizations::look_again::UnresolvedCreate;

impl Orgdesk {
    /// Whether an organization may be older than a create: it was seen in this run before that was sent, stood in its review under
    /// another name, or had another one when something was saved to it from here. Where that cannot be read it may be.
    pub(crate) async fn may_be_older(
        &self,
        session: &Session,
        unresolved: &UnresolvedCreate,
        id: OrganizationId,
    ) -> bool {
        let before = &unresolved.before;
        let seen = session.seen.since(id).zip(before.at);
        if seen.is_some_and(|(since, sent)| since <= sent) || before.otherwise_named.contains(&id) {
            return true;
        }
        let name = &unresolved.planned.draft.name;
        let names = self.store.names_when_updated(id).await;
        names.map_or_else(
            |error| {
                tracing::warn!(%error, "what an organization was called before cannot be read");
                true
            },
            |names| names.iter().any(|was| !is_same(was, name)),
        )
    }
}
