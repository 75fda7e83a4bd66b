import { Host, readAddress, readHostList, readHostPort } from './host';
import {
  hostOfPairs,
  readBlankPairs,
  readSemicolonPairs,
  valueOf,
  withPorts,
} from './pairs';
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
    const [, host = ''] = address.match(/\(\s*HOST\s*=([^()]*)\)/i) ?? [];
    const [, port = ''] = address.match(/\(\s*PORT\s*=\s*(\d+)\s*\)/i) ?? [];
    return readHostPort(port ? `${host.trim()}:${port}` : host.trim()) ?? [];
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
  // The last `@` may be one of a parameter, as in `@//db/x?password=a@b`.
  const isDoubtful = /@[^@]*\?[^]*@/.test(text);
  const target = at < 0 || isDoubtful ? '' : text.slice(at + 1);
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

/** Hosts with their ports, up to the first of the options behind them. */
const HOSTS_AND_OPTIONS = /^([^\s,=@/]+:\d+(?:,[^\s,=@/]+:\d+)*),\w+=/;

/** SQL Server puts the name of an instance after its host. */
const withoutInstance = (host: string) => host.replace(/\\[^,:]*/, '');

/**
 * `jdbc:sqlserver://host\instance:1433;databaseName=x;password={y}`, where the
 * host may be a property too.
 * Source: Microsoft JDBC Driver for SQL Server, Building the connection URL.
 */
const sqlServer: Form = text => {
  const [, server, rest = ''] =
    text.match(/^jdbc:(?:jtds:)?sqlserver:\/\/([^;/?]*)([^]*)$/i) ?? [];
  if (server === undefined) {
    return undefined;
  }
  const pairs = readSemicolonPairs(rest.replace(/^[^;]*;?/, '')) ?? [];
  const host = server || valueOf(pairs, ['servername', 'server']);
  return withPorts(
    readHostList([withoutInstance(host ?? '')]) ?? [],
    valueOf(pairs, ['portnumber', 'port']),
  );
};

/**
 * `user:password@tcp(host:3306)/name?parameters`; a password may hold an `@`. So
 * may one in the other forms: those begin with a scheme, with a key, or with
 * hosts that options follow.
 * Source: go-sql-driver/mysql, DSN.
 */
const goMysql: Form = text => {
  const [, address] =
    text.match(
      /^(?:[^\s:=]*(?::[^]*)?@)?(?:tcp|tcp6|udp|(?<=@))\(([^()]*)\)(?:\/[^@]*)?$/,
    ) ?? [];
  return address === undefined || isUrl(text) || HOSTS_AND_OPTIONS.test(text)
    ? undefined
    : [readAddress(address) ?? []].flat();
};

/** `host=db port=5432 password='a b'`. */
const libpq: Form = text => {
  const pairs = readBlankPairs(text);
  return (
    pairs &&
    (hostOfPairs(pairs, ['host'], ['port']) ??
      hostOfPairs(pairs, ['hostaddr'], ['port']))
  );
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

/** `Server=db,1433;Password="a;b"`, or `Endpoint=sb://bus.example.com/;Key=x`. */
const adoNet: Form = text => {
  if (!/^\s*[a-z][\w .]*=[^]*;/i.test(text)) {
    return undefined;
  }
  const pairs = readSemicolonPairs(text) ?? [];
  if (!pairs.some(([key]) => SERVER_KEYS.includes(key))) {
    return pairs.flatMap(([key, value]) =>
      key.endsWith('endpoint') ? readUrls(value) ?? [] : [],
    );
  }
  const server = valueOf(pairs, SERVER_KEYS) ?? '';
  return withPorts(readServer(server.trim()), valueOf(pairs, ['port']));
};

/**
 * `redis:6379,password=x,ssl=true`: hosts, and behind them whatever else.
 * Source: StackExchange.Redis, Configuration.
 */
const hostsAndOptions: Form = text => {
  const [, hosts] = text.match(HOSTS_AND_OPTIONS) ?? [];
  if (hosts === undefined) {
    // Without ports, the first of them may be anything.
    return /^[^\s,=@/]+(?:,[^\s,=@/]+)*,\w+=/.test(text) ? [] : undefined;
  }
  const isMysqlPerhaps = /@\w*\(/.test(text);
  return isMysqlPerhaps ? [] : readHostList(hosts.split(',')) ?? [];
};

/**
 * What looks like pairs, and could not be read as such. In a form that is not
 * known, a password in brackets may hold any sign.
 */
const otherPairs: Form = text =>
  !isUrl(text) &&
  /(?:^|[\s;])(?:host|hostaddr|dbname|password|pwd)\s*=|(?:pass\w*|pwd|secret|token|key|cred\w*|auth)\s*[=:]\s*[[({<]/i.test(
    text,
  )
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
