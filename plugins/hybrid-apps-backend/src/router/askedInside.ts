import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { guestInside } from '../guest';
import { useInside } from '../metrics';
import { callerOf } from '../permissions';
import { AppView, Drawn } from '../views';
import { RouterOptions } from './types';
import { Viewer } from './viewer';

/**
 * What is known of an object's inside by asking its cluster now: what its Pods
 * use, and what the guest of a VM says. The object is one that the viewer is shown.
 */
export async function askedInside(
  { stores }: Pick<AppView, 'stores'>,
  { objects }: Pick<Drawn, 'objects'>,
  id: string,
  { credentials }: Pick<Viewer, 'credentials'>,
  {
    clusters,
    guests,
    metrics,
  }: Pick<RouterOptions, 'clusters' | 'guests' | 'metrics'>,
): Promise<Pick<ObjectInside, 'guest' | 'use'>> {
  const member = objects.find(one => one.id === id);
  const store = stores.find(({ name }) => name === member?.cluster);
  const cluster = member && clusters.get(member.cluster);
  if (!member || !store || !cluster) {
    return {};
  }
  const caller = callerOf(credentials);
  const [use, guest] = await Promise.all([
    useInside(member.object, store, { cluster, metrics, caller }),
    guestInside(member.object, store, { cluster, guests, caller }),
  ]);
  return { ...(use && { use }), ...(guest && { guest }) };
}
