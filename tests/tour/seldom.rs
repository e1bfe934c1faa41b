//! What is seen seldom: questions, lists that open, sign-ins in two steps, and results that are only half good.

use std::time::Duration;

use practice_portal::{Fault, Options, PracticePortal, Target};

use crate::driver::{Desk, Keyring, Setup, Theme};
use crate::guide::Guide;
use crate::half_told;
use crate::portal::open;

pub(crate) async fn tour(theme: Theme) {
    let portal = practice_portal::start(Options {
        organizations: 12,
        one_time_password: true,
        ..Options::default()
    })
    .await
    .unwrap();
    let guide = Guide::with(Setup::with_keyring(Keyring::Unlocked).themed(theme)).await;
    connect(&guide, &portal).await;
    questions(&guide, &portal).await;
    half_created(&guide, &portal).await;
    likely_duplicates(&guide, &portal).await;
    half_saved(&guide, &portal).await;
    sent_and_left(&guide, &portal).await;
    half_told::details(&guide, &portal).await;
    guide.desk.close().await;
}

async fn connect(guide: &Guide, portal: &PracticePortal) {
    let desk = &guide.desk;
    desk.click("button", "Connect to a portal…").await;
    desk.fill("textbox", "Connection name", "Halden Secure").await;
    desk.fill("textbox", "Portal address", &portal.address()).await;
    desk.click("radio", "Username and password").await;
    desk.fill("textbox", "Username", portal.username()).await;
    desk.fill("textbox", "Password", "wrong").await;
    desk.fill("textbox", "API key", portal.api_key()).await;
    desk.click("button", "Test and save").await;
    desk.see("The portal refused this username and password.").await;
    guide.stop("02-password-refused").await;
    desk.fill("textbox", "Password", portal.password()).await;
    desk.click("button", "Test and save").await;
    desk.find("heading", "One more step").await;
    guide.stop("02-one-time-password").await;
    desk.fill("textbox", "One-time password", portal.one_time_password())
        .await;
    desk.click("button", "Sign in").await;
    desk.click("button", "Save connection").await;
    desk.see("12 organizations").await;
}

async fn questions(guide: &Guide, portal: &PracticePortal) {
    let desk = &guide.desk;
    guide
        .stop_with_open("13-switch-connection", "Connection Halden Secure…", "[role=menu]")
        .await;
    desk.script("document.activeElement.blur(); return true").await;
    desk.keys("?").await;
    desk.find("dialog", "Keys").await;
    guide.stop("13-keys").await;
    desk.click("button", "Close").await;

    desk.click("link", "Connections").await;
    desk.click("button", "Name and colour of Halden Secure").await;
    desk.find("button", "Save name and colour").await;
    guide.stop("02-name-and-colour").await;
    desk.fill("textbox", "Connection name", "Halden").await;
    desk.see("Draft kept").await;
    guide.stop("02-name-and-colour-typed").await;
    connection_drafts(guide).await;
    desk.click("button", "Remove Halden Secure").await;
    desk.find("dialog", "Remove Halden Secure?").await;
    guide.stop("13-remove").await;
    desk.click("button", "Keep it").await;

    let there = portal.organizations()[3].name.clone();
    desk.click("link", "Organizations").await;
    desk.click("button", "New organization").await;
    desk.fill("textbox", "Organization name", &there).await;
    desk.click("button", "Add plan").await;
    desk.fill("combobox", "Plan code", "pci-basic").await;
    guide
        .stop_with_open("04-calendar", "Choose start date", "[role=grid]")
        .await;
    desk.click("button", "Review…").await;
    desk.find("heading", "An organization of this name is on the portal already")
        .await;
    guide.stop("05-review-same-name").await;
    desk.click("link", "Connections").await;
    drafts(guide, &there).await;
}

