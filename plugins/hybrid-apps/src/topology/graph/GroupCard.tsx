import { RiStackLine } from '@remixicon/react';
import { Handle, NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { HealthStatus } from '../../components';
import { useTexts } from '../../translation';
import {
  groupContents,
  groupHealths,
  groupName,
  groupPlace,
} from '../groupWords';
import { GroupNode } from './groups';
import styles from './graph.module.css';

/** Components behind one card, which opens and closes them, or leads to the table. */
export const GroupCard = memo(({ data }: NodeProps<GroupNode>) => {
  const t = useTexts();
  const { group, found, match, emphasis, onToggle } = data;
  const { cluster, name } = groupPlace(group) ?? { name: groupName(group, t) };
  const contents = groupContents(group, t);
  const inTable = group.kind === 'more';
  return (
    <>
      <Handle type="target" position={Position.Left} />
      <Handle type="source" position={Position.Right} />
      <button
        type="button"
        className={`${styles.card} nopan`}
        data-group={group.kind}
        data-emphasis={emphasis}
        data-found={found > 0 || undefined}
        data-match={match || undefined}
        data-node={group.id}
        aria-expanded={inTable ? undefined : group.open}
        onClick={() => onToggle(group)}
      >
        <span className={styles.lines}>
          {cluster && (
            <>
              <span className={styles.kind} title={cluster}>
                {cluster} /
              </span>{' '}
            </>
          )}
          <span className={styles.name} title={groupName(group, t)}>
            {name}
          </span>{' '}
          <span className={styles.contents} title={contents}>
            {contents}
          </span>{' '}
          <span className={styles.state}>
            <HealthStatus
              health={group.health}
              text={
                inTable ? t('topology.showInTable') : groupHealths(group, t)
              }
            />
          </span>
        </span>{' '}
        <span className={styles.stack}>
          <RiStackLine size={20} aria-hidden />
        </span>
        {found > 0 && (
          <span className={styles.badges}>
            <span className={styles.foundInside}>
              {t('topology.found', { count: found })}
            </span>
          </span>
        )}
      </button>
    </>
  );
});
