import { useEffect, useState } from 'react';
import { Grouping, Picture } from '../view';
import { arrange, Layout } from './arrange';
import { layOut } from './elk';
import { layoutInput } from './layoutInput';

/** The worker rejects with a message that is not an Error. */
const asError = (error: unknown) =>
  error instanceof Error ? error : new Error(String(error));

/** Lays a picture out, in the worker. */
export async function layOutPicture(
  picture: Picture,
  by: Grouping,
): Promise<Layout> {
  const input = layoutInput(picture, by);
  return arrange(input, await layOut(input.groups.map(({ elk }) => elk)));
}

/** Layouts are the same where the same nodes stand in the same frames. */
const keyOf = ({ nodes }: Picture, by: Grouping) =>
  [by, ...nodes.map(({ id }) => id).sort()].join('\n');

/**
 * The layout of a picture. It changes only when nodes come or go, so that
 * nothing moves under the reader; until the next one is there, the last stays.
 */
export function useLayout(
  picture: Picture,
  by: Grouping,
): { layout?: Layout; error?: Error } {
  const key = keyOf(picture, by);
  const [state, setState] = useState<{ layout?: Layout; error?: Error }>({});
  useEffect(() => {
    let current = true;
    layOutPicture(picture, by).then(
      layout => current && setState({ layout }),
      error => current && setState({ error: asError(error) }),
    );
    return () => {
      current = false;
    };
    // The key says all that a layout depends on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  return state;
}
