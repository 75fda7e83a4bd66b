import { Button } from '@backstage/ui';
import { Peer } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { PlainButton } from '../components';
import { useTexts } from '../translation';
import { peerName, peerPlace } from './connections';
import { Opened } from './opened';
import { Opener } from './useOpenedPeers';
import styles from './policies.module.css';

/** Names a peer; of one that stands for several, a button that shows these. */
export function PeerLabel(props: { peer: Peer; opener: Opener }) {
  const t = useTexts();
  const { peer, opener } = props;
  const isOpen = opener.opened.has(peer.id);
  const name = (
    <span className={styles.peer}>
      <span className={styles.peerName}>{peerName(peer, t)}</span>{' '}
      <span className={styles.peerPlace}>{peerPlace(peer, t)}</span>
    </span>
  );
  if (!peer.expandable) {
    return name;
  }
  return (
    <PlainButton
      className={styles.opener}
      aria-expanded={isOpen}
      onClick={() => opener.toggle(peer.id)}
    >
      {isOpen ? (
        <RiArrowDownSLine size={16} aria-hidden />
      ) : (
        <RiArrowRightSLine size={16} aria-hidden />
      )}
      {name}
    </PlainButton>
  );
}

/** Says of a peer that is open what is not shown of it, and how to come to it. */
export function OpenedNote(props: {
  of: Peer;
  opened: Opened;
  opener: Opener;
}) {
  const t = useTexts();
  const { of, opened, opener } = props;
  const { part, error, isLoading, isLater } = opened;
  if (isLoading) {
    return <span role="status">{t('state.loading')}</span>;
  }
  if (error) {
    return (
      <span role="alert" className={styles.note}>
        {t('policies.peersFailed', {
          name: of.name,
          message: error.message,
        })}
        <Button
          size="small"
          variant="secondary"
          onPress={() => opener.show(of.id)}
        >
          {t('state.retry')}
        </Button>
      </span>
    );
  }
  const cursor = part?.nextCursor;
  return (
    <span className={styles.note}>
      {part?.items.length === 0 && (
        <span role="status">{t('policies.peersEmpty', { name: of.name })}</span>
      )}
      {isLater && (
        <Button
          size="small"
          variant="secondary"
          onPress={() => opener.show(of.id)}
        >
          {t('policies.firstOf', { name: of.name })}
        </Button>
      )}
      {cursor && (
        <Button
          size="small"
          variant="secondary"
          onPress={() => opener.show(of.id, cursor)}
        >
          {t('policies.moreOf', { name: of.name })}
        </Button>
      )}
    </span>
  );
}
