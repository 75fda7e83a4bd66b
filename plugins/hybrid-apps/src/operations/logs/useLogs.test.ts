import { MOST_LINES } from './buffer';
import { createLogs } from './useLogs';

describe('createLogs', () => {
  it('holds so many lines also while no frame shows them, and counts the others', () => {
    const logs = createLogs();
    for (let batch = 0; batch < 120; batch++) {
      logs.take(
        Array.from({ length: 1_000 }, (_, index) => ({
          pod: 'a',
          at: `${1_000_000 + batch * 1_000 + index}`,
          text: 'x',
        })),
      );
    }
    const { lines, leftOut } = logs.now();
    expect(lines).toHaveLength(MOST_LINES);
    expect(leftOut).toBe(120_000 - MOST_LINES);
    expect(lines.at(-1)).toMatchObject({ id: 120_000, at: '1119999' });
  });

  it('says of a Pod that ended no more so once it writes again', () => {
    const logs = createLogs();
    logs.take([{ event: 'ended', pod: 'a', container: 'main' }]);
    expect(logs.now().ends).toEqual({ a: { event: 'ended' } });
    logs.take([{ pod: 'a', text: 'again' }]);
    expect(logs.now().ends).toEqual({});
  });

  it('goes on from the oldest of what each Pod told last', () => {
    const logs = createLogs();
    expect(logs.goOn()).toBeUndefined();
    logs.take([
      { pod: 'a', at: '3', text: '' },
      { pod: 'b', at: '2', text: '' },
    ]);
    expect(logs.goOn()).toBe('2');
    // Of the one that is ahead, what comes again is known.
    logs.take([
      { pod: 'a', at: '3', text: '' },
      { pod: 'b', at: '4', text: '' },
    ]);
    expect(logs.now().lines.map(({ at }) => at)).toEqual(['2', '3', '4']);
  });
});
