import { AuthService } from '@backstage/backend-plugin-api';
import { Inbox } from './inbox';
import { readMessage } from './messages';
import { NoConsole } from './noConsole';
import { UserCredentials } from './types';

/** Who has a ticket says who they are within this. */
const HELLO_MS = 10_000;

/** Finds out who it is that has a ticket. */
export interface WhoComes {
  /** @throws NoConsole where the token is not of that person */
  identify(token: string, person: string): Promise<UserCredentials>;
  /** By the first message. @throws NoConsole */
  greet(inbox: Inbox, person: string): Promise<UserCredentials>;
}

export function createWhoComes(
  auth: Pick<AuthService, 'authenticate' | 'isPrincipal'>,
): WhoComes {
  async function identify(token: string, person: string) {
    const credentials = await auth.authenticate(token).catch(() => undefined);
    if (
      !credentials ||
      !auth.isPrincipal(credentials, 'user') ||
      credentials.principal.userEntityRef !== person
    ) {
      throw new NoConsole(
        'identity',
        'The ticket is of somebody else, or the sign-in ran out. Open the console anew.',
      );
    }
    return credentials;
  }

  return {
    identify,
    async greet(inbox, person) {
      const said = await inbox.first(HELLO_MS).catch(() => undefined);
      const message =
        said && 'text' in said ? readMessage(said.text) : undefined;
      if (message?.type !== 'identity') {
        throw new NoConsole('identity', 'It was not said who asks.');
      }
      return identify(message.token, person);
    },
  };
}
