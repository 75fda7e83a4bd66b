import { IdentityApi } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SignInPage } from './SignInPage';

jest.setTimeout(60_000);

/** What a backend answers who knows these providers. */
function backendWith(...providers: string[]) {
  return jest.spyOn(global, 'fetch').mockImplementation(async url => {
    const [, provider] = String(url).match(/auth\/(\w+)\/refresh$/) ?? [];
    return providers.includes(provider)
      ? new Response(
          JSON.stringify({
            profile: {},
            backstageIdentity: {
              token: '',
              identity: {
                type: 'user',
                userEntityRef: `user:default/${provider}`,
                ownershipEntityRefs: [],
              },
            },
          }),
        )
      : new Response('{}', { status: 404, statusText: 'Not Found' });
  });
}

function open() {
  const onSignInSuccess = jest.fn<void, [IdentityApi]>();
  renderInTestApp(<SignInPage onSignInSuccess={onSignInSuccess} />);
  return async () => {
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1), {
      timeout: 20_000,
    });
    const [[identity]] = onSignInSuccess.mock.calls;
    return identity;
  };
}

const choose = async (name: string) =>
  userEvent.click(
    await screen.findByRole(
      'button',
      { name: `Sign in as ${name}` },
      { timeout: 20_000 },
    ),
  );

beforeEach(() => localStorage.clear());
afterEach(() => jest.restoreAllMocks());

describe('the sign-in page', () => {
  it.each([
    ['Guest', 'guest'],
    ['Amal Haddad', 'amal'],
    ['Bo Lindqvist', 'bo'],
    ['Chidi Okafor', 'chidi'],
  ])('signs in as %s with one click', async (name, provider) => {
    backendWith('guest', 'amal', 'bo', 'chidi');
    const signedIn = open();
    await choose(name);
    const { userEntityRef } = await (await signedIn()).getBackstageIdentity();
    expect(userEntityRef).toBe(`user:default/${provider}`);
  });

  it('asks once, and again after signing out', async () => {
    backendWith('guest', 'bo');
    const first = open();
    await choose('Bo Lindqvist');
    await first();
    cleanup();

    const identity = await open()();
    expect((await identity.getBackstageIdentity()).userEntityRef).toBe(
      'user:default/bo',
    );
    await identity.signOut();
    cleanup();

    open();
    await choose('Guest');
  });

  it('says why it failed, and offers all again', async () => {
    backendWith('guest');
    const signedIn = open();
    await choose('Amal Haddad');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Signing in as Amal Haddad failed.*404/,
    );
    await choose('Guest');
    await signedIn();
  });
});
