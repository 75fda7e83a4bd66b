/** Ids as a parameter of the URL. They may hold anything, so that each is written for itself. */
export const writeIds = (ids: Iterable<string>): string =>
  [...ids].map(encodeURIComponent).join(',');

/** Reads them again; none where the URL cannot be read. */
export function readIds(text: string | null): string[] {
  try {
    return text ? [...new Set(text.split(',').map(decodeURIComponent))] : [];
  } catch {
    return [];
  }
}
