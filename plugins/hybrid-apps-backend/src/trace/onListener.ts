import { TraceHop } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../clusters';
import { getOrMake } from '../getOrMake';
import { objectField } from '../objects';
import { Steps } from '../unhurried';
import {
  Attachment,
  frontOf,
  isAccepted,
  UpTo,
  waysByMatches,
} from './attachment';
import {
  Candidate,
  inOrder,
  matchesOf,
  RuleMatch,
  taken,
} from './gatewayRules';
import { hop, said } from './hop';
import { closenessOf, hostsBy, isHostOf } from './listeners';
import { append, takenHop } from './others';
import { Asked } from './question';
import { Front, Scene } from './scene';

/** So many of what may take a request on one listener are followed, in the order in which they count. */
const MOST_MATCHES = 100;

/** The routes on one listener: those of the app, and others. */
export interface OnListener {
  own: Attachment[];
  others: Attachment[];
}

/** Of all routes, the matches that may take a request, in the order in which they count. */
export interface Candidates {
  own: readonly Candidate[];
  others: readonly Candidate[];
}

/** That none of the rules on a listener takes the path. */
function noPath(
  scene: Scene,
  attachments: readonly Attachment[],
  asked: Asked,
  upTo: UpTo,
): Front {
  const [attachment] = attachments;
  const { route } = attachment;
  const matches = attachments
    .slice(0, MOST_MATCHES)
    .flatMap(one => matchesOf(one.route));
  const paths = [...new Set(matches.map(({ path }) => path))].join(', ');
  const { store } = scene;
  const front = frontOf(scene, attachment, asked, upTo);
  return {
    ...front,
    hops: [
      ...front.hops,
      hop(
        'rule.noPath',
        { path: asked.path, paths },
        {
          object: objectField(store.name, route),
          evidence: said(store, route, 'spec.rules', paths),
        },
      ),
    ],
  };
}

/** Of however many: spread out as arguments, they would be too many for the stack. */
const highest = (values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, value), 0);

/** How close the closest host of a route is. */
function closeness({ route, listener }: Attachment, host: string): number {
  const hosts = hostsBy(route, listener).filter(one => isHostOf([one], host));
  return highest(hosts.map(one => closenessOf(one, host)));
}

const ofRoutes = (
  candidates: readonly Candidate[],
  attachments: readonly Attachment[],
): Candidate[] => {
  const routes = new Set(attachments.map(({ route }) => route));
  return candidates.filter(({ match }) => routes.has(match.route));
};

const takesAll = ({ match, isSure }: Candidate): boolean =>
  isSure && match.conditions.length === 0;

/**
 * What routes beside those of the app take of a match: all that it would get, or
 * perhaps, where what decides is their own pattern.
 *
 * @param own - the matches of the app, as far as their host is the closest
 */
function takenFrom(
  { store }: Scene,
  own: readonly Candidate[],
  closer: readonly Candidate[],
  equal: readonly Candidate[],
): (match: RuleMatch | undefined) => TraceHop[] {
  const by = (code: 'rule.taken' | 'rule.shared', { match }: Candidate) => [
    takenHop(store, code, match.route, match),
  ];
  const before = closer.find(takesAll);
  if (before) {
    const hops = by('rule.taken', before);
    return () => hops;
  }
  if (equal.length === 0) {
    return () => [];
  }
  const mine = new Set(own.map(({ match }) => match));
  const all = inOrder([...own, ...equal]);
  const left = new Set(taken(all));
  const first = all.find(takesAll);
  const perhaps = all.find(
    ({ match, isSure }) => !isSure && left.has(match) && !mine.has(match),
  );
  return match => {
    if (first && !mine.has(first.match) && !(match && left.has(match))) {
      return by('rule.taken', first);
    }
    return perhaps ? by('rule.shared', perhaps) : [];
  };
}

/** Of the routes on one listener, the ways that a request takes. */
export function* waysOnListener(
  scene: Scene,
  { own, others }: OnListener,
  candidates: Candidates,
  asked: Asked & { host: string },
  upTo: UpTo,
): Steps<Front[]> {
  // One that was not accepted takes nothing from the others.
  const accepted = own.filter(one => isAccepted(scene, one));
  const meant = (accepted.length > 0 ? accepted : own).map(one => ({
    one,
    near: closeness(one, asked.host),
  }));
  const nearest = highest(meant.map(({ near }) => near));
  const closest = meant.flatMap(({ one, near }) =>
    near === nearest ? one : [],
  );
  yield;
  const mine = ofRoutes(candidates.own, closest);
  const rivals = others.filter(one => isAccepted(scene, one));
  const rivalsBy = (test: (near: number) => boolean) =>
    ofRoutes(
      candidates.others,
      rivals.filter(one => test(closeness(one, asked.host))),
    );
  const more = takenFrom(
    scene,
    mine,
    rivalsBy(near => near > nearest),
    rivalsBy(near => near === nearest),
  );
  yield;
  const found = taken(mine);
  if (found.length === 0) {
    const none = noPath(scene, closest, asked, upTo);
    return [{ ...none, hops: [...none.hops, ...more(undefined)] }];
  }
  scene.budget.leave(Math.max(0, found.length - MOST_MATCHES));
  const byRoute = new Map<KubeObject, RuleMatch[]>();
  for (const match of found.slice(0, MOST_MATCHES)) {
    getOrMake(byRoute, match.route, (): RuleMatch[] => []).push(match);
  }
  const ways: Front[] = [];
  for (const attachment of closest) {
    const matches = byRoute.get(attachment.route);
    if (matches) {
      append(
        ways,
        waysByMatches(scene, attachment, matches, { asked, upTo, more }),
      );
      yield;
    }
  }
  return ways;
}
