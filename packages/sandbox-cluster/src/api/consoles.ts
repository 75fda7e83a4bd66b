/**
 * Consoles: `console` and `vnc` of a VM's instance, and `exec` of a Pod. Who may
 * open one, and what answers; the WebSocket itself is the server's.
 */
import {
  EXEC_PROTOCOLS,
  onChannels,
  serialGuest,
  shellGuest,
  vncGuest,
} from '../consoles';
import { KubeObject, recordAt, textAt } from '../objects';
import { badRequest, notImplemented, StatusError } from '../status';
import { containerOf, statusOf } from './logs';
import { ApiContext, ApiRequest, Reply, ResourceTarget } from './types';
import { keyIn, requireObject } from './write';

/** virt-api's, of its client. Source: kubevirt/client-go, subresources. */
const KUBEVIRT_PROTOCOLS = ['plain.kubevirt.io'];

const isUpgrade = ({ headers }: ApiRequest) =>
  headers.upgrade?.toLowerCase() === 'websocket';

/** Says no to what is no WebSocket, in the words of gorilla's upgrader. */
const NO_UPGRADE: Reply = {
  status: 400,
  text: "Bad Request\nwebsocket: the client is not using the websocket protocol: 'upgrade' token not found in 'Connection' header\n",
};

const hostOf = ({ metadata }: KubeObject) => metadata.name;

/** The console of an instance that is there; virt-api asks that it runs before all else. */
export function vmiConsole(
  { clock, consoles, store }: ApiContext,
  vmi: KubeObject,
  kind: 'console' | 'vnc',
  request: ApiRequest,
): Reply {
  if (textAt(vmi, 'status', 'phase') !== 'Running') {
    throw badRequest('VMI is not running');
  }
  if (!isUpgrade(request)) {
    return NO_UPGRADE;
  }
  const { uid, name, namespace } = vmi.metadata;
  const target = `${kind}/${uid}`;
  // Source: kubevirt pull request 15267 and its backports.
  const preserves = request.query.get('preserveSession') === 'true';
  if (kind === 'vnc' && preserves && consoles.isOpen(target)) {
    return { status: 503, text: 'Active VNC connection. Request denied.' };
  }
  return {
    console: {
      target,
      // One connection: a second closes the first (virt-handler, rest/console.go).
      isAlone: true,
      protocols: KUBEVIRT_PROTOCOLS,
      start: line =>
        kind === 'vnc'
          ? vncGuest(hostOf(vmi), line)
          : serialGuest({ host: hostOf(vmi), now: clock.now }, line),
      isThere: () => {
        const now = store.get({
          group: 'kubevirt.io',
          kind: 'VirtualMachineInstance',
          namespace,
          name,
        });
        return (
          now?.metadata.uid === uid &&
          textAt(now, 'status', 'phase') === 'Running'
        );
      },
    },
  };
}

export function exec(
  context: ApiContext,
  target: ResourceTarget,
  request: ApiRequest,
): Reply {
  const { clock, store, authorize } = context;
  const { query, user } = request;
  const pod = requireObject(context, target);
  if (request.headers.upgrade?.toUpperCase() === 'SPDY/3.1') {
    throw notImplemented('pods/exec over SPDY', 'use a WebSocket');
  }
  if (!isUpgrade(request)) {
    throw badRequest('Upgrade request required');
  }
  // A WebSocket is a GET; since 1.35 it takes the right to create as well.
  // Source: kubernetes pull request 134577, AuthorizePodWebsocketUpgradeCreatePermission.
  authorize(user, {
    verb: 'create',
    group: '',
    resource: 'pods/exec',
    namespace: target.namespace,
    name: target.name,
  });
  const container = containerOf(pod, query.get('container'));
  const { running } = recordAt(statusOf(pod, container), 'state');
  if (!running) {
    throw new StatusError(
      500,
      'InternalError',
      `Internal error occurred: unable to upgrade connection: container not found ("${container.name}")`,
    );
  }
  if (query.get('tty') !== 'true' || query.get('stdin') !== 'true') {
    throw notImplemented(
      'pods/exec without stdin and tty',
      'nothing runs in its pods but a shell that knows a few words',
    );
  }
  const { uid } = pod.metadata;
  return {
    console: {
      target: `exec/${uid}`,
      isAlone: false,
      protocols: EXEC_PROTOCOLS,
      start: line =>
        onChannels(
          own =>
            shellGuest(
              { host: hostOf(pod), user: 'root', now: clock.now },
              own,
            ),
          line,
        ),
      isThere: () => {
        const now = store.get(keyIn(target));
        return (
          now !== undefined &&
          now.metadata.uid === uid &&
          recordAt(statusOf(now, container), 'state').running !== undefined
        );
      },
    },
  };
}
