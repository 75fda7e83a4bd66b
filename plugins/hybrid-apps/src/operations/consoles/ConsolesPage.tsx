import { parseEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import {
  toastApiRef,
  useApi,
  useRouteRef,
} from '@backstage/frontend-plugin-api';
import {
  Button,
  Cell,
  CellText,
  ColumnConfig,
  Container,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Link,
  Text,
  useTable,
} from '@backstage/ui';
import { OpenConsole } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback, useMemo, useState } from 'react';
import { hybridAppsApiRef, useLive } from '../../api';
import { CardTable, EmptyState, LiveView, Since } from '../../components';
import { entityRouteRef } from '../../routes';
import { useTexts } from '../../translation';
import { openRows } from './openRows';
import { personName } from './words';

const PAGE_SIZE = 50;

/** An app, with its page where the portal has one. */
function AppLink({ app }: { app: string }) {
  const entity = useRouteRef(entityRouteRef);
  const { kind, namespace, name } = parseEntityRef(app);
  return entity ? (
    <Link href={entity({ kind, namespace, name })}>{name}</Link>
  ) : (
    <>{name}</>
  );
}

function ConsoleTable(props: {
  consoles: readonly OpenConsole[];
  onEnd: (one: OpenConsole) => void;
}) {
  const t = useTexts();
  const { consoles, onEnd } = props;
  const columns = useMemo<ColumnConfig<OpenConsole>[]>(
    () => [
      {
        id: 'person',
        label: t('consoles.column.person'),
        isRowHeader: true,
        minWidth: 130,
        cell: ({ person }) => (
          <CellText title={personName(person)} description={person} />
        ),
      },
      {
        id: 'role',
        label: t('consoles.column.role'),
        minWidth: 110,
        cell: ({ role }) => <CellText title={t(`consoles.role.${role}`)} />,
      },
      {
        id: 'console',
        label: t('consoles.column.console'),
        width: '2fr',
        minWidth: 200,
        cell: ({ kind, object, cluster, container }) => (
          <CellText
            title={t('consoles.label', {
              kind: t(`consoles.${kind}`),
              name: object.name,
            })}
            description={[cluster, object.namespace, container]
              .filter(Boolean)
              .join(' · ')}
          />
        ),
      },
      {
        id: 'app',
        label: t('consoles.column.app'),
        minWidth: 120,
        cell: ({ app }) => (
          <Cell>
            <AppLink app={app} />
          </Cell>
        ),
      },
      {
        id: 'since',
        label: t('consoles.column.since'),
        minWidth: 110,
        cell: ({ since }) => (
          <Cell>
            <Since at={since} />
          </Cell>
        ),
      },
      {
        id: 'end',
        label: t('consoles.column.end'),
        minWidth: 100,
        cell: one => (
          <Cell>
            <Button
              size="small"
              variant="secondary"
              aria-label={t('consoles.endOne', {
                who: personName(one.person),
                name: one.object.name,
              })}
              onPress={() => onEnd(one)}
            >
              {t('consoles.end')}
            </Button>
          </Cell>
        ),
      },
    ],
    [t, onEnd],
  );
  const { tableProps } = useTable<OpenConsole>({
    mode: 'complete',
    data: useMemo(() => openRows(consoles), [consoles]),
    paginationOptions: {
      type: consoles.length > PAGE_SIZE ? 'page' : 'none',
      pageSize: PAGE_SIZE,
    },
  });
  return <CardTable<OpenConsole> {...tableProps} columnConfig={columns} />;
}

/** Has it confirmed that somebody's console is ended. */
function EndDialog(props: {
  console: OpenConsole;
  onEnd: () => void;
  onClose: () => void;
}) {
  const t = useTexts();
  const { console: one, onEnd, onClose } = props;
  const who = personName(one.person);
  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && onClose()}>
      <DialogHeader>
        {t('consoles.endOne', { who, name: one.object.name })}
      </DialogHeader>
      <DialogBody>
        <Text as="p">{t('consoles.endHelp', { who })}</Text>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('consoles.endNot')}
        </Button>
        <Button variant="primary" destructive onPress={onEnd}>
          {t('consoles.end')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

/** The consoles that are open: one's own, and everybody's for who holds `hybrid-apps.console.manage`. */
export function ConsolesPage() {
  const t = useTexts();
  const api = useApi(hybridAppsApiRef);
  const toasts = useApi(toastApiRef);
  const load = useCallback(
    async ({ signal }: { signal: AbortSignal }) => ({
      value: (await api.listConsoles({ signal })).items,
    }),
    [api],
  );
  const live = useLive(load);
  const { refresh } = live;
  const [ending, setEnding] = useState<OpenConsole>();

  async function end({ id, person }: OpenConsole) {
    setEnding(undefined);
    try {
      await api.endConsole(id);
      toasts.post({
        title: t('consoles.endAsked', { who: personName(person) }),
        status: 'success',
      });
    } catch (error) {
      toasts.post({
        title: t('consoles.endFailed'),
        description: toError(error).message,
        status: 'danger',
      });
    }
    refresh();
  }

  return (
    <main>
      <Container>
        <Text as="h1" variant="title-small" weight="bold">
          {t('consoles.all')}
        </Text>
        <Text as="p" variant="body-small" color="secondary">
          {t('consoles.allHelp')}
        </Text>
        <LiveView live={live} height={240}>
          {consoles =>
            consoles.length === 0 ? (
              <EmptyState title={t('consoles.none')}>
                {t('consoles.noneHelp')}
              </EmptyState>
            ) : (
              <ConsoleTable consoles={consoles} onEnd={setEnding} />
            )
          }
        </LiveView>
        {ending && (
          <EndDialog
            console={ending}
            onEnd={() => end(ending)}
            onClose={() => setEnding(undefined)}
          />
        )}
      </Container>
    </main>
  );
}
