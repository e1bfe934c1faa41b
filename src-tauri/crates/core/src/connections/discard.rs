//! Leaving the form of a connection: what was tested is forgotten at once, not at the end of the run.

use crate::Orgdesk;
use crate::connections::Ticket;

impl Orgdesk {
    /// Forgets a tested sign-in. One that is not there is no error.
    pub fn discard_sign_in(&self, ticket: &Ticket) {
        self.tickets().remove(ticket);
    }
}
