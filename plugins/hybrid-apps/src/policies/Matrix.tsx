import { VisuallyHidden } from '@backstage/ui';
import {
  Peer,
  PolicyStatus,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useMemo } from 'react';
import { useTexts } from '../translation';
import {
  cellText,
  connectionBetween,
  indexConnections,
  peerName,
  peerPlace,
} from './connections';
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

interface ConnectionsProps {
  status: PolicyStatus;
  /** Asks why one peer reaches another, or doesn't. */
  onAsk: (source: Peer, destination: Peer) => void;
}

/** Who reaches whom: rows from, columns to. */
export function Matrix({ status, onAsk }: ConnectionsProps) {
  const t = useTexts();
  const { peers, connections } = status;
  const index = useMemo(() => indexConnections(connections), [connections]);
  return (
    <div
      className={styles.scroll}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
      tabIndex={0}
      role="region"
      aria-label={t('policies.matrix')}
    >
      <table className={styles.matrix}>
        <caption>{t('policies.matrixCaption')}</caption>
        <thead>
          <tr>
            <td />
            {peers.map(peer => (
              <th key={peer.id} scope="col">
                <PeerLabel peer={peer} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {peers.map(source => (
            <tr key={source.id}>
              <th scope="row">
                <PeerLabel peer={source} />
              </th>
              {peers.map(destination => {
                if (source === destination) {
                  return (
                    <td key={destination.id} className={styles.self}>
                      {t('policies.self')}
                    </td>
                  );
                }
                if (!source.inApp && !destination.inApp) {
                  // What happens between others is not looked into.
                  return (
                    <td key={destination.id} className={styles.foreign}>
                      <VisuallyHidden>
                        {t('policies.notLookedInto')}
                      </VisuallyHidden>
                    </td>
                  );
                }
                const connection = connectionBetween(
                  index,
                  source.id,
                  destination.id,
                );
                const text = cellText(connection, t);
                return (
                  <td
                    key={destination.id}
                    data-verdict={connection?.verdict ?? 'none'}
                  >
                    <button
                      type="button"
                      title={connection?.reason}
                      aria-label={t('policies.cell', {
                        source: source.name,
                        destination: destination.name,
                        ports: connection ? text : t('policies.none'),
                      })}
                      onClick={() => onAsk(source, destination)}
                    >
                      {text}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
