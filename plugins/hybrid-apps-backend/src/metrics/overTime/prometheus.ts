import { KubernetesCredential } from '@backstage/plugin-kubernetes-node';
// A Prometheus is reached as an API server is; who reads stores loads no client.
import { createConnectionPool } from '../../clusters/client/connection';
import { explain } from '../../clusters/client/explain';
import { readText } from '../../clusters/client/readText';
import { errorIn, Grid, RangeAnswer, readRange } from './answer';
import { METRICS_KEY, PrometheusSettings } from './settings';

/** Who looks at a page waits no longer. */
const TIMEOUT_MS = 10_000;
/** Parsed at one stretch, while others wait. */
const MOST_BYTES = 4 * 2 ** 20;

const SERVER = {
  called: 'Prometheus',
  ca: `its caData or caFile in ${METRICS_KEY}.clusters`,
};

/** The headers of the settings show who asks. */
const NO_CREDENTIAL: KubernetesCredential = { type: 'anonymous' };

/** The Prometheus of one cluster. */
export interface Prometheus {
  /** @throws Error that says what it answers, and the way out */
  range(query: string, grid: Grid): Promise<RangeAnswer>;
  close(): Promise<void>;
}

function parseJson(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}

/** Why an answer is none. */
function refusal(status: number, body: unknown): string {
  if (status >= 300 && status < 400) {
    return `answers ${status} and sends elsewhere. Nothing is sent after it, as credentials would go there: set the url of ${METRICS_KEY}.clusters to where it is`;
  }
  if (status === 401 || status === 403) {
    return `refuses the portal (${status}): set bearerToken, basic or headers in ${METRICS_KEY}.clusters`;
  }
  const said = errorIn(body);
  if (said !== undefined) {
    return `answers ${status}: ${said}`;
  }
  return status === 404
    ? `answers 404: the url of ${METRICS_KEY}.clusters is that which /api/v1/query_range comes after`
    : `answers ${status}`;
}

/**
 * Asks the Prometheus of a cluster, with so much time and so long an answer. No
 * redirect is followed.
 */
export function createPrometheus(
  cluster: string,
  { url, headers, caData, caFile, skipTLSVerify }: PrometheusSettings,
  { timeoutMs = TIMEOUT_MS, maxBytes = MOST_BYTES } = {},
): Prometheus {
  const pool = createConnectionPool();
  const failed = (why: string) =>
    new Error(`Prometheus of cluster '${cluster}' ${why}.`);

  async function send(
    form: Record<string, string>,
  ): Promise<{ status: number; written: string }> {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const { agent, origin, basePath } = await pool.connect(
        { name: cluster, url, authMetadata: {}, caData, caFile, skipTLSVerify },
        NO_CREDENTIAL,
      );
      const { statusCode, body } = await agent.request({
        origin,
        path: `${basePath}/api/v1/query_range`,
        // As a form, since a query is longer than what some take in a URL.
        method: 'POST',
        headers: {
          ...headers,
          accept: 'application/json',
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams(form).toString(),
        signal,
      });
      return { status: statusCode, written: await readText(body, maxBytes) };
    } catch (error) {
      throw failed(
        signal.aborted
          ? `gives no answer within ${timeoutMs / 1_000} s`
          : `cannot be asked: ${explain(error, SERVER)}`,
      );
    }
  }

  return {
    async range(query, grid) {
      const { from, stepSeconds, count } = grid;
      const { status, written } = await send({
        query,
        start: String(from),
        end: String(from + (count - 1) * stepSeconds),
        step: String(stepSeconds),
        timeout: `${Math.ceil(timeoutMs / 1_000)}s`,
      });
      const body = parseJson(written);
      if (status < 200 || status >= 300) {
        throw failed(refusal(status, body));
      }
      const answer = readRange(body, grid);
      if (!answer) {
        throw failed(
          `answers what is no series over time: is the url of ${METRICS_KEY}.clusters that of a Prometheus?`,
        );
      }
      return answer;
    },
    close: () => pool.close(),
  };
}
