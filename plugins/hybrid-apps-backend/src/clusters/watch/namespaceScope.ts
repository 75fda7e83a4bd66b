import { Limit } from 'p-limit';
import { KubeClient } from '../client/types';
import { ClusterSettings } from '../settings';
import { ServedKind } from '../types';
import { mayList, reviewRights, Rights } from './rightsReview';

/** Where a kind is read that may not be read as a whole. */
export interface NamespaceChoice {
  names: readonly string[];
  /** How many more it may be in, which a bound leaves out. */
  left: number;
}

/**
 * Which namespaces to read one by one: those that are configured, then those
 * where the account may list one of these kinds, then those where nobody can
 * tell. By names, so that the choice stays while the cluster does.
 */
export function chooseNamespaces(options: {
  configured: readonly string[];
  /** Of those that were asked for; undefined where the server did not tell. */
  rights: ReadonlyMap<string, Rights | undefined>;
  /** Kinds that may not be read as a whole. */
  kinds: readonly ServedKind[];
  max: number;
}): NamespaceChoice {
  const { configured, rights, kinds, max } = options;
  const sure: string[] = [];
  const unsure: string[] = [];
  for (const name of [...rights.keys()].sort()) {
    const own = rights.get(name);
    if (kinds.some(kind => mayList(own, kind))) {
      sure.push(name);
    } else if (kinds.some(kind => mayList(own, kind) === undefined)) {
      unsure.push(name);
    }
  }
  const all = [...new Set([...configured, ...sure, ...unsure])];
  return { names: all.slice(0, max), left: Math.max(0, all.length - max) };
}

/** Which namespaces of a cluster are read one by one, kept up to date. */
export interface NamespaceScope {
  /** Where to read a kind that may not be read as a whole. */
  of(kind: ServedKind): NamespaceChoice;
  /** Namespaces are named in the configuration. */
  readonly isConfigured: boolean;
  /** More may come of what is being asked. */
  readonly isLooking: boolean;
  /** Kept once it is looking no more. */
  settled(): Promise<void>;
  /** Tells of a kind that may not be read as a whole. */
  refuse(kind: ServedKind): void;
  /** Tells of a kind that may, or is not watched any more. */
  release(kind: ServedKind): void;
  /** Looks which namespaces there are; asks for the rights in new ones. */
  look(): void;
  /** Asks for all rights anew, where that was not done of late. */
  renew(): void;
  /** Called when what it says may have changed. @returns what ends that. */
  subscribe(listener: () => void): () => void;
}

/** Namespaces themselves are in none, and each is read by its name. */
const isNamespaces = ({ group, plural }: ServedKind) =>
  group === '' && plural === 'namespaces';

/** Whether a kind can be read namespace by namespace. */
export const isScoped = (kind: ServedKind): boolean =>
  kind.namespaced || isNamespaces(kind);

/** A scope that asks for nothing until a kind is refused. */
export function createNamespaceScope(options: {
  client: KubeClient;
  settings: ClusterSettings;
  /** The names of all namespaces; none where they cannot be listed. */
  listed: () => readonly string[];
  /** In how many of these the rights are asked for, with a request each. */
  maxAsked: number;
  /** Bounds what is asked at once. */
  limit: Limit;
  signal?: AbortSignal;
}): NamespaceScope {
  const { client, settings, listed, maxAsked, limit, signal } = options;
  const max = settings.maxNamespaces;
  const configured = settings.namespaces.get(client.cluster) ?? [];
  const isConfigured = new Set(configured);
  const refused = new Set<ServedKind>();
  const rights = new Map<string, Rights | undefined>();
  const listeners = new Set<() => void>();
  let choice: NamespaceChoice = { names: [], left: 0 };
  /** Of those that are listed, so many are not even asked for. */
  let unasked = 0;
  let looking: Promise<void> | undefined;
  /** Another look is wanted after the one under way. */
  let again = false;
  let outdated = false;
  let askedAt: number | undefined;

  const tell = () => [...listeners].forEach(listener => listener());

  function choose() {
    choice = chooseNamespaces({
      configured,
      rights,
      kinds: [...refused],
      max,
    });
    tell();
  }

  /** Where the server does not answer, it is not asked on, and what was known stays. */
  async function ask(names: readonly string[]): Promise<void> {
    const timeoutMs = settings.requestTimeoutMs;
    let isAnswering = true;
    await Promise.all(
      names.map(name =>
        limit(async () => {
          const answer = isAnswering
            ? await reviewRights(client, name, { timeoutMs, signal }).catch(
                () => undefined,
              )
            : undefined;
          isAnswering = answer !== undefined;
          rights.set(name, answer ?? rights.get(name));
        }),
      ),
    );
  }

  /** Whether the rights that are known are to be asked for again. */
  function takeDue(): boolean {
    const isDue =
      outdated &&
      (askedAt === undefined ||
        performance.now() - askedAt >= settings.rediscoveryMs);
    if (isDue) {
      outdated = false;
      askedAt = performance.now();
    }
    return isDue;
  }

  async function lookOnce(): Promise<void> {
    again = false;
    // Hints come in swarms.
    await new Promise(setImmediate);
    if (refused.size === 0) {
      return;
    }
    const there = listed()
      .filter(name => !isConfigured.has(name))
      .sort();
    const asked = new Set(there.slice(0, maxAsked));
    unasked = there.length - asked.size;
    [...rights.keys()]
      .filter(name => !asked.has(name))
      .forEach(name => rights.delete(name));
    const isDue = takeDue();
    const wanted = [...asked].filter(name => isDue || !rights.has(name));
    choose();
    if (wanted.length > 0) {
      await ask(wanted);
      choose();
    }
  }

  function look() {
    again = true;
    looking ??= (async () => {
      while (again && !signal?.aborted) {
        await lookOnce();
      }
      looking = undefined;
      tell();
    })();
  }

  return {
    of(kind) {
      if (isNamespaces(kind)) {
        // Where they cannot be listed, others are not known by name.
        const names = configured.slice(0, max);
        return { names, left: configured.length - names.length };
      }
      const names = choice.names.filter(
        name =>
          isConfigured.has(name) || mayList(rights.get(name), kind) !== false,
      );
      return { names, left: choice.left + unasked };
    },
    isConfigured: configured.length > 0,
    get isLooking() {
      return looking !== undefined;
    },
    settled: async () => looking,
    refuse(kind) {
      refused.add(kind);
      look();
    },
    release(kind) {
      if (refused.delete(kind)) {
        look();
      }
    },
    look,
    renew() {
      outdated = true;
      look();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
