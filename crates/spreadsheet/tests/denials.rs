//! Cells that say no. Whatever a recogniser makes of one, it never says yes for certain, and the words stay.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what went wrong by stopping")]

use coexist_spreadsheet::values::amount::{self, AmountContext};
use coexist_spreadsheet::values::date::{self, DateContext, Direction};
use coexist_spreadsheet::values::{Reading, country, kind, partnership_type, person, stage, task};

fn certain<T>(reading: &Reading<T>) -> bool {
    matches!(reading, Reading::Certain(_))
}

#[test]
fn no_recogniser_is_certain_of_what_a_cell_denies() {
    for text in [
        "pas de convention",
        "n’a pas démarré",
        "pas terminé",
        "jamais rencontré",
        "not signed",
        "pas perdu",
        "plus actif",
        "ne pas relancer",
        "no longer active",
        "sans convention",
    ] {
        assert!(!certain(&stage::read(text)), "{text}");
        assert!(!stage::is_agreed(text, stage::read(text).value().copied()), "{text}");
    }
    for text in ["sans suite", "non retenu", "pas intéressé", "pas de nouvelles", "sans réponse"] {
        assert!(certain(&stage::read(text)), "{text}");
    }
    for text in ["pas une entreprise", "pas de fondation", "ONG, pas entreprise", "not a company"] {
        assert!(kind::read(text).value().is_none(), "{text}");
    }
    assert!(certain(&kind::read("association à but non lucratif")));
    for text in ["mécénat, pas financier", "non financier", "not financial"] {
        assert!(partnership_type::read(text).value().is_none(), "{text}");
    }
    for text in ["pas au Mali", "hors Niger", "ni Mali ni Niger", "not Niger"] {
        assert!(country::read(text).value().is_none(), "{text}");
    }
    let context = AmountContext { currency: Some("EUR"), ..AmountContext::default() };
    for text in ["pas 10 k€", "hors 5 000 €", "10 000 € (refusé)", "10 000 € non versé", "pas de financement"]
    {
        assert!(!certain(&amount::read(text, &context)), "{text}");
    }
    assert!(amount::read("pas de financement", &context).value().is_none());
    let reference = jiff::civil::date(2024, 11, 15);
    for text in ["pas avant juin 2024", "non signé (prévu 12/03/2024)", "12/03/2024 non confirmé"] {
        let reading = date::read(text, &DateContext { reference, direction: Direction::Future, year: None });
        assert!(!certain(&reading), "{text}");
    }
}

#[test]
fn what_is_not_done_is_to_do() {
    for text in [
        "rapport pas fait",
        "Non fait",
        "pas encore fait",
        "courrier (non fait)",
        "courrier : pas fait",
        "courrier - jamais fait",
        "ce n’est pas fait",
    ] {
        let [todo] = task::split(text).try_into().unwrap();
        assert_eq!((todo.text.as_str(), todo.done), (text, false));
    }
    let [done] = task::split("ne pas oublier le devis : fait").try_into().unwrap();
    assert!(done.done);
}

/// The whole sentence stays, no number is given that may be the one not to call, and it is said.
#[test]
fn half_a_sentence_about_a_contact_is_kept_whole() {
    for text in [
        "pas de mail, courrier postal",
        "ne pas appeler le 04 65 71 02 14",
        "plus de tél",
        "pas de tel : passer par a@b.example",
        "sans e-mail / courrier",
        "c.durand@x.example ne marche plus",
        "tel. uniquement, pas de courriel",
        "no email, phone only",
    ] {
        let read = person::read(text, Some("FR"));
        assert_eq!(read.remarks, [text]);
        assert!(read.people.is_empty() && read.emails.is_empty() && read.phones.is_empty(), "{read:?}");
        assert_eq!(read.doubts.len(), 1, "{text}");
    }
    for (text, name) in [
        ("Mme Durand, pas de mail", "Durand"),
        ("Claire Durand (ne pas appeler) 04 65 71 02 14", "Claire Durand"),
        ("Jean Petit, sans tel", "Jean Petit"),
    ] {
        let read = person::read(text, Some("FR"));
        let [who] = read.people.as_slice() else { panic!("{read:?}") };
        assert_eq!((who.name.as_str(), who.function.as_deref(), who.phones.len()), (name, None, 0));
        assert_eq!(read.remarks, [text]);
    }
    for text in ["préfère le téléphone au mail", "whatsapp seulement"] {
        assert_eq!(person::read(text, Some("FR")).remarks, [text]);
    }
    assert_eq!(person::read("Tél. 04 65 71 02 14", Some("FR")).phones.len(), 1);
    let apart = person::read("mail : non ; tel 04 65 71 02 14", Some("FR"));
    assert_eq!((apart.remarks.as_slice(), apart.phones.len()), (["mail : non".to_owned()].as_slice(), 1));
}