async fn connection_drafts(guide: &Guide) {
    let desk = &guide.desk;
    desk.click("button", "New connection").await;
    desk.fill("textbox", "Connection name", "Tarn & Vale").await;
    desk.fill("textbox", "User token", "a token").await;
    desk.see("Draft kept").await;
    desk.click("link", "Connections").await;
    desk.find("dialog", "This connection is not saved").await;
    guide.stop("13-unsaved").await;
    desk.click("button", "Leave without them").await;
    desk.see("What you typed for Tarn & Vale is kept as a draft.")
        .await;
    desk.find("heading", "Drafts").await;
    guide.stop("02-connections-drafts").await;
    guide.stop_magnified("02-connections-drafts").await;
    desk.click("button", "Open the draft for Tarn & Vale").await;
    desk.find("heading", "Kept from today…").await;
    guide.stop("02-connect-kept").await;
    desk.click("button", "Discard draft").await;
    desk.click("button", "Discard it").await;
    desk.click("link", "Connections").await;
    desk.click("button", "Name and colour of Halden Secure").await;
    desk.find("heading", "Kept from today…").await;
    desk.click("button", "Discard changes").await;
    desk.click("button", "Discard them").await;
    desk.find("heading", "Discarded since Orgdesk was opened").await;
    guide.stop("02-connections-discarded").await;
}

async fn drafts(guide: &Guide, name: &str) {
    let desk = &guide.desk;
    desk.see(&format!("What you typed for {name} is kept as a draft."))
        .await;
    guide.stop("13-kept-as-a-draft").await;
    desk.click("link", "Drafts, 1").await;
    desk.find("button", &format!("Open the draft for {name}")).await;
    guide.stop("13-drafts").await;
    guide.stop_magnified("13-drafts").await;
    desk.click("link", "Organizations").await;
    desk.click("button", "New organization").await;
    desk.find("heading", "Kept from today…").await;
    guide.stop("04-new-organization-kept").await;
    desk.click("button", "Discard draft").await;
    desk.find("dialog", &format!("Discard what you typed for {name}?"))
        .await;
    guide.stop("13-discard-draft").await;
    desk.click("button", "Discard it").await;
    desk.click("link", "Drafts").await;
    desk.find("heading", "Discarded since Orgdesk was opened").await;
    guide.stop("13-drafts-discarded").await;
}

async fn likely_duplicates(guide: &Guide, portal: &PracticePortal) {
    let desk = &guide.desk;
    let alike = [
        (
            "Halden Brothers Limited",
            "https://www.halden.example/de",
            "Bath",
            "imogen.hale@halden.example",
        ),
        (
            "Halden Bothers GmbH",
            "",
            "Munich",
            "tobias@halden-bothers.example",
        ),
        (
            "Tarn & Vale",
            "halden.example",
            "Bristol",
            "office@tarnvale.example",
        ),
    ];
    for (name, website, city, contact_email) in alike {
        let id = portal.add(name);
        for (key, value) in [
            ("website", website),
            ("city", city),
            ("contact_email", contact_email),
        ] {
            portal.edit(&id, key, value);
        }
    }
    begin(desk, "Halden Brothers Ltd").await;
    desk.click("button", "Company, address and contact…").await;
    for (label, text) in [
        ("Company name", "Halden Brothers Ltd"),
        ("Website", "halden.example"),
        ("City", "Bath"),
        ("Contact email", "a.reyes@halden.example"),
    ] {
        desk.fill("textbox", label, text).await;
    }
    desk.click("button", "Review…").await;
    desk.find("button", "Create all the same").await;
    guide.stop("05-review-likely-duplicates").await;
    guide.stop_magnified("05-review-likely-duplicates").await;
    desk.click("button", "Open Halden Brothers Limited…").await;
    desk.find("button", "Edit").await;
    guide.stop("03-likely-duplicate-opened").await;
    desk.click("button", "Go on with it: Halden Brothers Ltd").await;
    desk.find("button", "Create all the same").await;
    desk.click("button", "Back to the form").await;
    desk.click("button", "Discard draft").await;
    desk.click("button", "Discard it").await;
}

