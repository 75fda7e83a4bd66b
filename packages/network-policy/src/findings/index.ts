import type { BuiltModel } from '../evaluate/built';
import { formatReference } from '../objects/object';
import type { Problem } from '../objects/object';
import { notEnforced, uncoveredInterfaces } from './cluster';
import { equalPriorities, shadowed } from './order';
import {
  namedPortsUnresolved,
  openToWorld,
  peersMatchNothing,
  selectsNothing,
} from './policies';
import type { Finding } from './types';
import {
  blockedServices,
  egressWithoutDns,
  openBesideIsolated,
} from './workloads';

function ofProblem(problem: Problem): Finding {
  const isInvalid = problem.kind === 'invalid';
  return {
    kind: isInvalid ? 'invalid-object' : 'unsupported-object',
    severity: isInvalid ? 'error' : 'warning',
    object: problem.object,
    path: problem.path,
    message: `${formatReference(problem.object)}: ${problem.message}`,
    fix: isInvalid
      ? 'Correct it: a cluster would refuse it as it stands, or take it otherwise'
      : 'Check by other means what it does',
    related: [],
  };
}

/** Everything worth acting on, sorted by object. */
export function findings(model: BuiltModel): Finding[] {
  const real = model.policies.filter(each => !each.policy.isStandIn);
  const found = [
    ...model.problems.map(ofProblem),
    ...notEnforced(model),
    ...real.flatMap(selectsNothing),
    ...real.flatMap(each => peersMatchNothing(each, model)),
    ...real.flatMap(each => namedPortsUnresolved(each, model)),
    ...real.flatMap(each => openToWorld(each, model)),
    ...equalPriorities(model),
    ...shadowed(model),
    ...egressWithoutDns(model),
    ...blockedServices(model),
    ...openBesideIsolated(model),
    ...uncoveredInterfaces(model),
  ];
  const place = ({ object, path }: Finding) =>
    `${formatReference(object)} ${path}`;
  return found
    .map(each => ({ each, key: place(each) }))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ each }) => each);
}
