/** New names for the keys and values of labels, letter by letter, so that parts of them stay parts. */
export const renameKey = (key: string): string =>
  ({ app: 'component', tier: 'layer' }[key] ?? key);
export const renameValue = (value: string): string =>
  /^[xy]+$/.test(value) ? value.replace(/x/g, 'u').replace(/y/g, 'v') : value;

const renameMap = (labels: object): object =>
  Object.fromEntries(
    Object.entries(labels).map(([key, value]) => [
      renameKey(key),
      renameValue(value),
    ]),
  );

/** Of Calico: labels are words outside of quotes, values are in them. */
const renameSelector = (text: string): string =>
  text
    .replace(/\b(app|tier)\b/g, renameKey)
    .replace(/(['"])([xy]+)\1/g, (_, quote, value) =>
      [quote, renameValue(value), quote].join(''),
    );

/** The same objects with other labels, wherever they are named. */
export function renameLabels<T>(value: T, field = ''): T {
  return renamed(value, field) as T;
}

function renamed(value: unknown, field: string): unknown {
  if (typeof value === 'string') {
    if (field === 'key') {
      return renameKey(value);
    }
    return /selector$/i.test(field) ? renameSelector(value) : value;
  }
  if (Array.isArray(value)) {
    return value.map(each =>
      field === 'values' ? renameValue(each) : renamed(each, field),
    );
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  // A Service's selector is a map too.
  const isLabels =
    ['labels', 'matchLabels'].includes(field) ||
    (field === 'selector' &&
      Object.values(value).every(each => typeof each === 'string'));
  return isLabels
    ? renameMap(value)
    : Object.fromEntries(
        Object.entries(value).map(([key, each]) => [key, renamed(each, key)]),
      );
}
