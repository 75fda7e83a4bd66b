import { Json, recordsAt, textAt } from '../../objects';
import { Column } from '../types';

type Value = string | number | boolean;

/**
 * A column. `from` is a path (`spec.type`) or reads the object; nothing there
 * shows as `none`.
 */
export function column(
  name: string,
  from: string | ((object: Json, now: number) => Value),
  {
    type = 'string',
    wide = false,
    none = '',
  }: {
    type?: Column['type'];
    wide?: boolean;
    none?: string;
  } = {},
): Column {
  const read =
    typeof from === 'string'
      ? (object: Json) => textAt(object, ...from.split('.'))
      : from;
  return {
    name,
    type,
    priority: wide ? 1 : 0,
    value(object, now) {
      const value = read(object, now);
      if (value === '') {
        return none;
      }
      return type === 'integer' || type === 'number' ? Number(value) : value;
    },
  };
}

/** How long ago, as kubectl writes it: `45s`, `5m30s`, `3h`, `2d4h`. */
export function age(time: string, now: number): string {
  if (!time) {
    return '<unknown>';
  }
  const seconds = Math.floor((now - Date.parse(time)) / 1000);
  if (seconds < 0) {
    return '0s';
  }
  if (seconds < 120) {
    return `${seconds}s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) {
    return `${minutes}m${seconds % 60 ? `${seconds % 60}s` : ''}`;
  }
  if (minutes < 180) {
    return `${minutes}m`;
  }
  const hours = Math.floor(minutes / 60);
  if (hours < 8) {
    return `${hours}h${minutes % 60 ? `${minutes % 60}m` : ''}`;
  }
  if (hours < 48) {
    return `${hours}h`;
  }
  const days = Math.floor(hours / 24);
  return days < 8 && hours % 24 ? `${days}d${hours % 24}h` : `${days}d`;
}

/** A moment in the past, shown as an age. */
export function ageColumn(
  name: string,
  path: string,
  options: { wide?: boolean; none?: string } = {},
): Column {
  return column(
    name,
    (object, now) => {
      const time = textAt(object, ...path.split('.'));
      return time ? age(time, now) : '';
    },
    options,
  );
}

/** `app=web,tier=front` for a map of labels. */
export function labelText(labels: Json): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

/** `field` of the first item in the list at `path`. */
export function firstOf(
  object: Json,
  field: string,
  ...path: string[]
): string {
  return textAt(recordsAt(object, ...path)[0], field);
}
