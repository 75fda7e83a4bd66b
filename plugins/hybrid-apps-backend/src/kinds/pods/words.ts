import { asSentence } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Health } from '../types';
import { whyNoNode } from './scheduling';

/** `: <message>`, where there is one. */
export const told = (message?: string): string =>
  message ? `: ${message.replace(/\.$/, '')}` : '';

/** Why a pull failed: the container runtime's words say the name many times over. */
export function pullReason(message: string | undefined): string | undefined {
  if (/not found|manifest unknown/i.test(message ?? '')) {
    return 'its registry does not know it';
  }
  if (/unauthorized|denied|forbidden/i.test(message ?? '')) {
    return 'its registry does not let the cluster have it';
  }
  return message;
}

/** The sentence for an image that a node could not pull. */
export const pullFailure = (image: string, message?: string): string =>
  `Image '${image}' cannot be pulled${told(
    pullReason(message),
  )}. Check its name and tag, and that the cluster may pull it.`;

/** The sentence for what no node has room for, or suits. */
export const noNodeTakes = (
  what: string,
  why: string | undefined,
  cluster: string,
): string =>
  `No node of cluster '${cluster}' takes ${what}${told(
    why && whyNoNode(why),
  )}. Ask for less, choose another cluster, or have nodes added.`;

/**
 * Of an object whose Pods the API server does not take: for a quota or by Pod
 * Security, waiting helps no more than for an admission policy.
 */
export function refusedPods(
  what: string,
  message: string,
  cluster: string,
): Health {
  const text = `${what} gets no pods on cluster '${cluster}': ${message}`;
  const refused = { state: 'degraded', reason: 'FailedCreate' } as const;
  return /is forbidden|denied the request/.test(message)
    ? {
        ...refused,
        message: `${asSentence(
          text,
        )} Ask for less or change what is objected to, choose another namespace, or ask the cluster's administrators.`,
        settled: true,
      }
    : { ...refused, message: text };
}
