import { isWrittenSince, setupChanges, setupText } from './setup';

const writer = (at: string) => ({ manager: 'kubectl-edit', at });

describe('the setup of a component', () => {
  it('tells what is set otherwise, before and after', () => {
    expect(
      setupChanges(
        setupText({ images: ['web:1'], cpu: '2 vCPU', memory: '4 GiB' }),
        setupText({ images: ['web:2', 'log'], cpu: '2 vCPU', memory: '8 GiB' }),
      ),
    ).toEqual([
      { what: 'image', before: 'web:1', after: 'web:2, log' },
      { what: 'memory', before: '4 GiB', after: '8 GiB' },
    ]);
  });

  it('takes what becomes known, or is no longer, for no change', () => {
    const known = setupText({ memory: '4 GiB' });
    const unknown = setupText({});
    expect(setupChanges(unknown, known)).toEqual([]);
    expect(setupChanges(known, unknown)).toEqual([]);
    expect(setupChanges('not of this version', known)).toEqual([]);
  });

  it('counts replicas not, which autoscalers change', () => {
    const of = (desired: number) =>
      setupText({ replicas: { ready: 1, desired } });
    expect(of(1)).toBe(of(5));
  });

  it('knows whether it was written since', () => {
    const before = setupText({}, writer('2026-11-20T08:00:00Z'));
    expect(isWrittenSince(before, writer('2026-11-20T08:00:00Z'))).toBe(false);
    expect(isWrittenSince(before, writer('2026-11-20T08:00:01Z'))).toBe(true);
    expect(isWrittenSince(setupText({}), writer('2026-11-20T08:00:01Z'))).toBe(
      false,
    );
  });
});
