import { ConfiguredHost, hostsOf } from '../clusters/hosts';

const written = ({ host, port }: ConfiguredHost) =>
  port === undefined ? host : `${host}:${port}`;

/** The hosts that a container is configured with, as `host` or `host:port`. */
export const hostsIn = (container: object): string[] =>
  hostsOf({ containers: [container] }, 'spec').map(written);

/** The hosts in one variable of a container. */
export const ofVariable = (name: string, value: string): string[] =>
  hostsIn({ env: [{ name, value }] });
