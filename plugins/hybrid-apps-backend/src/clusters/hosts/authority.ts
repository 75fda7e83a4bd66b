import { Host, readAddress, readHostList } from './host';
import { hostOfPairs, Pair } from './pairs';

const toPair = (written: string): Pair[] => {
  const [, key, value] = written.match(/^\s*(\w+)\s*=\s*(.*?)\s*$/) ?? [];
  return value === undefined ? [] : [[key.toLocaleLowerCase('en-US'), value]];
};

/** `address=(host=db)(port=3306)`, `(host=db,port=3306)`, `tcp(db:3306)`, `(db:3306)`, `db:3306`. */
const MYSQL_HOST =
  /(?:address=((?:\([^()]*\))+)|(?:tcp|tcp6)?\(([^()]*)\)|([^(),]+))(?:,|$)/gy;

/**
 * The hosts of MySQL's and MariaDB's drivers, which have parameters of their own
 * in parentheses: with a password in those of several, nobody can tell where it
 * ends that is not encoded.
 * Source: MySQL Connector/J Developer Guide, Connection URL Syntax; for
 * `tcp(db:3306)` go-sql-driver/mysql, DSN.
 */
function readMysqlHosts(written: string): readonly Host[] {
  const matches = [...written.matchAll(MYSQL_HOST)];
  const isWhole =
    matches.reduce((end, [all]) => end + all.length, 0) === written.length;
  const isDoubtful = matches.length > 1 && /password\s*=/i.test(written);
  if (!isWhole || isDoubtful) {
    return [];
  }
  const hosts = matches.map(([, address, parameters, plain]) => {
    const parts = address?.slice(1, -1).split(')(') ?? parameters?.split(',');
    return parts?.some(part => part.includes('='))
      ? hostOfPairs(parts.flatMap(toPair), ['host'], ['port'])?.[0]
      : readAddress(plain ?? parameters ?? '');
  });
  return hosts.includes(undefined) ? [] : hosts.flatMap(host => host ?? []);
}

/**
 * The hosts of a URL's authority without its user info: one, several between
 * commas, or such as only MySQL has them, in brackets too (`[a:1,b:2]`).
 */
export function readAuthority(authority: string): readonly Host[] {
  const hosts = readHostList(authority.split(','));
  if (hosts) {
    return hosts;
  }
  const [, bracketed = authority] = authority.match(/^\[([^[\]]*)\]$/) ?? [];
  return readHostList(bracketed.split(',')) ?? readMysqlHosts(bracketed);
}
