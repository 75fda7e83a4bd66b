/** Who one may sign in as without a password; each has a provider of that name in app-config. */
export const GUEST = { provider: 'guest', name: 'Guest' } as const;

/** Users of examples/org.yaml. */
export const PERSONAS = [
  { provider: 'amal', name: 'Amal Haddad' },
  { provider: 'bo', name: 'Bo Lindqvist' },
  { provider: 'chidi', name: 'Chidi Okafor' },
] as const;

export type Persona = typeof GUEST | (typeof PERSONAS)[number];
