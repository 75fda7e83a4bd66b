/**
 * What a rule of a kind says; nothing where it fails, as a module may have
 * brought it. Its object's health tells of rules that fail.
 */
export function attempt<T>(rule: () => T): T | undefined {
  try {
    return rule();
  } catch {
    return undefined;
  }
}
