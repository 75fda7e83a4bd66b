import { act, renderHook } from '@testing-library/react';
import { largeTopology } from '../__testUtils__/largeTopology';
import { collapse } from './collapse';
import { useMatches } from './useMatches';
import { findNodes, pictureOf } from './view';

const NONE: ReadonlySet<string> = new Set();
const picture = pictureOf(largeTopology(1_000), ['traffic', 'storage']);
const closed = collapse(picture, 'namespace', NONE);

function matches(find: string) {
  const opened: string[] = [];
  const { result } = renderHook(() =>
    useMatches({
      picture,
      whole: picture,
      found: findNodes(picture.nodes, find),
      params: { find, group: 'namespace', open: NONE },
      changes: { setOpen: ids => opened.push(...ids) },
    }),
  );
  return { result, opened };
}

const idOf = (name: string) =>
  picture.nodes.find(node => node.name === name)?.id;

it('what is found behind a group is drawn once somebody goes on to it', () => {
  const { result, opened } = matches('workload-997');
  const id = idOf('workload-997') ?? '';
  expect(result.current.match).toMatchObject({ id, at: 1 });
  expect(result.current.kept).toBeUndefined();

  act(() => result.current.goOn(closed));
  expect(result.current.match).toMatchObject({ id, at: 1 });
  expect(result.current.kept).toBe(id);
  const drawn = collapse(picture, 'namespace', new Set(opened), new Set([id]));
  expect(drawn.nodes.map(node => node.id)).toContain(id);

  act(() => result.current.letGo());
  expect(result.current.kept).toBeUndefined();
});

it('of what is drawn, the next one is gone on to, and the first after the last', () => {
  const { result, opened } = matches('workload-99');
  const all = { ...closed, nodes: picture.nodes };
  const first = result.current.match?.id;
  const seen = [first];
  do {
    act(() => result.current.goOn(all));
    seen.push(result.current.match?.id);
  } while (seen.at(-1) !== first && seen.length < 100);
  expect(seen.at(-1)).toBe(first);
  expect(new Set(seen).size).toBe(findNodes(picture.nodes, 'workload-99').size);
  expect(opened).toEqual([]);
});
