/** The few words that the shells of the sandbox know. */

/** Where a shell runs. */
export interface Shell {
  host: string;
  user: string;
  now(): number;
}

/** As many lines as `seq` prints at most. */
const MOST_LINES = 100_000;

const WORDS: Record<string, (shell: Shell, args: string[]) => string[]> = {
  help: () => [
    `This is a shell of the sandbox cluster. It knows: ${Object.keys(WORDS)
      .concat('exit')
      .sort()
      .join(', ')}.`,
  ],
  date: ({ now }) => [new Date(now()).toUTCString()],
  echo: (_, args) => [args.join(' ')],
  hostname: ({ host }) => [host],
  ls: () => ['bin  etc  home  tmp  usr  var'],
  pwd: ({ user }) => [user === 'root' ? '/root' : `/home/${user}`],
  seq: (_, [last]) =>
    Array.from(
      { length: Math.min(MOST_LINES, Math.max(0, Number(last) || 0)) },
      (__, index) => String(index + 1),
    ),
  uname: () => ['Linux'],
  whoami: ({ user }) => [user],
};

/** What a line prints; undefined where it ends the shell. */
export function answerOf(shell: Shell, line: string): string[] | undefined {
  const [word, ...args] = line.trim().split(/\s+/);
  if (word === 'exit' || word === 'logout') {
    return undefined;
  }
  if (word === '') {
    return [];
  }
  return Object.hasOwn(WORDS, word)
    ? WORDS[word](shell, args)
    : [`sh: ${word}: not found`];
}

export const promptOf = ({ host, user }: Shell): string =>
  `${user}@${host}:~${user === 'root' ? '#' : '$'} `;
