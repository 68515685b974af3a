//! Answers the window: the command table from the desk, the shell's own commands from the shell.
//!
//! One handler for the whole table instead of one function per command: they would all be the same, and each
//! would be compiled. Which command the window may call has been decided before this, by its permissions
//! (build.rs); what is in neither list does not come this far.

use std::sync::Arc;

use serde_json::Value;
use tauri::ipc::{Invoke, InvokeBody, Response};
use tauri::{Manager, Wry, async_runtime};

use crate::opening::Opening;
use crate::own;
use crate::start::{Start, Step};

macro_rules! commands {
    ($($(#[$mark:ident])* $name:literal $ident:ident => $area:ident::$function:ident($request:ty) -> $answer:ty;)*) => {
        /// The table's name of a command, by the name the window uses.
        fn table_name(handler: &str) -> Option<&'static str> {
            match handler {
                $(stringify!($ident) => Some($name),)*
                _ => None,
            }
        }

        #[cfg(test)]
        const TABLE: &[(&str, &str)] = &[$((stringify!($ident), $name)),*];
    };
}
include!("../../crates/api/src/commands.in.rs");

/// The handler of every call of the window. Nothing here runs on the thread that draws.
pub(crate) fn answer(invoke: Invoke<Wry>) -> bool {
    let Some(name) = table_name(invoke.message.command()) else { return own::answer(invoke) };
    let request = match invoke.message.payload() {
        InvokeBody::Json(Value::Object(arguments)) => {
            arguments.get("request").cloned().unwrap_or(Value::Null)
        }
        _ => Value::Null,
    };
    let opening = Arc::clone(&invoke.message.webview_ref().state::<Arc<Opening>>());
    invoke.message.webview_ref().state::<Arc<Start>>().came(Step::Asked);
    let resolver = invoke.resolver;
    async_runtime::spawn_blocking(move || match opening.call(name, request) {
        Ok(answer) => resolver.resolve(Response::new(answer.to_string())),
        Err(error) => resolver.reject(error),
    });
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_calls_each_command_by_its_name_with_underscores() {
        for (handler, name) in TABLE {
            assert_eq!(*handler, name.replace('.', "_"), "ui/src/host/tauri.ts derives one from the other");
            assert_eq!(table_name(handler), Some(*name));
        }
        assert_eq!(table_name("shell_print"), None);
    }
}
