import { readFileSync } from 'node:fs';
import { ManifestsNotFoundError, STANDARD_INPUT } from '../manifests';
import type { ReadFile, Remark } from '../manifests';
import { PeerNotFoundError } from '../evaluate/built';
import { createPolicyModel } from '../model';
import type { PolicyModelOptions } from '../model';
import { check } from './check';
import { diff } from './diff';
import { evaluateOne } from './eval';
import { explain } from './explain';
import { version } from '../../package.json';
import { COMMAND_NAMES, isCommand } from './commands';
import type { CommandName } from './commands';
import { helpOn, overview } from './help';
import { load } from './input';
import type { Input } from './input';
import { list } from './list';
import { recommend } from './recommend';
import { UsageError, parseArguments, required } from './options';
import type { Arguments } from './options';
import { didYouMean } from './similar';
import { printable } from './tables';
import type { Pieces } from './tables';

/**
 * What a run reads beside files, and where it writes to.
 * @public
 */
export interface Terminal {
  /** Gives all of standard input, where a file is called `-`. */
  in(): Uint8Array;
  /** Takes a piece of the answer; the next one waits for what this returns. */
  out(text: string): void | Promise<void>;
  /** Takes what is told beside the answer. */
  err(text: string): void;
}

interface Answer {
  readonly text: string | Pieces;
  /** 0 unless the command says otherwise. */
  readonly status?: number;
  /** What goes beside the answer, on standard error. */
  readonly notes?: readonly string[];
}

/** Reads the manifests that an option names. */
type Read = (option: string) => Input;

const BAD_INPUT = 2;

/** What the command line says of the model. */
const modelOptionsOf = ({ network }: Arguments): PolicyModelOptions =>
  typeof network === 'string' ? { network } : {};

const ANSWERS: Readonly<
  Record<CommandName, (args: Arguments, read: Read) => Answer>
> = {
  list: (args, read) => list(read('dir').model, args),
  eval: (args, read) => evaluateOne(read('dir').model, args),
  explain: (args, read) => ({ text: explain(read('dir'), args) }),
  diff: (args, read) => {
    if (args.staged) {
      const { model, objects } = read('dir');
      const enforced = createPolicyModel(objects, {
        ...modelOptionsOf(args),
        enforceStaged: true,
      });
      return { text: diff(model, enforced, args) };
    }
    const [before, after] = [read('before'), read('after')];
    return { text: diff(before.model, after.model, args) };
  },
  recommend: (args, read) => recommend(read('dir'), args),
  check: (args, read) => check(read('dir'), args),
};

function isExpected(error: unknown): error is Error {
  return (
    error instanceof UsageError ||
    error instanceof ManifestsNotFoundError ||
    error instanceof PeerNotFoundError
  );
}

function tellRemarks(remarks: readonly Remark[], terminal: Terminal): void {
  for (const { kind, file, line, column, message } of remarks) {
    terminal.err(
      `${printable(`${file}:${line}:${column}: ${kind}: ${message}`)}\n`,
    );
  }
}

/** As many characters as are worth a write of their own. */
const PAGE = 64 * 1024;

async function tellAnswer(
  text: Answer['text'],
  terminal: Terminal,
): Promise<void> {
  let page = '';
  for (const piece of typeof text === 'string' ? [text] : text) {
    page += piece;
    if (page.length >= PAGE) {
      await terminal.out(page);
      page = '';
    }
  }
  await terminal.out(page);
}

function commandNamed(name: string): CommandName {
  if (!isCommand(name)) {
    const hint = name.startsWith('-')
      ? ` (a command comes first: ${COMMAND_NAMES.join(', ')})`
      : didYouMean(name, COMMAND_NAMES) ||
        ` (there are ${COMMAND_NAMES.join(', ')})`;
    throw new UsageError(`there is no command "${name}"${hint}`);
  }
  return name;
}

const readerAt =
  (terminal: Terminal): ReadFile =>
  file =>
    file === STANDARD_INPUT ? Buffer.from(terminal.in()) : readFileSync(file);

const isHelp = (arg: string) => arg === '--help' || arg === '-h';

/** What somebody who asks for help, or for nothing, is told; undefined for everybody else. */
function helpFor([first, second, ...rest]: readonly string[]):
  | string
  | undefined {
  if (first === undefined || isHelp(first)) {
    return overview();
  }
  if (first === 'help') {
    return second === undefined ? overview() : helpOn(commandNamed(second));
  }
  return [second ?? '', ...rest].some(isHelp)
    ? helpOn(commandNamed(first))
    : undefined;
}

async function answer(
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const help = helpFor(args);
  if (help !== undefined) {
    const isAsked = args.length > 0;
    await (isAsked ? terminal.out : terminal.err)(help);
    return isAsked ? 0 : BAD_INPUT;
  }
  const [name, ...rest] = args;
  if (name === '--version') {
    await terminal.out(`${version}\n`);
    return 0;
  }
  const command = commandNamed(name);
  const parsed = parseArguments(command, rest);
  let isBad = false;
  let isEmpty = true;
  // Told before the question is answered: a peer that is not found may be in them.
  const read = (option: string) => {
    const input = load(
      required(parsed, option),
      modelOptionsOf(parsed),
      readerAt(terminal),
    );
    const remarks = [...input.remarks, ...input.problems];
    const isProblem = ({ kind }: Remark) => kind === 'problem';
    tellRemarks(
      // Without assertions the answer of `check` has the problems.
      command === 'check' && parsed.assert === undefined
        ? remarks.filter(each => !isProblem(each))
        : remarks,
      terminal,
    );
    isBad ||= remarks.some(isProblem);
    isEmpty &&= input.objects.length === 0;
    return input;
  };
  const { text, status = 0, notes = [] } = ANSWERS[command](parsed, read);
  await tellAnswer(text, terminal);
  notes.forEach(note => terminal.err(`netpol: note: ${printable(note)}\n`));
  return isEmpty || (parsed.strict && isBad) ? BAD_INPUT : status;
}

/**
 * Runs one command line and gives its exit status: see the help.
 * @public
 */
export async function run(
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  try {
    return await answer(args, terminal);
  } catch (error) {
    if (!isExpected(error)) {
      // Not thrown on: Node would exit with 1, which says that a connection is denied.
      const trace = error instanceof Error ? error.stack : String(error);
      terminal.err(`netpol: this is a defect of netpol\n${trace}\n`);
      return BAD_INPUT;
    }
    const [topic = ''] = args;
    const see = isCommand(topic) ? `netpol help ${topic}` : 'netpol --help';
    const hint = error instanceof UsageError ? `\nSee ${see}` : '';
    terminal.err(`netpol: ${printable(error.message)}${hint}\n`);
    return BAD_INPUT;
  }
}
