import { Peer } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useMemo } from 'react';
import { useTexts } from '../translation';
import {
  cellText,
  connectionBetween,
  ConnectionIndex,
  indexConnections,
  peerName,
  peerPlace,
  shortName,
} from './connections';
import { Shown } from './rest';
import styles from './policies.module.css';

function PeerLabel({ peer }: { peer: Peer }) {
  const t = useTexts();
  return (
    <span className={styles.peer}>
      <span className={styles.peerName}>{peerName(peer, t)}</span>
      <span className={styles.peerPlace}>{peerPlace(peer, t)}</span>
    </span>
  );
}

type OnAsk = (source: Peer, destination: Peer) => void;

function MatrixCell(props: {
  index: ConnectionIndex;
  source: Peer;
  destination: Peer;
  onAsk: OnAsk;
}) {
  const t = useTexts();
  const { index, source, destination, onAsk } = props;
  if (source === destination) {
    return <td className={styles.self}>{t('policies.self')}</td>;
  }
  const connection = connectionBetween(index, source.id, destination.id);
  const text = cellText(connection, t);
  return (
    <td data-verdict={connection?.verdict ?? 'none'} title={connection?.reason}>
      <button
        type="button"
        aria-label={t('policies.cell', {
          source: shortName(source, t),
          destination: shortName(destination, t),
          ports: connection ? text : t('policies.none'),
        })}
        onClick={() => onAsk(source, destination)}
      >
        {text}
      </button>
    </td>
  );
}

function Grid(props: {
  caption: string;
  rows: Peer[];
  columns: Peer[];
  index: ConnectionIndex;
  onAsk: OnAsk;
}) {
  const { caption, rows, columns, index, onAsk } = props;
  return (
    <div
      className={styles.scroll}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
      tabIndex={0}
      role="region"
      aria-label={caption}
    >
      <table className={styles.matrix}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <td />
            {columns.map(peer => (
              <th key={peer.id} scope="col">
                <PeerLabel peer={peer} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(source => (
            <tr key={source.id}>
              <th scope="row">
                <PeerLabel peer={source} />
              </th>
              {columns.map(destination => (
                <MatrixCell
                  key={destination.id}
                  index={index}
                  source={source}
                  destination={destination}
                  onAsk={onAsk}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/**
 * Who reaches whom, rows from and columns to: who reaches the app, and what it
 * reaches beside itself. What others do among each other is not looked into.
 */
export function Matrix(props: { shown: Shown; onAsk: OnAsk }) {
  const t = useTexts();
  const { shown, onAsk } = props;
  const { peers, connections } = shown;
  const index = useMemo(() => indexConnections(connections), [connections]);
  const app = peers.filter(({ inApp }) => inApp);
  const others = peers.filter(({ inApp }) => !inApp);
  return (
    <>
      <Grid
        caption={t('policies.intoCaption')}
        rows={peers}
        columns={app}
        index={index}
        onAsk={onAsk}
      />
      {others.length > 0 && (
        <Grid
          caption={t('policies.outCaption')}
          rows={app}
          columns={others}
          index={index}
          onAsk={onAsk}
        />
      )}
    </>
  );
}
