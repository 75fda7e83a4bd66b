import { OpenConsole } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** What is equal for those who sit at one console; a shell is one's own. */
const placeOf = ({ id, kind, cluster, object }: OpenConsole): string =>
  JSON.stringify([
    object.name,
    object.namespace,
    cluster,
    kind,
    kind === 'exec' && id,
  ]);

/** Those who sit at one console one below the other, who has the keys first. */
export function openRows(consoles: readonly OpenConsole[]): OpenConsole[] {
  const order = (one: OpenConsole) =>
    [placeOf(one), one.role === 'keys' ? 0 : 1, one.since, one.id].join('\n');
  return consoles
    .map(one => ({ one, by: order(one) }))
    .sort((a, b) => (a.by < b.by ? -1 : Number(a.by > b.by)))
    .map(({ one }) => one);
}
