//! Finding things by role and accessible name, as assistive technology is told them.

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, Locator};
use http::Method;
use url::{ParseError, Url};

/// What an element is to assistive technology (in the driver’s protocol: Get Computed Role, Get Computed Label).
#[derive(Debug)]
struct Computed {
    element: String,
    what: &'static str,
}

impl WebDriverCompatibleCommand for Computed {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/element/{}/{}",
            session.unwrap_or_default(),
            self.element,
            self.what
        ))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::GET, None)
    }
}

/// Where an element of a role can be; whether it has that role is asked of the browser.
fn candidates(role: &str) -> &'static str {
    match role {
        "button" => "button, summary, [role=button]",
        "link" => "a[href], [role=link]",
        "textbox" => "input, textarea",
        "searchbox" => "input[type=search]",
        "combobox" => "[role=combobox], select",
        "switch" => "[role=switch]",
        "radio" => "input[type=radio], [role=radio]",
        "heading" => "h1, h2, h3, h4, [role=heading]",
        "row" => "tr, [role=row]",
        "gridcell" => "[role=gridcell]",
        "alert" => "[role=alert]",
        "region" => "section, [role=region]",
        "option" => "[role=option]",
        "menuitem" => "[role=menuitem], [role=menuitemradio]",
        "dialog" => "dialog, [role=dialog], [role=alertdialog]",
        other => panic!("no way to look for the role {other}"),
    }
}

/// The shown elements of a role whose name is, or begins with, `name` (with `…` at its end).
pub(super) async fn find_all(client: &Client, role: &str, name: &str) -> Result<Vec<Element>, CmdError> {
    let mut found = Vec::new();
    for element in client.find_all(Locator::Css(candidates(role))).await? {
        let fits = has_name(client, &element, name).await? && role_of(client, &element).await? == role;
        if fits && is_shown(client, &element).await? {
            found.push(element);
        }
    }
    Ok(found)
}

/// Whether an element takes part in the page. One that lies unseen over what shows its state, as radio buttons do in a
/// designed group, takes part.
async fn is_shown(client: &Client, element: &Element) -> Result<bool, CmdError> {
    let script = "return arguments[0].checkVisibility({ visibilityProperty: true })";
    let shown = client
        .execute(script, vec![serde_json::to_value(element)?])
        .await?;
    Ok(shown == serde_json::Value::Bool(true))
}

async fn has_name(client: &Client, element: &Element, name: &str) -> Result<bool, CmdError> {
    let label = name_of(client, element).await?;
    Ok(match name.strip_suffix('…') {
        Some(beginning) => label.starts_with(beginning),
        None => label == name,
    })
}

/// The name the browser tells of an element.
pub(super) async fn name_of(client: &Client, element: &Element) -> Result<String, CmdError> {
    let id = element.element_id().to_string();
    let label = client
        .issue_cmd(Computed {
            element: id,
            what: "computedlabel",
        })
        .await?;
    Ok(label
        .as_str()
        .unwrap_or_default()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" "))
}

/// The role the browser tells of an element.
pub(super) async fn role_of(client: &Client, element: &Element) -> Result<String, CmdError> {
    let id = element.element_id().to_string();
    let role = client
        .issue_cmd(Computed {
            element: id,
            what: "computedrole",
        })
        .await?;
    Ok(role.as_str().unwrap_or_default().to_owned())
}
