import { ManifestsNotFoundError } from '../manifests';
import { PeerNotFoundError } from '../evaluate/built';
import { createPolicyModel } from '../model';
import { check } from './check';
import { diff } from './diff';
import { evaluateOne } from './eval';
import { explain } from './explain';
import { HELP } from './help';
import { load } from './input';
import type { Input } from './input';
import { list } from './list';
import { recommend } from './recommend';
import { UsageError, isCommand, parseArguments, required } from './options';
import type { Arguments, CommandName } from './options';
import { printable } from './tables';

/**
 * Where a run writes to.
 * @public
 */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
}

interface Answer {
  readonly text: string;
  /** 0 unless the command says otherwise. */
  readonly status?: number;
}

/** Reads the manifests that an option names. */
type Read = (option: string) => Input;

const BAD_INPUT = 2;

const COMMANDS: Readonly<
  Record<CommandName, (args: Arguments, read: Read) => Answer>
> = {
  list: (args, read) => ({ text: list(read('dir').model, args) }),
  eval: (args, read) => evaluateOne(read('dir').model, args),
  explain: (args, read) => ({ text: explain(read('dir'), args) }),
  diff: (args, read) => {
    if (args.staged) {
      const { model, objects } = read('dir');
      const enforced = createPolicyModel(objects, { enforceStaged: true });
      return { text: diff(model, enforced, args) };
    }
    const [before, after] = [read('before'), read('after')];
    return { text: diff(before.model, after.model, args) };
  },
  recommend: (args, read) => ({ text: recommend(read('dir'), args) }),
  check: (args, read) => check(read('dir'), args),
};

function isExpected(error: unknown): error is Error {
  return (
    error instanceof UsageError ||
    error instanceof ManifestsNotFoundError ||
    error instanceof PeerNotFoundError
  );
}

function tellRemarks({ remarks }: Input, terminal: Terminal): void {
  for (const { kind, file, line, column, message } of remarks) {
    terminal.err(
      `${printable(`${file}:${line}:${column}: ${kind}: ${message}`)}\n`,
    );
  }
}

/**
 * Runs one command line and gives its exit status: see the help.
 * @public
 */
export function run(args: readonly string[], terminal: Terminal): number {
  const [command, ...rest] = args;
  if (
    !command ||
    command === 'help' ||
    args.some(each => /^(--help|-h)$/.test(each))
  ) {
    const isAsked = command !== undefined;
    (isAsked ? terminal.out : terminal.err)(HELP);
    return isAsked ? 0 : BAD_INPUT;
  }
  try {
    if (!isCommand(command)) {
      throw new UsageError(`there is no command "${command}"`);
    }
    const parsed = parseArguments(command, rest);
    let isBad = false;
    // Told before the question is answered: a peer that is not found may be in them.
    const read = (option: string) => {
      const input = load(required(parsed, option));
      tellRemarks(input, terminal);
      isBad ||= input.remarks.some(({ kind }) => kind === 'problem');
      return input;
    };
    const { text, status = 0 } = COMMANDS[command](parsed, read);
    terminal.out(text);
    return parsed.strict && isBad ? BAD_INPUT : status;
  } catch (error) {
    if (!isExpected(error)) {
      // Not thrown on: Node would exit with 1, which says that a connection is denied.
      const trace = error instanceof Error ? error.stack : String(error);
      terminal.err(`netpol: this is a defect of netpol\n${trace}\n`);
      return BAD_INPUT;
    }
    const hint = error instanceof UsageError ? '\nSee netpol --help' : '';
    terminal.err(`netpol: ${printable(error.message)}${hint}\n`);
    return BAD_INPUT;
  }
}
