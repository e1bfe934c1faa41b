//! What a process is told by its environment can only be tested in a process of its own: there a test
//! runs again, and prints how a create went.

use std::process::Command;

use scanning_api::{AuthScheme, Client, PortalAddress, Timeouts};

use crate::support::{creation, credentials, named};

const ADDRESS: &str = "ORGDESK_TEST_CHILD_ADDRESS";

/// In the child: creates an organization at the address it was given and prints the outcome. `false` in
/// the parent, which goes on with its test.
#[allow(clippy::print_stdout)]
pub(crate) async fn is_done() -> bool {
    let Ok(address) = std::env::var(ADDRESS) else {
        return false;
    };
    let address = PortalAddress::parse(&address).unwrap();
    let client = Client::new(address, credentials(AuthScheme::Basic), Timeouts::default()).unwrap();
    println!(
        "outcome: {}",
        named(&client.create_organization(&creation()).await)
    );
    true
}

/// In the parent: the outcome of a create at `address` in a process with these variables.
pub(crate) async fn outcome(test: &str, address: &str, variables: &[(&str, String)]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", test, "--nocapture"])
        .env(ADDRESS, address);
    for unset in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] {
        command.env_remove(unset).env_remove(unset.to_lowercase());
    }
    command.envs(variables.iter().map(|(name, value)| (name, value)));
    let output = tokio::task::spawn_blocking(move || command.output().unwrap())
        .await
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let line = printed.lines().find_map(|line| line.split_once("outcome: "));
    line.unwrap_or_else(|| panic!("an outcome in {printed}"))
        .1
        .to_owned()
}
