//! Somebody else saves between the loading and the saving of an organization.

use std::time::Duration;

use practice_portal::{Fault, Target};

use crate::driver::{Keyring, Setup};
use crate::steps::{connected, edit, portal, writes};
use crate::window_test;

window_test! {
    async fn another_field_that_somebody_else_saved_is_kept_and_said() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        let before = portal.organizations()[0].clone();
        edit(&desk, &before.name).await;
        assert!(portal.edit(&before.id, "phone", "+44 20 7946 0999"));
        desk.fill("textbox", "City", "Hull").await;
        desk.click("button", "Review changes").await;
        desk.click("button", "Save changes").await;

        desk.find("heading", "Saved and read back").await;
        desk.find("heading", "Changed by somebody else since it was loaded, and kept").await;
        let kept = ["Phone", before.field("phone"), "", "+44 20 7946 0999"].map(str::to_owned);
        assert!(desk.rows().await.contains(&kept.to_vec()), "{:?}", desk.rows().await);
        let now = portal.organization(&before.id).unwrap();
        assert_eq!((now.field("city"), now.field("phone")), ("Hull", "+44 20 7946 0999"));
        desk.close().await;
    }
}

window_test! {
    async fn the_same_field_stops_the_save_until_one_has_chosen() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        let before = portal.organizations()[0].clone();
        edit(&desk, &before.name).await;
        assert!(portal.edit(&before.id, "city", "York"));
        desk.fill("textbox", "City", "Hull").await;
        desk.click("button", "Review changes").await;
        desk.click("button", "Save changes").await;

        desk.find("heading", "Somebody saved first").await;
        desk.see("Nothing of yours has been sent.").await;
        let both = ["City", before.field("city"), "Hull", "York", "Not chosen yet"];
        assert_eq!(desk.rows().await[1..], [both.map(str::to_owned).to_vec()]);
        desk.axe("the choice between two values").await;
        desk.click("button", "Review with these choices").await;
        assert_eq!(writes(&portal).len(), 0);
        assert_eq!(portal.organization(&before.id).unwrap().field("city"), "York");

        desk.click("radio", "City: Hull, mine").await;
        desk.click("button", "Review with these choices").await;
        desk.click("button", "Save changes").await;
        desk.find("heading", "Saved and read back").await;
        assert_eq!(portal.organization(&before.id).unwrap().field("city"), "Hull");
        assert_eq!(writes(&portal).len(), 1);
        desk.close().await;
    }
}

window_test! {
    async fn what_somebody_saves_right_after_me_is_said_and_mine_can_be_laid_over_it() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        let before = portal.organizations()[0].clone();
        edit(&desk, &before.name).await;
        desk.fill("textbox", "City", "Hull").await;
        desk.click("button", "Review changes").await;
        // It is saved at once, and answered when somebody else has saved as well.
        portal.faults().next_for(Target::Update, Fault::Latency(Duration::from_secs(3)));
        desk.click("button", "Save changes").await;
        desk.until("mine is saved", async || {
            portal.organization(&before.id).unwrap().field("city") == "Hull"
        })
        .await;
        assert!(portal.edit(&before.id, "city", "York"));

        desk.find("heading", "Saved, but the portal holds something else now").await;
        let both = ["City", "Hull", "York", "Differs"].map(str::to_owned);
        assert!(desk.rows().await.contains(&both.to_vec()), "{:?}", desk.rows().await);
        desk.axe("a save over which another value prevailed").await;
        desk.click("button", "Go on with my changes").await;
        desk.find("heading", "Somebody saved first").await;
        desk.find("radio", "City: York, theirs").await;
        assert_eq!(writes(&portal).len(), 1, "nothing is sent again by itself");
        desk.close().await;
    }
}
