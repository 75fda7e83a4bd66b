import { KindState } from './inStep';

/** How far a cluster as a whole is known. */
export interface ClusterState {
  state: 'synced' | 'syncing' | 'unreachable' | 'stale';
  /** Since when it is so, or for `stale`, when it was last in step. */
  since?: string;
  message?: string;
}

/** The state of the whole, where no kind has a better one than the others. */
export function summarize(
  discovery: ClusterState | undefined,
  states: Iterable<KindState>,
): ClusterState {
  if (discovery) {
    return discovery;
  }
  const all = [...states];
  const live = all.filter(
    ({ state }) => state !== 'absent' && state !== 'forbidden',
  );
  const refused = all.find(({ state }) => state === 'forbidden');
  if (live.length === 0 && refused) {
    const { since, message } = refused;
    return { state: 'unreachable', since, message };
  }
  // Of what is known in some namespaces, trouble is that of others.
  const lost = live.filter(
    ({ state, namespaces = [] }) =>
      (state === 'stale' || state === 'unreachable') && namespaces.length === 0,
  );
  if (live.length > 0 && lost.length === live.length) {
    const [latest] = lost
      .filter(({ state }) => state === 'stale')
      .sort((a, b) => (b.since ?? '').localeCompare(a.since ?? ''));
    const { since, message } = latest ?? lost[0];
    return { state: latest ? 'stale' : 'unreachable', since, message };
  }
  return {
    state: live.some(({ state }) => state === 'syncing') ? 'syncing' : 'synced',
  };
}
