/** One thing that an act takes, as a form asks for it. */
export interface Field {
  name: string;
  kind: 'integer' | 'number' | 'text' | 'choice' | 'flag';
  /** As its schema names it. */
  title?: string;
  isRequired: boolean;
  min?: number;
  max?: number;
  choices: readonly FieldChoice[];
  initial?: FieldValue;
}

export type FieldValue = string | number | boolean;

/** What can be chosen, and how it is called. */
export interface FieldChoice {
  value: string | number;
  label: string;
}

/** What was put into a form. */
export type Values = Readonly<Record<string, FieldValue | undefined>>;

const KINDS = {
  integer: 'integer',
  number: 'number',
  string: 'text',
  boolean: 'flag',
} as const;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const numberIn = (value: unknown) =>
  typeof value === 'number' ? value : undefined;
const stringsIn = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.filter((one): one is string => typeof one === 'string')
    : [];
const valueIn = (value: unknown): FieldValue | undefined =>
  typeof value === 'string' ||
  typeof value === 'number' ||
  typeof value === 'boolean'
    ? value
    : undefined;
const choiceOf = (value: unknown, title?: unknown): FieldChoice[] =>
  typeof value === 'string' || typeof value === 'number'
    ? [{ value, label: typeof title === 'string' ? title : String(value) }]
    : [];
/** What a property names as its only values: `oneOf` of `const` and `title`, or `enum`. */
const choicesIn = (of: Record<string, unknown>): FieldChoice[] =>
  Array.isArray(of.oneOf)
    ? of.oneOf.filter(isRecord).flatMap(one => choiceOf(one.const, one.title))
    : stringsIn(of.enum).flatMap(value => choiceOf(value));
const kindIn = (type: unknown): Field['kind'] | undefined =>
  Object.entries(KINDS).find(([name]) => name === type)?.[1];

/**
 * The fields of a JSON Schema of an object, flat: integers, numbers, texts, choices
 * and booleans. The names of what is none of these are in `unknown`.
 */
export function fieldsOf(schema: Record<string, unknown> = {}): {
  fields: Field[];
  unknown: string[];
} {
  const { properties } = schema;
  const required = stringsIn(schema.required);
  const fields: Field[] = [];
  const unknown: string[] = [];
  for (const [name, one] of Object.entries(
    isRecord(properties) ? properties : {},
  )) {
    const of = isRecord(one) ? one : {};
    const choices = choicesIn(of);
    const kind = choices.length > 0 ? 'choice' : kindIn(of.type);
    if (kind) {
      fields.push({
        name,
        kind,
        ...(typeof of.title === 'string' && { title: of.title }),
        isRequired: required.includes(name),
        min: numberIn(of.minimum),
        max: numberIn(of.maximum),
        choices,
        initial: valueIn(of.default) ?? (kind === 'flag' ? false : undefined),
      });
    } else {
      unknown.push(name);
    }
  }
  return { fields, unknown };
}

/** What a form has before anything is put into it. */
export const initialOf = (fields: readonly Field[]): Values =>
  Object.fromEntries(fields.map(({ name, initial }) => [name, initial]));

/** Whether an act takes it as it is in the form. */
export const isFilled = (fields: readonly Field[], values: Values): boolean =>
  fields.every(
    ({ name, kind, isRequired, min = -Infinity, max = Infinity }) => {
      const value = values[name];
      if (value === undefined || value === '') {
        return !isRequired;
      }
      return (
        typeof value !== 'number' ||
        (value >= min &&
          value <= max &&
          (kind !== 'integer' || Number.isInteger(value)))
      );
    },
  );
