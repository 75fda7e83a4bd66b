import { TraceHop } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { at, flag, list, text } from '../objects';
import { certificateHop } from './certificate';
import { hop, said } from './hop';
import { Listener, protocolOf } from './listeners';
import { Scene } from './scene';

/** Whether a listener ends TLS itself, or passes it on; undefined where it has none. */
function tlsOf(listener: Listener): 'ends' | 'passes' | undefined {
  const protocol = protocolOf(listener);
  if (protocol !== 'HTTPS' && protocol !== 'TLS') {
    return undefined;
  }
  const isPassedOn =
    text(at(listener.spec, 'tls', 'mode')) === 'Passthrough' ||
    flag(at(listener.spec, 'tls', 'passthrough'));
  return isPassedOn ? 'passes' : 'ends';
}

/** Whose certificate clients of a listener are shown, for a host. */
export function tlsHops(
  scene: Scene,
  listener: Listener,
  host: string | undefined,
): TraceHop[] {
  const { store } = scene;
  const { holder, spec, fieldPath } = listener;
  const tls = tlsOf(listener);
  if (tls === undefined) {
    return [];
  }
  const place = `${fieldPath}.tls`;
  if (tls === 'passes') {
    return [
      hop('certificate.passedOn', {}, { evidence: said(store, holder, place) }),
    ];
  }
  const shown = list(at(spec, 'tls', 'certificateRefs')).flatMap(
    (reference, index) => {
      const name = text(at(reference, 'name'));
      const kind = text(at(reference, 'kind')) ?? 'Secret';
      const namespace =
        text(at(reference, 'namespace')) ?? holder.metadata.namespace;
      return name && kind === 'Secret'
        ? [
            certificateHop(
              scene,
              {
                by: holder,
                secret: { namespace, name },
                evidence: said(
                  store,
                  holder,
                  `${place}.certificateRefs[${index}]`,
                  name,
                ),
              },
              host,
            ),
          ]
        : [];
    },
  );
  // Of several, the one is shown that is for the host.
  const [best] = [
    ...shown.filter(({ state }) => state === 'passes'),
    ...shown.filter(({ state }) => state === 'unknown'),
    ...shown,
  ];
  return best
    ? [best]
    : [
        hop(
          'certificate.default',
          {},
          { evidence: said(store, holder, place) },
        ),
      ];
}
