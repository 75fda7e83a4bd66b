import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  Menu,
  MenuItem,
  MenuSeparator,
  MenuTrigger,
} from '@backstage/ui';
import { saveFile } from '../../components';
import { useTexts } from '../../translation';
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

  async function withClipboard(act: (text: string) => void) {
    try {
      act(await navigator.clipboard.readText());
      shown.focus();
    } catch {
      toasts.post({ title: t('consoles.pasteRefused'), status: 'warning' });
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
          onPress={() => withClipboard(shown.paste)}
        >
          {t('consoles.paste')}
        </Button>
      )}
      {screen && !isWatching && (
        <Button
          size="small"
          variant="tertiary"
          onPress={() => withClipboard(screen.copyTo)}
        >
          {t('consoles.toClipboard')}
        </Button>
      )}
      {copied !== undefined && (
        <Button
          size="small"
          variant="tertiary"
          onPress={() => navigator.clipboard.writeText(copied)}
        >
          {t('consoles.fromClipboard')}
        </Button>
      )}
      <Button size="small" variant="tertiary" onPress={capture}>
        {screen ? t('consoles.capture') : t('consoles.captureText')}
      </Button>
    </>
  );
}
