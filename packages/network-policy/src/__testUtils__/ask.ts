import { createPolicyModel } from '../model';
import type { PolicyModelOptions } from '../model';
import type { PeerInput } from '../evaluate/types';
import type { Protocol } from '../ports/connectionSet';
import type { Manifest } from './objects';

/** `ns/name`, or an IP address. */
export function peerOf(text: string): PeerInput {
  const [namespace, name] = text.split('/');
  return name === undefined ? { ip: text } : { namespace, name };
}

/** One verdict: `ask(objects, 'shop/web', 'shop/db', 'TCP 5432')`. */
export function evaluateOne(
  objects: readonly Manifest[],
  source: string,
  destination: string,
  traffic = 'TCP 80',
  options: PolicyModelOptions = {},
) {
  const [protocol, port] = traffic.split(' ');
  return createPolicyModel(objects, options).evaluate({
    source: peerOf(source),
    destination: peerOf(destination),
    protocol: protocol as Protocol,
    ...(port === undefined ? {} : { port: Number(port) }),
  });
}

export function ask(...question: Parameters<typeof evaluateOne>) {
  return evaluateOne(...question).verdict;
}
