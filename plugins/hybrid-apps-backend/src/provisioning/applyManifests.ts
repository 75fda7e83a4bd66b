import {
  ANNOTATION_TASK,
  AppliedObject,
  ApplyRequest,
  ApplyResult,
  Manifest,
  ObjectRef,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { z } from 'zod';
import {
  KubeRequests,
  KubeResponse,
  KubeStatusError,
  resourcePath,
} from '../clusters';
import { unhurried } from '../unhurried';
import { createGuard, Placement } from './guard';
import { findServedKind, orderManifests } from './kinds';
import { readName } from './names';
import {
  explainRequestError,
  listByMessage,
  placeOf,
  Refusal,
  refusal,
  refusalError,
  takenRefusal,
  unservedRefusal,
} from './refusals';
import { isNotFound, ProvisioningTarget } from './undoApply';
import {
  ApplyTarget,
  noteCreated,
  rollBack,
  Writer,
  writerFor,
} from './writer';

/** A manifest, and the resource that it is to become. */
interface Planned {
  object: ObjectRef;
  manifest: Manifest;
  path: string;
  /** The path of all of its kind in its namespace, where it is created. */
  listPath: string;
}

/** A planned manifest that the API server accepted in a dry run. */
interface Checked extends Planned {
  /** What is written, the same as in the dry run. */
  body: unknown;
  result: AppliedObject;
}

interface Refused {
  object: ObjectRef;
  refusal: Refusal;
}

const liveObject = z.looseObject({
  metadata: z.looseObject({
    uid: z.string(),
    deletionTimestamp: z.string().optional(),
  }),
});
type LiveObject = z.infer<typeof liveObject>;

/**
 * What can be asked of the cluster, and why the rest cannot: where its place or
 * its contents are not open to whoever asks, the cluster hears nothing of it.
 */
async function plan(
  { client: { cluster }, kinds, openness }: ProvisioningTarget,
  request: ApplyRequest,
): Promise<{ planned: Planned[]; refused: Refused[] }> {
  const planned: Planned[] = [];
  const refused: Refused[] = [];
  const placed = new Map<Manifest, Placement & { object: ObjectRef }>();
  const seen = new Set<string>();
  for (const manifest of orderManifests(request.manifests)) {
    const { apiVersion, kind, metadata } = manifest;
    const object = {
      apiVersion,
      kind,
      namespace: metadata.namespace ?? request.namespace,
      name: metadata.name,
    };
    const named = readName(object);
    if ('refusal' in named) {
      refused.push({ object, ...named });
      continue;
    }
    const { namespace } = named;
    const { closed, terms } = openness(namespace);
    if (closed) {
      refused.push({ object, refusal: closed });
      continue;
    }
    placed.set(manifest, { manifest, namespace, terms, object });
    const served = findServedKind(kinds, object);
    const path = served && resourcePath(served, object);
    if (!served || !path) {
      refused.push({
        object,
        refusal: unservedRefusal(cluster, kinds, object),
      });
    } else if (seen.has(path)) {
      refused.push({
        object,
        refusal: refusal('invalid', 'is given twice', 'Remove one of them.'),
      });
    } else {
      seen.add(path);
      const listPath = resourcePath(served, { namespace });
      planned.push({ object, manifest, path, listPath });
    }
  }
  const placements = [...placed.values()];
  const guarded = new Set<Manifest>();
  const findings = await unhurried(placements, createGuard(placements));
  for (const [index, { manifest, object }] of placements.entries()) {
    for (const { path, is, instead } of findings[index]) {
      guarded.add(manifest);
      refused.push({
        object,
        refusal: refusal('forbidden', `${path} ${is}`.trim(), instead),
      });
    }
  }
  return {
    planned: planned.filter(({ manifest }) => !guarded.has(manifest)),
    refused,
  };
}

async function readLive(
  client: KubeRequests,
  path: string,
): Promise<LiveObject | undefined> {
  try {
    const { body } = await client.request({ method: 'GET', path });
    return liveObject.parse(body);
  } catch (error) {
    if (isNotFound(error)) {
      return undefined;
    }
    throw error;
  }
}

/** Creates, or fails: what took the name meanwhile is never written to. */
function post(
  client: KubeRequests,
  { listPath }: Planned,
  { manager }: Writer,
  { body, dryRun }: { body: unknown; dryRun: boolean },
): Promise<KubeResponse> {
  return client.request({
    method: 'POST',
    path: listPath,
    query: {
      fieldManager: manager,
      fieldValidation: 'Strict',
      dryRun: dryRun ? 'All' : undefined,
    },
    body,
  });
}

/**
 * What is sent for a manifest: with the task's annotation, whatever the manifest
 * says. It is for people; nothing goes by it.
 */
function bodyOf({ manifest, object }: Planned, task: string): unknown {
  const annotations = z
    .record(z.string(), z.unknown())
    .catch({})
    .parse(manifest.metadata.annotations);
  return {
    ...manifest,
    metadata: {
      ...manifest.metadata,
      namespace: object.namespace,
      annotations: { ...annotations, [ANNOTATION_TASK]: task },
    },
  };
}

/** The texts of the Warning headers, like `299 - "spec.foo is deprecated"`. */
function warningsOf({ headers }: KubeResponse): string[] {
  const lines = [headers.warning ?? []].flat();
  return lines.flatMap(line =>
    [...line.matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text]) =>
      text.replace(/\\(.)/g, '$1'),
    ),
  );
}