async fn half_created(guide: &Guide, portal: &PracticePortal) {
    let desk = &guide.desk;
    begin(desk, "Half Done Ltd").await;
    desk.click("button", "Company, address and contact…").await;
    desk.fill("textbox", "Company name", "Half Done Holding").await;
    desk.click("button", "Review…").await;
    desk.find("button", "Create organization").await;
    portal.faults().next_for(Target::Update, forbidden());
    desk.click("button", "Create organization").await;
    desk.find("button", "Change the details").await;
    guide.stop("05-details-not-saved").await;
    desk.click("button", "Change the details").await;
    desk.find("textbox", "Company name").await;
    guide.stop("06-edit-details-carried").await;
    desk.click("button", "Discard changes").await;
    desk.click("button", "Discard them").await;
    desk.find("button", "Close").await;

    begin(desk, "Second Plan Ltd").await;
    desk.fill("combobox", "Plan code", "pci").await;
    guide
        .stop_with_open("04-plan-codes", "Codes used before", "[role=listbox]")
        .await;
    desk.click("button", "Discard draft").await;
    desk.click("button", "Discard it").await;
}

async fn half_saved(guide: &Guide, portal: &PracticePortal) {
    let desk = &guide.desk;
    let there = portal.organizations()[0].clone();
    open(desk, &there.name).await;
    desk.find("heading", &there.name).await;
    // Asked for once to open it and again until patience ends.
    portal.faults().next_for(Target::Retrieve, forbidden());
    desk.click("button", "Edit").await;
    desk.find("button", "Try again").await;
    guide.stop("12-edit-failed").await;
    desk.click("button", "Try again").await;

    desk.fill("textbox", "City", "Hull").await;
    assert!(portal.edit(&there.id, "phone", "+44 20 7946 0999"));
    desk.click("button", "Review changes…").await;
    desk.click("button", "Save changes").await;
    desk.find(
        "heading",
        "Changed by somebody else since it was loaded, and kept",
    )
    .await;
    guide.stop("06-saved-theirs-kept").await;

    desk.click("button", "Edit again").await;
    desk.fill("textbox", "City", "York").await;
    desk.click("button", "Review changes…").await;
    desk.find("button", "Save changes").await;
    portal.faults().next_for(Target::Update, Fault::Reset);
    desk.click("button", "Save changes").await;
    desk.find("heading", "The portal does not show the changes").await;
    guide.stop("08-update-unclear").await;
    desk.click("button", "Leave it").await;
}

async fn sent_and_left(guide: &Guide, portal: &PracticePortal) {
    let desk = &guide.desk;
    begin(desk, "Slow Answer Ltd").await;
    desk.click("button", "Review…").await;
    desk.find("button", "Create organization").await;
    let latency = Fault::Latency(Duration::from_secs(20));
    portal.faults().next_for(Target::Create, latency);
    desk.click("button", "Create organization").await;
    desk.click("link", "Connections").await;
    desk.find("dialog", "Slow Answer Ltd is being sent").await;
    guide.stop("13-being-sent").await;
    desk.click("button", "Leave while it is sent").await;
    desk.see("Slow Answer Ltd is being sent to Halden Secure").await;
    guide.stop("08-left-while-sent").await;
    desk.see("There is a result for Slow Answer Ltd in Halden Secure")
        .await;
    desk.click("button", "Show Slow Answer Ltd").await;
    desk.find("heading", "Created and read back").await;
}

async fn begin(desk: &Desk, name: &str) {
    desk.click("link", "Organizations").await;
    desk.click("button", "New organization").await;
    desk.fill("textbox", "Organization name", name).await;
    desk.click("button", "Add plan").await;
    desk.fill("combobox", "Plan code", "pci-basic").await;
}

pub(crate) fn forbidden() -> Fault {
    let body = r#"{"status":403,"status_text":"Forbidden"}"#;
    Fault::Status(403, body.to_owned())
}
