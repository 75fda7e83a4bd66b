import { TestApiProvider } from '@backstage/frontend-test-utils';
import { LogRow } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { act, renderHook, waitFor } from '@testing-library/react';
import { ReactNode } from 'react';
import { fixtureApi } from '../../__testUtils__';
import { hybridAppsApiRef } from '../../api';
import { MOST_LINES } from './buffer';
import { createLogs, useLogs } from './useLogs';

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

describe('useLogs', () => {
  const APP = { kind: 'system', namespace: 'default', name: 'shop' };
  const BATCHES = 120;
  const batch = (number: number): LogRow[] =>
    Array.from({ length: 1_000 }, (_, index) => ({
      pod: 'a',
      at: `${1_000_000 + number * 1_000 + index}`,
      text: 'x',
    }));

  it('shows a burst once a frame, however many batches it comes in, and holds no more than it may', async () => {
    const frames: FrameRequestCallback[] = [];
    const request = jest
      .spyOn(window, 'requestAnimationFrame')
      .mockImplementation(callback => frames.push(callback));
    let taken = 0;
    const goOn: Array<() => void> = [];
    const readLogs = async () =>
      (async function* told() {
        for (; taken < BATCHES; taken++) {
          if (taken === BATCHES / 2) {
            await new Promise<void>(resolve => {
              goOn.push(resolve);
            });
          }
          yield batch(taken);
        }
        await new Promise(() => {});
      })();
    const wrapper = ({ children }: { children: ReactNode }) => (
      <TestApiProvider apis={[[hybridAppsApiRef, fixtureApi({ readLogs })]]}>
        {children}
      </TestApiProvider>
    );
    let renders = 0;
    const { result, unmount } = renderHook(
      () => {
        renders++;
        return useLogs(APP, { id: 'web', follow: true });
      },
      { wrapper },
    );
    const nextFrame = () =>
      act(async () => {
        frames.splice(0).forEach(callback => callback(0));
      });
    try {
      await waitFor(() => expect(goOn).toHaveLength(1));
      const before = renders;
      expect(frames).toHaveLength(1);
      await nextFrame();
      expect(renders).toBe(before + 1);
      expect(result.current.logs.lines).toHaveLength(MOST_LINES);
      goOn[0]();
      await waitFor(() => expect(taken).toBe(BATCHES));
      expect([renders, frames.length]).toEqual([before + 1, 1]);
      await nextFrame();
      expect(renders).toBe(before + 2);
      expect(result.current.logs).toMatchObject({
        leftOut: BATCHES * 1_000 - MOST_LINES,
        chars: MOST_LINES,
      });
    } finally {
      unmount();
      request.mockRestore();
    }
  });
});
