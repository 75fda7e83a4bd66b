import { readConnectionString } from './connectionStrings';
import { Host, readHostPort } from './host';
import { isUrl, readUrls } from './url';

/** `REDIS_HOST_1`, `redis-host`, `redisHost` as the words that they are made of. */
const wordsOfName = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLocaleLowerCase('en-US')
    .split(/[^a-z]+/)
    .filter(Boolean);

const ADDRESS =
  /(?:host|hostname|addr|address|server|url|uri|dsn|endpoint|broker|upstream|backend|peer|service)(?:s|es)?$/;
const NO_ADDRESS =
  /(?:pass|password|passwd|passphrase|pwd|secret|token|key|cred|credential|auth|user|username|login|salt|image)s?$/;

/** Whether a variable holds an address by its name: it ends so, as `CATALOG_SERVICE` and not `SERVICE_NAME`. */
const tellsAddress = (name: string): boolean =>
  ADDRESS.test(wordsOfName(name).pop() ?? '');

/** Of curl, redis-cli and their like: what comes next is a user or a password. */
const CREDENTIAL_FLAGS = new Set(['u', 'p', 'a', 'U', 'P']);

/** Whether by its name it holds what must not be taken for an address, whatever it looks like. */
const tellsOtherwise = (name: string | undefined): boolean =>
  name !== undefined &&
  !tellsAddress(name) &&
  (CREDENTIAL_FLAGS.has(name) ||
    wordsOfName(name).some(word => NO_ADDRESS.test(word)));

/** `name.namespace.svc`, which is an address wherever it stands. */
const isClusterName = (host: string) =>
  /^(?:[a-z0-9-]+\.){2,3}svc(?:\.|$)/.test(host);

/** What has an `@` and no host is perhaps a piece of a string that a blank cut. */
const accounted = (text: string, hosts: readonly Host[]) =>
  hosts.length > 0 || !text.includes('@') ? hosts : undefined;

/**
 * The hosts of one word. Undefined where it has an `@` that no form accounts
 * for: then a part of what is before it, or even of the words around, is secret.
 */
function readWord(word: string, name?: string): readonly Host[] | undefined {
  const connection = readConnectionString(word);
  if (connection) {
    return accounted(word, connection);
  }
  if (word.includes('://')) {
    return readUrls(word) ?? (word.includes('@') ? undefined : []);
  }
  if (word.includes('@')) {
    return undefined;
  }
  // A word like `db` may be anything, unless its name says that it is a host.
  const isHost = ({ host, port }: Host) =>
    port !== undefined ||
    isClusterName(host) ||
    (name !== undefined && tellsAddress(name));
  const listed = word.split(/[,;]/);
  const hosts = listed.flatMap(one => {
    // An IPv6 address on its own has no brackets.
    const host = readHostPort(one) ?? readHostPort(`[${one}]`);
    return host && isHost(host) ? [host] : [];
  });
  return hosts.length === listed.length ? hosts : [];
}

const SHELL_WORD =
  /\s*((?:[^\s"'\\]|\\[^]|"(?:[^"\\]|\\[^])*"|'[^']*')+)(?:\s+|$)/gy;

interface ShellWord {
  word: string;
  isLastOfStatement: boolean;
}

/** A text in words, as a shell takes it apart; undefined where a quote is left open. */
function shellWords(text: string): ShellWord[] | undefined {
  const matches = [...text.matchAll(SHELL_WORD)];
  return matches.reduce((end, [all]) => end + all.length, 0) === text.length
    ? matches.map(([all, word]) => ({
        word: word
          .replace(
            /\\([^])|"((?:[^"\\]|\\[^])*)"|'([^']*)'/g,
            (_, escaped?: string, double?: string, single?: string) =>
              escaped ?? double?.replace(/\\([^])/g, '$1') ?? single ?? '',
          )
          .replace(/^[(<{]+|[;,&|()<>}]+$/g, ''),
        isLastOfStatement:
          /[;&|]$/.test(word) || /\n\s*$/.test(all.trimStart()),
      }))
    : undefined;
}

/** `--db-host=db`, `-Ddb.host=db`, `DB_HOST=db`. */
const NAMED = /^(?:--?|-D)?([a-z][\w.-]*)=([^]*)$/i;
/** `--db-host`, or `password:`, whose value is the next word. */
const NAME_ALONE = /^(?:--?([a-z][\w.-]*)|([a-z][\w.-]*)[:=])$/i;

/**
 * Blanks out what follows a password that has no quotes (`password: a redis:1`),
 * up to the next name or the end of the statement: it may be the rest of it, as
 * the formats of configuration files have it.
 */
function withoutTails(words: readonly ShellWord[]): string[] {
  let isTail = false;
  return words.map(({ word, isLastOfStatement }) => {
    const [, flag, key] = word.match(NAME_ALONE) ?? [];
    const name = flag ?? key ?? word.match(NAMED)?.[1];
    const isRest = isTail && name === undefined;
    const opens = name !== undefined && !word.startsWith('-');
    isTail = !isLastOfStatement && (isRest || (opens && tellsOtherwise(name)));
    return isRest ? '' : word;
  });
}

/**
 * The hosts of each of some words, where one may name the next; undefined as of
 * one word.
 *
 * @param name - of the first word
 */
function readWords(
  words: readonly string[],
  name?: string,
): ReadonlyArray<readonly Host[] | undefined> {
  let nextName = name;
  return words.map(word => {
    const ownName = nextName;
    const [, flag, key] = word.match(NAME_ALONE) ?? [];
    nextName = flag ?? key;
    if (nextName !== undefined) {
      return [];
    }
    const [, valueName, value] = word.match(NAMED) ?? [];
    if (value !== undefined) {
      return readHosts(value, valueName);
    }
    if (!/\s/.test(word)) {
      return tellsOtherwise(ownName) ? [] : readWord(word, ownName);
    }
    // What hangs on a flag is its value, as in `-p"my secret"`.
    return word.startsWith('-') ? [] : readHosts(word, ownName);
  });
}

/** Longer texts are files or scripts, and no addresses. */
const LONGEST = 4096;

/**
 * The hosts that a text tells of. A scheme, user info, a path or a query is
 * never among them.
 *
 * @param name - of the variable or flag whose value the text is
 * @returns undefined where it holds user info that cannot be told from the rest
 */
function readHosts(
  text: string,
  name: string | undefined,
): readonly Host[] | undefined {
  const whole = text.trim();
  if (tellsOtherwise(name) || whole.length > LONGEST) {
    return [];
  }
  const connection = readConnectionString(whole);
  if (connection) {
    return accounted(whole, connection);
  }
  const all = /\s/.test(whole)
    ? withoutTails(shellWords(whole) ?? [])
    : [whole];
  // A text that begins with a URL is no command: what follows is more URLs, or
  // the rest of one that holds a blank.
  const words = isUrl(whole) ? all.filter(word => word.includes('://')) : all;
  const isCut = all.some(word => word.includes('@') && !words.includes(word));
  if (isCut) {
    return undefined;
  }
  const found = readWords(words, words.length === 1 ? name : undefined);
  return found.includes(undefined)
    ? undefined
    : found.flatMap(hosts => hosts ?? []);
}

/** The hosts in a variable's value. */
export const hostsOfVariable = (
  name: string | undefined,
  value: string,
): readonly Host[] => readHosts(value, name) ?? [];

/** The hosts in each of a command's arguments. */
export const hostsOfArguments = (
  words: readonly string[],
): ReadonlyArray<readonly Host[]> => readWords(words).map(hosts => hosts ?? []);
