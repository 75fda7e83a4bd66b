/**
 * PromQL with placeholders. What is put in comes in part from tenants, so it
 * stands in strings alone, and is escaped for them.
 */

/** What a query may take. All but the last two stand in double quotes. */
const PLACEHOLDERS = ['namespaces', 'pods', 'vms', 'labels', 'window'] as const;
type Placeholder = (typeof PLACEHOLDERS)[number];

/** Regular expressions, each put in place of a string. */
const QUOTED: ReadonlySet<string> = new Set(['namespaces', 'pods', 'vms']);

/** `${{ pods }}`, which app-config's own `${NAME}` leaves alone. */
const IN_BRACES = /\$\{\{([^{}]*)\}\}/;

/** A query as app-config has it: text, and what is put between. */
export interface QueryTemplate {
  parts: ReadonlyArray<string | { placeholder: Placeholder }>;
}

/** What is put into a query. */
export interface QueryValues {
  /** Regular expressions of names; see {@link exactly}. */
  namespaces: readonly string[];
  pods: readonly string[];
  vms: readonly string[];
  /** What all series of the cluster have, by the name of the label. */
  labels: ReadonlyMap<string, string>;
  windowSeconds: number;
}

type Parsed =
  | { template: QueryTemplate; problem?: undefined }
  | { template?: undefined; problem: string };

const isPlaceholder = (name: string): name is Placeholder =>
  PLACEHOLDERS.some(placeholder => placeholder === name);

/** Parses a query like `sum by (pod) (up{pod=~"${{ pods }}"${{ labels }}})`. */
export function parseQuery(written: string): Parsed {
  const parts: Array<string | { placeholder: Placeholder }> = [];
  const pieces = written.split(IN_BRACES);
  // At odd places is what stood in braces.
  for (const [index, piece] of pieces.entries()) {
    if (index % 2 === 0) {
      if (piece.includes('${')) {
        return { problem: 'has braces that are no placeholder' };
      }
      parts.push(piece);
      continue;
    }
    const placeholder = piece.trim();
    if (!isPlaceholder(placeholder)) {
      return {
        problem: `has the placeholder '${placeholder}', which is none of ${PLACEHOLDERS.join(
          ', ',
        )}`,
      };
    }
    if (
      QUOTED.has(placeholder) &&
      !(/=~"$/.test(pieces[index - 1]) && pieces[index + 1].startsWith('"'))
    ) {
      return {
        problem: `has '${placeholder}' elsewhere than as the whole of a matcher, like pod=~"\${{ ${placeholder} }}"`,
      };
    }
    parts.push({ placeholder });
  }
  const takes = (...wanted: Placeholder[]) =>
    parts.some(
      part => typeof part !== 'string' && wanted.includes(part.placeholder),
    );
  if (!takes('namespaces') || !takes('pods', 'vms')) {
    return {
      problem:
        'asks for more than the objects of a caller: it takes namespaces, and pods or vms',
    };
  }
  return { template: { parts } };
}

/**
 * A text within double quotes.
 * Source: Prometheus, querying/basics, string literals (escapes as in Go).
 */
export const quoted = (value: string): string =>
  value.replace(/[\\"]|[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/gu, one => {
    if (one === '\\' || one === '"') {
      return `\\${one}`;
    }
    const code = one.charCodeAt(0);
    // Half a character is none, to Prometheus.
    return code >= 0xd800 && code <= 0xdfff
      ? '\ufffd'
      : `\\u${code.toString(16).padStart(4, '0')}`;
  });

/** A regular expression that means one text alone. Source: RE2, syntax. */
export const exactly = (value: string): string =>
  value.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');

/** The query for some objects; a matcher of Prometheus is anchored at both ends. */
export function fillQuery(
  { parts }: QueryTemplate,
  { namespaces, pods, vms, labels, windowSeconds }: QueryValues,
): string {
  const values: Record<Placeholder, string> = {
    namespaces: quoted(namespaces.join('|')),
    pods: quoted(pods.join('|')),
    vms: quoted(vms.join('|')),
    labels: [...labels]
      .map(([label, value]) => `,${label}="${quoted(value)}"`)
      .join(''),
    window: `${Math.round(windowSeconds)}s`,
  };
  return parts
    .map(part => (typeof part === 'string' ? part : values[part.placeholder]))
    .join('');
}
