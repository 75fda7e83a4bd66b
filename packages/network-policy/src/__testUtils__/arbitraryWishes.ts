import fc from 'fast-check';
import type { WantedConnection } from '../index';
import {
  ALL_CONNECTIONS,
  portRange,
  wholeProtocol,
} from '../ports/connectionSet';
import { pod, virtualMachine } from './objects';
import type { Manifest } from './objects';

/** Workloads to wish connections for, of which some are easily taken for each other. */

/** A pod of a workload, at an address beside all ranges. */
const replica = (
  path: string,
  index: number,
  owner: { kind: string; name: string },
  labels: Record<string, string>,
): Manifest =>
  pod(
    path,
    labels,
    {},
    { podIP: `100.64.0.${index}` },
    { ownerReferences: [{ ...owner, controller: true }] },
  );

const deploymentOf = (name: string) => ({ kind: 'Deployment', name });
const ONE = { kind: 'VirtualMachineInstance', name: 'one' };
const SET = { kind: 'StatefulSet', name: 'set' };

export const wishers: readonly Manifest[] = [
  replica('a/one-0', 1, deploymentOf('one'), { app: 'one' }),
  // A name may be that of several kinds.
  virtualMachine('a/one', { app: 'vm' }),
  replica('a/virt-launcher-one', 2, ONE, { app: 'vm' }),
  // Its labels are a part of the next one's.
  replica('a/part-0', 3, deploymentOf('part'), { app: 'part' }),
  replica('a/b-c-0', 4, deploymentOf('b-c'), { app: 'part', extra: 'yes' }),
  // With the namespace before it, its name is the former's.
  replica('a-b/c-0', 5, deploymentOf('c'), { app: 'one' }),
  replica('b/set-0', 6, SET, { app: 'set', 'controller-uid': '6' }),
  replica('b/set-1', 7, SET, { app: 'set', 'controller-uid': '7' }),
];

const names = [
  ['a', 'one', 'Deployment'],
  ['a', 'one', 'VirtualMachine'],
  ['a', 'part', 'Deployment'],
  ['a', 'b-c', 'Deployment'],
  ['a-b', 'c', 'Deployment'],
  ['b', 'set', 'StatefulSet'],
];

/** None beside another, so that none of them are joined. */
export const RANGES = [
  { from: '10.0.0.0', to: '10.255.255.255' },
  { from: '203.0.113.1', to: '203.0.113.6' },
  { from: '2001:db8::', to: '2001:db8::ff' },
];

const end = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(...names)
      .map(([namespace, name, kind]) => ({ namespace, name, kind })),
  },
  { weight: 1, arbitrary: fc.constantFrom(...RANGES) },
);

const ports = fc.constantFrom(
  ALL_CONNECTIONS,
  portRange('TCP', 80, 80),
  portRange('UDP', 53, 60),
  wholeProtocol('SCTP'),
  {
    TCP: [
      { from: 1, to: 10 },
      { from: 12, to: 12 },
    ],
    UDP: [{ from: 1, to: 65535 }],
  },
);

export const wishesArbitrary: fc.Arbitrary<WantedConnection[]> = fc.uniqueArray(
  fc
    .record({ source: end, destination: end, allowed: ports })
    .filter(
      ({ source, destination }) =>
        source !== destination &&
        JSON.stringify(source) !== JSON.stringify(destination) &&
        !('from' in source && 'from' in destination),
    ),
  {
    maxLength: 8,
    selector: ({ source, destination }) =>
      JSON.stringify([source, destination]),
  },
);
