/** `REDIS_HOST_1`, `redis-host`, `redisHost` as the words that they are made of. */
const wordsOfName = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLocaleLowerCase('en-US')
    .split(/[^a-z]+/)
    .filter(Boolean);

const ADDRESS =
  /(?:host|hostname|addr|address|server|url|uri|dsn|endpoint|broker|upstream|backend|peer)(?:s|es)?$/;
const NO_ADDRESS =
  /(?:pass|password|passwd|passphrase|pwd|secret|token|key|cred|credential|auth|user|username|login|salt|image)s?$/;
/**
 * Hosts that are not asked: those that no proxy is asked for (`NO_PROXY`, Java's
 * `http.nonProxyHosts`), and those that may ask (`ALLOWED_HOSTS`).
 */
const NOT_ASKED =
  /(?:non?_?proxy(?:_?hosts?)?|(?:allowed|trusted)_(?:hosts?|origins?))$/;

/** Whether a variable holds an address by its name: it ends so, as `DB_HOST` and not `HOST_NAME`. */
export const tellsAddress = (name: string): boolean =>
  ADDRESS.test(wordsOfName(name).pop() ?? '');

/**
 * Whether it may hold one. What ends like `DD_SERVICE` is the name of the workload
 * itself for its telemetry as often as the address of another.
 */
const mayHoldAddress = (name: string): boolean =>
  tellsAddress(name) || /services?$/.test(wordsOfName(name).pop() ?? '');

/** Of curl, redis-cli and their like: what comes next is a user or a password. */
const CREDENTIAL_FLAGS = new Set(['u', 'p', 'a', 'U', 'P']);

/** Whether by its name it holds what must not be taken for an address, whatever it looks like. */
export const tellsOtherwise = (name: string | undefined): boolean =>
  name !== undefined &&
  (NOT_ASKED.test(wordsOfName(name).join('_')) ||
    (!mayHoldAddress(name) &&
      (CREDENTIAL_FLAGS.has(name) ||
        wordsOfName(name).some(word => NO_ADDRESS.test(word)))));

/** Whether it is of ZooKeeper, whose hosts have a path behind them. */
export const isOfZooKeeper = (name: string): boolean =>
  wordsOfName(name).some(word => /^(?:zk|zookeeper)s?$/.test(word));

/** The name of the variable that has the port of a host, in lower case: `db_port` for `DB_HOST`. */
export function portNameOf(name: string): string | undefined {
  const [, prefix] =
    name.match(
      /^(.+?)(?:host|hostname|addr|address|server|endpoint)(?:s|es)?$/i,
    ) ?? [];
  return prefix && `${prefix}port`.toLocaleLowerCase('en-US');
}
