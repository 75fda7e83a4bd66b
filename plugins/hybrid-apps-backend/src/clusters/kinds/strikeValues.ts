import { isRecord } from '@hybrid-apps/network-policy';
import { withoutCredentials } from '../hosts';
import { keptAnnotations } from './annotations';

/** No kind of object is nested deeper; what is, nobody reads. */
const DEEPEST = 64;

/** Lists of which each item may be a value. */
const LISTS = new Set(['args', 'command', 'extraHeaders']);
/**
 * A switch has no secret, and tells of network plugins whether they enforce
 * policies; nor has a mode of kube-proxy, by its name.
 * Source: kubernetes, pkg/proxy/apis/config/types.go, `ProxyMode`.
 */
const KEPT_WORD =
  /^--(?:[a-z][a-z-]{0,60}=(?:true|false)|proxy-mode=(?:iptables|ipvs|nftables|kernelspace))$/;
/** Maps that a driver of storage, or a controller, takes as it likes. */
const MAPS = new Set([
  'data',
  'env',
  'options',
  'stringData',
  'values',
  'volumeAttributes',
]);
/** Texts that are values from end to end. */
const TEXTS = new Set([
  'apiKey',
  'kernelArgs',
  'networkData',
  'networkDataBase64',
  'password',
  'secret',
  'token',
  'userData',
  'userDataBase64',
]);

/** Maps of labels: what is called `secret` or `command` in them is a label, and no field. */
const LABELS = new Set(['labels', 'matchLabels', 'nodeSelector', 'selector']);
/** Source: apimachinery, validation.IsValidLabelValue. */
const LABEL_VALUE = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;

const areLabels = (map: Record<string, unknown>): boolean =>
  Object.values(map).every(
    value => typeof value === 'string' && LABEL_VALUE.test(value),
  );

/** A probe may have a token in its query. */
const withoutQuery = ({ path, ...httpGet }: Record<string, unknown>) =>
  typeof path === 'string'
    ? { path: path.replace(/[?#][^]*$/, ''), ...httpGet }
    : httpGet;

/**
 * A text without what stands between the first of one mark and the last of
 * another, or the end. A shell's command may hold the marks itself, as in
 * `([sh -c [ -f x ] && …])`.
 */
function withoutBetween(written: string, open: string, close: string): string {
  const at = written.indexOf(open);
  if (at < 0) {
    return written;
  }
  const start = at + open.length;
  const end = written.lastIndexOf(close);
  const rest = end < start ? close : written.slice(end);
  return `${written.slice(0, start)}…${rest}`;
}

/** What the kubelet and container runtimes say before and after a command, and of what it wrote. */
const COMMANDS = [
  ['([', '])'],
  ['exec: "', '"'],
  ["command '", "' exited with"],
  ['command "', '" timed out'],
  [', message: "', '"'],
] as const;

/**
 * What a probe's program wrote; what the kubelet itself says of a probe by HTTP,
 * TCP or gRPC tells no value.
 * Source: kubernetes, pkg/kubelet/prober/prober.go and pkg/probe.
 */
const OUTPUT_OF_PROBE =
  /(probe (?:failed|errored|warning): )(?!HTTP probe failed|Get "|dial |timeout|service unhealthy|context |command ["'])[^]+$/;

/**
 * What the kubelet and a container runtime say of a command is the command
 * itself, and what it wrote: of a lifecycle hook, of a program that is not there.
 * Source: kubernetes, pkg/kubelet/lifecycle/handlers.go
 * (`Exec lifecycle hook (%v) …, message: %q`) and pkg/kubelet/cri/remote
 * (`command '%s' exited with %d: %s`); opencontainers/runc, `exec: "…"`.
 */
const withoutCommands = (message: string): string =>
  COMMANDS.reduce(
    (told, [open, close]) => withoutBetween(told, open, close),
    message
      .replace(/(' exited with -?\d+: )[^]*$/, '$1…')
      .replace(OUTPUT_OF_PROBE, '$1…'),
  );

function strikeField(field: string, value: unknown, depth: number): unknown {
  if (field === 'message' && typeof value === 'string') {
    return withoutCommands(withoutCredentials(value));
  }
  if (LISTS.has(field)) {
    return Array.isArray(value)
      ? value.filter(item => typeof item === 'string' && KEPT_WORD.test(item))
      : undefined;
  }
  if (TEXTS.has(field) && typeof value === 'string') {
    return undefined;
  }
  if (!isRecord(value)) {
    return strikeBelow(value, depth);
  }
  if (MAPS.has(field)) {
    return {};
  }
  // A selector that lacks a label means others than it says.
  if (LABELS.has(field) && areLabels(value)) {
    return value;
  }
  switch (field) {
    case 'annotations':
      return keptAnnotations(value);
    case 'httpGet':
      return strikeBelow(withoutQuery(value), depth);
    case 'terminated': {
      // What a container wrote when it ended may be the end of its log.
      const { message, ...state } = value;
      return message === undefined ? value : state;
    }
    default:
      return strikeBelow(value, depth);
  }
}

function strikeRecord(record: Record<string, unknown>, depth: number): unknown {
  // A variable, a header, a parameter of a query: its name alone is kept.
  const isNamedValue =
    'value' in record &&
    ['name', 'key', 'header'].some(field => typeof record[field] === 'string');
  let struck: Record<string, unknown> | undefined;
  for (const field of Object.keys(record)) {
    const value = record[field];
    const kept =
      isNamedValue && field === 'value'
        ? undefined
        : strikeField(field, value, depth + 1);
    if (kept !== value) {
      struck ??= { ...record };
      if (kept === undefined) {
        delete struck[field];
      } else {
        struck[field] = kept;
      }
    }
  }
  return struck ?? record;
}

function strikeBelow(value: unknown, depth: number): unknown {
  if (depth > DEEPEST) {
    return undefined;
  }
  if (typeof value === 'string') {
    return withoutCredentials(value);
  }
  if (Array.isArray(value)) {
    const struck = value.map(item => strikeBelow(item, depth + 1));
    return struck.some((item, index) => item !== value[index]) ? struck : value;
  }
  return isRecord(value) ? strikeRecord(value, depth) : value;
}

/**
 * An object's body without the values that people put into it: of variables,
 * headers, commands and arguments, of cloud-init and annotations, and the user
 * info and the query of URLs. They may be secret, and nothing that the portal
 * tells is made of them, but for hosts.
 *
 * Values are struck wherever they stand, by the name of their field: in a Pod, in
 * the template of any kind, in what a kind of tomorrow makes of it. What is struck
 * leaves its place: a variable its name, `exec` a command without words. The
 * input is not changed; what has no values is handed back as it is.
 */
export const strikeValues = (body: unknown): unknown => strikeBelow(body, 0);
