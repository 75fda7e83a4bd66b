import {
  Button,
  Menu,
  MenuItem,
  MenuTrigger,
  VisuallyHidden,
} from '@backstage/ui';
import { RiArrowLeftRightLine } from '@remixicon/react';
import { useTexts } from '../../translation';
import { chipPorts, factLine } from '../words';
import { Chip } from './elements';
import styles from './graph.module.css';

/** So many have room on a card; the others are in a menu. */
const MOST = 2;

/** Those that have room: what somebody looks for or looks at is one of them. */
export function chipsShown(chips: readonly Chip[]): {
  shown: readonly Chip[];
  more: readonly Chip[];
} {
  const wanted = chips.find(({ selected, match }) => selected || match);
  const first = chips.slice(0, MOST);
  const shown =
    wanted && !first.includes(wanted)
      ? [...first.slice(0, MOST - 1), wanted]
      : first;
  return { shown, more: chips.filter(chip => !shown.includes(chip)) };
}

/** The Services that only forward to a workload, as buttons on its card. */
export function Chips(props: {
  /** The id of the card that they stand on. */
  card: string;
  chips: readonly Chip[];
  onSelect: (id: string) => void;
}) {
  const t = useTexts();
  const { card, chips, onSelect } = props;
  const { shown, more } = chipsShown(chips);
  // Several have no room for more than their names; the ports are in the tooltip.
  const isAlone = chips.length === 1;
  return (
    <span className={`${styles.chips} nopan`}>
      {shown.map(({ node, emphasis, selected, found, match }) => (
        <button
          key={node.id}
          type="button"
          className={styles.chip}
          data-node={node.id}
          data-card={card}
          data-emphasis={emphasis}
          data-found={found || undefined}
          data-match={match || undefined}
          aria-pressed={selected}
          title={[node.name, factLine(node)].filter(Boolean).join(' ')}
          onClick={() => onSelect(node.id)}
        >
          {isAlone && <RiArrowLeftRightLine size={12} aria-hidden />}
          <VisuallyHidden>{node.kind}</VisuallyHidden>{' '}
          <span className={styles.chipName}>{node.name}</span>{' '}
          {isAlone ? (
            <span>{chipPorts(node)}</span>
          ) : (
            <VisuallyHidden>{chipPorts(node)}</VisuallyHidden>
          )}
        </button>
      ))}
      {more.length > 0 && (
        <MenuTrigger>
          <Button
            size="small"
            variant="tertiary"
            className={styles.moreChips}
            // The arrow keys lead here, as to any chip.
            excludeFromTabOrder
            data-card={card}
            data-emphasis={
              more.some(({ emphasis }) => emphasis === 'lit')
                ? 'lit'
                : undefined
            }
            aria-label={t('topology.moreServices', { count: more.length })}
          >
            {`+${more.length}`}
          </Button>
          <Menu>
            {more.map(({ node }) => (
              <MenuItem key={node.id} onAction={() => onSelect(node.id)}>
                {`${node.name} ${chipPorts(node)}`}
              </MenuItem>
            ))}
          </Menu>
        </MenuTrigger>
      )}
    </span>
  );
}
