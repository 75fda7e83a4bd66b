import { ObjectKey } from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { KubeObject } from '../../clusters';
import { at, text } from '../../objects';

/**
 * Who names the Secret that a certificate fills means the certificate.
 * Source: cert-manager, apis/certmanager/v1, CertificateSpec.SecretName.
 */
export function certificateKeys(certificate: KubeObject): ObjectKey[] {
  const name = text(at(certificate, 'spec', 'secretName'));
  const { namespace } = certificate.metadata;
  return name ? [{ group: '', kind: 'Secret', namespace, name }] : [];
}
