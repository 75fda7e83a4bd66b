import { Dialog, DialogBody, DialogHeader, Text } from '@backstage/ui';
import { TopologyNode } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  RiArrowRightLine,
  RiFlashlightLine,
  RiForbidLine,
} from '@remixicon/react';
import {
  KeyboardEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { saidOf, useActs, useOffersOfAll } from '../../operations/acts';
import { useTexts } from '../../translation';
import { isReal } from '../view';
import { kindWord, placeOf } from '../words';
import { entriesFor, Entry, Names, targetsOf, wordsOf } from './entries';
import styles from './palette.module.css';

/** So many are listed; who looks for others writes more of them. */
const MOST = 50;

/** Where a key leads in a list, around its ends; undefined for keys that lead nowhere. */
function led(key: string, from: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return (from + 1) % count;
    case 'ArrowUp':
      return (from - 1 + count) % count;
    default:
      return undefined;
  }
}

const iconOf = (entry: Entry) => {
  if (entry.is === 'go') {
    return RiArrowRightLine;
  }
  return entry.offer.possible ? RiFlashlightLine : RiForbidLine;
};

/** Why an act is not possible; empty where it is. */
const whyOf = (entry: Entry): string =>
  entry.is === 'act' ? entry.offer.why ?? '' : '';

/**
 * A list of components to go to, and of acts on what is selected or named, that
 * narrows as one writes. Source: ARIA APG, combobox with a listbox.
 */
export function PaletteDialog(props: {
  nodes: readonly TopologyNode[];
  selected: string | undefined;
  /** Gets the focus back. */
  opener: HTMLElement | null;
  onGo: (id: string) => void;
  onClose: () => void;
}) {
  const t = useTexts();
  const { selected, opener, onGo, onClose } = props;
  const nodes = useMemo(() => props.nodes.filter(isReal), [props.nodes]);
  const acts = useActs();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const list = useRef<HTMLUListElement>(null);
  const words = useMemo(() => wordsOf(text), [text]);
  const targets = useMemo(
    () => (acts ? targetsOf(nodes, selected, words) : []),
    [acts, nodes, selected, words],
  );
  const { offers, error } = useOffersOfAll(
    targets.map(({ id }) => id),
    acts?.version,
  );
  const names = useMemo<Names>(
    () => ({
      node: node => `${kindWord(node.kind, t)} ${node.name} ${placeOf(node)}`,
      act: (offer, { name }) => saidOf(offer, name, t).label,
    }),
    [t],
  );
  const found = useMemo(
    () =>
      entriesFor({ nodes, targets, offers: offers ?? new Map(), words, names }),
    [nodes, targets, offers, words, names],
  );
  const entries = found.slice(0, MOST);
  const current = Math.min(chosen, entries.length - 1);
  const optionId = (index: number) => `${listId}-${index}`;

  // Once the dialog is gone, which holds the focus as long as it is there.
  const then = useRef<() => void>();
  useEffect(
    () => () => {
      opener?.focus({ preventScroll: true });
      then.current?.();
    },
    [opener],
  );
  useLayoutEffect(() => {
    list.current
      ?.querySelector('[aria-selected="true"]')
      ?.scrollIntoView({ block: 'nearest' });
  }, [current, found]);

  const choose = (entry: Entry | undefined) => {
    if (entry?.is === 'go') {
      then.current = () => onGo(entry.node.id);
      onClose();
    } else if (entry?.offer.possible) {
      then.current = () => acts?.act(entry.node, entry.offer, opener);
      onClose();
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter ends what an input method composes.
    if (event.nativeEvent.isComposing || entries.length === 0) {
      return;
    }
    const to = led(event.key, current, entries.length);
    if (to !== undefined) {
      event.preventDefault();
      setChosen(to);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(entries[current]);
    }
  };
  const wordsOfEntry = (entry: Entry) =>
    entry.is === 'go'
      ? t('operations.palette.go', { name: names.node(entry.node) })
      : t('operations.title', {
          label: names.act(entry.offer, entry.node),
          name: `${kindWord(entry.node.kind, t)} ${entry.node.name}`,
        });
  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && onClose()}>
      <DialogHeader>{t('operations.palette.open')}</DialogHeader>
      <DialogBody>
        <div className={styles.palette}>
          <input
            type="text"
            role="combobox"
            className={styles.input}
            // One writes as soon as it is open.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            autoComplete="off"
            spellCheck={false}
            aria-label={t('operations.palette.find')}
            placeholder={t('operations.palette.find')}
            aria-expanded
            aria-autocomplete="list"
            aria-controls={listId}
            aria-activedescendant={
              entries.length > 0 ? optionId(current) : undefined
            }
            value={text}
            onChange={({ target }) => {
              setText(target.value);
              setChosen(0);
            }}
            onKeyDown={onKeyDown}
          />
          <ul
            ref={list}
            id={listId}
            role="listbox"
            aria-label={t('operations.palette.open')}
            className={styles.list}
          >
            {entries.map((entry, index) => {
              const Icon = iconOf(entry);
              const isPossible = entry.is === 'go' || entry.offer.possible;
              return (
                // The field has the focus and the keys, as the pattern wants it.
                // eslint-disable-next-line jsx-a11y/click-events-have-key-events
                <li
                  key={entry.id}
                  id={optionId(index)}
                  role="option"
                  aria-selected={index === current}
                  aria-disabled={!isPossible || undefined}
                  aria-label={
                    isPossible
                      ? undefined
                      : t('operations.impossible', {
                          label: wordsOfEntry(entry),
                          why: whyOf(entry),
                        })
                  }
                  className={styles.option}
                  // The field keeps the focus.
                  onMouseDown={event => event.preventDefault()}
                  onClick={() => choose(entry)}
                >
                  <Icon size={16} aria-hidden />
                  <span>
                    {wordsOfEntry(entry)}
                    {whyOf(entry) && (
                      <span className={styles.why}>{` ${whyOf(entry)}`}</span>
                    )}
                  </span>
                </li>
              );
            })}
          </ul>
          <div role="status" className={styles.status}>
            <Text variant="body-small" color="secondary">
              {error
                ? t('operations.askFailed', { message: error.message })
                : t(
                    found.length > MOST
                      ? 'operations.palette.more'
                      : 'operations.palette.found',
                    { count: found.length },
                  )}
            </Text>
          </div>
        </div>
      </DialogBody>
    </Dialog>
  );
}
