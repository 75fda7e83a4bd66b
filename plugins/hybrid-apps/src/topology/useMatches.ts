import { TopologyNode } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback, useMemo, useState } from 'react';
import { groupsAround } from './collapse';
import { DrawnPicture, idsDrawn } from './fold';
import { TopologyParamChanges, TopologyParams } from './useTopologyParams';
import { bestFirst, Picture } from './view';

/** What of all that a search found is shown, and which of them that is. */
export interface Match {
  id: string;
  node: TopologyNode;
  /** From 1 on. */
  at: number;
}

const START = { find: '', index: 0 };

/**
 * Goes through what a search found, the likeliest first. What stands behind a
 * group that is closed is shown by its group until one goes on, and then opens it.
 */
export function useMatches(props: {
  picture: Picture;
  /** It as it would be drawn, were nothing behind groups. */
  whole: DrawnPicture;
  found: ReadonlySet<string>;
  params: Pick<TopologyParams, 'find' | 'group' | 'open'>;
  changes: Pick<TopologyParamChanges, 'setOpen'>;
}): {
  match: Match | undefined;
  /** The id of what is drawn in any case, as somebody went on to it. */
  kept: string | undefined;
  goOn: (drawn: DrawnPicture) => void;
  /** Keeps nothing any longer. */
  letGo: () => void;
} {
  const { picture, whole, found, params, changes } = props;
  const { find, group, open } = params;
  const [step, setStep] = useState(START);
  const matches = useMemo(
    () =>
      bestFirst(
        picture.nodes.filter(({ id }) => found.has(id)),
        find,
      ),
    [picture, found, find],
  );
  const isGoing = step.find === find && matches.length > 0;
  const index = isGoing ? step.index % matches.length : 0;
  const node = matches.at(index);
  const letGo = useCallback(() => setStep(START), []);
  const goOn = (drawn: DrawnPicture) => {
    const ids = idsDrawn(drawn);
    const isDrawn = ({ id }: TopologyNode) => ids.has(id);
    const next = node && isDrawn(node) ? (index + 1) % matches.length : index;
    const to = matches.at(next);
    setStep({ find, index: next });
    if (to && !isDrawn(to)) {
      // They stay open when one goes on from it.
      changes.setOpen([
        ...new Set([...open, ...groupsAround(whole, group, to.id)]),
      ]);
    }
  };
  return {
    match: node && { id: node.id, node, at: index + 1 },
    kept: isGoing ? node?.id : undefined,
    goOn,
    letGo,
  };
}
