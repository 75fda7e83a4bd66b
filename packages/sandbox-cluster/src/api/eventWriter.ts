import { ServerResponse } from 'http';
import { apiVersionOf, Json, KubeObject } from '../objects';
import { StatusError } from '../status';
import { Change } from '../store';
import { Matches } from './selectors';
import { serveObject } from './serve';
import { View } from './types';

/** A client that reads so much slower than the cluster changes is cut off. */
const MAX_UNREAD_BYTES = 16 * 1024 * 1024;

/** Writes a watch's events, as far as they concern its selection. */
export class EventWriter {
  private isFirst = true;

  constructor(
    private readonly response: ServerResponse,
    private readonly view: View,
    private readonly matches: Matches,
  ) {}

  present(object: KubeObject) {
    if (this.matches(object)) {
      this.write('ADDED', this.serve(object));
    }
  }

  /**
   * What comes into the selection is ADDED, what leaves it is DELETED.
   *
   * @returns whether the client keeps up
   */
  change({ type, object, previous }: Change): boolean {
    const isIn = type !== 'DELETED' && this.matches(object);
    const wasIn = previous !== undefined && this.matches(previous);
    if (isIn) {
      this.write(wasIn ? 'MODIFIED' : 'ADDED', this.serve(object));
    } else if (wasIn && previous) {
      const { resourceVersion } = object.metadata;
      const last = type === 'DELETED' ? object : previous;
      this.write(
        'DELETED',
        this.serve({
          ...last,
          metadata: { ...last.metadata, resourceVersion },
        }),
      );
    }
    return this.response.writableLength < MAX_UNREAD_BYTES;
  }

  bookmark(version: number, annotations?: Record<string, string>) {
    const { def, version: apiVersion, representation } = this.view;
    const metadata = {
      resourceVersion: String(version),
      ...(annotations ? { annotations } : {}),
    };
    const bare =
      representation === 'object'
        ? {
            kind: def.kind,
            apiVersion: apiVersionOf(def.group, apiVersion),
            metadata,
          }
        : {
            kind: 'PartialObjectMetadata',
            apiVersion: 'meta.k8s.io/v1',
            metadata,
          };
    this.write('BOOKMARK', bare);
  }

  error({ status }: StatusError) {
    this.write('ERROR', { ...status });
  }

  private serve(object: KubeObject): Json {
    const served = serveObject(this.view, object, this.isFirst);
    this.isFirst = false;
    return served;
  }

  private write(type: string, object: Json) {
    if (this.response.writableEnded) {
      return; // a change between the watch's end and its close
    }
    this.response.write(`${JSON.stringify({ type, object })}\n`);
  }
}
