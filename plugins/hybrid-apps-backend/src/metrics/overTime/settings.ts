import { Config } from '@backstage/config';
import { MetricSeries } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { z } from 'zod';
import { readStrictly } from '../../strictConfig';
import { DEFAULT_QUERIES, METRICS, Queries, Subject } from './queries';
import { parseQuery, QueryTemplate } from './template';

export const METRICS_KEY = 'hybridApps.metrics';

/** Where the Prometheus of a cluster is, and how it is asked. */
export interface PrometheusSettings {
  url: string;
  /** What shows who asks. */
  headers: Readonly<Record<string, string>>;
  caData?: string;
  caFile?: string;
  skipTLSVerify: boolean;
  /** What all series of this cluster have. */
  labels: ReadonlyMap<string, string>;
}

export interface MetricsSettings {
  /** By the name of the cluster. */
  clusters: ReadonlyMap<string, PrometheusSettings>;
  queries: Queries;
}

const query = z.string().transform((written, context): QueryTemplate => {
  const { template, problem } = parseQuery(written);
  if (template) {
    return template;
  }
  context.addIssue({ code: 'custom', message: problem });
  return z.NEVER;
});

const queriesOf = (subject: Subject) =>
  z
    .partialRecord(z.enum(METRICS.map(({ name }) => name)), query)
    .default({})
    .transform(
      (own): Partial<Record<MetricSeries['name'], QueryTemplate>> => ({
        ...Object.fromEntries(
          Object.entries(DEFAULT_QUERIES[subject]).flatMap(
            ([name, written]) => {
              const { template } = parseQuery(written);
              return template ? [[name, template]] : [];
            },
          ),
        ),
        ...own,
      }),
    );

const url = z.string().superRefine((written, context) => {
  const refuse = (message: string) =>
    context.addIssue({ code: 'custom', message });
  if (!URL.canParse(written)) {
    refuse('is no URL');
    return;
  }
  const { protocol, username, password, search } = new URL(written);
  if (protocol !== 'http:' && protocol !== 'https:') {
    refuse('is no URL of http or https');
  }
  if (username !== '' || password !== '' || search !== '') {
    refuse(
      'holds credentials or a query: write them in basic, bearerToken or headers',
    );
  }
});

/** As HTTP takes it, so that a token that is wrong fails at the start. */
const headerValue = z
  .string()
  .trim()
  .regex(/^[\x20-\x7e]+$/, 'is empty, or is no text that a header takes');

const cluster = z
  .strictObject({
    cluster: z.string().min(1),
    url,
    bearerToken: headerValue.optional(),
    basic: z
      .strictObject({ username: z.string().min(1), password: z.string() })
      .optional(),
    headers: z
      .record(
        z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/, 'is no name of a header'),
        headerValue,
      )
      .default({}),
    caData: z.string().optional(),
    caFile: z.string().optional(),
    skipTLSVerify: z.boolean().default(false),
    labels: z
      .record(
        z.string().regex(/^[a-zA-Z_]\w*$/, 'is no name of a label'),
        z.string(),
      )
      .default({}),
  })
  .refine(({ bearerToken, basic }) => !(bearerToken && basic), {
    message: 'has both bearerToken and basic: one of them shows who asks',
  });

const metrics = z.strictObject({
  clusters: z
    .array(cluster)
    .default([])
    .superRefine((clusters, context) =>
      clusters.forEach((one, index) => {
        if (
          clusters.findIndex(other => other.cluster === one.cluster) < index
        ) {
          context.addIssue({
            code: 'custom',
            path: [index, 'cluster'],
            message: `names '${one.cluster}' a second time`,
          });
        }
      }),
    ),
  queries: z
    .strictObject({ pods: queriesOf('pods'), vms: queriesOf('vms') })
    .prefault({}),
});

function authorizationOf({
  bearerToken,
  basic,
}: Pick<z.infer<typeof cluster>, 'bearerToken' | 'basic'>): string | undefined {
  if (basic) {
    const pair = Buffer.from(`${basic.username}:${basic.password}`);
    return `Basic ${pair.toString('base64')}`;
  }
  return bearerToken && `Bearer ${bearerToken}`;
}

/**
 * `hybridApps.metrics` of app-config: where what was used over time is asked for.
 *
 * @throws InputError that names each key that is wrong
 */
export function readMetricsSettings(config: Config): MetricsSettings {
  const { clusters, queries } = readStrictly(config, METRICS_KEY, metrics);
  return {
    queries,
    clusters: new Map(
      clusters.map(
        ({ cluster: name, bearerToken, basic, headers, labels, ...rest }) => {
          const authorization = authorizationOf({ bearerToken, basic });
          return [
            name,
            {
              ...rest,
              headers: {
                ...headers,
                ...(authorization !== undefined && { authorization }),
              },
              labels: new Map(Object.entries(labels)),
            },
          ];
        },
      ),
    ),
  };
}
