import { isRecord } from '@hybrid-apps/network-policy';
import { readConnectionString } from './connectionStrings';
import { LONGEST } from './expand';
import { Host, readAddress } from './host';
import { isOfZooKeeper, tellsAddress, tellsOtherwise } from './names';
import { partsOfList, readTarget } from './targets';
import { isUrl, readUrls } from './url';

/** Hosts; undefined where a part of the text is secret that cannot be told from the rest. */
type Found = readonly Host[] | undefined;

/** `name.namespace.svc`, which is an address wherever it stands. */
const isClusterName = (host: string) =>
  /^(?:[a-z0-9-]+\.){2,3}svc(?:\.|$)/.test(host);

/** What has an `@` and no host is perhaps a piece of a string that a blank cut. */
const accounted = (text: string, hosts: readonly Host[]) =>
  hosts.length > 0 || !text.includes('@') ? hosts : undefined;

/**
 * One host, or a list of nothing else. ZooKeeper has a path behind it
 * (`a:2181,b:2181/kafka`).
 */
function readList(text: string, name = ''): readonly Host[] | undefined {
  const [, listed, path] = text.match(/^([^/]*)(\/[\w.~%/-]*)?$/) ?? [];
  const parts = partsOfList(listed ?? '');
  const hosts = parts.flatMap(part => readAddress(part) ?? []);
  // A word like `db` may be anything, unless its name says that it is a host.
  const isAddress = tellsAddress(name);
  const isHost = ({ host, port }: Host) =>
    port !== undefined || isClusterName(host) || isAddress;
  const hasPath = isAddress || isOfZooKeeper(name) || hosts.length > 1;
  return hosts.length === parts.length &&
    hosts.every(isHost) &&
    (!path || (hasPath && hosts.at(-1)?.port !== undefined))
    ? hosts
    : undefined;
}

/**
 * The hosts of one word. Undefined where it has an `@` that no form accounts
 * for: then a part of what is before it, or even of the words around, is secret.
 */
function readWord(word: string, name?: string): readonly Host[] | undefined {
  const connection = readConnectionString(word);
  if (connection) {
    return accounted(word, connection);
  }
  const target = readTarget(word) ?? readUrls(word);
  if (target) {
    return target;
  }
  return word.includes('@') ? undefined : readList(word, name) ?? [];
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
 * `a=http://a:2380,b=http://b:2380`: the members of etcd, by name.
 * Source: etcd, Configuration options, --initial-cluster.
 */
function readMembers(text: string): readonly Host[] | undefined {
  const members = text.split(/,(?=[\w.-]+=[a-z]+:\/\/)/i);
  return members.length > 1 && !text.includes('@')
    ? members.flatMap(member => {
        const [, name, url = ''] = member.match(NAMED) ?? [];
        return tellsOtherwise(name) ? [] : readUrls(url) ?? [];
      })
    : undefined;
}

/**
 * The hosts of each value of a text in JSON, whose name ends with its keys;
 * undefined for what is none.
 */
function readJson(text: string, name = ''): Found[] | undefined {
  const read = (value: unknown, path: string): Found[] => {
    if (typeof value === 'string') {
      return [readHosts(value, path)];
    }
    if (Array.isArray(value)) {
      return value.flatMap(one => read(one, path));
    }
    return isRecord(value)
      ? Object.entries(value).flatMap(([key, one]) =>
          read(one, `${path}.${key}`),
        )
      : [];
  };
  try {
    return /^[[{]/.test(text) ? read(JSON.parse(text), name) : undefined;
  } catch {
    return undefined;
  }
}

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
function readWords(words: readonly string[], name?: string): readonly Found[] {
  let nextName = name;
  return words.map(word => {
    const ownName = nextName;
    const [, flag, key] = word.match(NAME_ALONE) ?? [];
    nextName = flag ?? key;
    if (nextName !== undefined) {
      return [];
    }
    const members = readMembers(word);
    if (members) {
      return tellsOtherwise(ownName) ? [] : members;
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

/** All of them, or undefined where one is. */
const allOf = (found: readonly Found[]) =>
  found.includes(undefined) ? undefined : found.flatMap(hosts => hosts ?? []);

/**
 * The hosts that a text tells of. A scheme, user info or a path is never among
 * them, and of a query no more than what PostgreSQL takes for its hosts.
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
  const json = readJson(whole, name);
  if (json) {
    return allOf(json);
  }
  const connection = readConnectionString(whole);
  if (connection) {
    return accounted(whole, connection);
  }
  const list = readList(whole, name);
  if (list) {
    return list;
  }
  const all = /\s/.test(whole)
    ? withoutTails(shellWords(whole) ?? [])
    : [whole];
  // A text that begins with a URL is no command: what follows is more URLs, or
  // the rest of one that holds a blank.
  const words = isUrl(whole) ? all.filter(word => word.includes('://')) : all;
  const isCut = all.some(word => word.includes('@') && !words.includes(word));
  return isCut
    ? undefined
    : allOf(readWords(words, words.length === 1 ? name : undefined));
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
