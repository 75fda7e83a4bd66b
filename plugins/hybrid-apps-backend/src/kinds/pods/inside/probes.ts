import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { at, number } from '../../../objects';
import { present } from '../../presentFacts';
import { probeAsks } from '../probes';

type Probes = NonNullable<
  NonNullable<ObjectInside['containers']>[number]['probes']
>;

const PROBES = ['startup', 'readiness', 'liveness'] as const;
const TIMINGS = [
  'initialDelaySeconds',
  'periodSeconds',
  'timeoutSeconds',
  'successThreshold',
  'failureThreshold',
] as const;

/**
 * The probes of a container, or of a VM's instance.
 * Source: k8s.io/api/core/v1 and kubevirt.io/api/core/v1, Probe; the API server
 * fills in the timings that are not written.
 */
export const probesOf = (spec: unknown): Probes =>
  PROBES.flatMap(kind => {
    const asks = probeAsks(spec, kind);
    return asks === undefined
      ? []
      : [
          present({
            kind,
            asks,
            ...Object.fromEntries(
              TIMINGS.map(field => [
                field,
                number(at(spec, `${kind}Probe`, field)),
              ]),
            ),
          }),
        ];
  });
