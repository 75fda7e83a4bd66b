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

/**
 * What holds among objects: a sentence, the objects, and the answer as a file of
 * assertions has it: `shop/web -> shop/db TCP 80 denied`.
 */
export type Fact = [fact: string, objects: Manifest[], answer: string];

/** Asks what an answer answers; equal to it where the engine says so too. */
export function answerTo(
  answer: string,
  objects: readonly Manifest[],
  options: PolicyModelOptions = {},
): string {
  const question = /^(\S+) -> (\S+) (.+) \w+$/.exec(answer);
  if (!question) {
    throw new Error(`"${answer}" is no answer`);
  }
  const [, source, destination, traffic] = question;
  const verdict = ask(objects, source, destination, traffic, options);
  return `${source} -> ${destination} ${traffic} ${verdict}`;
}
