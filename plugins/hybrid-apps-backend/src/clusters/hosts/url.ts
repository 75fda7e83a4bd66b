import { readAuthority } from './authority';
import { Host, readHostList } from './host';
import { withPorts } from './pairs';

/** What follows the `://` of a URL. */
interface AfterScheme {
  /** Hosts and their ports, without user info. */
  authority: string;
  userInfo?: string;
  /** Path, query and fragment. */
  rest: string;
}

/** An image that is named by its digest has an `@` in its path. */
const DIGEST = /@sha(?:256|512):[0-9a-f]+$/i;

/**
 * Takes apart what follows a URL's scheme. User info ends at the last `@` of the
 * authority (RFC 3986, 3.2; WHATWG URL, authority state). A password may hold a
 * `/`, `?` or `#` that nobody encoded: then an `@` is left behind the authority,
 * what is a host cannot be told, and the answer is undefined.
 */
function splitAuthority(
  afterScheme: string,
  afterAuthority = /[/?#\\]/,
): AfterScheme | undefined {
  const end = afterScheme.search(afterAuthority);
  const whole = end < 0 ? afterScheme : afterScheme.slice(0, end);
  const rest = end < 0 ? '' : afterScheme.slice(end);
  if (rest.replace(DIGEST, '').includes('@')) {
    return undefined;
  }
  const at = whole.lastIndexOf('@');
  return {
    authority: whole.slice(at + 1),
    ...(at >= 0 && { userInfo: whole.slice(0, at) }),
    rest,
  };
}

/** Whose authority is a bucket or nothing, but no host. */
const NO_HOSTS = new Set(['s3', 's3a', 's3n', 'gs', 'file', 'unix', 'npipe']);

/**
 * Ports that nobody has to write.
 * Source: WHATWG URL, special schemes, default port.
 */
const PORTS: ReadonlyMap<string, number> = new Map([
  ['ftp', 21],
  ['http', 80],
  ['https', 443],
  ['ws', 80],
  ['wss', 443],
]);

/**
 * `jdbc:mysql:loadbalance://` and `jdbc:aws-wrapper:postgresql://` have their
 * scheme last. Listeners of Kafka have an underscore in theirs.
 * Source: RFC 3986, 3.1.
 */
const SCHEME = /^((?:[a-z][a-z0-9+._-]*:)*)([a-z][a-z0-9+._-]*):\/\//i;

/** Between URLs of a list: `http://a:1,http://b:2`, `amqp://a;amqp://b`. */
const BETWEEN_URLS = /[,;]\s*(?=[a-z][a-z0-9+._-]*:\/\/)/i;

/** Some drivers have parameters there: `jdbc:as400://db;user=x;password=a@b`. */
const AFTER_AUTHORITY_OF_JDBC = /[;/?#\\]/;

/** Whether a text begins as a URL does. */
export const isUrl = (text: string): boolean => SCHEME.test(text);

interface Url extends AfterScheme {
  scheme: string;
  /** Whether others come before its scheme. */
  isSub: boolean;
}

function splitUrl(written: string): Url | undefined {
  const [start, before = '', scheme = ''] = written.match(SCHEME) ?? [];
  const split =
    start === undefined
      ? undefined
      : splitAuthority(
          written.slice(start.length),
          /^jdbc:/i.test(before) ? AFTER_AUTHORITY_OF_JDBC : undefined,
        );
  return (
    split && {
      scheme: scheme.toLocaleLowerCase('en-US'),
      isSub: before !== '',
      ...split,
    }
  );
}

/**
 * The hosts of PostgreSQL, whose parameters `host` and `port` count before what
 * the authority says. A host that is a path is a socket. What follows a password
 * may be a part of it that nobody encoded.
 * Source: PostgreSQL, libpq, Connection URIs; node-postgres and SQLAlchemy do the
 * same, JDBC does not.
 */
function readPostgres({ authority, rest }: Url): readonly Host[] {
  const [before = '', ...behind] =
    rest.match(/\?([^#]*)/)?.[1].split(/(?<![^&])\w*password=/i) ?? [];
  if (behind.some(parameters => /&(?:host|port)=/.test(parameters))) {
    return [];
  }
  const query = new URLSearchParams(before);
  const named = query.getAll('host').filter(Boolean).join(',');
  const port = query.get('port') || undefined;
  const own = readAuthority(authority);
  if (!named) {
    return port
      ? withPorts(
          own.map(({ host }) => ({ host })),
          port,
        )
      : own;
  }
  return withPorts(
    readHostList(named.split(',')) ?? [],
    port ?? own.map(one => one.port ?? '').join(','),
  );
}

function hostsOfUrl(url: Url): readonly Host[] {
  const { scheme, userInfo = '' } = url;
  // Then the `@` is one of a parameter of MySQL's.
  const isCut = /(?:^|@)\[?(?:address=)?\(\w+=/i.test(userInfo);
  if (NO_HOSTS.has(scheme) || isCut) {
    return [];
  }
  if (!url.isSub && /^postgres(?:ql)?(?:\+\w+)?$/.test(scheme)) {
    return readPostgres(url);
  }
  const byScheme = url.isSub ? undefined : PORTS.get(scheme);
  return readAuthority(url.authority).map(host =>
    host.port === undefined && byScheme !== undefined
      ? { ...host, byScheme }
      : host,
  );
}

/**
 * The hosts of a URL, of one with several (`mongodb://a:1,b:2/db`), or of URLs in
 * a list (`http://a:1,http://b:2`). Undefined for what is no URL, or where its
 * user info cannot be told from the rest.
 */
export function readUrls(written: string): readonly Host[] | undefined {
  const parts = written
    .replace(/[,;]$/, '')
    .split(BETWEEN_URLS)
    .map(part => splitUrl(part));
  const urls = parts.flatMap(part => part ?? []);
  const [first] = urls;
  if (urls.length < parts.length || first === undefined) {
    return undefined;
  }
  // A comma may be part of a password, a path or a query: it separates URLs that
  // end with their hosts or a plain path, and of those with user info only such
  // that are alike. Behind the last user info no password can be.
  const isList = urls
    .slice(0, -1)
    .every(({ rest }) => /^(?:\/[\w.~%/-]*)?$/.test(rest));
  const withUserInfo = urls.filter(({ userInfo }) => userInfo !== undefined);
  const isAlike = withUserInfo.every(
    (url, index) => url === urls[index] && url.scheme === first.scheme,
  );
  if (!isAlike) {
    return undefined;
  }
  return (isList ? urls : [first]).flatMap(hostsOfUrl);
}

const WHOLE_URL = /^[a-z][a-z0-9+.-]{0,30}:\/\/\S*$/i;
const URL_IN_TEXT = /([a-z][a-z0-9+.-]{0,30}:\/\/)([^\s"<>]+)/gi;

/** `user:password@` where no scheme is before it; an image's digest follows an `@` as well. */
const USER_INFO =
  /(^|[^\w.-])(?:[\w.%+-]{1,64}:[^\s/@"<>]{1,256}@)(?!sha(?:256|512):)/gi;

/**
 * A text with no user info and no query in its URLs, and with nothing but the
 * scheme of those whose user info cannot be told from the rest.
 */
export function withoutCredentials(text: string): string {
  if (!/[@:]/.test(text)) {
    return text;
  }
  // A field that is a URL is one to its end; in a sentence, a quote ends it. An
  // apostrophe does not: user info, a path and a query may have one (RFC 3986, 2.2).
  const urls = WHOLE_URL.test(text) ? /^([^:]+:\/\/)([^]*)$/ : URL_IN_TEXT;
  return text
    .replace(urls, (_, scheme: string, afterScheme: string) => {
      const split = splitAuthority(afterScheme);
      return split
        ? `${scheme}${split.authority}${split.rest.replace(/[?#][^]*$/, '')}`
        : `${scheme}…`;
    })
    .replace(USER_INFO, '$1…@');
}
