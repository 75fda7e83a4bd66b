import { ConfigReader } from '@backstage/config';
import { JsonValue } from '@backstage/types';
import { readRetention } from './retention';

const DAY = 24 * 60 * 60 * 1000;
const days = (retention?: JsonValue) =>
  readRetention(new ConfigReader({ hybridApps: { history: { retention } } })) /
  DAY;

describe('readRetention', () => {
  it('takes a duration in either way of writing, and has a default', () => {
    expect(days({ days: 30 })).toBe(30);
    expect(days('P2W')).toBe(14);
    expect(days()).toBe(90);
    expect(() => days('soon')).toThrow('hybridApps.history.retention');
  });
});
