import { Health } from './types';

/** What is told first: what is wrong before what is not known, and that before what is on its way. */
const ORDER: ReadonlyArray<Health['state']> = [
  'degraded',
  'unknown',
  'progressing',
  'stopped',
  'unjudged',
  'healthy',
];

/** Less is worse; what only a change of the object moves is worst. */
const rankOf = ({ state, settled }: Health): number =>
  settled ? -1 : ORDER.indexOf(state);

/** How well something is that has a name of its own among its like. */
export interface NamedHealth {
  name: string;
  health: Health;
}

/** The worst of several, and of equal ones the first by name, so that their order changes nothing. */
export const worstOf = (told: readonly NamedHealth[]): Health | undefined =>
  told.reduce<NamedHealth | undefined>((worst, one) => {
    if (!worst) {
      return one;
    }
    const worse = rankOf(one.health) - rankOf(worst.health);
    return worse < 0 || (worse === 0 && one.name < worst.name) ? one : worst;
  }, undefined)?.health;