async function check(
  client: KubeRequests,
  planned: Planned,
  writer: Writer,
): Promise<Checked | Refused> {
  const { object, path } = planned;
  const place = placeOf(client.cluster, object.namespace);
  try {
    const live = await readLive(client, path);
    if (live) {
      return {
        object,
        refusal: live.metadata.deletionTimestamp
          ? refusal(
              'taken',
              `is just being deleted from ${place}`,
              'Try again when it is gone.',
            )
          : takenRefusal(place),
      };
    }
    const body = bodyOf(planned, writer.task);
    const response = await post(client, planned, writer, {
      body,
      dryRun: true,
    });
    const warnings = warningsOf(response);
    const result = { ...object, ...(warnings.length > 0 && { warnings }) };
    return { ...planned, body, result };
  } catch (error) {
    return {
      object,
      refusal: explainRequestError(error, client.cluster, object.namespace),
    };
  }
}

/** Creates what one manifest describes, where nobody took the name since the check. */
async function create(
  { client, journal }: ApplyTarget,
  checked: Checked,
  writer: Writer,
): Promise<AppliedObject | Refused> {
  const { object, body, result } = checked;
  const { namespace } = object;
  try {
    const response = await post(client, checked, writer, {
      body,
      dryRun: false,
    });
    const { uid } = liveObject.parse(response.body).metadata;
    const mayNotStay = await noteCreated(journal, writer, object, uid);
    return mayNotStay ? { object, refusal: mayNotStay } : { ...result, uid };
  } catch (error) {
    return {
      object,
      refusal:
        error instanceof KubeStatusError && error.code === 409
          ? takenRefusal(placeOf(client.cluster, namespace))
          : explainRequestError(error, client.cluster, namespace),
    };
  }
}

const told = ({ object, refusal: { message } }: Refused) => ({
  object,
  message,
});

const isRefused = (outcome: object): outcome is Refused => 'refusal' in outcome;

/**
 * Creates what manifests describe in the order of their kinds. All of them are
 * held against what the configuration opens and the guard's table, and what
 * passes is checked with `dryRun=All`; where
 * any check fails, nothing is written, and the error lists each manifest that
 * failed and why. Where a write fails afterwards, what this call created is
 * removed again, and what could not be is named.
 *
 * What is created stands in the journal from before the first write, so that it
 * can be undone; of what a failing call took back itself, nothing stays in it.
 *
 * What exists is never changed, nor told of: its name is taken.
 *
 * @throws InputError, ConflictError (a taken name), NotAllowedError (what is not
 * open here, or missing rights on the cluster) or ServiceUnavailableError (the cluster does not
 * answer), each with a message that says what to do.
 */
export async function applyManifests(
  target: ApplyTarget,
  request: ApplyRequest,
): Promise<ApplyResult> {
  const { client, journal } = target;
  const writer = writerFor(request.task);
  const { planned, refused } = await plan(target, request);
  const outcomes = await Promise.all(
    planned.map(manifest => check(client, manifest, writer)),
  );
  const checked = outcomes.filter(
    (outcome): outcome is Checked => !isRefused(outcome),
  );
  refused.push(...outcomes.filter(isRefused));
  if (refused.length > 0) {
    const lines = listByMessage(refused.map(told));
    throw refusalError(
      refused,
      `Nothing was created on cluster '${client.cluster}'. ${lines.join('\n')}`,
    );
  }
  if (request.dryRun) {
    return { dryRun: true, items: checked.map(({ result }) => result) };
  }

  // First: what breaks off in the middle is still known afterwards.
  await journal.begin(
    writer,
    checked.map(({ object }) => object),
  );
  const items: AppliedObject[] = [];
  for (const manifest of checked) {
    const outcome = await create(target, manifest, writer);
    if (isRefused(outcome)) {
      const story = await rollBack(target, writer, items, outcome.object);
      throw refusalError(
        [outcome],
        [...listByMessage([told(outcome)]), ...story].join('\n'),
      );
    }
    items.push(outcome);
  }
  return { dryRun: false, items };
}
