//! One process of Orgdesk, from its start to its end or death.

use std::path::Path;

use practice_portal::{By, PracticePortal};
use serde_json::{Value, json};

use crate::Broken;
use crate::others::Others;
use crate::process::{Answer, At, Process};
use crate::world::{Ask, End, World, text};

pub(crate) struct Life<'a> {
    pub(crate) process: &'a mut Process,
    pub(crate) world: &'a mut World,
    pub(crate) others: &'a mut Others,
    /// Where Orgdesk keeps its local data.
    pub(crate) folder: &'a Path,
    /// The portal breaks no more, and nobody dies.
    pub(crate) calm: bool,
}

/// Why a life does not go on.
pub(crate) enum Stop {
    /// The process was killed.
    Dead(At),
    /// The campaign itself is broken, or Orgdesk ended by itself.
    Broken(Broken),
}

impl<T: Into<Broken>> From<T> for Stop {
    fn from(error: T) -> Self {
        Self::Broken(error.into())
    }
}

impl Life<'_> {
    pub(crate) fn portal(&self) -> &PracticePortal {
        &self.world.portal
    }

    pub(crate) fn sign_in(&self) -> Value {
        let portal = self.portal();
        json!({
            "replaces": null,
            "name": "Halden",
            "address": portal.address(),
            "sign_in": {"method": "access_token", "user_token": portal.user_token(), "api_key": portal.api_key()},
        })
    }

    /// Gives a command, and keeps what was written meanwhile.
    pub(crate) async fn ask(&mut self, command: &str, request: Value) -> Result<Result<Value, Value>, Stop> {
        let review = text(&request["review"]);
        self.time_passes();
        let before = self.world.portal.writes().len();
        let answer = self.process.ask(&self.world.portal, command, request).await?;
        let written = self.world.portal.writes().len() - before;
        let of = review.as_deref().unwrap_or_default();
        let line = format!("{command} {of}: {}, {written} written", words(&answer));
        self.world.course.push(line);
        self.world.asks.push(Ask {
            command: command.to_owned(),
            review,
            writes: before..self.world.portal.writes().len(),
            end: match &answer {
                Answer::Done(_) => End::Answered,
                Answer::Failed(_) => End::Failed,
                Answer::Dead(_) => End::Died,
            },
        });
        self.is_written_as_confirmed(before, command);
        // Where the line went down, the person waits until it is up again.
        self.world.portal.come_back().await;
        match answer {
            Answer::Done(view) => Ok(Ok(view)),
            Answer::Failed(error) => Ok(Err(error)),
            Answer::Dead(at) => Err(Stop::Dead(at)),
        }
    }

    fn time_passes(&mut self) {
        let World { who, portal, .. } = &mut *self.world;
        if who.turns(portal) {
            let course = format!("from here on one is {:?}", who.now);
            self.world.course.push(course);
            self.world.tell("somebody else: from one moment to the next");
        }
    }

    /// Where the portal says that one is somebody else than one has confirmed, nothing is written.
    fn is_written_as_confirmed(&mut self, from: usize, command: &str) {
        let writes = self.world.portal.writes();
        let by_request = writes[from..].iter().any(|write| write.by == By::Request);
        if by_request && !self.world.who.is_confirmed() {
            let now = &self.world.who.now;
            let problem = format!("{command} wrote as {now:?}, which nobody confirmed");
            self.world.problem(problem);
        }
    }

    /// A command that asks nobody, and cannot fail.
    pub(crate) async fn expect(&mut self, command: &str, request: Value) -> Result<Value, Stop> {
        let answer = self.ask(command, request).await?;
        answer.map_err(|error| format!("{command}: {error}").into())
    }

    /// A command that only reads, asked for until the portal answers it well; none where it does not.
    pub(crate) async fn read(&mut self, command: &str, request: Value) -> Result<Option<Value>, Stop> {
        for _ in 0..super::ATTEMPTS {
            if let Ok(view) = self.ask(command, request.clone()).await? {
                return Ok(Some(view));
            }
        }
        Ok(None)
    }
}

/// An answer in a few words.
fn words(answer: &Answer) -> String {
    let first = |view: &Value| {
        let words = ["outcome", "state", "kind", "review"].map(|key| view[key].as_str());
        words.into_iter().flatten().next().unwrap_or("done").to_owned()
    };
    match answer {
        Answer::Done(view) => first(view),
        Answer::Failed(error) => format!("failed, {}", first(error)),
        Answer::Dead(at) => format!("killed at {at:?}"),
    }
}
