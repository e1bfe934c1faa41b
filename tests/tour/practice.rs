//! Through practice: the list, a new organization with plans and details, an update.

use crate::driver::{Setup, Theme};
use crate::guide::Guide;

pub(crate) async fn tour(theme: Theme) {
    let guide = Guide::with(Setup::default().themed(theme)).await;
    let desk = &guide.desk;
    desk.find("button", "Practice with sample data…").await;
    guide.stop("01-welcome").await;

    desk.click("button", "Practice with sample data…").await;
    desk.see("Amber").await;
    guide.stop("03-organizations").await;
    desk.fill("searchbox", "Search", "zzzz no such name").await;
    desk.see("No organization").await;
    guide.stop("12-empty").await;

    create(&guide).await;
    update(&guide).await;
    guide.desk.click("link", "Connections").await;
    guide.stop("02-connections-in-practice").await;
    guide.desk.close().await;
}

async fn create(guide: &Guide) {
    let desk = &guide.desk;
    desk.click("button", "New organization").await;
    desk.find("textbox", "Organization name").await;
    guide.stop("04-new-organization-empty").await;
    desk.click("button", "Review…").await;
    desk.see("There is a problem").await;
    guide.stop("04-new-organization-problem").await;

    desk.fill("textbox", "Organization name", "Brightwater Dental Bath")
        .await;
    desk.fill("textbox", "Description", "Second surgery, opens in September.")
        .await;
    desk.click("switch", "Skip default subscription").await;
    desk.click("button", "Add plan").await;
    for (index, code) in ["pci-basic", "pci-plus"].into_iter().enumerate() {
        desk.fill_nth("combobox", "Plan code", index, code).await;
        desk.fill_nth("textbox", "Start date", index, "2026-09-01").await;
    }
    desk.see("looks like the same product").await;
    guide.stop("04-new-organization").await;

    desk.click("button", "Company, address and contact…").await;
    for (label, text) in [
        ("Company name", "Brightwater Dental Ltd"),
        ("Website", "brightwater.example"),
        ("Address", "14 Gay Street"),
        ("ZIP code", "BA1 2PH"),
        ("City", "Bath"),
        ("Country", "United Kingdom"),
        ("Contact name", "Imogen Hale"),
        ("Contact email", "imogen.hale@brightwater"),
    ] {
        desk.fill("textbox", label, text).await;
    }
    desk.click("textbox", "Contact phone").await;
    desk.see("No ending such as .com").await;
    guide.stop("04-new-organization-details").await;

    desk.click("button", "Review…").await;
    desk.see("You are about to write to").await;
    guide.stop("05-review-create").await;
    desk.click("button", "Create organization").await;
    desk.see("Created and read back").await;
    guide.stop("05-created").await;
    desk.click("button", "Open organization").await;
    desk.find("button", "Edit").await;
}

async fn update(guide: &Guide) {
    let desk = &guide.desk;
    desk.find("button", "Edit").await;
    guide.stop("03-organization-opened").await;
    desk.click("button", "Edit").await;
    desk.find("textbox", "Company name").await;
    desk.fill("textbox", "Country", "x".repeat(101).as_str()).await;
    desk.fill("textbox", "City", "Bristol").await;
    desk.clear("textbox", "Website").await;
    guide.stop("06-edit").await;
    desk.click("button", "Review changes…").await;
    desk.find("button", "Save changes").await;
    desk.click("button", "Save changes").await;
    desk.see("The portal says of Country").await;
    guide.stop("06-edit-problem").await;

    desk.fill("textbox", "Country", "England").await;
    desk.click("button", "Review changes…").await;
    desk.see("You are about to write to").await;
    guide.stop("06-review-changes").await;
    desk.click("button", "Save changes").await;
    desk.find("button", "Open organization").await;
    guide.stop("06-saved").await;
    desk.click("button", "Open organization").await;
    desk.find("button", "Edit").await;
}
