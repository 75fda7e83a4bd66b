import { ObjectRef } from './api/types';

/**
 * Names an object like `Deployment 'web'`; a VirtualMachine is a `VM`, as people say.
 * @public
 */
export function describeObject({
  kind,
  name,
}: Pick<ObjectRef, 'kind' | 'name'>): string {
  return `${kind === 'VirtualMachine' ? 'VM' : kind} '${name}'`;
}

/**
 * Ends a text with a full stop, where it does not have an end.
 * @public
 */
export function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
