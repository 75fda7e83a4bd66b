import { CompoundEntityRef } from '@backstage/catalog-model';
import { whyNotBorne } from '../clusters';

/** What a template can take of an entity reference. */
const PLACEHOLDERS = ['kind', 'namespace', 'name', 'ref'] as const;
type Placeholder = (typeof PLACEHOLDERS)[number];

/** How entities are named on a cluster: text, and parts of their references. */
export interface NameTemplate {
  /** As app-config has it. */
  written: string;
  parts: ReadonlyArray<string | { placeholder: Placeholder }>;
}

/** Of whom a template speaks: it decides how its placeholders begin. */
export type Subject = 'user' | 'group';

const BEGINNING = { user: '', group: 'group.' };

/** `${{ name }}`, which app-config's own `${NAME}` leaves alone. */
const IN_BRACES = /\$\{\{([^{}]*)\}\}/;

/** What no part of a reference holds: by it two of them can be told apart. */
const SEPARATOR = /[:/]/;

const isPlaceholder = (name: string): name is Placeholder =>
  PLACEHOLDERS.some(placeholder => placeholder === name);

/** Whether something of the reference is in the name. */
export function takes(
  { parts }: NameTemplate,
  ...wanted: readonly Placeholder[]
): boolean {
  return parts.some(
    part => typeof part !== 'string' && wanted.includes(part.placeholder),
  );
}

/** What a template makes of an entity. */
export function render(
  { parts }: NameTemplate,
  { kind, namespace, name }: CompoundEntityRef,
): string {
  const ref = `${kind}:${namespace}/${name}`;
  const values = { kind, namespace, name, ref };
  return parts
    .map(part => (typeof part === 'string' ? part : values[part.placeholder]))
    .join('');
}

type Parsed =
  | { template: NameTemplate; problem?: undefined }
  | { template?: undefined; problem: string };

function findProblem(
  template: NameTemplate,
  subject: Subject,
): string | undefined {
  const { parts } = template;
  const placeholderOf = (name: string) =>
    `\${{ ${BEGINNING[subject]}${name} }}`;
  const between = parts
    .map(part => (typeof part === 'string' ? part : '\0'))
    .join('')
    .split('\0')
    .slice(1, -1);
  if (!between.every(text => SEPARATOR.test(text))) {
    return "has two placeholders without a ':' or '/' between, so that two entities may get one name";
  }
  const isFixed = parts.every(part => typeof part === 'string');
  if (!takes(template, 'name', 'ref') && !(isFixed && subject === 'group')) {
    return `gives many one name: it takes ${placeholderOf(
      'name',
    )} or ${placeholderOf('ref')}`;
  }
  const why = whyNotBorne(
    render(template, { kind: 'k', namespace: 'n', name: 'n' }),
  );
  return why && `makes a name that ${why}`;
}

/**
 * Parses a template like `oidc:${{ name }}` of a user, or `oidc:${{ group.name }}`
 * of a group; a group may be a fixed one, too. What could give two entities one
 * name, or what no request can bear, is a problem.
 */
export function parseTemplate(written: string, subject: Subject): Parsed {
  if (written.trim() === '') {
    return { problem: 'is empty' };
  }
  const known = PLACEHOLDERS.map(name => BEGINNING[subject] + name);
  const parts: Array<string | { placeholder: Placeholder }> = [];
  // At odd places is what stood in braces.
  for (const [index, part] of written.split(IN_BRACES).entries()) {
    if (index % 2 === 0) {
      if (/\$\{|\{\{|\}\}/.test(part)) {
        return {
          problem: `has braces that are no placeholder: each is written like \${{ ${known[2]} }}`,
        };
      }
      if (part !== '') {
        parts.push(part);
      }
      continue;
    }
    const name = part.trim();
    const own = name.startsWith(BEGINNING[subject])
      ? name.slice(BEGINNING[subject].length)
      : '';
    if (!isPlaceholder(own)) {
      return {
        problem: `has the placeholder '${name}', which is none of ${known.join(
          ', ',
        )}`,
      };
    }
    parts.push({ placeholder: own });
  }
  const template = { written, parts };
  const problem = findProblem(template, subject);
  return problem === undefined ? { template } : { problem };
}
