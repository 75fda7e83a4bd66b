import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { lookAtApp } from '.';
import { Case, linesOf, readCases } from './__testUtils__/cases';

const FOLDER = join(__dirname, 'testdata');

/** What a case does not tell of, it leaves open. */
const expectedOf = ({ nodes, edges, ...told }: Case['expect']) => ({
  ...told,
  nodes: [...nodes].sort(),
  edges: [...edges].sort(),
});

describe.each(readdirSync(FOLDER))('what is said of an app: %s', file => {
  it.each(readCases(join(FOLDER, file)).map(one => [one.name, one] as const))(
    '%s',
    async (_, { entities, objects, expect: expected }) => {
      const lines = linesOf(await lookAtApp('onprem', objects, entities));
      expect(lines).toMatchObject(expectedOf(expected));
      // The same objects in another order are the same app.
      const turned = await lookAtApp(
        'onprem',
        [...objects].reverse(),
        entities,
      );
      expect(linesOf(turned)).toEqual(lines);
    },
  );
});
