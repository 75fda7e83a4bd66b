import {
  CompoundEntityRef,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { Asked } from './useConsole';

/** What the page of one console is asked for in its address. */
export interface ConsoleAddress extends Asked {
  app: CompoundEntityRef;
  name: string;
}

export function consoleQuery({
  app,
  id,
  kind,
  name,
  container,
}: ConsoleAddress): string {
  return new URLSearchParams({
    app: stringifyEntityRef(app),
    id,
    kind,
    name,
    ...(container && { container }),
  }).toString();
}

const KINDS = ['serial', 'vnc', 'exec'] as const;

/** Undefined where the address names no console. */
export function readConsoleQuery(
  query: URLSearchParams,
): ConsoleAddress | undefined {
  const kind = KINDS.find(one => one === query.get('kind'));
  const id = query.get('id');
  const container = query.get('container');
  try {
    const app = parseEntityRef(query.get('app') ?? '');
    return kind && id
      ? {
          app,
          id,
          kind,
          name: query.get('name') ?? id,
          ...(container && { container }),
        }
      : undefined;
  } catch {
    return undefined;
  }
}
