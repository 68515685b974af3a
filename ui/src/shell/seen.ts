/** The tokens of these fields as they were read, for an update that covers nothing unseen. */
export function seenOf(
  seen: Record<string, string>,
  names: readonly string[],
): Record<string, string> | undefined {
  const tokens = names.flatMap((name) => (seen[name] ? [[name, seen[name]] as const] : []));
  return tokens.length > 0 ? Object.fromEntries(tokens) : undefined;
}
