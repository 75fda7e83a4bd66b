/**
 * Reads fields of objects whose shape nobody vouches for. A field that is
 * absent or of another type reads as undefined or empty, so that one odd
 * object costs only what it fails to say. The engine's readers of policies do
 * another job: they refuse what an API server refuses, and say where it stands.
 */
import { textMap, valueAt as at } from '@hybrid-apps/network-policy';

export { at, textMap };

export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

export const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

export const flag = (value: unknown): boolean => value === true;

export const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : [];

export const texts = (value: unknown): string[] =>
  list(value).flatMap(item => text(item) ?? []);

/** A condition of `status.conditions` by its type. */
export function condition(
  object: unknown,
  type: string,
):
  | { status?: string; reason?: string; message?: string; since?: string }
  | undefined {
  const found = list(at(object, 'status', 'conditions')).find(
    item => at(item, 'type') === type,
  );
  return found === undefined
    ? undefined
    : {
        status: text(at(found, 'status')),
        reason: text(at(found, 'reason')),
        message: text(at(found, 'message')),
        since: text(at(found, 'lastTransitionTime')),
      };
}
