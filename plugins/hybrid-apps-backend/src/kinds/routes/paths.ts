/** The elements of a path; one slash at its end says nothing. */
const elements = (path: string) => path.replace(/\/$/, '').split('/');

/**
 * Whether a path is a prefix of another, element by element: `/shop` of `/shop`,
 * `/shop/` and `/shop/cart`, and not of `/shopping`.
 * Source: Kubernetes docs, Ingress, Path types; Gateway API, PathMatchPathPrefix.
 */
export function isUnder(path: string, prefix: string): boolean {
  const wanted = elements(prefix);
  const given = elements(path);
  return wanted.every((element, index) => element === given[index]);
}
