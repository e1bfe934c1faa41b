//! A token and a key that were typed into the form are nowhere afterwards but in the keyring: a canary is looked for.
//! What such a look cannot show, such as freed memory of the webview, stands in `docs/security.md`.

use std::path::Path;

use practice_portal::Options;
use serde_json::json;

use crate::driver::{Desk, Keyring, Setup};
use crate::steps::{begin_organization, fill_connection, fill_password};
use crate::window_test;

const TOKEN: &str = "canary-token-7f3a9c51e2";
const KEY: &str = "canary-key-b04d86ac19";
/// Something that is there to be found: the name of the connection.
const NAME: &str = "Harbour";

window_test! {
    async fn a_token_and_a_key_are_nowhere_but_in_the_keyring_after_leaving_the_form() {
        let options = Options {
            organizations: 12,
            user_token: Some(TOKEN.to_owned()),
            api_key: Some(KEY.to_owned()),
            ..Options::default()
        };
        let portal = practice_portal::start(options).await.unwrap();
        let desk = Desk::open(Setup::with_keyring(Keyring::Unlocked).telling_all()).await;
        desk.click("button", "Connect to a portal…").await;
        keep_answers(&desk).await;
        fill_connection(&desk, &portal, TOKEN).await;
        let typed = in_the_page(&desk, &[TOKEN, KEY]).await;
        assert!(typed.contains(&"field f-user_token".to_owned()), "the look finds what is typed: {typed:?}");
        desk.click("button", "Test and save").await;
        desk.find("heading", "Is this you?").await;
        desk.click("button", "Save connection").await;
        desk.see("12 organizations").await;
        // A write shows its request on the screen and as curl.
        begin_organization(&desk, "Canary Ltd").await;
        desk.click("button", "Review").await;
        desk.see("Authorization").await;
        desk.click("button", "Create organization").await;
        desk.find("heading", "Created and read back").await;
        assert!(desk.script("return window.answers.length").await.as_u64() > Some(4), "the answers are seen");

        assert!(desk.log().contains(" TRACE "), "the log says all it can");
        let kept = desk.setup.bus().kept();
        assert!(kept.contains(TOKEN) && kept.contains(KEY), "the keyring has them");
        assert_eq!(in_the_page(&desk, &[TOKEN, KEY]).await, [""; 0]);
        assert_eq!(outside_the_page(&desk, &[TOKEN, KEY]), [""; 0]);
        that_the_look_finds(&desk).await;

        let desk = desk.restart().await;
        desk.see("13 organizations").await;
        assert_eq!(in_the_page(&desk, &[TOKEN, KEY]).await, [""; 0], "it is not given back at the next start");
        assert_eq!(outside_the_page(&desk, &[TOKEN, KEY]), [""; 0]);
        desk.close().await;
    }
}

window_test! {
    async fn a_password_and_the_token_it_gives_are_nowhere_but_in_the_keyring_after_leaving_the_form() {
        let options = Options { one_time_password: true, organizations: 12, ..Options::default() };
        let portal = practice_portal::start(options).await.unwrap();
        let secrets = [portal.password(), portal.user_token(), portal.api_key()];
        let desk = Desk::open(Setup::with_keyring(Keyring::Unlocked).telling_all()).await;
        desk.click("button", "Connect to a portal…").await;
        keep_answers(&desk).await;
        fill_password(&desk, &portal).await;
        let typed = in_the_page(&desk, &secrets).await;
        assert!(typed.contains(&"field f-password".to_owned()), "the look finds what is typed: {typed:?}");
        desk.click("button", "Test and save").await;
        desk.fill("textbox", "One-time password", portal.one_time_password()).await;
        desk.click("button", "Sign in").await;
        desk.find("heading", "Is this you?").await;
        desk.click("button", "Save connection").await;
        desk.see("12 organizations").await;

        let kept = desk.setup.bus().kept();
        assert!(kept.contains(portal.user_token()) && kept.contains(portal.api_key()), "the keyring has them");
        assert!(!kept.contains(portal.password()), "the password is used once and not kept");
        assert_eq!(in_the_page(&desk, &secrets).await, [""; 0]);
        assert_eq!(outside_the_page(&desk, &secrets), [""; 0]);
        desk.close().await;
    }
}

