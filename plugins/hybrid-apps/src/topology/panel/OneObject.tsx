import { Select } from '@backstage/ui';
import {
  ObjectDetails,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ReactNode } from 'react';
import { LiveView } from '../../components';
import { useTexts } from '../../translation';
import { TopologyParamChanges, TopologyParams } from '../useTopologyParams';
import { kindWord } from '../words';
import { useObject } from './useObject';

/** What a tab that shows one object needs. */
export interface ObjectTabProps {
  node: TopologyNode;
  params: TopologyParams;
  changes: TopologyParamChanges;
}

/** Lets one choose among the objects that a component consists of. */
export function OneObject(
  props: ObjectTabProps & { children: (details: ObjectDetails) => ReactNode },
) {
  const t = useTexts();
  const { node, params, changes, children } = props;
  const objects = [node, ...node.members];
  const chosen = objects.find(({ id }) => id === params.object) ?? node;
  const live = useObject(chosen.id);
  return (
    <>
      {objects.length > 1 && (
        <Select
          size="small"
          label={t('panel.object')}
          options={objects.map(({ id, kind, name }) => ({
            id,
            label: `${kindWord(kind, t)} ${name}`,
          }))}
          selectedKey={chosen.id}
          onSelectionChange={key =>
            changes.openTab(params.tab, { object: String(key) })
          }
        />
      )}
      <LiveView live={live}>{children}</LiveView>
    </>
  );
}
