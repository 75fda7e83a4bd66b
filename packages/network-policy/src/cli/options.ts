import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import type { PeerInput } from '../evaluate/types';
import type { Protocol } from '../ports/connectionSet';

/** The command line is not one that netpol understands; the message says why. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

export const FORMATS = ['txt', 'json', 'csv', 'md', 'dot'] as const;
export type Format = (typeof FORMATS)[number];
/** A format that one command alone has. */
type AnyFormat = Format | 'sarif' | 'yaml';

const GRANULARITIES = ['workload', 'pod'] as const;

const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP', 'ICMP', 'ICMPv6'];

const COMMON = {
  strict: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  format: { type: 'string' },
} as const;

const QUESTION = {
  ...COMMON,
  dir: { type: 'string' },
  source: { type: 'string' },
  destination: { type: 'string' },
  protocol: { type: 'string' },
  port: { type: 'string' },
} as const;

export type CommandName =
  | 'list'
  | 'eval'
  | 'explain'
  | 'diff'
  | 'recommend'
  | 'check';

/** The options of each command. */
const OPTIONS: Readonly<
  Record<CommandName, NonNullable<ParseArgsConfig['options']>>
> = {
  list: {
    ...COMMON,
    dir: { type: 'string' },
    granularity: { type: 'string' },
  },
  eval: QUESTION,
  explain: QUESTION,
  diff: {
    ...COMMON,
    before: { type: 'string' },
    after: { type: 'string' },
    dir: { type: 'string' },
    staged: { type: 'boolean' },
    granularity: { type: 'string' },
  },
  recommend: {
    ...COMMON,
    dir: { type: 'string' },
    assert: { type: 'string' },
    as: { type: 'string' },
  },
  check: {
    ...COMMON,
    dir: { type: 'string' },
    assert: { type: 'string' },
  },
};

/** Option values by name, as given. */
export type Arguments = Readonly<Record<string, unknown>>;

export function isCommand(text: string | undefined): text is CommandName {
  return text !== undefined && Object.keys(OPTIONS).includes(text);
}

/** @throws UsageError */
export function parseArguments(
  command: CommandName,
  args: readonly string[],
): Arguments {
  try {
    return parseArgs({ args: [...args], options: OPTIONS[command] }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : `${error}`);
  }
}

/** @throws UsageError when the option is missing. */
export function required(args: Arguments, name: string): string {
  const value = args[name];
  if (typeof value !== 'string' || value === '') {
    throw new UsageError(`--${name} is missing`);
  }
  return value;
}

/** One of a few words, the first when the option is missing. */
export function choice<T extends string>(
  args: Arguments,
  name: string,
  words: readonly T[],
): T {
  const value = args[name] ?? words[0];
  const found = words.find(each => each === value);
  if (found === undefined) {
    throw new UsageError(
      `--${name} must be one of ${words.join(', ')}, not "${value}"`,
    );
  }
  return found;
}

export const formatOf = <T extends AnyFormat>(
  args: Arguments,
  formats: readonly T[],
) => choice(args, 'format', formats);

export const granularityOf = (args: Arguments) =>
  choice(args, 'granularity', GRANULARITIES);

/** Reads `ns/name`, `ns/name[Kind]` or an IP address. */
export function peerOf(args: Arguments, name: string): PeerInput {
  const text = required(args, name);
  if (isIP(text)) {
    return { ip: text };
  }
  const [, namespace, object, kind] =
    /^([^/[\]]+)\/([^/[\]]+)(?:\[(\w+)\])?$/.exec(text) ?? [];
  if (namespace === undefined || isIP(namespace)) {
    throw new UsageError(
      `--${name} must be namespace/name, namespace/name[Kind] or one IP address, not "${text}"`,
    );
  }
  return { namespace, name: object, ...(kind ? { kind } : {}) };
}

export function protocolOf(args: Arguments): Protocol | undefined {
  if (args.protocol === undefined) {
    return undefined;
  }
  return choice(args, 'protocol', PROTOCOLS);
}

export function portOf(args: Arguments): number | undefined {
  if (args.port === undefined) {
    return undefined;
  }
  const port = Number(args.port);
  if (!/^\d+$/.test(`${args.port}`) || port < 1 || port > 65535) {
    throw new UsageError(
      `--port must be a whole number from 1 to 65535, not "${args.port}"`,
    );
  }
  return port;
}
