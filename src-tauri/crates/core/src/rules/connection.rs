//! The rules of the connection form.

use scanning_api::{AddressError, PortalAddress};

use crate::AppError;
use crate::connections::{ConnectionId, ConnectionTestRequest, SignInRequest, StoredConnection};
use crate::finding::Finding;

/// The address of a form that keeps all the rules.
pub(crate) fn connection(
    request: &ConnectionTestRequest,
    others: &[StoredConnection],
) -> Result<PortalAddress, AppError> {
    let mut problems = Vec::new();
    if let Err(problem) = name_rule(&request.name, others, request.replaces) {
        problems.push(problem);
    }
    let address = PortalAddress::parse(&request.address);
    if let Err(error) = &address {
        problems.push(Finding::at("address", address_words(error)));
    }
    problems.extend(sign_in_problems(&request.sign_in));
    match address {
        Ok(address) if problems.is_empty() => Ok(address),
        _ => Err(AppError::Invalid { problems }),
    }
}

/// The name of a connection, without white space around it.
pub(crate) fn connection_name(
    name: &str,
    others: &[StoredConnection],
    own: Option<ConnectionId>,
) -> Result<String, AppError> {
    name_rule(name, others, own).map_err(|problem| AppError::Invalid {
        problems: vec![problem],
    })
}

fn name_rule(name: &str, others: &[StoredConnection], own: Option<ConnectionId>) -> Result<String, Finding> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Finding::at("name", "Enter a name for the connection."));
    }
    let taken = others
        .iter()
        .any(|other| Some(other.id) != own && other.name.to_lowercase() == name.to_lowercase());
    if taken {
        return Err(Finding::at(
            "name",
            "Another connection has this name. Choose one that tells them apart.",
        ));
    }
    Ok(name.to_owned())
}

fn sign_in_problems(sign_in: &SignInRequest) -> Vec<Finding> {
    let mut problems = Vec::new();
    match sign_in {
        SignInRequest::AccessToken { user_token, .. } => {
            if user_token.is_blank() {
                problems.push(Finding::at(
                    "user_token",
                    "Enter the user token. It is in the portal under My Settings, Access Token.",
                ));
            }
        }
        SignInRequest::Password {
            username, password, ..
        } => {
            if username.trim().is_empty() {
                problems.push(Finding::at("username", "Enter the username."));
            }
            if password.is_blank() {
                problems.push(Finding::at("password", "Enter the password."));
            }
        }
    }
    problems
}

fn address_words(error: &AddressError) -> String {
    match error {
        AddressError::Empty => "Enter the portal address, such as https://portal.example.com.".to_owned(),
        AddressError::NoScheme => "Begin the portal address with https://.".to_owned(),
        AddressError::InsecureHttp { host } => format!(
            "Use https:// for {host}. Over http:// your token would cross the network unencrypted; it is allowed for this computer only."
        ),
        AddressError::UnsupportedScheme { scheme } => {
            format!("Begin the portal address with https://, not {scheme}://.")
        }
        AddressError::NoHost => {
            "The portal address has no host. Enter one such as https://portal.example.com.".to_owned()
        }
        AddressError::HasUserInfo => {
            "Leave the username and password out of the portal address; enter them below.".to_owned()
        }
        AddressError::HasQuery => {
            "Leave out what follows “?” or “#”. The address ends with the host or a path such as /API."
                .to_owned()
        }
        _ => "This is not an address. Enter one such as https://portal.example.com.".to_owned(),
    }
}
