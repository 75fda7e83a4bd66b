import { ProxiedSignInPage } from '@backstage/core-components';
import { IdentityApi } from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { useMemo, useState } from 'react';
import { PersonaChoice } from './PersonaChoice';
import { GUEST, Persona, PERSONAS } from './personas';

/** Who is signed in, so that a page that is loaded anew need not ask. */
const KEY = 'hybrid-apps/persona';

const remembered = (): Persona | undefined =>
  [GUEST, ...PERSONAS].find(
    ({ provider }) => provider === localStorage.getItem(KEY),
  );

/** The same identity, which is forgotten when it signs out. */
const forgetting = (identity: IdentityApi): IdentityApi => ({
  getProfileInfo: () => identity.getProfileInfo(),
  getBackstageIdentity: () => identity.getBackstageIdentity(),
  getCredentials: () => identity.getCredentials(),
  signOut: async () => {
    localStorage.removeItem(KEY);
    await identity.signOut();
  },
});

/** Signs in as who is chosen, or who was the last time. */
export function SignInPage({ onSignInSuccess }: SignInPageProps) {
  const [persona, setPersona] = useState(remembered);
  // Who is chosen again after it failed is tried again.
  const [attempt, setAttempt] = useState(0);

  const Choice = useMemo(() => {
    const choose = (chosen: Persona) => {
      setPersona(chosen);
      setAttempt(last => last + 1);
    };
    return ({ error }: { error?: Error }) => (
      <PersonaChoice
        failed={error && persona && { persona, error }}
        onChoose={choose}
      />
    );
  }, [persona]);

  if (!persona) {
    return <Choice />;
  }
  return (
    <ProxiedSignInPage
      key={attempt}
      provider={persona.provider}
      ErrorComponent={Choice}
      onSignInSuccess={identity => {
        localStorage.setItem(KEY, persona.provider);
        onSignInSuccess(forgetting(identity));
      }}
    />
  );
}
