//! The command line.

use std::fmt::Display;
use std::str::FromStr;

use lexopt::Arg::{Long, Short};
use lexopt::ValueExt;
use practice_portal::{FaultPlan, Options, Scheme};

pub(crate) const HELP: &str = "\
The documented CG Scanning API V2 as a server on this computer, with invented organizations.

Usage: practice-portal [OPTIONS]

  --port <PORT>             Port on 127.0.0.1 [default: a free one]
  --organizations <NUMBER>  How many sample organizations there are [default: 250]
  --seed <NUMBER>           Where the dice for sample data and faults start [default: 1]
  --latency <MS[-MS]>       Answer this many milliseconds late, or something between the two
  --faults <NAME=RATE,…>    How often things go wrong, from 0 to 1: lost-answer, error-after-write,
                            unavailable-after-write, unavailable, too-many, cut-body, reset, late-visibility, html
  --no-default-plan         No default plan is configured
  --one-time-password       Signing in asks for a one-time password
  --prefix <PATH>           Where the API is mounted, such as /API [default: none]
  --scheme <SCHEME>         Accepted form of the Authorization header: basic, bearer or bare [default: basic]
  --help                    Print this
  --version                 Print the version
";

pub(crate) enum Command {
    Serve(Box<Options>),
    Help,
    Version,
}

/// What the command line asks for, or what is wrong with it.
pub(crate) fn read(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut options = Options::default();
    let mut latency = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Long("port") => options.port = value(&mut parser, "--port")?,
            Long("organizations") => options.organizations = value(&mut parser, "--organizations")?,
            Long("seed") => options.seed = value(&mut parser, "--seed")?,
            Long("latency") => latency = Some(parser.value()?.string()?),
            Long("faults") => options.faults = value(&mut parser, "--faults")?,
            Long("no-default-plan") => options.default_plans.clear(),
            Long("one-time-password") => options.one_time_password = true,
            Long("prefix") => options.prefix = parser.value()?.string()?,
            Long("scheme") => options.scheme = scheme(&parser.value()?.string()?)?,
            Long("help") | Short('h') => return Ok(Command::Help),
            Long("version") | Short('V') => return Ok(Command::Version),
            other => return Err(other.unexpected()),
        }
    }
    if let Some(latency) = latency {
        let plan: FaultPlan = parse(&format!("latency={latency}"), "--latency")?;
        options.faults.latency = plan.latency;
    }
    if options.faults.seed == 0 {
        options.faults.seed = options.seed;
    }
    Ok(Command::Serve(Box::new(options)))
}

fn value<T>(parser: &mut lexopt::Parser, name: &str) -> Result<T, lexopt::Error>
where
    T: FromStr,
    T::Err: Display,
{
    parse(&parser.value()?.string()?, name)
}

fn parse<T>(text: &str, name: &str) -> Result<T, lexopt::Error>
where
    T: FromStr,
    T::Err: Display,
{
    text.parse()
        .map_err(|problem| lexopt::Error::from(format!("{name} {text}: {problem}")))
}

fn scheme(name: &str) -> Result<Scheme, lexopt::Error> {
    match name {
        "basic" => Ok(Scheme::Basic),
        "bearer" => Ok(Scheme::Bearer),
        "bare" => Ok(Scheme::Bare),
        _ => Err(format!("--scheme {name}: there are basic, bearer and bare").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn command(line: &str) -> Result<Command, lexopt::Error> {
        read(lexopt::Parser::from_args(line.split_whitespace()))
    }

    fn options(line: &str) -> Options {
        match command(line) {
            Ok(Command::Serve(options)) => *options,
            _ => panic!("{line} should be served"),
        }
    }

    fn refusal(line: &str) -> String {
        command(line)
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn every_option_reaches_the_portal() {
        let options = options(
            "--port 8080 --organizations 7 --seed 3 --latency 20-80 --faults lost-answer=0.5 --no-default-plan \
             --one-time-password --prefix /API --scheme bearer",
        );
        assert_eq!((options.port, options.organizations, options.seed), (8080, 7, 3));
        assert_eq!(
            options.faults.latency,
            Some((Duration::from_millis(20), Duration::from_millis(80)))
        );
        assert!((options.faults.lost_answer - 0.5).abs() < f64::EPSILON);
        assert_eq!(options.faults.seed, 3);
        assert!(options.default_plans.is_empty() && options.one_time_password);
        assert_eq!(
            (options.prefix.as_str(), options.scheme),
            ("/API", Scheme::Bearer)
        );
    }

    #[test]
    fn latency_and_faults_can_come_in_either_order() {
        let options = options("--latency 5 --faults reset=0.1");
        assert_eq!(
            options.faults.latency,
            Some((Duration::from_millis(5), Duration::from_millis(5)))
        );
    }

    #[test]
    fn a_line_that_makes_no_sense_is_refused_with_what_is_wrong() {
        assert!(refusal("--port seventy").contains("--port seventy"));
        assert!(refusal("--port 70000").contains("--port 70000"));
        assert!(refusal("--faults lost=1").contains("no fault called \"lost\""));
        assert!(refusal("--scheme digest").contains("basic, bearer and bare"));
        assert!(refusal("--prot 1").contains("--prot"));
        assert!(refusal("--port").contains("--port"));
        assert!(refusal("stray").contains("stray"));
    }

    #[test]
    fn help_names_every_option() {
        assert!(matches!(command("--help"), Ok(Command::Help)));
        for option in [
            "port",
            "organizations",
            "seed",
            "latency",
            "faults",
            "no-default-plan",
            "prefix",
            "scheme",
        ] {
            assert!(HELP.contains(&format!("--{option}")), "{option}");
        }
    }
}
