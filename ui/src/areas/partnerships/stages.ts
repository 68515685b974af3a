/** What the screens know of stages beyond their words. */
import { WORDS, type Stage } from '$host';
import { word } from '$i18n';

/** The life of a partnership in its order; pausing and abandoning stand apart. */
export const LIFE: readonly Stage[] = WORDS.stage.filter(
  (stage) => stage !== 'suspendu' && stage !== 'abandonne',
);

/** Pausing and abandoning wish for a word why. */
export const asksReason = (stage: string): boolean => stage === 'suspendu' || stage === 'abandonne';

/** Stages in which nothing more is expected. */
export const ENDED: ReadonlySet<string> = new Set<Stage>(['cloturer', 'abandonne']);

export const isStage = (code: string): code is Stage => (WORDS.stage as readonly string[]).includes(code);

export const stageOptions = (): { value: string; label: string }[] =>
  WORDS.stage.map((code) => ({ value: code, label: word('stage', code) }));
