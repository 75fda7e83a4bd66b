import { ActWords } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { z } from 'zod';
import { ClusterStore, KubeObject, KubeRequest } from '../../clusters';

/** What a person must have on the app, and in the namespace, to do it. */
export type ActRight = 'power' | 'change' | 'destroy';

/** Whether an act can be done to an object as it is now. */
export type Offer = { possible: true } | { possible: false; why: string };

/** How far a step is, by what the cluster says of the object now. */
export type Progress =
  | { state: 'going' }
  /** `note`: what is still to be known of it, for a person. */
  | { state: 'done'; note?: string }
  | { state: 'failed'; why: string };

/** What a request of an act may read of the cluster first, in the same name as it writes. */
export interface StepClient {
  /** The body of the answer to a GET. */
  read(path: string): Promise<unknown>;
}

/** One request of an act, and how to see that it came about. */
export interface Step {
  /** A function where the request is made of what the portal keeps no copy of, like a template. */
  request: StepRequest | ((client: StepClient) => Promise<StepRequest>);
  /**
   * How far it is. Asked with each change of the cluster, so it hangs on the store alone.
   *
   * @param store - the whole cluster, not cut for anybody
   */
  progress(store: ClusterStore): Progress;
  /** After which it takes too long, in milliseconds. */
  timeoutMs: number;
}

/** A value of a field, and what it is to a person. */
export interface Choice {
  value: string | number;
  label: string;
}

/** What is to be known of an object before an act is done to it. */
export interface About {
  /** What comes of it for this very object, in sentences. */
  tells?: readonly string[];
  /** Of fields of the input, all that can be chosen; anything else is refused. */
  choices?: Readonly<Record<string, readonly Choice[]>>;
  /** Of fields of the input, what is so now. */
  now?: Readonly<Record<string, string | number | undefined>>;
}

/** A request that writes. */
export type StepRequest = Pick<
  KubeRequest,
  'method' | 'path' | 'query' | 'body' | 'contentType' | 'accept'
>;

/** What somebody does to one object. All who offer acts read them off these records. */
export interface Act<I = unknown> {
  /** Like `vm-start`. */
  id: string;
  /** To which kinds, as `group/Kind`. */
  kinds: readonly string[];
  right: ActRight;
  words: ActWords;
  /**
   * How easily it is regretted. `asks`: what it does is told first, and done
   * when that is confirmed. `asksName`: by writing the name of the object.
   */
  danger: 'none' | 'asks' | 'asksName';
  /** What it takes beside the object. */
  input?: z.ZodType<I>;
  /** Which right of the cluster it takes, as RBAC has it: for docs and `deploy/`. */
  needs: readonly AccessNeed[];
  /**
   * Whether it can be done now, and why not. Undefined where it has nothing to
   * do with the object as it is, so that nobody misses it: to resume what is not paused.
   */
  offer(object: KubeObject, store: ClusterStore): Offer | undefined;
  /** What its form and its words say beside the record, as the cluster is now. */
  about?(object: KubeObject, store: ClusterStore): About;
  /**
   * All that `offer` and `steps` go by: an act that was offered on another basis
   * is not done. It does not change with each status.
   */
  basis(object: KubeObject, store: ClusterStore): unknown;
  /** What is done, in order; each after the one before came about. */
  steps(object: KubeObject, input: I, store: ClusterStore): readonly Step[];
}

/** Whether a namespace may open a port of each node, as the configuration says. */
export type AllowsNodePorts = (
  store: ClusterStore,
  namespace: string,
) => boolean;

/** A rule of RBAC. */
export interface AccessNeed {
  group: string;
  /** With its subresource, like `virtualmachines/start`. */
  resource: string;
  verb: string;
}

/** Refused; the reason is for a person. */
export const not = (why: string): Offer => ({ possible: false, why });

/** Nothing is in its way. */
export const POSSIBLE: Offer = { possible: true };
