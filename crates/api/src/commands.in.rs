// The command table: each command once. `"name" ident => area::function(Request) -> Answer;`, paths from
// `coexist_core`; `#[long]` marks those that may take longer than a second and report to the Activity tray.
// Included with a macro of its own by crates/api (dispatch, contract) and by src-tauri (handlers,
// permissions): add a line here and nowhere else.
commands! {
    // The desk
    "desk.status" desk_status => desk::status(Nothing) -> desk::DeskStatus;
    "desk.onboard" desk_onboard => desk::onboard(desk::Onboard) -> desk::DeskStatus;
    "desk.leave_sample" desk_leave_sample => desk::leave_sample(Nothing) -> desk::DeskStatus;
    "settings.get" settings_get => settings::get(Nothing) -> settings::Settings;
    "settings.set" settings_set => settings::set(settings::SetSettings) -> settings::Settings;
    "activity.list" activity_list => activity::list(Nothing) -> activity::ActivityList;
    "activity.cancel" activity_cancel => activity::cancel(Which) -> Done;
    "today.get" today_get => today::get(today::Get) -> today::Today;
    "today.postpone" today_postpone => today::postpone(today::Postpone) -> Done;
    "search.find" search_find => search::find(search::Find) -> search::Found;

    // Carnet
    "organisations.list" organisations_list => organisations::list(organisations::List) -> organisations::OrganisationList;
    "organisations.get" organisations_get => organisations::get(Which) -> organisations::Organisation;
    "organisations.create" organisations_create => organisations::create(organisations::Create) -> Created;
    "organisations.update" organisations_update => organisations::update(Update) -> Done;
    "organisations.delete" organisations_delete => organisations::delete(Which) -> Done;
    "contacts.list" contacts_list => contacts::list(contacts::List) -> contacts::ContactList;
    "contacts.get" contacts_get => contacts::get(Which) -> contacts::Contact;
    "contacts.create" contacts_create => contacts::create(contacts::Create) -> Created;
    "contacts.update" contacts_update => contacts::update(Update) -> Done;
    "contacts.delete" contacts_delete => contacts::delete(Which) -> Done;
    "contacts.replace" contacts_replace => contacts::replace(contacts::Replace) -> Done;

    // Dossiers
    "dossiers.list" dossiers_list => dossiers::list(dossiers::List) -> dossiers::DossierList;
    "dossiers.board" dossiers_board => dossiers::board(dossiers::BoardRequest) -> dossiers::Board;
    "dossiers.get" dossiers_get => dossiers::get(Which) -> dossiers::Dossier;
    "dossiers.create" dossiers_create => dossiers::create(dossiers::Create) -> Created;
    "dossiers.update" dossiers_update => dossiers::update(Update) -> Done;
    "dossiers.move" dossiers_move => dossiers::move_to(dossiers::Move) -> dossiers::Moved;
    "dossiers.delete" dossiers_delete => dossiers::delete(Which) -> Done;
    "parties.add" parties_add => parties::add(parties::Add) -> Created;
    "parties.update" parties_update => parties::update(Update) -> Done;
    "parties.remove" parties_remove => parties::remove(Which) -> Done;
    "amounts.add" amounts_add => amounts::add(amounts::Add) -> Created;
    "amounts.update" amounts_update => amounts::update(Update) -> Done;
    "amounts.remove" amounts_remove => amounts::remove(Which) -> Done;
    "types.add" types_add => types::add(types::Add) -> Created;
    "types.remove" types_remove => types::remove(Which) -> Done;
    "columns.list" columns_list => columns::list(columns::List) -> columns::ColumnList;
    "columns.add" columns_add => columns::add(columns::Add) -> Created;
    "columns.update" columns_update => columns::update(columns::UpdateColumn) -> Done;
    "columns.remove" columns_remove => columns::remove(Which) -> Done;
    "columns.set" columns_set => columns::set(columns::SetCell) -> Done;
    "views.list" views_list => views::list(views::List) -> views::ViewList;
    "views.save" views_save => views::save(views::Save) -> Created;
    "views.delete" views_delete => views::delete(Which) -> Done;
    "conflicts.list" conflicts_list => conflicts::list(Nothing) -> conflicts::ConflictList;
    "conflicts.choose" conflicts_choose => conflicts::choose(conflicts::Choose) -> Done;

    // Colleagues
    "members.list" members_list => members::list(Nothing) -> members::MemberList;
    "members.add_colleague" members_add_colleague => members::add_colleague(members::AddColleague) -> Created;
    "members.update" members_update => members::update(members::UpdateMember) -> Done;
    "members.me" members_me => members::me(members::Me) -> members::Member;

    // Exchanges, tasks, journal, history, drafts, capture, imports, exports, mail, calendar
    "exchanges.add" exchanges_add => exchanges::add(exchanges::AddExchange) -> Created;
    "exchanges.list" exchanges_list => exchanges::list(exchanges::ListExchanges) -> exchanges::ExchangeList;
    "exchanges.update" exchanges_update => exchanges::update(Update) -> Done;
    "exchanges.delete" exchanges_delete => exchanges::delete(Which) -> Done;
    "exchanges.take_mail" exchanges_take_mail => exchanges::take_mail(exchanges::TakeMail) -> exchanges::MailTaken;
    "tasks.add" tasks_add => tasks::add(tasks::AddTask) -> Created;
    "tasks.list" tasks_list => tasks::list(tasks::ListTasks) -> tasks::TaskList;
    "tasks.due" tasks_due => tasks::due(tasks::DueTasks) -> tasks::DueList;
    "tasks.update" tasks_update => tasks::update(Update) -> Done;
    "tasks.complete" tasks_complete => tasks::complete(Which) -> tasks::TaskCompleted;
    "tasks.reopen" tasks_reopen => tasks::reopen(Which) -> Done;
    "tasks.postpone" tasks_postpone => tasks::postpone(tasks::PostponeTask) -> Done;
    "tasks.delete" tasks_delete => tasks::delete(Which) -> Done;
    "tasks.export_ics" tasks_export_ics => tasks::export_ics(tasks::ExportTasks) -> tasks::TasksExported;
    "journal.add" journal_add => journal::add(journal::AddJournalEntry) -> Created;
    "journal.list" journal_list => journal::list(journal::ListJournal) -> journal::JournalList;
    "journal.update" journal_update => journal::update(Update) -> Done;
    "journal.delete" journal_delete => journal::delete(Which) -> Done;
    "history.of" history_of => history::of(Which) -> history::History;
    "history.restore" history_restore => history::restore(history::RestoreValue) -> Done;
    "history.undo" history_undo => history::undo(Nothing) -> history::Undone;
    "history.undo_action" history_undo_action => history::undo_action(history::OneAction) -> history::Undone;
    "drafts.save" drafts_save => drafts::save(drafts::SaveDraft) -> Done;
    "drafts.get" drafts_get => drafts::get(drafts::OneDraft) -> drafts::DraftFound;
    "drafts.list" drafts_list => drafts::list(Nothing) -> drafts::DraftList;
    "drafts.delete" drafts_delete => drafts::delete(drafts::OneDraft) -> Done;
    "capture.guess" capture_guess => capture::guess(capture::GuessCapture) -> capture::CaptureChips;
    "capture.save" capture_save => capture::save(capture::SaveCapture) -> capture::CaptureSaved;
    #[long]
    "imports.preview" imports_preview => imports::preview(imports::PreviewImport) -> imports::ImportPreview;
    #[long]
    "organisations.import" organisations_import => imports::organisations(imports::ImportOrganisations) -> imports::ImportOutcome;
    #[long]
    "dossiers.import" dossiers_import => imports::dossiers(imports::ImportDossiers) -> imports::ImportOutcome;
    "imports.list" imports_list => imports::list(Nothing) -> imports::ImportList;
    "imports.flags" imports_flags => imports::flags(imports::OneImport) -> imports::ImportFlags;
    "imports.settle_flag" imports_settle_flag => imports::settle_flag(imports::SettleFlag) -> Done;
    "imports.settle_flags" imports_settle_flags => imports::settle_flags(imports::SettleFlags) -> Done;
    "imports.undo" imports_undo => imports::undo(imports::OneImport) -> history::Undone;
    "imports.saved_mappings" imports_saved_mappings => imports::saved_mappings(Nothing) -> imports::SavedMappings;
    "actions.unfinished" actions_unfinished => imports::unfinished(Nothing) -> history::CutActions;
    #[long]
    "actions.continue" actions_continue => imports::resume(history::OneAction) -> imports::ImportOutcome;
    "actions.undo" actions_undo => imports::undo_unfinished(history::OneAction) -> history::Undone;
    #[long]
    "dossiers.export" dossiers_export => exports::dossiers(exports::ExportDossiers) -> exports::DossiersExported;

    // Sync, invitations

    // Sharing with colleagues
    "members.invite" members_invite => sharing::invite(sharing::Invite) -> sharing::Invited;
    #[long] "members.remove" members_remove => sharing::remove_member(Which) -> Done;
    #[long] "members.change_role" members_change_role => sharing::change_role(sharing::ChangeRole) -> Done;
    "devices.list" devices_list => sharing::devices(Nothing) -> sharing::DeviceList;
    #[long] "devices.remove" devices_remove => sharing::remove_device(Which) -> Done;
    "sync.read_invitation" sync_read_invitation => sharing::read_invitation(sharing::Connect) -> sharing::InvitationSays;
    #[long] "sync.connect" sync_connect => sharing::connect(sharing::Connect) -> sharing::Connected;
    #[long] "sync.now" sync_now => sharing::sync_now(Nothing) -> sharing::Tally;
    "sync.status" sync_status => sharing::status(Nothing) -> sharing::Status;
    "space.digest" space_digest => sharing::digest(sharing::WhichSpace) -> sharing::Digests;
}
