//! Opening the connection. Where the portal says that one is somebody else, nothing opens until they say that they are.

use serde_json::{Value, json};

use super::{ATTEMPTS, Life, Person, Stop};
use crate::plan::User;
use crate::world::text;

impl Person {
    /// The open connection; none where the portal does not let one in this time, or says that one is somebody else and they leave it
    /// at that.
    pub(super) async fn connect(&mut self, life: &mut Life<'_>) -> Result<Option<String>, Stop> {
        life.world.who.session = None;
        let kept = life.expect("connections", json!(null)).await?;
        let kept = text(&kept["connections"][0]["id"]);
        for _ in 0..ATTEMPTS * 2 {
            let opened = match &kept {
                Some(connection) => life.ask("open_connection", json!(connection)).await?,
                None => add(life).await?,
            };
            let opened = match (opened, &kept) {
                (Err(error), Some(connection)) if error["kind"] == json!("identity_changed") => {
                    match self.is_somebody_else(life, connection, &error).await? {
                        Some(confirmed) => confirmed,
                        None => return Ok(None),
                    }
                }
                (opened, _) => opened,
            };
            if let Ok(opened) = opened {
                is_open(life, &opened);
                return Ok(text(&opened["connection"]["id"]));
            }
        }
        if life.calm {
            life.world
                .problem("the portal is well, and cannot be connected to");
        }
        Ok(None)
    }

    /// They confirm that they are, or end for today. None where they end.
    async fn is_somebody_else(
        &self,
        life: &mut Life<'_>,
        connection: &str,
        error: &Value,
    ) -> Result<Option<Result<Value, Value>>, Stop> {
        let now = life.world.who.now.clone();
        if User::of(&error["now"]).as_ref() != Some(&now) {
            let told = &error["now"];
            life.world
                .problem(format!("told that one is {told}, and the portal says {now:?}"));
        }
        if life.world.who.kept.iter().all(|kept| *kept == now) {
            life.world.problem(format!(
                "asked whether one is {now:?}, as whom one was let in before"
            ));
        }
        if life.others.dice().bool() {
            try_all_the_same(life, connection).await?;
        }
        if !life.calm && life.others.dice().f64() < 0.3 {
            life.world
                .tell("somebody else: left at that, and nothing was written");
            return Ok(None);
        }
        let is_new = life.world.who.kept.insert(now.clone());
        let confirm = json!({"connection": connection, "identity": error["now"]});
        let confirmed = life.ask("confirm_identity", confirm).await?;
        if confirmed.is_ok() {
            life.world.tell("somebody else: confirmed");
        } else if is_new {
            life.world.who.kept.remove(&now);
        }
        Ok(Some(confirmed))
    }
}

/// The first time: tested, and saved.
async fn add(life: &mut Life<'_>) -> Result<Result<Value, Value>, Stop> {
    let tested = match life.ask("test_connection", life.sign_in()).await? {
        Ok(tested) => tested,
        Err(error) => return Ok(Err(error)),
    };
    let now = life.world.who.now.clone();
    life.world.who.kept.insert(now);
    let save = json!({"ticket": tested["ticket"], "name": "Halden", "colour": "plum", "keep": "keyring"});
    life.ask("save_connection", save).await
}

/// Whom it is open as is whom they were told of and confirmed.
fn is_open(life: &mut Life<'_>, opened: &Value) {
    let identity = &opened["connection"]["identity"];
    let Some(user) = User::of(identity) else {
        return life.world.problem(format!("opened as {identity}"));
    };
    if !life.world.who.kept.contains(&user) {
        life.world
            .problem(format!("opened as {user:?}, which nobody confirmed"));
    }
    life.world.who.opened(user);
}

/// Nothing works before it is confirmed.
async fn try_all_the_same(life: &mut Life<'_>, connection: &str) -> Result<(), Stop> {
    // Where it is open still from before the portal said so, a write asks who one is.
    let form = json!({"name": "Nobody", "description": "", "parent_organization": "",
        "skip_default_subscription": false, "plans": [], "details": {}});
    let create = json!({"connection": connection, "form": form});
    if let Ok(review) = life.ask("review_create", create).await? {
        let send = json!({"connection": connection, "review": review["review"]});
        if life.ask("send_create", send).await?.is_ok() {
            life.world
                .problem("what was sent before one confirmed who one is was carried out");
        }
    }
    Ok(())
}
