import {
  Control,
  unless,
  REMOVE,
  isUnset,
  isOff,
  oneOf,
  ofContainers,
  ofBoth,
  field,
  hostsOf,
} from './podFields';
import { pathOf } from './reading';

const ADDED = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

const SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
];

const SE_LINUX_TYPES = [
  '',
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
];

/** The annotations that said it before there was the field. */
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

/** What keeps from escalations that are known. */
export const BASELINE: ReadonlyArray<Omit<Control, 'level'>> = [
  {
    name: 'HostProcess',
    find: pod =>
      unless(
        field(
          ofBoth(pod),
          ['windowsOptions', 'hostProcess'],
          ({ windowsOptions }) => windowsOptions?.hostProcess,
        ),
        isOff,
        REMOVE,
      ),
  },
  {
    name: 'Host Namespaces',
    find: ({ path, spec }) =>
      unless(
        (['hostNetwork', 'hostPID', 'hostIPC'] as const).map(name => ({
          path: pathOf(path, name),
          value: spec[name],
        })),
        isOff,
        REMOVE,
      ),
  },
  {
    name: 'Privileged Containers',
    find: pod =>
      unless(
        field(
          ofContainers(pod),
          ['privileged'],
          ({ privileged }) => privileged,
        ),
        isOff,
        REMOVE,
      ),
  },
  {
    name: 'Capabilities',
    find: pod =>
      unless(
        field(
          ofContainers(pod),
          ['capabilities', 'add'],
          ({ capabilities }) => capabilities?.add ?? [],
        ),
        added => added.every(each => ADDED.includes(each)),
        `Leave out what is none of ${ADDED.join(', ')}.`,
      ),
  },
  {
    name: 'HostPath Volumes',
    find: ({ path, spec }) =>
      unless(
        (spec.volumes ?? []).map(({ hostPath }, index) => ({
          path: pathOf(path, 'volumes', index, 'hostPath'),
          value: hostPath,
        })),
        isUnset,
        'Take a PersistentVolumeClaim or an emptyDir.',
      ),
  },
  {
    name: 'Host Ports',
    find: ({ containers }) =>
      unless(
        containers.flatMap(({ path, value }) =>
          (value.ports ?? []).map(({ hostPort }, index) => ({
            path: pathOf(path, 'ports', index, 'hostPort'),
            value: hostPort,
          })),
        ),
        port => isUnset(port) || port === 0,
        'Leave it out, and lead to it by a Service.',
      ),
  },
  {
    name: 'Host Probes / Lifecycle Hooks',
    find: ({ containers }) =>
      unless(
        containers.flatMap(hostsOf),
        oneOf(''),
        'Leave it out: the Pod itself is asked.',
      ),
  },
  {
    name: 'AppArmor',
    *find(pod) {
      const instead = 'Leave it out, or take RuntimeDefault or Localhost.';
      yield* unless(
        field(
          ofBoth(pod),
          ['appArmorProfile', 'type'],
          ({ appArmorProfile }) => appArmorProfile?.type,
        ),
        oneOf('RuntimeDefault', 'Localhost'),
        instead,
      );
      yield* unless(
        Object.entries(pod.annotations.value)
          .filter(([name]) => name.startsWith(APP_ARMOR))
          .map(([name, value]) => ({
            path: pathOf(pod.annotations.path, name),
            value,
          })),
        value =>
          value === '' ||
          value === 'runtime/default' ||
          value.startsWith('localhost/'),
        instead,
      );
    },
  },
  {
    name: 'SELinux',
    *find(pod) {
      const options = field(
        ofBoth(pod),
        ['seLinuxOptions'],
        ({ seLinuxOptions }) => seLinuxOptions ?? {},
      );
      yield* unless(
        field(options, ['type'], ({ type }) => type),
        oneOf(...SE_LINUX_TYPES),
        `Leave it out, or take one of ${SE_LINUX_TYPES.slice(1).join(', ')}.`,
      );
      yield* unless(
        [
          ...field(options, ['user'], ({ user }) => user),
          ...field(options, ['role'], ({ role }) => role),
        ],
        oneOf(''),
        REMOVE,
      );
    },
  },
  {
    name: '/proc Mount Type',
    find: pod =>
      unless(
        field(ofContainers(pod), ['procMount'], ({ procMount }) => procMount),
        oneOf('Default'),
        REMOVE,
      ),
  },
  {
    name: 'Seccomp',
    find: pod =>
      unless(
        field(
          ofBoth(pod),
          ['seccompProfile', 'type'],
          ({ seccompProfile }) => seccompProfile?.type,
        ),
        oneOf('RuntimeDefault', 'Localhost'),
        'Take RuntimeDefault or Localhost.',
      ),
  },
  {
    name: 'Sysctls',
    find: pod =>
      unless(
        (pod.spec.securityContext?.sysctls ?? []).map(({ name }, index) => ({
          path: pathOf(pod.path, 'securityContext', 'sysctls', index, 'name'),
          value: name,
        })),
        oneOf(...SYSCTLS),
        `Leave out what is none of ${SYSCTLS.join(', ')}.`,
      ),
  },
];
