import { ServerResponse } from 'node:http';

/** An object of the scripted server. */
export interface ScriptedObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid: string;
    resourceVersion: string;
    [field: string]: unknown;
  };
  [field: string]: unknown;
}

/** A change, as watches are told of it. */
export interface HistoryEvent {
  version: number;
  plural: string;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: ScriptedObject;
}

/** A watch of the scripted server. */
export interface OpenWatch {
  plural: string;
  /** All where there is none. */
  namespace?: string;
  response: ServerResponse;
  metadataOnly: boolean;
}

/** How a server tells a watch that its version is gone: of Events, by no word. */
export type GoneAs = 'status' | 'event' | 'end' | 'failure';

/** The Status object of a refusal. */
export const status = (code: number, reason: string, message: string) => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  code,
  reason,
  message,
});

/** All that is told of an object where its metadata alone is asked for. */
export function asMetadata({ metadata }: ScriptedObject) {
  return {
    apiVersion: 'meta.k8s.io/v1',
    kind: 'PartialObjectMetadata',
    metadata,
  };
}
