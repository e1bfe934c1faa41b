//! The practice portal on its own, so that any client can be tried or measured against it.

mod arguments;
mod until_stopped;

use std::io::{self, Write};
use std::process::ExitCode;

use arguments::Command;
use practice_portal::{Options, PracticePortal, Scheme};
use until_stopped::UntilStopped;

/// What a command line that makes no sense, or a portal that cannot start, exits with.
const UNUSABLE: u8 = 2;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("practice-portal: {problem}");
            ExitCode::from(UNUSABLE)
        }
    }
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let options = match arguments::read(lexopt::Parser::from_env())? {
        Command::Help => return Ok(write!(io::stdout(), "{}", arguments::HELP)?),
        Command::Version => {
            return Ok(writeln!(
                io::stdout(),
                "practice-portal {}",
                env!("CARGO_PKG_VERSION")
            )?);
        }
        Command::Serve(options) => options,
    };
    let until_stopped = UntilStopped::listen()?;
    let portal = practice_portal::start((*options).clone()).await?;
    introduce(&portal, &options)?;
    until_stopped.wait().await;
    portal.stop().await;
    Ok(())
}

fn introduce(portal: &PracticePortal, options: &Options) -> io::Result<()> {
    let header = match options.scheme {
        Scheme::Basic => "Basic <user token>",
        Scheme::Bearer => "Bearer <user token>",
        Scheme::Bare => "<user token>",
    };
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "Practice portal with {} invented organizations. Ctrl-C stops it.",
        options.organizations
    )?;
    writeln!(out, "Address            {}", portal.address())?;
    writeln!(out, "User token         {}", portal.user_token())?;
    writeln!(out, "API key            {}", portal.api_key())?;
    writeln!(out, "Authorization      {header}")?;
    writeln!(out, "Username           {}", portal.username())?;
    writeln!(out, "Password           {}", portal.password())?;
    if options.one_time_password {
        writeln!(out, "One-time password  {}", portal.one_time_password())?;
    }
    out.flush()
}
