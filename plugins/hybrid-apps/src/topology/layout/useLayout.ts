import { useCallback, useEffect, useState } from 'react';
import { frameOf, Grouping } from '../grouping';
import { arrange, Layout, OUTSIDE } from './arrange';
import { layOut } from './elk';
import { layoutInput, LayoutSource } from './layoutInput';
import { columnsFor, inGrid } from './plain';

/** The worker rejects with a message that is not an Error. */
const asError = (error: unknown) =>
  error instanceof Error ? error : new Error(String(error));

/** Lays a picture out, in the worker, where it is to have so much room, in pixels. */
export async function layOutPicture(
  picture: LayoutSource,
  by: Grouping,
  room?: number,
): Promise<Layout> {
  const input = layoutInput(picture, by);
  const { graphs, plain } = await layOut(
    input.groups.filter(({ grid }) => !grid).map(({ elk }) => elk),
  );
  const sides = [input.before, input.after].filter(({ length }) => length > 0);
  const columns = columnsFor(room, sides.length * OUTSIDE);
  const next = graphs.values();
  const laidOut = input.groups.map(({ elk, grid }) =>
    grid ? inGrid(elk, columns) : next.next().value ?? elk,
  );
  return { ...arrange(input, laidOut), plain };
}

/** Layouts are the same where the same nodes stand in the same frames. */
const keyOf = (
  { nodes, groups = [], chips }: LayoutSource,
  by: Grouping,
  room?: number,
) =>
  [
    by,
    // Which of them counts hangs on what is outside.
    ...(groups.length > 0 ? [0, 1, 2] : []).map(sides =>
      columnsFor(room, sides * OUTSIDE),
    ),
    ...[
      // What runs elsewhere by now stands elsewhere.
      ...nodes.map(node =>
        // And what has a first Service takes more room.
        [node.id, frameOf(node, by), chips?.has(node.id)].join(' '),
      ),
      ...groups.map(({ id }) => id),
    ].sort(),
  ].join('\n');

/**
 * The layout of a picture. It changes only when nodes come or go, so that
 * nothing moves under the reader; until the next one is there, the last stays.
 */
export function useLayout(
  picture: LayoutSource,
  by: Grouping,
  room?: number,
): { layout?: Layout; error?: Error; again: () => void } {
  const [tries, setTries] = useState(0);
  const again = useCallback(() => setTries(count => count + 1), []);
  const key = keyOf(picture, by, room);
  const [state, setState] = useState<{ layout?: Layout; error?: Error }>({});
  useEffect(() => {
    let current = true;
    layOutPicture(picture, by, room).then(
      layout => current && setState({ layout }),
      error => current && setState({ error: asError(error) }),
    );
    return () => {
      current = false;
    };
    // The key says all that a layout depends on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, tries]);
  return { ...state, again };
}
