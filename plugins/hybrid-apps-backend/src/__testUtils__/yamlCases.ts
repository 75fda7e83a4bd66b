import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

/** The documents of a YAML file, each of a shape. */
export const readYamlCases = <T>(path: string, shape: z.ZodType<T>): T[] =>
  parseAllDocuments(readFileSync(path, 'utf8'), { merge: true }).map(
    (document, index) => {
      const { success, data, error } = shape.safeParse(document.toJS());
      if (!success) {
        throw new Error(
          `Case ${index + 1} of ${path} cannot be read: ${z.prettifyError(
            error,
          )}`,
        );
      }
      return data;
    },
  );
