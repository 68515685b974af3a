//! Writes `ui/src/host/contract.gen.ts` from the command table; with `--check`, only says whether it is fresh.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/host/contract.gen.ts");
    let fresh = coexist_api::contract_ts();
    if std::fs::read_to_string(&path).is_ok_and(|old| old == fresh) {
        return ExitCode::SUCCESS;
    }
    if std::env::args().any(|argument| argument == "--check") {
        eprintln!("ui/src/host/contract.gen.ts is not what the command table says: cargo xtask gen");
        return ExitCode::FAILURE;
    }
    match std::fs::write(&path, fresh) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            ExitCode::FAILURE
        }
    }
}
