import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  TextAreaField,
} from '@backstage/ui';
import { useState } from 'react';
import { useTexts } from '../../translation';

/** Takes a text by hand, where the browser does not tell what is in its clipboard: it does so by HTTPS alone, and where one lets it. */
export function PasteDialog(props: {
  title: string;
  onPaste: (text: string) => void;
  onClose: () => void;
}) {
  const t = useTexts();
  const { title, onPaste, onClose } = props;
  const [text, setText] = useState('');
  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && onClose()}>
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <TextAreaField
          label={t('consoles.pasteText')}
          description={t('consoles.pasteRefused')}
          value={text}
          onChange={setText}
        />
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('consoles.pasteNot')}
        </Button>
        <Button
          variant="primary"
          isDisabled={text === ''}
          onPress={() => onPaste(text)}
        >
          {t('consoles.pasteIt')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
