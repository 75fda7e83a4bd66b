import { Host, readHostList, readHostPort } from './host';
import { isUrl, readUrls } from './url';

/**
 * Reads one form of connection string. Undefined for what does not look like
 * it; no hosts for what does and is not in order, so that nothing else is made
 * of its parts.
 */
type Form = (text: string) => readonly Host[] | undefined;

/** The addresses of an Oracle Net description: `(ADDRESS=(HOST=db)(PORT=1521))`. */
function readDescription(text: string): readonly Host[] {
  const addresses = text.matchAll(
    /\(\s*ADDRESS\s*=((?:\s*\([^()]*\))*)\s*\)/gi,
  );
  return [...addresses].flatMap(([, address]) => {
    const [, host = ''] =
      address.match(/\(\s*HOST\s*=\s*([^()]*?)\s*\)/i) ?? [];
    const [, port = ''] = address.match(/\(\s*PORT\s*=\s*(\d+)\s*\)/i) ?? [];
    return readHostPort(port ? `${host}:${port}` : host) ?? [];
  });
}

/**
 * `jdbc:oracle:thin:user/password@host:1521:sid`, `…@//host:1521/service`. What is
 * neither is an alias, which only `tnsnames.ora` leads to a host.
 * Source: Oracle Database JDBC Developer's Guide, Database URLs.
 */
const oracle: Form = text => {
  if (!/^jdbc:oracle:[a-z0-9]+:/i.test(text)) {
    return undefined;
  }
  const at = text.lastIndexOf('@');
  const target = at < 0 ? '' : text.slice(at + 1);
  if (target.startsWith('(')) {
    return readDescription(target);
  }
  const [, slashes, hosts = ''] =
    target.match(/^((?:[a-z]+:)?\/\/)?([^/?]*)/i) ?? [];
  const listed = hosts
    .split(',')
    .map(one => one.replace(/(:\d+):[\w.$#]+$/, '$1'));
  const isAlias = !slashes && listed.some(one => !/:\d+$/.test(one));
  return isAlias ? [] : readHostList(listed) ?? [];
};

/** SQL Server puts the name of an instance after its host. */
const withoutInstance = (host: string) => host.replace(/\\[^,:]*/, '');

/** `jdbc:sqlserver://host\instance:1433;databaseName=x;password=y`. */
const sqlServer: Form = text => {
  const [, host] = text.match(/^jdbc:(?:jtds:)?sqlserver:\/\/([^;/?]*)/i) ?? [];
  return host === undefined
    ? undefined
    : readHostList([withoutInstance(host)]) ?? [];
};

/**
 * `user:password@tcp(host:3306)/name?parameters`; a password may hold an `@`.
 * Source: go-sql-driver/mysql, DSN.
 */
const goMysql: Form = text => {
  const [, address] =
    text.match(/^(?:[^]*@)?(?:tcp|tcp6|udp)\(([^()]*)\)(?:\/[^@]*)?$/) ?? [];
  return address === undefined ? undefined : readHostList([address]) ?? [];
};

/** A name and its value, in lower case and without quotes. */
type Pair = readonly [key: string, value: string];

/** What pairs one after the other make up the whole text; undefined where they do not. */
function readPairs(text: string, pair: RegExp): Pair[] | undefined {
  const matches = [...text.matchAll(pair)];
  return matches.reduce((end, [all]) => end + all.length, 0) === text.length
    ? matches.map(([, key, ...values]) => [
        key.trim().toLocaleLowerCase('en-US'),
        values.find(value => value !== undefined) ?? '',
      ])
    : undefined;
}

const valueOf = (pairs: readonly Pair[], keys: readonly string[]) =>
  pairs.find(([key]) => keys.includes(key))?.[1];

/** Gives hosts that name no port the one that is told beside them. */
const withPorts = (hosts: readonly Host[], ports: string | undefined) => {
  const listed = ports?.split(',') ?? [];
  return hosts.map((host, index) => {
    const port = Number(listed[listed.length > 1 ? index : 0]);
    return host.port === undefined && port > 0 && port <= 65535
      ? { ...host, port }
      : host;
  });
};

/**
 * `host=db port=5432 password='it\'s'`: pairs between blanks.
 * Source: PostgreSQL, libpq, Keyword/Value Connection Strings.
 */
const libpq: Form = text => {
  // One with a semicolon that is not in quotes is more likely of the next form.
  const pairs = readPairs(
    text,
    /\s*([a-z_]+)\s*=\s*(?:'((?:[^'\\]|\\[^])*)'|((?:[^\s'\\;]|\\[^])*))(?:\s+|$)/gy,
  );
  const written = pairs && valueOf(pairs, ['host', 'hostaddr']);
  const hosts = written && readHostList(written.split(','));
  return hosts ? withPorts(hosts, valueOf(pairs, ['port'])) : undefined;
};

