import { z } from 'zod';

/** What a condition on owners takes. */
export const claimsParams = z.object({
  claims: z
    .array(z.string())
    .describe(
      "Entity references of users and groups, like those of the caller's ownershipEntityRefs",
    ),
});
const inSmallLetters = (ref: string) => ref.toLocaleLowerCase('en-US');

/**
 * Whether one of the claims is an owner. References of entities are the same in
 * any case (https://backstage.io/docs/features/software-catalog/references), and
 * who writes a policy, and some sign-ins, write groups as the company does.
 */
export const isClaimed = (owner: string, claims: readonly string[]): boolean =>
  claims.some(claim => inSmallLetters(claim) === inSmallLetters(owner));
