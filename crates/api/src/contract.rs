//! The contract in TypeScript, written from the table and the types it names.
//!
//! Requests and answers whose type several commands share keep their name; everything stands once, sorted, so
//! that a change of the contract is a readable difference of `ui/src/host/contract.gen.ts`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use coexist_core::wire::{Created, Done, Nothing, Update, Which};
#[allow(clippy::wildcard_imports)]
use coexist_core::*;
use coexist_domain::words;
use ts_rs::{Config, TS, TypeVisitor};

const HEAD: &str = "\
// Generated from the command table in crates/api. Do not edit: cargo xtask gen.
// Ids are UUIDs as text, instants are milliseconds since the Unix epoch, periods are text such as
// 2024-03-12, 2024-03, 2024-Q2, 2024-S1, 2024 or 2024-03-01/2024-03-15.
/* eslint-disable */
";

/// The whole of `contract.gen.ts`.
pub fn contract_ts() -> String {
    let mut contract = Contract::default();
    contract.table();
    contract.types.visit::<crate::ApiError>();
    contract.event::<events::Changed>("changed");
    contract.event::<activity::Activity>("activity");
    contract.event::<events::SyncState>("sync");
    contract.write()
}

#[derive(Default)]
struct Contract {
    types: Types,
    commands: BTreeMap<&'static str, (String, String)>,
    events: BTreeMap<&'static str, String>,
}

/// Every named type by its name. Two types of one name would silently become one in TypeScript, so both are
/// kept and the writing tells.
#[derive(Default)]
struct Types {
    seen: BTreeSet<&'static str>,
    declared: BTreeMap<String, BTreeSet<String>>,
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(std::any::type_name::<T>()) {
            return;
        }
        if T::output_path().is_some() {
            let config = config();
            let declaration = format!("export {}", T::decl(&config));
            self.declared.entry(T::ident(&config)).or_default().insert(declaration);
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

impl Contract {
    fn command<Request: TS + 'static, Answer: TS + 'static>(&mut self, name: &'static str) {
        // A request belongs to its command (`List`, `Create` of each area), so it stands inline: its own name
        // would not be unique. Those every area shares, what a request is made of, and what is answered have
        // names of their own.
        let config = config();
        let request = if std::any::type_name::<Request>().contains("::wire::") {
            self.types.visit::<Request>();
            Request::name(&config)
        } else {
            Request::visit_dependencies(&mut self.types);
            Request::visit_generics(&mut self.types);
            Request::inline(&config)
        };
        self.types.visit::<Answer>();
        self.commands.insert(name, (request, Answer::name(&config)));
    }

    fn event<T: TS + 'static>(&mut self, name: &'static str) {
        self.types.visit::<T>();
        self.events.insert(name, T::name(&config()));
    }

    fn write(&self) -> String {
        let mut out = String::from(HEAD);
        for declarations in self.types.declared.values() {
            for declaration in declarations {
                let _ = write!(out, "\n{declaration}\n");
            }
        }
        out.push_str("\nexport type Commands = {\n");
        for (name, (request, answer)) in &self.commands {
            let _ = writeln!(out, "  \"{name}\": {{ request: {request}; answer: {answer} }};");
        }
        out.push_str("};\n\nexport type Events = {\n");
        for (name, payload) in &self.events {
            let _ = writeln!(out, "  {name}: {payload};");
        }
        out.push_str("};\n\n/** Every command, in the order of its name. */\nexport const COMMANDS = [\n");
        for name in self.commands.keys() {
            let _ = writeln!(out, "  \"{name}\",");
        }
        out.push_str("] as const satisfies readonly (keyof Commands)[];\n");
        out.push_str(
            "\n/** The codes of each vocabulary, in the order people expect. */\nexport const WORDS = {\n",
        );
        for (name, codes) in vocabularies() {
            let codes: Vec<String> = codes.iter().map(|code| format!("\"{code}\"")).collect();
            let _ = writeln!(out, "  {name}: [{}],", codes.join(", "));
        }
        out.push_str("} as const;\n");
        out
    }

    /// The names that stand for two different types.
    #[cfg(test)]
    fn clashes(&self) -> Vec<&str> {
        let twice = self.types.declared.iter().filter(|(_, declarations)| declarations.len() > 1);
        twice.map(|(name, _)| name.as_str()).collect()
    }
}

/// JSON has no 64-bit integers; every integer of the contract stays below 2^53.
fn config() -> Config {
    Config::new().with_large_int("number")
}

fn vocabularies() -> [(&'static str, &'static [&'static str]); 10] {
    [
        ("organisation_kind", words::OrganisationKind::CODES),
        ("party_role", words::PartyRole::CODES),
        ("stage", words::Stage::CODES),
        ("partnership_type", words::PartnershipType::CODES),
        ("amount_role", words::AmountRole::CODES),
        ("contribution_kind", words::ContributionKind::CODES),
        ("exchange_kind", words::ExchangeKind::CODES),
        ("legal_basis", words::LegalBasis::CODES),
        ("member_role", words::MemberRole::CODES),
        ("own_column_type", words::OwnColumnType::CODES),
    ]
}

macro_rules! commands {
    ($($(#[$mark:ident])* $name:literal $ident:ident => $area:ident::$function:ident($request:ty) -> $answer:ty;)*) => {
        impl Contract {
            fn table(&mut self) {
                $(self.command::<$request, $answer>($name);)*
            }
        }
    };
}
include!("commands.in.rs");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_a_name_of_its_own() {
        let mut contract = Contract::default();
        contract.table();
        assert_eq!(contract.clashes(), Vec::<&str>::new(), "rename one of the two");
    }

    #[test]
    fn integers_are_numbers() {
        assert!(!contract_ts().contains("bigint"));
    }
}
