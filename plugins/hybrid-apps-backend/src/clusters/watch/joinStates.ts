import { KindState } from './inStep';

/** Of a long list of names, so many are told. */
const NAMES_TOLD = 10;

const listNames = (names: readonly string[]): string =>
  names.length <= NAMES_TOLD
    ? names.join(', ')
    : `${names.slice(0, NAMES_TOLD).join(', ')} and ${
        names.length - NAMES_TOLD
      } more`;

const namesIn = (
  states: ReadonlyMap<string, KindState>,
  wanted: KindState['state'],
): string[] =>
  [...states]
    .filter(([, { state }]) => state === wanted)
    .map(([name]) => name)
    .sort();

/** The worst first; a kind in which one of them stands is told as that. */
const TROUBLES: ReadonlyArray<KindState['state']> = [
  'syncing',
  'unreachable',
  'stale',
];

/**
 * How far a kind is known that may not be read as a whole, by how far it is in
 * each namespace: `partial` at best, as there may be more of it elsewhere.
 */
export function joinStates(
  states: ReadonlyMap<string, KindState>,
  /** Why it may not be read as a whole, and what to do about that. */
  refusal: string,
  /** How many namespaces a bound leaves out. */
  left: number = 0,
): KindState {
  const known = namesIn(states, 'synced');
  const refused = namesIn(states, 'forbidden');
  const troubles = TROUBLES.filter(trouble =>
    [...states.values()].some(({ state }) => state === trouble),
  );
  const sentences = [
    ...(known.length > 0 ? [`Known in ${listNames(known)} alone.`] : []),
    ...troubles.map(trouble => {
      const names = namesIn(states, trouble);
      const message = states.get(names[0])?.message;
      return `${trouble} in ${listNames(names)}${
        message ? `: ${message}` : ''
      }${message?.endsWith('.') ? '' : '.'}`;
    }),
    ...(refused.length > 0 ? [`Forbidden in ${listNames(refused)}.`] : []),
    ...(left > 0
      ? [
          `${left} more ${
            left === 1 ? 'namespace is' : 'namespaces are'
          } not read, as hybridApps.watch.maxNamespaces bounds it; name in hybridApps.watch.namespaces those that matter.`,
        ]
      : []),
    refusal,
  ].map(text => `${text[0].toLocaleUpperCase('en-US')}${text.slice(1)}`);
  const [trouble] = troubles;
  const [since] = [...states.values()]
    .flatMap(one => (one.state === trouble && one.since) || [])
    .sort((a, b) => b.localeCompare(a));
  return {
    state: trouble ?? (known.length > 0 ? 'partial' : 'forbidden'),
    ...(since && { since }),
    // None, too, tells that it is read by namespace, and that the message names some.
    ...(states.size > 0 && { namespaces: known }),
    message: sentences.join(' '),
  };
}
