/** Several short texts in one field, one on each line. */
export const lines = (items: readonly string[] | undefined): string => (items ?? []).join('\n');

/** The lines that say something, each once. */
export const listed = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];
