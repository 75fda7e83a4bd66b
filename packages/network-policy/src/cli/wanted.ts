import { isIP } from 'node:net';
import type { WantedConnection, WantedPeer } from '../recommend/plan';
import { parseConnections } from './connectionText';
import { UsageError } from './options';

/** One connection of a list. */
export interface WantedRow {
  /** From 1, without the line of titles. */
  readonly row: number;
  readonly connection: WantedConnection;
  /** The ends as they are written. */
  readonly src: string;
  readonly dst: string;
  /** What the list could not tell; empty where it is sure. */
  readonly uncertain: string;
}

const WHAT = 'what "netpol list" writes with --format json or csv';

/** Cells of comma-separated values (RFC 4180), row by row. */
function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  while (cells.lastIndex < text.length) {
    const cell = cells.exec(text);
    if (!cell) {
      return [];
    }
    const [, quoted, plain, end] = cell;
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== ',') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

/** The rows as objects; undefined where the text is no list of connections. */
function objectsOf(text: string): unknown[] | undefined {
  if (!/^\s*\[/.test(text)) {
    const [titles = [], ...rows] = csvRows(text);
    return ['src', 'dst', 'conn'].every(each => titles.includes(each))
      ? rows.map(cells =>
          Object.fromEntries(titles.map((title, i) => [title, cells[i]])),
        )
      : undefined;
  }
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function textAt(object: unknown, key: string): string | undefined {
  const value: unknown =
    typeof object === 'object' && object !== null
      ? Object.getOwnPropertyDescriptor(object, key)?.value
      : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** `namespace/name[Kind]`, or addresses with `[External]`. */
function peerOf(text: string): WantedPeer | undefined {
  const [, from, to = from] =
    /^([^-[\]]+)(?:-([^-[\]]+))?\[External\]$/.exec(text) ?? [];
  if (from && to) {
    return isIP(from) && isIP(from) === isIP(to) ? { from, to } : undefined;
  }
  const [, namespace, name, kind] = /^([^/]+)\/(.+)\[(\w+)\]$/.exec(text) ?? [];
  return kind ? { namespace, name, kind } : undefined;
}

function parseRow(object: unknown): Omit<WantedRow, 'row'> | string {
  const [src, dst, conn, uncertain = ''] = [
    ...['src', 'dst', 'conn', 'uncertain'].map(key => textAt(object, key)),
  ];
  if (src === undefined || dst === undefined || conn === undefined) {
    return `must be ${WHAT}`;
  }
  const [source, destination] = [src, dst].map(peerOf);
  if (!source || !destination) {
    const bad = source ? dst : src;
    return `"${bad}" must read namespace/name[Kind] or FROM-TO[External]`;
  }
  const allowed = parseConnections(conn);
  return allowed
    ? { src, dst, uncertain, connection: { source, destination, allowed } }
    : `"${conn}" must read like TCP 80,8000-8080,UDP 53`;
}

/**
 * A list of connections, as `netpol list` writes it.
 *
 * @param file - where the text is from
 * @throws UsageError where it is no list
 */
export function parseWanted(text: string, file: string): WantedRow[] {
  const objects = objectsOf(text.replace(/^\ufeff/, ''));
  if (!objects) {
    throw new UsageError(`${file}: must be ${WHAT}`);
  }
  return objects.map((object, index) => {
    const row = index + 1;
    const parsed = parseRow(object);
    if (typeof parsed === 'string') {
      throw new UsageError(`${file}: row ${row}: ${parsed}`);
    }
    return { row, ...parsed };
  });
}
