import { ActWords } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
// Its types alone: an act brings the schema of its input along.
import type { z } from 'zod';
import { KubeObject, World } from '../kinds';

/**
 * What a person must have on the app, beside the right to act in the namespace:
 * `hybrid-apps.app.power`, `.change` or `.destroy`.
 *
 * @public
 */
export type ActRight = 'power' | 'change' | 'destroy';

/**
 * Whether an act can be done to an object as it is now; if not, why, in a
 * sentence for a person.
 *
 * @public
 */
export type Offer = { possible: true } | { possible: false; why: string };

/**
 * How far a step is, by what the cluster says of the object now. `unknown`:
 * nothing tells, nor will it.
 *
 * @public
 */
export type Progress =
  | { state: 'going' }
  /** `note`: what is still to be known of it, for a person. */
  | { state: 'done'; note?: string }
  | { state: 'failed'; why: string }
  | { state: 'unknown'; why: string };

/**
 * A request of an act that writes.
 *
 * @public
 */
export interface StepRequest {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the API server's root, like `/apis/apps/v1/namespaces/shop/deployments/web`. */
  path: string;
  /** Undefined values are left out. */
  query?: Record<string, string | number | boolean | undefined>;
  /** Sent as JSON, except a string, which is sent as it is. */
  body?: unknown;
  /** `application/json` unless told. */
  contentType?: string;
  /** `application/json` unless told. */
  accept?: string;
}

/**
 * What a request of an act may read of the cluster first, in the same name as it writes.
 *
 * @public
 */
export interface StepClient {
  /** The body of the answer to a GET. */
  read(path: string): Promise<unknown>;
}

/**
 * One request of an act, and how to see that it came about.
 *
 * @public
 */
export interface Step<W extends World = World> {
  /** A function where the request is made of what the portal keeps no copy of, like a template. */
  request: StepRequest | ((client: StepClient) => Promise<StepRequest>);
  /**
   * How far it is. Asked with each change of the cluster, so it hangs on the store alone.
   *
   * @param store - the whole cluster, not cut for anybody
   */
  progress(store: W): Progress;
  /** After which it takes too long, in milliseconds. */
  timeoutMs: number;
}

/**
 * A value of a field, and what it is to a person.
 *
 * @public
 */
export interface Choice {
  value: string | number;
  label: string;
}

/**
 * A line of two texts; `leftOut` stands for lines that both have.
 *
 * @public
 */
export interface ChangedLine {
  is: 'added' | 'removed' | 'same' | 'leftOut';
  text: string;
}

/**
 * What a value that can be chosen would change of the object.
 *
 * @public
 */
export interface Preview {
  field: string;
  /** The value, as a text. */
  value: string;
  /** None where nothing that is known would change. */
  lines: ChangedLine[];
}

/**
 * What is to be known of an object before an act is done to it.
 *
 * @public
 */
export interface About {
  /** What comes of it for this very object, in sentences. */
  tells?: readonly string[];
  /** Of fields of the input, all that can be chosen; anything else is refused. */
  choices?: Readonly<Record<string, readonly Choice[]>>;
  /** Of values that can be chosen, what each would change. */
  previews?: readonly Preview[];
  /** Of fields of the input, what is so now. */
  now?: Readonly<Record<string, string | number | undefined>>;
}

/**
 * A rule of RBAC.
 *
 * @public
 */
export interface AccessNeed {
  group: string;
  /** With its subresource, like `virtualmachines/start`. */
  resource: string;
  verb: string;
}

/**
 * What somebody does to one object. All who offer acts read them off these
 * records: the page, its palette, templates and agents.
 *
 * @public
 */
export interface Act<I = unknown, W extends World = World> {
  /** Like `vm-start`; of a module with the id of its plugin before it, like `velero.exclude`. */
  id: string;
  /** To which kinds, as `group/Kind`; of the core group as `/Kind`. */
  kinds: readonly string[];
  right: ActRight;
  words: ActWords;
  /**
   * How easily it is regretted. `asks`: what it does is told first, and done
   * when that is confirmed. `asksName`: by writing the name of the object.
   */
  danger: 'none' | 'asks' | 'asksName';
  /** What it takes beside the object: a schema of Zod 4. Forms ask for texts, numbers, choices and yes or no. */
  input?: z.ZodType<I>;
  /** Which right of the cluster it takes, as RBAC has it: for docs and `deploy/`. */
  needs: readonly AccessNeed[];
  /**
   * Whether it can be done now, and why not. Undefined where it has nothing to
   * do with the object as it is, so that nobody misses it: to resume what is not paused.
   */
  offer(object: KubeObject, store: W): Offer | undefined;
  /** What its form and its words say beside the record, as the cluster is now. */
  about?(object: KubeObject, store: W): About;
  /**
   * All that `offer` and `steps` go by, as JSON: an act that was offered on another basis
   * is not done. It does not change with each status.
   */
  basis(object: KubeObject, store: W): unknown;
  /** What is done, in order; each after the one before came about. */
  steps(object: KubeObject, input: I, store: W): readonly Step<W>[];
}
