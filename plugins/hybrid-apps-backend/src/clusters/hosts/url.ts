import { Host, readHostList } from './host';

/** What follows the `://` of a URL. */
interface AfterScheme {
  /** Hosts and their ports, without user info. */
  authority: string;
  hasUserInfo: boolean;
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
  return { authority: whole.slice(at + 1), hasUserInfo: at >= 0, rest };
}

/** Whose authority is a bucket or nothing, but no host. */
const NO_HOSTS = new Set(['s3', 's3a', 's3n', 'gs', 'file', 'unix', 'npipe']);

/** `jdbc:mysql:loadbalance://` has its scheme last. */
const SCHEME = /^(?:[a-z][a-z0-9_]*:)*([a-z][a-z0-9+.-]*):\/\//i;

/** Some drivers have parameters there: `jdbc:as400://db;user=x;password=a@b`. */
const AFTER_AUTHORITY_OF_JDBC = /[;/?#\\]/;

/** Whether a text begins as a URL does. */
export const isUrl = (text: string): boolean => SCHEME.test(text);

/**
 * The hosts of a URL, of one with several (`mongodb://a:1,b:2/db`), or of URLs in
 * a list (`http://a:1,http://b:2`). Undefined for what is no URL, or where its
 * user info cannot be told from the rest.
 */
export function readUrls(written: string): readonly Host[] | undefined {
  const parts = written.split(/,(?=[a-z][a-z0-9+.-]*:\/\/)/i).map(part => {
    const [start = '', scheme = ''] = part.match(SCHEME) ?? [];
    const split = start
      ? splitAuthority(
          part.slice(start.length),
          /^jdbc:/i.test(start) ? AFTER_AUTHORITY_OF_JDBC : undefined,
        )
      : undefined;
    return split && { scheme: scheme.toLocaleLowerCase('en-US'), ...split };
  });
  const [first] = parts;
  if (parts.some(part => part === undefined) || first === undefined) {
    return undefined;
  }
  const urls = parts.flatMap(part => part ?? []);
  // A comma may be part of a password, a path or a query: it separates URLs that
  // end with their hosts, and of those with user info only such that are alike.
  const isList = urls.slice(0, -1).every(({ rest }) => /^\/?$/.test(rest));
  const isAlike = urls.every(
    ({ scheme, hasUserInfo }) =>
      hasUserInfo === first.hasUserInfo &&
      (!hasUserInfo || scheme === first.scheme),
  );
  if (!isAlike) {
    return undefined;
  }
  return (isList ? urls : urls.slice(0, 1)).flatMap(({ scheme, authority }) =>
    NO_HOSTS.has(scheme) ? [] : readHostList(authority.split(',')) ?? [],
  );
}

/**
 * A text with no user info and no query in its URLs, and with nothing but the
 * scheme of those whose user info cannot be told from the rest.
 */
export function withoutCredentials(text: string): string {
  return text.includes('://')
    ? text.replace(
        /([a-z][a-z0-9+.-]{0,30}:\/\/)([^\s"'<>]+)/gi,
        (_, scheme: string, afterScheme: string) => {
          const split = splitAuthority(afterScheme);
          return split
            ? `${scheme}${split.authority}${split.rest.replace(/[?#].*$/, '')}`
            : `${scheme}…`;
        },
      )
    : text;
}
