//! The app on this computer, beside an endpoint of its own.

use std::fs;

use crate::command::{cargo, program, run as to_the_end};
use crate::live::Endpoint;
use crate::{Outcome, place, rungs, session, system};

/// What is kept between runs is of this format. Before the first release formats change without a way over: a new
/// number begins anew, beside what was there.
const KEPT: u32 = 2;

/// Builds and opens it; without a display, walks through every screen and takes pictures.
pub(crate) fn run() -> Outcome {
    let display = system::has_display();
    if !display {
        system::for_driving()?;
    }
    system::for_building()?;
    rungs::built_interface()?;
    let features = ["--features", "coexist-tests/window"];
    to_the_end(cargo().args(["build", "--workspace", "--bins"]).args(features))?;
    let folder = place::target().join(format!("run-{KEPT}"));
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let endpoint = Endpoint::start(&folder.join("endpoint"))?;
    eprintln!("\nThe endpoint serves at {}", endpoint.url());
    if display { open(&endpoint, &folder.join("desk")) } else { tour(&endpoint) }
}

fn open(endpoint: &Endpoint, desk: &std::path::Path) -> Outcome {
    let link = endpoint.invite(&organisation())?;
    eprintln!("To join it from the app, choose « Rejoindre » in Réglages and paste:\n\n    {link}\n");
    eprintln!("The desk is kept in {}", desk.display());
    to_the_end(program(place::built("coexist-desktop")).arg("--data").arg(desk))
}

/// Each start invites an organisation of its own: the one before may already have its owner.
fn organisation() -> String {
    format!("Mon organisation {:x}", std::process::id())
}

fn tour(endpoint: &Endpoint) -> Outcome {
    let driver = system::driver()?;
    let pictures = place::root().join("screenshots");
    let folder = session::folder("tour")?;
    let link = endpoint.invite(&organisation())?;
    let done = to_the_end(
        session::command(&folder)?
            .arg(place::built("tour"))
            .env("COEXIST_BUILT", place::target().join("debug"))
            .env("COEXIST_DRIVER", driver)
            .env("COEXIST_INVITATION", link)
            .env("COEXIST_SCREENSHOTS", &pictures),
    );
    let _ = fs::remove_dir_all(folder);
    done?;
    eprintln!(
        "\nThere is no display here: the app was opened on a hidden one, joined the endpoint and was walked"
    );
    eprintln!(
        "through. Pictures of every screen, in French and English, light and dark:\n\n    {}\n",
        pictures.display()
    );
    Ok(())
}
