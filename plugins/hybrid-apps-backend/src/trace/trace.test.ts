import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readCases, stopsOf, traced, waysOf } from './__testUtils__/cases';

const files = readdirSync(join(__dirname, 'testdata')).filter(
  file => file !== 'base.yaml',
);

describe.each(files)('the way of a request: %s', file => {
  it.each(readCases(file).map(one => [one.name, one] as const))(
    '%s',
    async (_, one) => {
      const trace = await traced(one);
      const told = {
        ...(one.ways && { ways: waysOf(trace) }),
        ...(one.stops && { stops: stopsOf(trace) }),
        ...(one.hosts && { hosts: trace.hosts }),
      };
      const { ways, stops, hosts } = one;
      expect(told).toEqual({
        ...(ways && { ways }),
        ...(stops && { stops }),
        ...(hosts && { hosts }),
      });
      // The same objects in another order are the same way.
      expect(await traced(one, true)).toEqual(trace);
    },
  );
});
