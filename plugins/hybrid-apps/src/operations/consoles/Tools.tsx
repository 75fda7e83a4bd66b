import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  Menu,
  MenuItem,
  MenuSeparator,
  MenuTrigger,
} from '@backstage/ui';
import { useState } from 'react';
import { saveFile } from '../../components';
import { useTexts } from '../../translation';
import { PasteDialog } from './PasteDialog';
import { ShownConsole } from './types';

const FUNCTION_KEYS = Array.from({ length: 12 }, (_, index) => index + 1);
/** Terminals of a Linux guest. */
const TERMINALS = [1, 2, 3];

/** What one does with a console beside typing. */
export function Tools(props: {
  shown: ShownConsole;
  name: string;
  isWatching: boolean;
  /** What the guest has put into its clipboard. */
  copied: string | undefined;
}) {
  const t = useTexts();
  const toasts = useApi(toastApiRef);
  const { shown, name, isWatching, copied } = props;
  const { screen } = shown;

  /** What is done with a text that the browser does not hand out by itself. */
  const [asking, setAsking] = useState<{
    title: string;
    act: (text: string) => void;
  }>();

  async function withClipboard(title: string, act: (text: string) => void) {
    let text: string;
    try {
      text = await navigator.clipboard.readText();
    } catch {
      setAsking({ title, act });
      return;
    }
    act(text);
    shown.focus();
  }
  async function copy(text: string) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      toasts.post({ title: t('consoles.copyRefused'), status: 'warning' });
    }
  }
  async function capture() {
    const blob = await shown.capture();
    saveFile(`${name}.${screen ? 'png' : 'txt'}`, blob);
  }
  const press = (act: () => void) => () => {
    act();
    shown.focus();
  };
  return (
    <>
      {screen && !isWatching && (
        <MenuTrigger>
          <Button size="small" variant="secondary">
            {t('consoles.keys')}
          </Button>
          <Menu>
            <MenuItem onAction={press(screen.ctrlAltDel)}>
              Ctrl+Alt+Del
            </MenuItem>
            <MenuSeparator />
            {TERMINALS.map(n => (
              <MenuItem key={n} onAction={press(() => screen.switchTo(n))}>
                {`Ctrl+Alt+F${n}`}
              </MenuItem>
            ))}
            <MenuSeparator />
            {FUNCTION_KEYS.map(n => (
              <MenuItem key={n} onAction={press(() => screen.functionKey(n))}>
                {`F${n}`}
              </MenuItem>
            ))}
          </Menu>
        </MenuTrigger>
      )}
      {!isWatching && (
        <Button
          size="small"
          variant="secondary"
          onPress={() => withClipboard(t('consoles.paste'), shown.paste)}
        >
          {t('consoles.paste')}
        </Button>
      )}
      {screen && !isWatching && (
        <Button
          size="small"
          variant="tertiary"
          onPress={() =>
            withClipboard(t('consoles.toClipboard'), screen.copyTo)
          }
        >
          {t('consoles.toClipboard')}
        </Button>
      )}
      {copied !== undefined && (
        <Button size="small" variant="tertiary" onPress={() => copy(copied)}>
          {t('consoles.fromClipboard')}
        </Button>
      )}
      <Button size="small" variant="tertiary" onPress={capture}>
        {screen ? t('consoles.capture') : t('consoles.captureText')}
      </Button>
      {asking && (
        <PasteDialog
          title={asking.title}
          onClose={() => setAsking(undefined)}
          onPaste={text => {
            setAsking(undefined);
            asking.act(text);
            shown.focus();
          }}
        />
      )}
    </>
  );
}
