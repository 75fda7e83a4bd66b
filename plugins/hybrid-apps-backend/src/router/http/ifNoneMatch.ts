/** `entity-tag`: RFC 9110, section 8.8.3. Node reads what is above ASCII as Latin-1. */
const ENTITY_TAG = '(?:W/)?"([\\x21\\x23-\\x7e\\x80-\\xff]*)"';
const TAG = new RegExp(ENTITY_TAG, 'g');

/**
 * A list of them: RFC 9110, section 5.6.1.2, by which a recipient takes empty
 * elements too. A tag may hold commas.
 */
const LIST = new RegExp(
  `^[\\t ,]*${ENTITY_TAG}(?:[\\t ]*,[\\t ,]*${ENTITY_TAG})*[\\t ,]*$`,
);

/** As long as Node lets all headers be by default, so that none is read without end. */
const MAX_LENGTH = 16_384;

/**
 * Whether an `If-None-Match` names the tag of what is there, by the weak
 * comparison, or is `*`: RFC 9110, section 13.1.2. A field that cannot be read
 * names none.
 *
 * Express' `req.fresh` also heeds the request's `Cache-Control: no-cache`, which
 * is said to caches: Node's `fetch` sends it with every `If-None-Match` that is
 * set by hand.
 *
 * @param opaqueTag - the tag without `W/` and quotes
 */
export function namesTag(
  ifNoneMatch: string | undefined,
  opaqueTag: string,
): boolean {
  if (ifNoneMatch === undefined || ifNoneMatch.length > MAX_LENGTH) {
    return false;
  }
  if (/^[\t ]*\*[\t ]*$/.test(ifNoneMatch)) {
    return true;
  }
  return (
    LIST.test(ifNoneMatch) &&
    [...ifNoneMatch.matchAll(TAG)].some(([, tag]) => tag === opaqueTag)
  );
}
