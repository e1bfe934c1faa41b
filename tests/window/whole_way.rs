//! From the first start to a created and updated organization.

use crate::driver::Desk;
use crate::steps::{begin_organization, edit, practising};
use crate::window_test;

const NAME: &str = "Alder Court Dental";

window_test! {
    async fn an_organization_is_created_with_a_plan_and_details_then_found_and_updated() {
        let desk = practising().await;
        fill_in(&desk).await;
        desk.click("button", "Review").await;
        desk.find("heading", "You are about to write to").await;
        desk.click("button", "Create organization").await;

        desk.find("heading", "Created and read back").await;
        desk.see("Alder Court Dental is in Practice portal, once. The portal holds what you sent.").await;
        let held = desk.rows().await;
        assert!(held.contains(&row(["Company name", "Alder Court Dental Ltd", "Alder Court Dental Ltd", "Same"])), "{held:?}");
        assert!(held.contains(&row(["City", "Leeds", "Leeds", "Same"])), "{held:?}");
        let plan = ["Plan", "pci-basic: Yearly, from 1 Jan 2027", "pci-basic, until 1 Jan 2028", "Same"];
        assert!(held.contains(&row(plan)), "{held:?}");
        desk.click("button", "Open organization").await;

        desk.see("of 251 loaded").await;
        edit(&desk, NAME).await;
        desk.fill("textbox", "City", "Bradford").await;
        desk.click("button", "Review changes").await;
        desk.see("1 of 15 fields changes").await;
        assert_eq!(desk.rows().await[1..], [row(["City", "Leeds", "", "Bradford"])]);
        desk.click("button", "Save changes").await;

        desk.find("heading", "Saved and read back").await;
        let held = desk.rows().await;
        assert!(held.contains(&row(["City", "Bradford", "Bradford", "Same"])), "{held:?}");
        desk.click("button", "Open organization").await;
        desk.until("its row shows the new city", async || {
            desk.rows().await.iter().any(|row| row[..].starts_with(&[NAME.into(), "Alder Court Dental Ltd".into(), "Bradford".into()]))
        })
        .await;
        desk.close().await;
    }
}

async fn fill_in(desk: &Desk) {
    begin_organization(desk, NAME).await;
    desk.click("switch", "Skip default subscription").await;
    desk.fill("combobox", "Plan code", "pci-basic").await;
    desk.click("radio", "Yearly").await;
    desk.fill("textbox", "Start date", "2027-01-01").await;
    desk.click("button", "Company, address and contact…").await;
    desk.fill("textbox", "Company name", "Alder Court Dental Ltd")
        .await;
    desk.fill("textbox", "City", "Leeds").await;
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}
