//! Files written by programs: fresh, or told to be stale.

use std::fs;

use crate::command::{cargo, npm, program, run};
use crate::{Outcome, place, system};

const IDS: &str = "ui/src/i18n/ids.gen.ts";

/// Writes them.
pub(crate) fn write() -> Outcome {
    system::interface()?;
    run(npm().args(["run", "gen"]))?;
    run(cargo().args(["run", "--quiet", "--package", "coexist-api", "--bin", "contract"]))
}

/// Says whether the ids of the sentences are fresh, every sentence used and every id there.
pub(crate) fn check_ids() -> Outcome {
    let path = place::root().join(IDS);
    let before = fs::read(&path).unwrap_or_default();
    run(npm().args(["run", "check"]))?;
    if fs::read(&path).is_ok_and(|after| after == before) {
        Ok(())
    } else {
        Err(format!("{IDS} was not what locales/ says; it is now: commit it"))
    }
}

/// Says whether the contract is fresh. Its program has been built with everything else.
pub(crate) fn check_contract() -> Outcome {
    run(program(place::built("contract")).arg("--check"))
}
