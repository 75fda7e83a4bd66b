import {
  configApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Alert, Avatar, Card, CardBody, Text } from '@backstage/ui';
import { RiArrowRightLine } from '@remixicon/react';
import { GUEST, Persona, PERSONAS } from './personas';
import { signInTranslationRef } from './translation';
import styles from './signIn.module.css';

function PersonaCard(props: { persona: Persona; onChoose: () => void }) {
  const { t } = useTranslationRef(signInTranslationRef);
  const { provider, name } = props.persona;
  return (
    <Card
      className={styles.card}
      label={t('signInAs', { name })}
      onPress={props.onChoose}
    >
      <CardBody className={styles.persona}>
        <Avatar src="" name={name} size="medium" purpose="decoration" />
        <div className={styles.words}>
          <Text as="h3" variant="body-large" weight="bold">
            {name}
          </Text>
          <Text as="p" variant="body-medium">
            {t(`${provider}.role`)}
          </Text>
          <Text as="p" variant="body-medium">
            {t(`${provider}.sees`)}
          </Text>
        </div>
        <RiArrowRightLine size={20} aria-hidden className={styles.arrow} />
      </CardBody>
    </Card>
  );
}

/** Offers to sign in as the guest, and in development as one of the example's users. */
export function PersonaChoice(props: {
  /** As whom it was tried, and why it did not work. */
  failed?: { persona: Persona; error: Error };
  onChoose: (persona: Persona) => void;
}) {
  const { t } = useTranslationRef(signInTranslationRef);
  const title = useApi(configApiRef).getOptionalString('app.title');
  const { failed, onChoose } = props;
  return (
    <main className={styles.page}>
      <Text as="h1" variant="title-large" weight="bold">
        {title ?? 'Backstage'}
      </Text>
      <Text as="p" variant="body-large" color="secondary">
        {t('intro')}
      </Text>
      {failed && (
        <Alert
          status="danger"
          icon
          role="alert"
          title={t('failed', { name: failed.persona.name })}
          description={failed.error.message}
        />
      )}
      <PersonaCard persona={GUEST} onChoose={() => onChoose(GUEST)} />
      {/* The backend opens these doors in development alone. */}
      {process.env.NODE_ENV !== 'production' && (
        <>
          <Text as="h2" variant="body-large" weight="bold">
            {t('others')}
          </Text>
          <ul className={styles.personas}>
            {PERSONAS.map(persona => (
              <li key={persona.provider}>
                <PersonaCard
                  persona={persona}
                  onChoose={() => onChoose(persona)}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </main>
  );
}
