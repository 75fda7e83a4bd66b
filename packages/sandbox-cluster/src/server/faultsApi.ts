/**
 * The faults over HTTP, for those who have no hold of the process that the
 * sandbox runs in: the administrator's token, and
 *
 * - `GET /_sandbox/faults`: what is set
 * - `PATCH /_sandbox/faults` with FaultSettings: sets more
 * - `DELETE /_sandbox/faults`: clears all
 * - `POST /_sandbox/faults/cut-watches` (`{"midLine": true}`)
 * - `POST /_sandbox/faults/cut-consoles`
 * - `POST /_sandbox/faults/compact-history`
 * - `POST /_sandbox/faults/crash` (`{"seconds": 5}`, after which it recovers)
 * - `POST /_sandbox/faults/expire-token` (`{"token": "…"}`)
 */
import { ApiRequest, Reply } from '../api';
import { Faults, FaultSettings, FaultState } from '../faults';
import { isJson, Json } from '../objects';
import { badRequest, forbidden, methodNotAllowed } from '../status';

const ROOT = '/_sandbox/faults';
const DEFAULT_CRASH_SECONDS = 5;

/** @returns `undefined` for a path that is not the sandbox's own */
export function answerFaults(
  faults: Faults,
  state: FaultState,
  request: ApiRequest,
): Reply | undefined {
  const { method, path, user } = request;
  if (path !== ROOT && !path.startsWith(`${ROOT}/`)) {
    return undefined;
  }
  if (!user.groups.includes('system:masters')) {
    throw forbidden(
      { group: '', resource: 'faults' },
      `User "${user.name}" is not the sandbox's administrator`,
    );
  }
  const body = bodyOf(request);
  switch (`${method} ${path.slice(ROOT.length)}`) {
    case 'GET ':
      break;
    case 'PATCH ':
      faults.set(readSettings(body));
      break;
    case 'DELETE ':
      faults.clear();
      break;
    case 'POST /cut-watches':
      faults.cutWatches({ midLine: body.midLine === true });
      break;
    case 'POST /cut-consoles':
      faults.cutConsoles();
      break;
    case 'POST /compact-history':
      faults.compactHistory();
      break;
    case 'POST /crash':
      setTimeout(
        faults.recover,
        Number(body.seconds ?? DEFAULT_CRASH_SECONDS) * 1000,
      ).unref();
      faults.crash();
      break;
    case 'POST /expire-token':
      faults.expireToken(String(body.token ?? ''));
      break;
    default:
      throw methodNotAllowed();
  }
  return { status: 200, json: state.settings };
}

function bodyOf({ body }: ApiRequest): Json {
  if (body.length === 0) {
    return {};
  }
  try {
    const parsed: unknown = JSON.parse(body.toString());
    if (isJson(parsed)) {
      return parsed;
    }
  } catch {
    // Said below, as for JSON that is no object.
  }
  throw badRequest('the body must be a JSON object');
}

function readSettings(body: Json): FaultSettings {
  const settings: FaultSettings = {};
  for (const [name, value] of Object.entries(body)) {
    if (
      (name === 'latencyMs' || name === 'errorRate') &&
      typeof value === 'number'
    ) {
      settings[name] = value;
    } else if (
      (name === 'forbidden' || name === 'absent') &&
      Array.isArray(value)
    ) {
      settings[name] = value.map(String);
    } else {
      throw badRequest(
        `${name}: not a fault setting, or not of its type (latencyMs and errorRate are numbers, forbidden and absent lists of kinds)`,
      );
    }
  }
  return settings;
}
