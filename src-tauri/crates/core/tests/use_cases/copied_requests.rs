//! A request as it is copied for a shell.

use std::fs;
use std::process::Command;

use orgdesk_core::organizations::OrganizationField;

use crate::support::{Desk, named};

const NOBODY: &str = "00000000-0000-0000-0000-000000000000";

#[tokio::test]
async fn a_copied_request_is_one_for_the_shell_to_the_letter_whatever_is_in_it() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "O'Neil'; touch owned; echo '",
        "$(touch owned) `touch owned` $HOME \\ \" !!",
        "two\nlines\r\n--data @/etc/passwd",
        "@/etc/passwd",
        "\u{202e}txet thgir \u{0}",
        NOBODY,
    ] {
        let mut form = named(name);
        form.description = format!("{name} described");
        form.details
            .insert(OrganizationField::CompanyName, format!("{name} Ltd"));
        let review = desk.review(connection, form).await.unwrap();
        for request in &review.requests {
            assert!(!request.curl.contains(desk.portal.user_token()));
            let script = format!(
                "ORGANIZATION_ID=the-id; curl() {{ printf '%s\\n' \"$#\"; for last; do :; done; printf '%s' \"$last\"; }}; {}",
                request.curl
            );
            let out = Command::new("sh")
                .args(["-c", &script])
                .current_dir(folder.path())
                .output()
                .unwrap();
            let said = String::from_utf8(out.stdout).unwrap();
            let (count, body) = said.split_once('\n').unwrap();
            let sent: serde_json::Value = serde_json::from_str(body).unwrap();
            let shown: serde_json::Value = serde_json::from_str(&request.body).unwrap();
            assert_eq!((sent, count), (shown, "11"), "{}", request.curl);
        }
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing was run");
}