/// Keeps every answer of a command where the look for the canary comes by.
async fn keep_answers(desk: &Desk) {
    desk.script(
        "window.answers = []
         const asked = window.fetch
         window.fetch = async (...request) => {
           const answer = await asked(...request)
           window.answers.push(await answer.clone().text())
           return answer
         }",
    )
    .await;
}

/// The places of the page in which one of these words is.
async fn in_the_page(desk: &Desk, words: &[&str]) -> Vec<String> {
    let found = desk
        .client
        .execute_async(include_str!("canary.js"), vec![json!(words)])
        .await
        .unwrap();
    assert!(
        found["objects"].as_u64() < Some(400_000),
        "the look came to its end"
    );
    serde_json::from_value(found["places"].clone()).unwrap()
}

/// The files below the user's folders, and what can be seen of the app's processes, in which one of these words is.
fn outside_the_page(desk: &Desk, words: &[&str]) -> Vec<String> {
    let mut told = desk.told_by_processes();
    files(desk.setup.home.path(), &mut told);
    told.retain(|(_, bytes)| words.iter().any(|word| holds(bytes, word)));
    told.into_iter()
        .map(|(file, _)| file.display().to_string())
        .collect()
}

/// A look that finds nothing proves something only where it finds what is there.
async fn that_the_look_finds(desk: &Desk) {
    let page = in_the_page(desk, &[NAME]).await;
    assert!(page.contains(&"markup".to_owned()), "{page:?}");
    assert!(
        page.iter().any(|place| place.starts_with("window.answers")),
        "{page:?}"
    );
    desk.script("window.hidden = { in: [new Map([['a', { deep: ['needle'] }]])] }; localStorage.setItem('a', 'needle')").await;
    let page = in_the_page(desk, &["needle"]).await;
    assert!(
        page.iter()
            .any(|place| place.starts_with("window.hidden.in.0 entry")),
        "{page:?}"
    );
    assert!(page.contains(&"localStorage".to_owned()), "{page:?}");
    desk.script("localStorage.clear()").await;

    let outside = outside_the_page(desk, &[NAME]);
    assert!(
        outside.iter().any(|place| place.contains("orgdesk.sqlite")),
        "{outside:?}"
    );
    let outside = outside_the_page(desk, &["TAURI_WEBVIEW_AUTOMATION"]);
    assert!(
        outside.iter().filter(|place| place.ends_with("/environ")).count() > 1,
        "{outside:?}"
    );
    let outside = outside_the_page(desk, &["orgdesk"]);
    assert!(
        outside.iter().any(|place| place.ends_with("/cmdline")),
        "{outside:?}"
    );
    assert!(
        outside.iter().any(|place| place.ends_with("orgdesk.log")),
        "{outside:?}"
    );
}

fn files(folder: &Path, told: &mut Vec<(std::path::PathBuf, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            files(&entry.path(), told);
        } else if let (true, Ok(bytes)) = (kind.is_file(), std::fs::read(entry.path())) {
            told.push((entry.path(), bytes));
        }
    }
}

/// Whether bytes hold a word: as UTF-8, as UTF-16 as webviews store text, or as the list of numbers that a careless log
/// makes of bytes.
fn holds(bytes: &[u8], word: &str) -> bool {
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let numbers: Vec<String> = word.bytes().map(|byte| byte.to_string()).collect();
    [word.as_bytes(), &wide, numbers.join(", ").as_bytes()]
        .iter()
        .any(|form| bytes.windows(form.len()).any(|window| window == *form))
}
