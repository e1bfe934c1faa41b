//! A create whose answer does not come is never sent again, and what became of it is said as it is.

use practice_portal::{Fault, PracticePortal, Target};

use crate::driver::{Desk, Keyring, Setup};
use crate::steps::{begin_organization, connected, portal};
use crate::window_test;

const NAME: &str = "Answerless Ltd";
const NOT_KNOWN: &str = "We don’t know yet whether the portal created it";

window_test! {
    async fn a_lost_answer_ends_in_one_organization_and_a_true_message() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        portal.faults().next_for(Target::Create, Fault::LostAnswer);
        create(&desk).await;

        desk.find("heading", "Created and read back").await;
        desk.see("Answerless Ltd is in Harbour, once. No clear answer came; it was found by reading.").await;
        assert_eq!(sent(&portal), 1);
        assert_eq!(held(&portal), 1);
        desk.close().await;
    }
}

window_test! {
    async fn a_create_that_never_arrived_is_not_known_and_not_sent_again_and_can_be_looked_for() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        portal.faults().next_for(Target::Create, Fault::Reset);
        create(&desk).await;

        desk.find("heading", NOT_KNOWN).await;
        desk.see("found none by this name yet").await;
        desk.axe("the outcome that is not known").await;
        assert_eq!(sent(&portal), 1);
        assert_eq!(held(&portal), 0);

        // The portal took its time over it: the next look finds it, and only reads.
        portal.add(NAME);
        desk.click("button", "Look again").await;
        desk.find("heading", "Created and read back").await;
        assert_eq!(sent(&portal), 1);
        assert_eq!(held(&portal), 1);
        desk.close().await;
    }
}

async fn create(desk: &Desk) {
    begin_organization(desk, NAME).await;
    desk.click("button", "Review").await;
    desk.click("button", "Create organization").await;
}

/// How often a create reached the portal.
fn sent(portal: &PracticePortal) -> usize {
    let requests = portal.requests();
    requests
        .iter()
        .filter(|request| request.method == "POST" && request.path == "/v2/organizations")
        .count()
}

/// How many of that name the portal holds.
fn held(portal: &PracticePortal) -> usize {
    portal
        .organizations()
        .iter()
        .filter(|one| one.name == NAME)
        .count()
}
