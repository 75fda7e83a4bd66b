import { HOSTS } from '.';
import { KINDS } from '../../kinds';
import { drawnFrom } from './drawn';

const specOf = (password: string, variables = 1_000) => ({
  containers: [
    {
      name: 'main',
      env: [
        { name: 'DB_PASSWORD', value: password },
        ...Array.from({ length: variables }, (_, index) => ({
          name: `URL_${index}`,
          value: `http://api-${index}:8080`,
        })),
      ],
    },
  ],
});

describe('the hosts that are drawn from a spec', () => {
  const first = drawnFrom(specOf('a'), 'spec', undefined);

  it('are what they were, where it is as it was', () => {
    expect(first.hosts).toHaveLength(1_000);
    expect(drawnFrom(specOf('a'), 'spec', first)).toBe(first);
  });

  it.each([
    ['another value', specOf('b'), 'spec', 1_000],
    ['one variable less', specOf('a', 999), 'spec', 999],
    ['another place', specOf('a'), 'spec.template.spec', 1_000],
    ['one that is short', specOf('a', 1), 'spec', 1],
  ])('are read anew with %s', (_, spec, path, count) => {
    const next = drawnFrom(spec, path, first);
    expect(next).toEqual(drawnFrom(spec, path, undefined));
    expect(next.hosts).not.toBe(first.hosts);
    expect(next.hosts).toHaveLength(count);
  });

  it('stay with an object whose labels change', () => {
    const project = (
      label: string,
      password: string,
      before?: ReturnType<typeof KINDS.project>,
    ) =>
      KINDS.project(
        {
          metadata: { name: 'a', namespace: 'x', uid: 'a', labels: { label } },
          spec: specOf(password),
        },
        { apiVersion: 'v1', kind: 'Pod' },
        before,
      );
    const before = project('1', 'a');
    const after = project('2', 'a', before);
    expect(after?.metadata.labels).toEqual({ label: '2' });
    expect(after?.[HOSTS]).toHaveLength(1_000);
    expect(after?.[HOSTS]).toBe(before?.[HOSTS]);
    expect(project('2', 'b', after)?.[HOSTS]).not.toBe(after?.[HOSTS]);
    expect(project('2', 'a')).toEqual(after);
  });
});
