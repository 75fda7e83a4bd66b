/**
 * Whether a name is one that a pattern means, in which `*` stands for any
 * characters, also none: `team-*`, `*-test`. Each piece is looked for once and
 * after the one before, so it takes no longer than name and pattern are.
 */
export function namePattern(pattern: string): (name: string) => boolean {
  const [first, ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) {
    return name => name === pattern;
  }
  return name => {
    const end = name.length - last.length;
    if (end < first.length || !name.startsWith(first) || !name.endsWith(last)) {
      return false;
    }
    let from = first.length;
    return rest.every(piece => {
      const found = name.indexOf(piece, from);
      from = found + piece.length;
      return found >= 0 && from <= end;
    });
  };
}
