//! The process with Orgdesk in it, as the campaign holds it: asked, killed and started again.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use practice_portal::PracticePortal;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

use crate::Broken;
use crate::desk::{Line, Said, Step};
use crate::plan::Death;

/// After this long an answer does not come any more.
const NO_ANSWER: Duration = Duration::from_mins(2);

/// A running process.
pub(crate) struct Process {
    child: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
    /// How many requests the portal held when it was started: with the next one it dies.
    held: u64,
    pub(crate) passed: Vec<Step>,
}

/// What came of a command.
pub(crate) enum Answer {
    Done(Value),
    Failed(Value),
    Dead(At),
}

/// Where a process died.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum At {
    Step(Step),
    /// While the portal held a request.
    Held,
}

impl Process {
    /// Starts Orgdesk on a folder.
    pub(crate) async fn start(
        folder: &Path,
        ids_checked: bool,
        death: Option<Death>,
        portal: &PracticePortal,
    ) -> Result<Self, Broken> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("desk").arg("--folder").arg(folder);
        if !ids_checked {
            command.arg("--without-check-of-ids");
        }
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let (input, output) = child.stdin.take().zip(child.stdout.take()).ok_or("no pipes")?;
        let mut process = Self {
            child,
            input,
            output: BufReader::new(output).lines(),
            held: portal.faults().held(),
            passed: Vec::new(),
        };
        let at_a_step = match death.as_ref().and_then(Death::hold) {
            Some((target, nth, fault)) => {
                portal.faults().nth_for(target, nth, fault);
                None
            }
            None => death,
        };
        process.write(&Line::Die(at_a_step)).await?;
        Ok(process)
    }

    /// Sends a command and waits for what comes of it. One that dies is killed, and dead when this returns.
    pub(crate) async fn ask(
        &mut self,
        portal: &PracticePortal,
        command: &str,
        request: Value,
    ) -> Result<Answer, Broken> {
        let command = command.to_owned();
        self.write(&Line::Ask { command, request }).await?;
        let held = self.held;
        let answer = tokio::select! {
            answer = tokio::time::timeout(NO_ANSWER, self.answer()) => answer??,
            () = portal.faults().holds_more_than(held) => Answer::Dead(At::Held),
        };
        if matches!(answer, Answer::Dead(_)) {
            self.child.kill().await?;
        }
        Ok(answer)
    }

    /// Ends as it should.
    pub(crate) async fn end(mut self) -> Result<(), Broken> {
        drop(self.input);
        let ended = tokio::time::timeout(NO_ANSWER, self.child.wait()).await??;
        if ended.success() {
            Ok(())
        } else {
            Err(format!("Orgdesk ended with {ended}").into())
        }
    }

    async fn answer(&mut self) -> Result<Answer, Broken> {
        loop {
            let line = self
                .output
                .next_line()
                .await?
                .ok_or("Orgdesk broke off by itself")?;
            match serde_json::from_str(&line)? {
                Said::Done(view) => return Ok(Answer::Done(view)),
                Said::Failed(error) => return Ok(Answer::Failed(error)),
                Said::Passed(step) => self.passed.push(step),
                Said::DiesAt(step) => return Ok(Answer::Dead(At::Step(step))),
            }
        }
    }

    async fn write(&mut self, line: &Line) -> Result<(), Broken> {
        let mut text = serde_json::to_string(line)?;
        text.push('\n');
        self.input.write_all(text.as_bytes()).await?;
        Ok(())
    }
}
