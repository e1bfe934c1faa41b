//! The contract between Rust and TypeScript: types, commands, events and labels, made from Rust alone.
//!
//! The files are committed in `ui/src/generated`; a test compares them with what this file makes, and
//! `cargo xtask bindings` writes them.

use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use orgdesk_core::AppError;
use orgdesk_core::organizations::{OrganizationField, is_required, label};
use orgdesk_core::step::OperationProgress;
use ts_rs::{Config, TS, TypeVisitor};

use crate::leaving::CLOSE_WANTED;
use crate::progress::OPERATION_PROGRESS;

const HEAD: &str = "// Made from Rust: `cargo xtask bindings`. Not to be edited.\n\n";

/// The files of the contract: name and text.
pub fn files() -> BTreeMap<&'static str, String> {
    let mut contract = Contract::new();
    crate::commands::describe(&mut contract);
    contract.event::<OperationProgress>(OPERATION_PROGRESS);
    contract.event::<()>(CLOSE_WANTED);
    contract.declare::<AppError>();
    BTreeMap::from([
        ("types.ts", contract.types_file()),
        ("commands.ts", contract.commands_file()),
        ("labels.ts", labels_file()),
    ])
}

/// What the commands and events are made of.
pub(crate) struct Contract {
    config: Config,
    seen: BTreeSet<TypeId>,
    types: BTreeMap<String, String>,
    commands: BTreeMap<String, (String, String)>,
    events: BTreeMap<String, String>,
}

impl Contract {
    fn new() -> Self {
        Self {
            config: Config::new().with_large_int("number"),
            seen: BTreeSet::new(),
            types: BTreeMap::new(),
            commands: BTreeMap::new(),
            events: BTreeMap::new(),
        }
    }

    /// Adds a command by the types of its function.
    pub(crate) fn command<Request: TS + 'static, Response: TS + 'static>(&mut self, name: &str) {
        self.declare::<Request>();
        self.declare::<Response>();
        self.commands.insert(
            name.to_owned(),
            (Request::name(&self.config), Response::name(&self.config)),
        );
    }

    fn event<Payload: TS + 'static>(&mut self, name: &str) {
        self.declare::<Payload>();
        self.events.insert(name.to_owned(), Payload::name(&self.config));
    }

    /// Declares a type and all it is made of.
    fn declare<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        // Only what has a file of its own has a declaration; the rest are TypeScript's own types.
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            self.types.insert(
                T::ident(&self.config),
                format!("{docs}export {}\n", T::decl(&self.config)),
            );
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }

    fn types_file(&self) -> String {
        let declarations: Vec<_> = self.types.values().map(String::as_str).collect();
        format!("{HEAD}{}", declarations.join("\n"))
    }

    fn commands_file(&self) -> String {
        let mut text = HEAD.to_owned();
        let types = self
            .commands
            .values()
            .flat_map(|(request, response)| [request, response]);
        let words: BTreeSet<_> = types
            .chain(self.events.values())
            .flat_map(|name| name.split(|c: char| !c.is_alphanumeric()))
            .collect();
        let names: Vec<_> = self
            .types
            .keys()
            .filter(|name| words.contains(name.as_str()))
            .cloned()
            .collect();
        let _ = write!(
            text,
            "import type {{\n  {},\n}} from \"./types\";\n\n",
            names.join(",\n  ")
        );
        text += "/** Each command with what goes in and what comes out. Each may fail with an AppError. */\n";
        text += "export interface Commands {\n";
        for (name, (request, response)) in &self.commands {
            let _ = writeln!(text, "  {name}: {{ request: {request}; response: {response} }};");
        }
        text += "}\n\n/** Each event with its payload. */\nexport interface Events {\n";
        for (name, payload) in &self.events {
            let _ = writeln!(text, "  {name}: {payload};");
        }
        text + "}\n"
    }
}

impl TypeVisitor for Contract {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        self.declare::<T>();
    }
}

fn labels_file() -> String {
    let mut text = format!("{HEAD}import type {{ OrganizationField }} from \"./types\";\n\n");
    text += "/** The label of each field, in the order of the seed page. */\n";
    text += "export const FIELD_LABELS: Record<OrganizationField, string> = {\n";
    for field in OrganizationField::ALL {
        let _ = writeln!(text, "  {}: \"{}\",", field.key(), label(field));
    }
    text += "};\n\n/** The fields an update needs a value in. */\n";
    let required: Vec<_> = OrganizationField::ALL
        .into_iter()
        .filter(|field| is_required(*field))
        .map(|field| format!("\"{}\"", field.key()))
        .collect();
    let required = required.join(", ");
    text + &format!("export const REQUIRED_FIELDS: readonly OrganizationField[] = [{required}];\n")
}
