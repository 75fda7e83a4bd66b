import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

const pathOf = (path: readonly PropertyKey[]) =>
  path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('');

/**
 * A part of app-config of which nothing is guessed: what is misspelt is an error.
 *
 * @throws InputError that names each key that is wrong
 */
export function readStrictly<T>(
  config: Config,
  key: string,
  schema: z.ZodType<T>,
): T {
  const { data, error } = schema.safeParse(config.getOptional(key) ?? {});
  if (error) {
    throw new InputError(
      error.issues
        .map(({ path, message }) => `${key}${pathOf(path)}: ${message}`)
        .join('\n'),
    );
  }
  return data;
}
