import { Button } from '@backstage/ui';
import { Peer } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useMemo, useRef, useState } from 'react';
import { PlainButton, Sideways, useOneStop } from '../components';
import { useTexts } from '../translation';
import {
  cellText,
  connectionBetween,
  ConnectionIndex,
  indexConnections,
  shortName,
} from './connections';
import { onGridKey } from './gridKeys';
import { areApart, isToldOf, Line, linesOf } from './opened';
import { OpenedNote, PeerLabel } from './PeerLabel';
import { Shown } from './rest';
import { Opener } from './useOpenedPeers';
import styles from './policies.module.css';

/** So many peers are drawn at a time, beside what is open in them. */
const ROWS = 30;
const COLUMNS = 15;

type OnAsk = (source: Peer, destination: Peer) => void;

interface Axis {
  peers: readonly Peer[];
  lines: Line[];
}

function MatrixCell(props: {
  index: ConnectionIndex;
  source: Peer;
  destination: Peer;
  top: ReadonlySet<string>;
  onAsk: OnAsk;
}) {
  const t = useTexts();
  const { index, source, destination, top, onAsk } = props;
  const connection = connectionBetween(index, source.id, destination.id);
  // Of several workloads, some may connect to others of them.
  if (source.id === destination.id && !source.workloads) {
    return <td className={styles.self}>{t('policies.self')}</td>;
  }
  if (areApart(source, destination)) {
    return (
      <td className={styles.self} title={t('policies.apartHelp')}>
        {t('policies.apart')}
      </td>
    );
  }
  const isTold = isToldOf(source, destination, top);
  const text =
    connection || isTold ? cellText(connection, t) : t('policies.notTold');
  const ports = connection || !isTold ? text : t('policies.none');
  return (
    <td
      data-verdict={connection?.verdict ?? (isTold ? 'none' : 'unknown')}
      title={connection?.reason}
    >
      <PlainButton
        aria-label={t('policies.cell', {
          source: shortName(source, t),
          destination: shortName(destination, t),
          ports,
        })}
        onClick={() => onAsk(source, destination)}
      >
        {text}
      </PlainButton>
    </td>
  );
}

const keyOf = (line: Line) =>
  'peer' in line ? line.peer.id : `note of ${line.of.id}`;

function Head(props: { line: Line; scope: 'row' | 'col'; opener: Opener }) {
  const { line, scope, opener } = props;
  return (
    <th scope={scope} data-depth={Math.min(line.depth, 2)}>
      {'peer' in line ? (
        <PeerLabel {...line} opener={opener} />
      ) : (
        <OpenedNote {...line} opener={opener} />
      )}
    </th>
  );
}

/** Which peers of many are drawn, and how to come to the others. */
function Pager(props: {
  label: string;
  from: number;
  size: number;
  total: number;
  onChange: (from: number) => void;
}) {
  const t = useTexts();
  const { label, from, size, total, onChange } = props;
  if (total <= size) {
    return null;
  }
  return (
    <div className={styles.pager} role="group" aria-label={label}>
      <span role="status">
        {t('policies.window', {
          what: label,
          from: String(from + 1),
          to: String(Math.min(from + size, total)),
          total: String(total),
        })}
      </span>
      <Button
        size="small"
        variant="secondary"
        isDisabled={from === 0}
        onPress={() => onChange(from - size)}
      >
        {t('policies.previous')}
      </Button>
      <Button
        size="small"
        variant="secondary"
        isDisabled={from + size >= total}
        onPress={() => onChange(from + size)}
      >
        {t('policies.next')}
      </Button>
    </div>
  );
}

/** A part of many peers; of the first where these became too few for another one. */
function useWindow(peers: readonly Peer[], size: number, opener: Opener) {
  const [start, setStart] = useState(0);
  const from = start < peers.length ? start : 0;
  const { opened } = opener;
  const axis: Axis = useMemo(() => {
    const part = peers.slice(from, from + size);
    return { peers: part, lines: linesOf(part, opened) };
  }, [peers, from, size, opened]);
  return {
    axis,
    pager: { from, size, total: peers.length, onChange: setStart },
  };
}

function Grid(props: {
  caption: string;
  rows: Peer[];
  columns: Peer[];
  index: ConnectionIndex;
  top: ReadonlySet<string>;
  opener: Opener;
  onAsk: OnAsk;
}) {
  const t = useTexts();
  const { caption, index, top, opener, onAsk } = props;
  const table = useRef<HTMLTableElement>(null);
  useOneStop(table, 'td button');
  const rows = useWindow(props.rows, ROWS, opener);
  const columns = useWindow(props.columns, COLUMNS, opener);
  return (
    <>
      <Pager label={t('policies.rows')} {...rows.pager} />
      <Pager label={t('policies.columns')} {...columns.pager} />
      <Sideways
        className={styles.scroll}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
        tabIndex={0}
        role="region"
        aria-label={caption}
      >
        <table
          ref={table}
          role="grid"
          className={styles.matrix}
          onKeyDown={onGridKey}
        >
          <caption>{caption}</caption>
          <thead>
            <tr>
              <td />
              {columns.axis.lines.map(line => (
                <Head
                  key={keyOf(line)}
                  line={line}
                  scope="col"
                  opener={opener}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.axis.lines.map(row => (
              <tr key={keyOf(row)}>
                <Head line={row} scope="row" opener={opener} />
                {columns.axis.lines.map(column =>
                  'peer' in row && 'peer' in column ? (
                    <MatrixCell
                      key={keyOf(column)}
                      index={index}
                      source={row.peer}
                      destination={column.peer}
                      top={top}
                      onAsk={onAsk}
                    />
                  ) : (
                    <td key={keyOf(column)} />
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
    </>
  );
}

/**
 * Who reaches whom, rows from and columns to: who reaches the app, and what it
 * reaches beside itself. What others do among each other is not looked into.
 *
 * @param props.top - the peers to show, without what is open in them
 */
export function Matrix(props: {
  shown: Shown;
  top: readonly Peer[];
  opener: Opener;
  onAsk: OnAsk;
}) {
  const t = useTexts();
  const { shown, top, opener, onAsk } = props;
  const index = useMemo(
    () => indexConnections(shown.connections),
    [shown.connections],
  );
  const { all, app, others, ids } = useMemo(
    () => ({
      all: [...top],
      app: top.filter(({ inApp }) => inApp),
      others: top.filter(({ inApp }) => !inApp),
      ids: new Set(top.map(({ id }) => id)),
    }),
    [top],
  );
  const grid = { index, top: ids, opener, onAsk };
  return (
    <>
      <Grid
        caption={t('policies.intoCaption')}
        rows={all}
        columns={app}
        {...grid}
      />
      {others.length > 0 && (
        <Grid
          caption={t('policies.outCaption')}
          rows={app}
          columns={others}
          {...grid}
        />
      )}
    </>
  );
}
