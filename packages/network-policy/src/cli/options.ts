import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import type { PeerInput } from '../evaluate/types';
import type { Protocol } from '../ports/connectionSet';
import { COMMANDS } from './commands';
import type { Command, CommandName, Option } from './commands';
import { didYouMean } from './similar';

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

/** Option values by name, as given. */
export type Arguments = Readonly<Record<string, string | boolean | undefined>>;

/** Throws unless the option may be given with this value. */
function mustTake(
  name: string,
  { value, words }: Option,
  given: string | undefined,
  isInline: boolean,
): void {
  if (value === undefined) {
    if (given !== undefined) {
      throw new UsageError(`--${name} takes no value, not "${given}"`);
    }
    return;
  }
  if (given === undefined || given === '') {
    throw new UsageError(`--${name} needs a value: --${name} ${value}`);
  }
  if (/^-./.test(given) && !isInline) {
    throw new UsageError(
      `--${name} needs a value, and "${given}" looks like an option: write --${name}=${given} if it is meant`,
    );
  }
  if (words && !words.includes(given)) {
    throw new UsageError(
      `--${name} must be one of ${words.join(', ')}, not "${given}"${didYouMean(
        given,
        words,
      )}`,
    );
  }
}

/** Throws unless the options make up one of the ways of asking. */
function mustBeOneWay(
  command: CommandName,
  { ways, options }: Command,
  given: ReadonlySet<string>,
): void {
  const way = ways.find(each => each.every(name => given.has(name)));
  if (!way) {
    const missing = ways.map(each =>
      each
        .filter(name => !given.has(name))
        .map(name =>
          ['--', name, ' ', options[name].value ?? ''].join('').trim(),
        )
        .join(' and '),
    );
    throw new UsageError(`${command} needs ${missing.join(', or ')}`);
  }
  const stray = ways
    .flat()
    .find(name => given.has(name) && !way.includes(name));
  if (stray !== undefined) {
    const others = way.filter(
      name => !ways.some(each => each.includes(name) && each.includes(stray)),
    );
    throw new UsageError(
      `--${stray} does not go with ${others
        .map(each => `--${each}`)
        .join(', ')}`,
    );
  }
}

/** The option of a command by its name on the command line. */
function optionOf(
  command: CommandName,
  { options }: Command,
  { name, rawName }: { readonly name: string; readonly rawName: string },
): Option {
  if (!Object.hasOwn(options, name)) {
    const known = Object.keys(options).map(each => `--${each}`);
    const hint =
      didYouMean(`--${name}`, known) || ` (it has ${known.join(', ')})`;
    throw new UsageError(`${command} has no option ${rawName}${hint}`);
  }
  return options[name];
}

/** Throws where two options are to be read from standard input. */
function mustReadOnce(values: Arguments): void {
  const inputs = Object.keys(values).filter(each => values[each] === '-');
  if (inputs.length > 1) {
    throw new UsageError(
      `standard input can be read once, not as ${inputs
        .map(each => `--${each}`)
        .join(' and ')}`,
    );
  }
}

/**
 * Takes the arguments after a command's name.
 *
 * @throws UsageError
 */
export function parseArguments(
  name: CommandName,
  args: readonly string[],
): Arguments {
  const command: Command = COMMANDS[name];
  const { tokens } = parseArgs({
    args: [...args],
    // Told here, not by parseArgs: its words speak to whoever calls it.
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(command.options).map(([each, { value }]) => [
        each,
        { type: value === undefined ? 'boolean' : 'string' },
      ]),
    ),
  });
  const values: Record<string, string | boolean> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') {
      const lacking = command.ways[0].find(
        each => !args.some(arg => arg.split('=')[0] === `--${each}`),
      );
      const hint = lacking ? `: did you mean --${lacking} ${token.value}?` : '';
      throw new UsageError(
        `${name} takes options alone, not "${token.value}"${hint}`,
      );
    }
    if (token.kind === 'option') {
      const option = optionOf(name, command, token);
      mustTake(token.name, option, token.value, token.inlineValue ?? false);
      if (Object.hasOwn(values, token.name)) {
        throw new UsageError(`--${token.name} is given twice`);
      }
      values[token.name] = token.value ?? true;
    }
  }
  mustBeOneWay(name, command, new Set(Object.keys(values)));
  mustReadOnce(values);
  return values;
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

/** Reads `ns/name`, `ns/name[Kind]` or an IP address; undefined for anything else. */
export function parsePeer(text: string): PeerInput | undefined {
  if (isIP(text)) {
    return { ip: text };
  }
  const [, namespace, name, kind] =
    /^([^/[\]]+)\/([^/[\]]+)(?:\[(\w+)\])?$/.exec(text) ?? [];
  return namespace === undefined || isIP(namespace)
    ? undefined
    : { namespace, name, ...(kind ? { kind } : {}) };
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
