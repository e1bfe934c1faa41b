//! The window stays in the app, and runs nothing but the app's own scripts.

use crate::driver::{Desk, Setup};
use crate::window_test;

window_test! {
    async fn the_window_cannot_be_led_away() {
        let desk = Desk::open(Setup::default()).await;
        desk.find("button", "Practice with sample data").await;
        let here = desk.script("return location.href").await;
        for (number, address) in ["https://example.com/", "http://127.0.0.1:8080/"].iter().enumerate() {
            let script = format!("setTimeout(() => {{ location.href = '{address}' }})");
            desk.script(&script).await;
            desk.until("the window was kept from leaving", async || {
                desk.log().matches("the window was kept from leaving the app").count() > number
            })
            .await;
        }
        assert_eq!(desk.script("return location.href").await, here);
        assert_eq!(desk.script("return window.open('https://example.com/')").await, serde_json::Value::Null);
        desk.click("button", "Practice with sample data").await;
        desk.see("of 250 loaded").await;
        desk.close().await;
    }
}

window_test! {
    async fn neither_an_inline_script_nor_eval_runs() {
        let desk = Desk::open(Setup::default()).await;
        desk.find("button", "Practice with sample data").await;
        desk.script(
            "window.refused = []
             addEventListener('securitypolicyviolation', (event) => refused.push(event.blockedURI))
             const script = document.createElement('script')
             script.textContent = 'window.ran = \"inline\"'
             document.body.append(script)
             setTimeout(() => { try { eval('window.ran = \"eval\"') } catch (error) { window.thrown = error.name } })",
        )
        .await;
        desk.until("both were refused", async || {
            let said = desk.script("return [refused.includes('inline'), window.thrown]").await;
            said == serde_json::json!([true, "EvalError"])
        })
        .await;
        assert_eq!(desk.script("return window.ran ?? null").await, serde_json::Value::Null);
        desk.close().await;
    }
}
