/** What agents and templates may ask for, by Backstage's registry of actions. */
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  CompoundEntityRef,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { hybridAppViewPermission } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { groupOf } from '../objects';
import { CHOSEN_ID } from '../operations/ids';
import { unhurried } from '../unhurried';
import { Deeds } from './acts';
import { Asking } from './audit';
import { lookAtApp } from './lookAtApp';
import { Seen, viewFor } from './requireView';
import { RouterOptions } from './types';
import { viewerOf } from './viewer';

/** So many objects are told of at a time, as `queryActs` has it. */
const MOST_OBJECTS = 100;

const ENTITY_REF = 'Entity reference of the app, like system:default/shop';
const OBJECT =
  'The id of the object, like onprem/shop/kubevirt.io/VirtualMachine/db';

function refIn(text: string): CompoundEntityRef {
  try {
    return parseEntityRef(text);
  } catch {
    throw new InputError(
      `'${text}' is no entity reference. Give one like 'system:default/shop'.`,
    );
  }
}

/** Of what the caller is shown of an app, the ids of what something can be done to. */
async function actedOnIn({ view }: Seen, { kinds }: Deeds): Promise<string[]> {
  const { objects } = await view.drawn();
  return objects
    .filter(({ object: { apiVersion, kind } }) =>
      kinds.has(`${groupOf(apiVersion)}/${kind}`),
    )
    .map(({ id }) => id);
}

/**
 * Registers the plugin's actions. Each goes by the credentials of who invokes it, by the
 * same functions as the routes, and stands in the audit log as they do.
 */
export function registerActions(
  registry: ActionsRegistryService,
  options: Pick<RouterOptions, 'access' | 'audit' | 'clusters' | 'views'> & {
    deeds: Deeds;
  },
): void {
  const { access, audit, deeds } = options;
  const asking = (
    name: string,
    credentials: BackstageCredentials,
    ref?: CompoundEntityRef,
  ): Asking => ({
    credentials,
    operation: `hybrid-apps:${name}`,
    ...(ref && { app: stringifyEntityRef(ref) }),
  });

  registry.register({
    name: 'list-apps',
    title: 'List hybrid apps',
    description:
      'The apps of virtual machines and containers that the caller may view, with how each is and the clusters that it is on.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z => z.object({}),
      output: z =>
        z.object({
          items: z.array(
            z.object({
              entityRef: z.string(),
              name: z.string(),
              title: z.string().optional(),
              health: z.string(),
              clusters: z.array(z.string()),
            }),
          ),
        }),
    },
    action: async ({ credentials }) =>
      audit.read(asking('list-apps', credentials), async () => {
        const apps = await access.listApps(
          hybridAppViewPermission,
          credentials,
        );
        const { own, sight } = await viewerOf(
          { headers: {} },
          credentials,
          apps,
          options,
        );
        const looked = await Promise.all(
          await unhurried(apps, app => lookAtApp(app, { own, sight }, options)),
        );
        return {
          output: {
            items: looked.flatMap(({ summary }) => {
              if (!summary) {
                return [];
              }
              const { entityRef, name, title, health, clusters } = summary;
              return {
                entityRef,
                name,
                ...(title !== undefined && { title }),
                health,
                clusters: [...clusters],
              };
            }),
          },
        };
      }),
  });

  registry.register({
    name: 'query-acts',
    title: 'Query what can be done to objects of a hybrid app',
    description:
      'What the caller can do to objects of an app as they are now, like to stop a VM or to scale a Deployment, and what not, with the reason. ' +
      'Each act has its id, what it will do, how easily it is regretted (`danger`), the JSON Schema of what it takes, and its `basis`, which perform-act needs. ' +
      `Without \`objects\` it tells of all that something can be done to, ${MOST_OBJECTS} at most; \`leftOut\` says how many more there are.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z.string().describe(ENTITY_REF),
          objects: z
            .array(z.string().max(1000))
            .min(1)
            .max(MOST_OBJECTS)
            .optional()
            .describe('The ids of objects; all of the app unless told'),
        }),
      output: z =>
        z.object({
          items: z.array(
            z.object({
              object: z.object({
                id: z.string().optional(),
                apiVersion: z.string(),
                kind: z.string(),
                namespace: z.string().optional(),
                name: z.string(),
              }),
              acts: z.array(
                z.object({
                  act: z.string(),
                  label: z.string(),
                  will: z
                    .string()
                    .describe(
                      'What it will do; {{name}} stands for the name of the object',
                    ),
                  danger: z
                    .enum(['none', 'asks', 'asksName'])
                    .describe(
                      'Unless `none`, ask the person whom you work for before it is done; `asksName` cannot be undone',
                    ),
                  possible: z.boolean(),
                  why: z.string().optional().describe('Why it is not possible'),
                  basis: z.string(),
                  input: z.record(z.unknown()).optional(),
                }),
              ),
            }),
          ),
          leftOut: z.number().int(),
        }),
    },
    action: async ({ input: { entityRef, objects }, credentials }) => {
      const ref = refIn(entityRef);
      return audit.read(asking('query-acts', credentials, ref), async () => {
        const seen = await viewFor(options, credentials, ref);
        const ids = objects ?? (await actedOnIn(seen, deeds));
        const asked = ids.slice(0, MOST_OBJECTS);
        return {
          output: {
            items: await deeds.query(ref, asked, seen),
            leftOut: ids.length - asked.length,
          },
        };
      });
    },
  });

  registry.register({
    name: 'perform-act',
    title: 'Do something to an object of a hybrid app',
    description:
      'Does an act that query-acts offered, with the `basis` that it had there, in the name of the caller. It answers as soon as the cluster has taken or refused it; ' +
      'the same `id` again does nothing and tells how it goes: `asked` and `taken` are under way, `done`, `failed`, `late` and `unknown` are ends. ' +
      'It is refused where the object is not as it was when the act was offered: query again then, and look whether it is still what is wanted.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z.string().describe(ENTITY_REF),
          object: z.string().max(1000).describe(OBJECT),
          act: z
            .string()
            .max(100)
            .describe('The id of the act, exactly as query-acts has it'),
          basis: z.string().max(100).describe('As query-acts has it'),
          id: z
            .string()
            .regex(CHOSEN_ID)
            .describe(
              'Chosen by you and never used before, like a UUID; the same to ask again',
            ),
          input: z
            .record(z.unknown())
            .optional()
            .describe('What the act takes, after the schema that it has'),
        }),
      output: z =>
        z.object({
          id: z.string(),
          act: z.string(),
          object: z.string(),
          askedBy: z.string(),
          input: z.record(z.unknown()).optional(),
          state: z.enum([
            'asked',
            'taken',
            'done',
            'failed',
            'late',
            'unknown',
          ]),
          message: z.string().optional(),
          askedAt: z.string(),
          until: z.string(),
          endedAt: z.string().optional(),
        }),
    },
    action: async ({ input: { entityRef, ...asked }, credentials }) => {
      const ref = refIn(entityRef);
      return {
        output: await deeds.perform(
          ref,
          asked,
          asking('perform-act', credentials, ref),
          () => viewFor(options, credentials, ref),
        ),
      };
    },
  });
}
