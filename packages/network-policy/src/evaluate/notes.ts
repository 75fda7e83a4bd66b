import type { Endpoint } from '../endpoints/types';
import { formatPeer } from '../endpoints/types';
import type { Rule } from '../policies/types';
import type { BuiltModel } from './built';
import type { Case, CaseVerdict } from './cases';
import { addressesMatch } from './podAddresses';
import { answerPorts } from './rules';
import { NO } from './truth';
import type { DirectionVerdict } from './types';

const IP_BLOCKS =
  'ipBlock is taken to mean addresses outside the cluster; whether it matches pods too depends on the network plugin (option ipBlockMatchesPods)';

/** Whether the rule has an ipBlock that holds an address of the pod, or may: it has none yet. */
function namesAddressOf(rule: Rule, pod: Endpoint): boolean {
  return (rule.peers ?? []).some(
    ({ match }) =>
      match.type === 'addresses' &&
      !match.pods &&
      addressesMatch(match.ranges, pod) !== NO,
  );
}

/** Whether a connection of pods is denied, and would not be if ipBlocks meant pods too. */
function hangsOnIpBlock(
  { classes, policies }: BuiltModel,
  { decision, direction }: DirectionVerdict,
  { source, destination, traffic }: Case,
): boolean {
  if (
    decision.by !== 'tier-default' ||
    typeof source === 'bigint' ||
    typeof destination === 'bigint'
  ) {
    return false;
  }
  const peer = direction === 'ingress' ? source : destination;
  const target = classes.of.get(destination);
  return policies.some(
    ({ policy }) =>
      decision.policies.includes(policy.reference) &&
      (policy[direction] ?? []).some(
        rule =>
          namesAddressOf(rule, peer) &&
          target !== undefined &&
          answerPorts(rule, traffic, target).match,
      ),
  );
}

/**
 * What a reader of a verdict should know beside it: what it takes for granted of
 * these ends.
 */
export function notesOn(
  model: BuiltModel,
  ends: readonly (Endpoint | bigint)[],
  shown: Case,
  { egress, ingress }: CaseVerdict,
): string[] {
  const endpoints = ends.flatMap(end => (typeof end === 'bigint' ? [] : [end]));
  const elsewhere = endpoints
    .filter(each => each.offPodNetwork)
    .map(each => formatPeer(each.peer));
  return [
    ...([egress, ingress].some(side => hangsOnIpBlock(model, side, shown))
      ? [IP_BLOCKS]
      : []),
    ...[...new Set(elsewhere)].map(
      vm =>
        `${vm} has no interface on the pod network: the verdict is about its virt-launcher pod, and nothing reaches the VM that way`,
    ),
  ];
}
