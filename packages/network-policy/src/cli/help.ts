import { COMMANDS } from './commands';
import type { Command, CommandName, Example, Option } from './commands';

const WIDTH = 88;

const PEERS = `A PEER is namespace/name of a workload or Pod, namespace/name[Kind] where two have
the same name (also namespace/name[Service] as a destination), or an IP address.
`;

const ASSERTIONS = `A line of FILE reads "assert: SOURCE -> DESTINATION [TCP 80,8000-8080] allowed", or
"denied", or "denied otherwise": but for what other lines allow. An end is namespace/name,
namespace/name[Kind], name alone in any namespace, namespace/* for all of one, an address
or a range like 10.0.0.0/8, external for every address outside, or * for everybody.
What is uncertain fails either way.
`;

const LISTED = `A workload may do what any of its pods may, where eval asks all of them. Not listed is
what eval allows besides: that a node, by its addresses, reaches the pods that it runs,
and what stays within one workload.
`;

const BAD_INPUT = `Bad input is told on standard error as file:line:column, and the rest is answered.
`;

/** `--port N`, and `--format txt|json` where there are but a few words. */
function synopsis(name: string, { value, words }: Option): string {
  return ['--', name, value ? ` ${words?.join('|') ?? value}` : ''].join('');
}

/** Words in lines of the width of a terminal, all but the first further in. */
function wrap(first: string, words: readonly string[], indent: number): string {
  const lines = [first];
  for (const word of words) {
    const last = lines[lines.length - 1];
    if (last.length + 1 + word.length <= WIDTH) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(`${' '.repeat(indent)} ${word}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** One line for each way of asking. */
function usage(name: CommandName, { ways, options }: Command): string {
  const head = `  netpol ${name}`;
  const needed = new Set(ways.flat());
  const extras = Object.keys(options).filter(each => !needed.has(each));
  return ways
    .map(way =>
      wrap(
        head,
        [
          ...way.map(each => synopsis(each, options[each])),
          ...extras.map(each => `[${synopsis(each, options[each])}]`),
        ],
        head.length,
      ),
    )
    .join('');
}

function describeOptions(options: Command['options']): string {
  const all: Command['options'] = { ...options, help: { about: 'this text' } };
  const rows = Object.entries(all).map(([name, { value, words, about }]) => {
    const term = `  --${name} ${value ?? ''}`.trimEnd();
    const [first, ...rest] = words ?? [];
    const choices = first
      ? `: ${first} (default), ${rest.join(', ')}`.replace(/, (\S+)$/, ' or $1')
      : '';
    return [term, `${about}${choices}`] as const;
  });
  const column = Math.max(...rows.map(([term]) => term.length)) + 1;
  return rows
    .map(([term, about]) => wrap(term.padEnd(column), about.split(' '), column))
    .join('');
}

function show(examples: readonly Example[]): string {
  return examples
    .map(
      ({ about, lines }) =>
        `  ${about}:\n${lines.map(line => `    ${line}\n`).join('')}`,
    )
    .join('\n');
}

/** What one command is for, by example, and its options. */
export function helpOn(name: CommandName): string {
  const command: Command = COMMANDS[name];
  const { about, options, examples, status } = command;
  const statuses = { ...status, 2: 'bad input or usage' };
  return [
    `netpol ${name}: ${about}\n`,
    `Usage\n${usage(name, command)}`,
    ...('source' in options ? [PEERS] : []),
    `Examples\n${show(examples)}`,
    ...(name === 'list' ? [LISTED] : []),
    ...(name === 'check' ? [ASSERTIONS] : []),
    `Options\n${describeOptions(options)}`,
    BAD_INPUT,
    `Exit status\n${Object.entries(statuses)
      .map(([code, says]) => `  ${code}  ${says}\n`)
      .join('')}`,
  ].join('\n');
}

/** What netpol is for, and where to read on. */
export function overview(): string {
  const commands = Object.entries(COMMANDS);
  return [
    'netpol: who can reach whom in Kubernetes, and which rule decides\n',
    `Commands\n${commands
      .map(([name, { about }]) => `  ${name.padEnd(9)}  ${about}\n`)
      .join('')}`,
    `Examples\n${show(commands.map(([, { examples }]) => examples[0]))}`,
    'MANIFESTS are a folder of YAML and JSON, one such file, or - for standard input.',
    PEERS,
    BAD_INPUT,
    `More
  netpol help COMMAND  a command's options, with examples; also netpol COMMAND --help
  netpol --version     its version
`,
  ].join('\n');
}
