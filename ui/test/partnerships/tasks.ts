/** Tasks: late, coming back, without a date. */
import type { Task } from '$host';
import { id, MEMBERS, TITLES } from './names';

export const task = (index: number, change: Partial<Task> = {}): Task => ({
  id: id(8, index),
  title: 'Rappeler la fondation au sujet du budget',
  dossier: id(3, 2),
  dossier_title: TITLES[2]!,
  organisation: null,
  organisation_name: null,
  due: '2026-12-01',
  postponed: null,
  assignees: [{ id: MEMBERS[0]!.id, name: MEMBERS[0]!.name, initials: 'AOK' }],
  repeat: null,
  note: null,
  done: null,
  late: false,
  days_late: 0,
  versions: 0,
  seen: {},
  ...change,
});

export const TASKS = [
  task(1, {
    title: 'Envoyer le rapport intermédiaire au Conseil départemental',
    due: '2026-11-02',
    late: true,
    days_late: 21,
  }),
  task(2, { title: 'Relancer Hydro-Alpes', due: '2026-11-20', late: true, days_late: 3 }),
  task(3, { repeat: '3 month' }),
  task(4, { title: 'Trouver une salle', due: null, dossier: null, dossier_title: null, assignees: [] }),
];
