import { Host, readHostList } from './host';

/** A name in lower case, and its value without quotes. */
export type Pair = readonly [key: string, value: string];

/** What pairs one after the other make up the whole text; undefined where they do not. */
export function readPairs(text: string, pair: RegExp): Pair[] | undefined {
  const matches = [...text.matchAll(pair)];
  return matches.reduce((end, [all]) => end + all.length, 0) === text.length
    ? matches.map(([, key, ...values]) => [
        key.trim().toLocaleLowerCase('en-US'),
        values.find(value => value !== undefined) ?? '',
      ])
    : undefined;
}

/**
 * `host=db port=5432 password='it\'s'`: between blanks, where a quote or a
 * backslash hides a blank. One with a semicolon that is not in quotes is more
 * likely of the next form.
 * Source: PostgreSQL, libpq, Keyword/Value Connection Strings.
 */
export const readBlankPairs = (text: string): Pair[] | undefined =>
  readPairs(
    text,
    /\s*([a-z_]+)\s*=\s*(?:'((?:[^'\\]|\\[^])*)'|((?:[^\s'\\;]|\\[^])*))(?:\s+|$)/gy,
  );

/**
 * `Server=db,1433;Password="a;b"`: between semicolons, where quotes or braces
 * hide one, and are themselves written twice. A value that has neither and holds
 * what looks like a pair (` password=`) is perhaps of the form before: then the
 * semicolon after it may be any sign, and the answer is undefined.
 * Source: Microsoft, ADO.NET, Connection Strings, for quotes; Microsoft, ODBC,
 * SQLDriverConnect Function, and \[MS-ODBCSTR\], 2.1, for braces.
 */
export const readSemicolonPairs = (text: string): Pair[] | undefined =>
  readPairs(
    text,
    /\s*([^\s=;][^=;]*)=\s*(?:"((?:[^"]|"")*)"|'((?:[^']|'')*)'|\{((?:[^}]|\}\})*)\}|((?!\s*["'{])(?:(?!\s[a-z_]+\s*=)[^;])*))\s*(?:;\s*|$)/giy,
  );

/**
 * The value of the key that is there under one of its names. Undefined too where
 * two values differ: readers do not agree on which of them counts, and one is
 * perhaps a piece of a password that nobody put in quotes.
 */
export function valueOf(
  pairs: readonly Pair[],
  names: readonly string[],
): string | undefined {
  const [value, ...others] = new Set(
    pairs.filter(([key]) => names.includes(key)).map(([, one]) => one),
  );
  return others.length === 0 ? value : undefined;
}

/** Gives hosts that name no port the one that is told beside them. */
export function withPorts(
  hosts: readonly Host[],
  ports: string | undefined,
): readonly Host[] {
  const listed = ports?.split(',') ?? [];
  return hosts.map((host, index) => {
    const [, digits] =
      listed[listed.length > 1 ? index : 0]?.match(/^\s*(\d{1,5})\s*$/) ?? [];
    const port = Number(digits);
    return host.port === undefined && port > 0 && port <= 65535
      ? { ...host, port }
      : host;
  });
}

/** The host of pairs, or several, and their ports. */
export function hostOfPairs(
  pairs: readonly Pair[],
  hostNames: readonly string[],
  portNames: readonly string[],
): readonly Host[] | undefined {
  const written = valueOf(pairs, hostNames);
  const hosts = written && readHostList(written.split(','));
  return hosts ? withPorts(hosts, valueOf(pairs, portNames)) : undefined;
}
