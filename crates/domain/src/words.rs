//! The field's vocabularies. Each word has a code that never changes (it is what the log stores) and its
//! sentence stands in `locales/`. A code this build does not know is kept as text and shown as it is.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The text is no word of this vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a word of this vocabulary")]
pub struct UnknownWord;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, TS)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $variant),* }

        impl $name {
            /// Every word, in the order people expect.
            pub const ALL: &[Self] = &[$(Self::$variant),*];
            /// Every code, in the same order.
            pub const CODES: &[&str] = &[$($code),*];

            /// The code stored in the log.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;
            fn from_str(code: &str) -> Result<Self, UnknownWord> {
                match code { $($code => Ok(Self::$variant),)* _ => Err(UnknownWord) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.code())
            }
        }

        impl From<$name> for crate::Value {
            fn from(word: $name) -> Self {
                word.code().into()
            }
        }
    )*};
}

words! {
    /// What an organisation is.
    OrganisationKind {
        /// Association or NGO.
        Ngo = "ngo",
        /// Company.
        Company = "company",
        /// Foundation.
        Foundation = "foundation",
        /// Public funder: agency, ministry, multilateral body.
        PublicFunder = "public_funder",
        /// Local authority.
        LocalAuthority = "local_authority",
        /// University or research body.
        UniversityResearch = "university_research",
        /// Network of organisations.
        Network = "network",
        /// Community organisation.
        Community = "community",
        /// Anything else.
        Other = "other",
    }

    /// The part an organisation takes in a partnership.
    PartyRole {
        /// Leads the project.
        Lead = "lead",
        /// Local partner.
        LocalPartner = "local_partner",
        /// Company.
        Company = "company",
        /// Foundation.
        Foundation = "foundation",
        /// Public funder.
        PublicFunder = "public_funder",
        /// Research.
        Research = "research",
        /// The voice of those concerned.
        Beneficiaries = "beneficiaries",
        /// Any other part.
        Other = "other",
    }

    /// Where a partnership is in its life. The first nine follow one another; the last two may come at any
    /// time and ask for a reason.
    Stage {
        /// A lead: two organisations met.
        Meeting = "rencontre",
        /// They define what they want together.
        Define = "definir",
        /// They design the project.
        Design = "concevoir",
        /// The agreement is being written or signed.
        Agreement = "convention",
        /// The project runs.
        Run = "mettre_en_oeuvre",
        /// They adjust it.
        Adjust = "ajuster",
        /// They evaluate it.
        Evaluate = "evaluer",
        /// They make it last.
        Sustain = "perenniser",
        /// They close it, with its lessons.
        Close = "cloturer",
        /// Paused, with a reason.
        Paused = "suspendu",
        /// Abandoned, with a reason.
        Abandoned = "abandonne",
    }

    /// What kind of partnership it is, during a stretch of time.
    PartnershipType {
        /// Corporate giving in money.
        PatronageCash = "mecenat_financier",
        /// Corporate giving in kind.
        PatronageInKind = "mecenat_nature",
        /// Skills given by a company's staff.
        PatronageSkills = "mecenat_competences",
        /// Responsible practices.
        ResponsiblePractices = "pratiques_responsables",
        /// Economic cooperation.
        EconomicCooperation = "cooperation_economique",
        /// Social innovation, co-construction.
        CoConstruction = "co_construction",
    }

    /// What happened to an amount.
    AmountRole {
        /// Asked for.
        Requested = "requested",
        /// Promised.
        Promised = "promised",
        /// Agreed, in an agreement.
        Granted = "granted",
        /// Paid.
        Paid = "paid",
        /// Spent.
        Spent = "spent",
    }

    /// What is given.
    ContributionKind {
        /// Money.
        Cash = "cash",
        /// Goods, premises, transport.
        InKind = "in_kind",
        /// Working time and skills.
        SkillsTime = "skills_time",
        /// Contacts and introductions.
        Network = "network",
        /// Data and knowledge.
        Data = "data",
        /// Visibility.
        Visibility = "visibility",
    }

    /// How people spoke to one another.
    ExchangeKind {
        /// Telephone or video call.
        Call = "call",
        /// Meeting in person.
        Meeting = "meeting",
        /// E-mail.
        Mail = "mail",
        /// Letter on paper.
        Letter = "letter",
    }

    /// Why one may keep somebody's details (GDPR article 6(1), Swiss FADP article 31).
    LegalBasis {
        /// The person agreed.
        Consent = "consent",
        /// Needed for a contract or its preparation.
        Contract = "contract",
        /// A law asks for it.
        LegalObligation = "legal_obligation",
        /// A legitimate interest that does not outweigh the person's.
        LegitimateInterest = "legitimate_interest",
    }

    /// What a colleague may do in the organisation.
    MemberRole {
        /// Invites and removes colleagues, and everything else.
        Owner = "owner",
        /// Reads and writes.
        Editor = "editor",
        /// Reads.
        Reader = "reader",
    }

    /// What a column of one's own holds.
    OwnColumnType {
        /// Text.
        Text = "text",
        /// A number.
        Number = "number",
        /// A date or a period.
        Date = "date",
        /// Yes or no.
        Flag = "flag",
    }
}

impl Stage {
    /// Whether the partnership is still alive: neither closed nor abandoned.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Close | Self::Abandoned)
    }

    /// Whether moving here asks why.
    pub const fn asks_reason(self) -> bool {
        matches!(self, Self::Paused | Self::Abandoned)
    }

    /// The stages that usually come next, the likeliest first. A hint for menus: every move is allowed.
    pub const fn usual_next(self) -> &'static [Self] {
        match self {
            Self::Meeting => &[Self::Define, Self::Abandoned],
            Self::Define => &[Self::Design, Self::Abandoned],
            Self::Design => &[Self::Agreement, Self::Run],
            Self::Agreement => &[Self::Run],
            Self::Run => &[Self::Adjust, Self::Evaluate],
            Self::Adjust => &[Self::Run, Self::Evaluate],
            Self::Evaluate => &[Self::Sustain, Self::Close, Self::Design],
            Self::Sustain => &[Self::Evaluate, Self::Close],
            Self::Close | Self::Abandoned => &[Self::Meeting],
            Self::Paused => &[Self::Define, Self::Run, Self::Abandoned],
        }
    }
}

impl OrganisationKind {
    /// Whether it stands on the company side of a partnership. Foundations choose for themselves, so they
    /// count as neither.
    pub const fn is_company_side(self) -> bool {
        matches!(self, Self::Company)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back() {
        for stage in Stage::ALL {
            assert_eq!(stage.code().parse(), Ok(*stage));
        }
        assert_eq!("canevas".parse::<Stage>(), Err(UnknownWord));
        assert_eq!(serde_json::to_string(&Stage::Run).unwrap(), "\"mettre_en_oeuvre\"");
    }

    #[test]
    fn every_stage_has_a_way_on() {
        for stage in Stage::ALL {
            assert!(!stage.usual_next().is_empty(), "{stage} would be a dead end in the menus");
            assert!(!stage.usual_next().contains(stage));
        }
    }
}
