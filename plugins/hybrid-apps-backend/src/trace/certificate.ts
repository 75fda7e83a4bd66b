import { TraceHop } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../clusters';
import {
  certificateHosts,
  GATEWAY_API,
  healthOf,
  isCertificateFor,
  isGranted,
  outOfTime,
} from '../kinds';
import { at, condition, objectField, text } from '../objects';
import { hop, said } from './hop';
import { isKindKnown, Scene } from './scene';

/** The Secret that a listener or an Ingress shows, as it names it. */
export interface Shows {
  /** The Gateway or Ingress. */
  by: KubeObject;
  secret: { namespace: string | undefined; name: string };
  evidence: TraceHop['evidence'];
}

const secretKey = ({ namespace, name }: Shows['secret']) => ({
  group: '',
  kind: 'Secret',
  namespace,
  name,
});

/** What names a Secret of another namespace, where that one has to grant it. */
function withoutGrant(scene: Scene, { by, secret, evidence }: Shows) {
  const { namespace = '', name } = secret;
  const grants = { group: GATEWAY_API, kind: 'ReferenceGrant', namespace };
  if (
    isGranted(by, secretKey(secret), scene.store) ||
    !scene.sees(namespace) ||
    !isKindKnown(scene, grants)
  ) {
    return undefined;
  }
  return hop('certificate.noGrant', { secret: name, namespace }, { evidence });
}

/**
 * Whether clients take the certificate that is shown for a host. A Secret is
 * never read: what is known of it, cert-manager's Certificate tells that fills it.
 */
export function certificateHop(
  scene: Scene,
  shows: Shows,
  host: string | undefined,
): TraceHop {
  const { store, now } = scene;
  const { secret, evidence } = shows;
  const refused = withoutGrant(scene, shows);
  if (refused) {
    return refused;
  }
  const filling = store
    .resolve({
      relation: 'serves',
      to: secretKey(secret),
      text: '',
      fieldPath: '',
    })
    .filter(
      ({ kind, metadata }) =>
        kind === 'Certificate' && metadata.namespace === secret.namespace,
    )
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  const [certificate] = filling;
  if (!certificate) {
    return hop('certificate.notRead', { secret: secret.name }, { evidence });
  }
  const object = objectField(store.name, certificate);
  const tells = (fieldPath: string, value?: string) => ({
    object,
    evidence: said(store, certificate, fieldPath, value),
  });
  const name = certificate.metadata.name;
  const hosts = certificateHosts(certificate).join(', ');
  const time = outOfTime(certificate, now);
  if (time) {
    return hop(
      `certificate.${time.is}`,
      { certificate: name, time: time.time },
      tells(time.fieldPath, time.time),
    );
  }
  const { state, message, reason } = healthOf(certificate, store);
  // One that is there goes on until it ends, whatever becomes of its renewal.
  const isThere =
    text(at(certificate, 'status', 'notAfter')) !== undefined &&
    condition(certificate, 'Ready')?.status !== 'False';
  if (state !== 'healthy' && !isThere) {
    return hop(
      'certificate.notIssued',
      { certificate: name, message: message ?? reason ?? state },
      tells('status.conditions', message),
    );
  }
  if (host !== undefined && !isCertificateFor(certificate, host)) {
    return hop(
      'certificate.otherHost',
      { certificate: name, host, hosts },
      tells('spec.dnsNames', hosts),
    );
  }
  const until = text(at(certificate, 'status', 'notAfter')) ?? '';
  return hop(
    'certificate.valid',
    { certificate: name, hosts, until },
    tells('spec.dnsNames', hosts),
  );
}
