import { VisuallyHidden } from '@backstage/ui';
import { RiExternalLinkLine } from '@remixicon/react';
import { Handle, NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import {
  CategoryIcon,
  HealthStatus,
  PostureMark,
  RelativeTime,
} from '../../components';
import { NodeBadges } from '../../extensions';
import { useTexts } from '../../translation';
import {
  factLine,
  kindWord,
  notesOf,
  placeOf,
  saysHealth,
  serviceWords,
  statusWord,
  urlOf,
  wrongSince,
} from '../words';
import { Chips } from './Chips';
import { CardNode } from './elements';
import styles from './graph.module.css';

/** A component of the app. The whole card is the button that opens its details. */
export const NodeCard = memo(({ data }: NodeProps<CardNode>) => {
  const t = useTexts();
  const { node, chips, badges, emphasis, selected, found, match, onSelect } =
    data;
  const notes = notesOf(node, data.callers, t);
  const since = notes.length === 0 ? wrongSince(node) : undefined;
  const url = urlOf(node);
  const facts = factLine(node);
  const health = saysHealth(node);
  // Where health has the last line, the facts move up to the first.
  const first = [kindWord(node.kind, t), health && facts]
    .filter(Boolean)
    .join(' · ');
  return (
    <>
      {/* Wires end here; nobody draws new ones. */}
      <Handle type="target" position={Position.Left} />
      <Handle type="source" position={Position.Right} />
      {/* The spaces between the lines are for the button's name. */}
      {/* eslint-disable-next-line jsx-a11y/role-supports-aria-props -- ARIA 1.3 has it for every role */}
      <button
        type="button"
        className={`${styles.card} nopan`}
        data-category={node.category}
        data-emphasis={emphasis}
        data-found={found || undefined}
        data-match={match || undefined}
        data-chips={chips.length > 0 || undefined}
        data-reach={node.posture || url ? true : undefined}
        data-node={node.id}
        aria-pressed={selected}
        aria-description={placeOf(node) || undefined}
        onClick={() => onSelect(node.id)}
      >
        <span className={styles.category}>
          <CategoryIcon category={node.category} />
        </span>
        <span className={styles.lines}>
          <span className={styles.kind} title={first}>
            {first}
          </span>{' '}
          <span className={styles.name} title={node.name}>
            {node.name}
          </span>{' '}
          {health ? (
            <span className={styles.state}>
              <HealthStatus
                health={node.status.health}
                text={statusWord(node, t)}
              />
            </span>
          ) : (
            <span className={styles.facts} title={facts}>
              {facts}
            </span>
          )}{' '}
          {notes.length > 0 && (
            <span className={styles.facts} title={notes.join(' · ')}>
              {notes.join(' · ')}
            </span>
          )}
          {since && (
            <span className={styles.facts}>
              <RelativeTime at={since} />
            </span>
          )}
        </span>{' '}
        {node.posture && (
          <span className={styles.reach}>
            <PostureMark posture={node.posture.ingress} iconOnly />
          </span>
        )}{' '}
        {chips.length > 0 && (
          <VisuallyHidden>
            {t('topology.reachedBy', {
              services: chips
                .map(chip => serviceWords(chip.node, t))
                .join(', '),
            })}
          </VisuallyHidden>
        )}{' '}
        {badges.length > 0 && (
          <span className={styles.badges}>
            <NodeBadges badges={badges} />
          </span>
        )}
      </button>
      {chips.length > 0 && (
        <Chips card={node.id} chips={chips} onSelect={onSelect} />
      )}
      {url && (
        <a
          className={`${styles.url} nopan`}
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          title={url}
          aria-label={t('topology.openUrl', { url })}
        >
          <RiExternalLinkLine size={16} aria-hidden />
        </a>
      )}
    </>
  );
});