const SERVER_KEYS = [
  'server',
  'data source',
  'datasource',
  'host',
  'address',
  'addr',
  'network address',
];

/** `tcp:db\instance,1433`, `db,1433`, `a:5432,b:5432`, `//db:1521/service`. */
function readServer(written: string): readonly Host[] {
  if (written.startsWith('(')) {
    return readDescription(written);
  }
  const [server] = withoutInstance(
    written.replace(/^(?:tcp|np|lpc|admin):/i, ''),
  )
    .replace(/^\/\//, '')
    .split('/');
  const [, host, port] = server.match(/^([^,:]+),\s*(\d+)$/) ?? [];
  return readHostList(host ? [`${host}:${port}`] : server.split(',')) ?? [];
}

/**
 * `Server=db,1433;Database=x;Password="a;b"`: pairs between semicolons, as
 * ADO.NET and those after it have them.
 * Source: Microsoft, ADO.NET, Connection Strings.
 */
const adoNet: Form = text => {
  if (!/^\s*[a-z][\w .]*=[^]*;/i.test(text)) {
    return undefined;
  }
  const pairs = readPairs(
    text,
    /\s*([^\s=;][^=;]*)=\s*(?:"((?:[^"]|"")*)"|'((?:[^']|'')*)'|((?!\s*["'])[^;]*))\s*(?:;\s*|$)/gy,
  );
  return (pairs ?? []).flatMap(([key, value]) => {
    if (key.endsWith('endpoint')) {
      return readUrls(value) ?? [];
    }
    return SERVER_KEYS.includes(key)
      ? withPorts(readServer(value.trim()), valueOf(pairs ?? [], ['port']))
      : [];
  });
};

/**
 * `redis:6379,password=x,ssl=true`: hosts, and behind them whatever else.
 * Source: StackExchange.Redis, Configuration.
 */
const hostsAndOptions: Form = text => {
  const [, hosts] = text.match(/^([^\s,=@/]+(?:,[^\s,=@/]+)*),\w+=/) ?? [];
  const listed =
    hosts === undefined ? undefined : readHostList(hosts.split(','));
  const isList = listed?.every(({ port }) => port !== undefined);
  if (hosts === undefined) {
    return undefined;
  }
  return isList ? listed : [];
};

/** What looks like pairs, and could not be read as such. */
const otherPairs: Form = text =>
  !isUrl(text) &&
  /(?:^|[\s;])(?:host|hostaddr|dbname|password|pwd)\s*=/i.test(text)
    ? []
    : undefined;

const FORMS = [
  oracle,
  sqlServer,
  goMysql,
  libpq,
  adoNet,
  hostsAndOptions,
  otherPairs,
];

/**
 * The hosts of a text that is a connection string as a whole; undefined where it
 * is none of a form that is known.
 */
export function readConnectionString(
  text: string,
): readonly Host[] | undefined {
  for (const form of FORMS) {
    const hosts = form(text);
    if (hosts) {
      return hosts;
    }
  }
  return undefined;
}
