import { Button, Text } from '@backstage/ui';
import { useTexts } from '../../translation';
import { Connection, ConsoleState } from './connection';
import styles from './consoles.module.css';
import { personName } from './words';

/** Who is at a console, and who of them has the keys. */
export function People(props: {
  state: Extract<ConsoleState, { name: 'open' }>;
  connection: Connection;
}) {
  const t = useTexts();
  const { connection, state } = props;
  const { id: own, people } = state;
  const me = people.find(({ id }) => id === own);
  const isFree = people.every(({ role }) => role === 'watch');
  if (people.length < 2 && !isFree) {
    return null;
  }
  return (
    <div className={styles.bar}>
      <ul className={styles.people} aria-label={t('consoles.people')}>
        {people.map(({ id, person, role }) => {
          const short = personName(person);
          const name = id === own ? t('consoles.you', { name: short }) : short;
          return (
            <li key={id} className={styles.bar}>
              <Text variant="body-small">
                {role === 'keys'
                  ? t('consoles.atKeys', { name })
                  : t('consoles.watches', { name })}
              </Text>
              {me?.role === 'keys' && id !== own && (
                <Button
                  size="small"
                  variant="tertiary"
                  onPress={() => connection.say({ type: 'hand', to: id })}
                >
                  {t('consoles.hand', { name: short })}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {isFree && (
        <Button
          size="small"
          variant="secondary"
          onPress={() => connection.say({ type: 'take' })}
        >
          {t('consoles.takeKeys')}
        </Button>
      )}
    </div>
  );
}
