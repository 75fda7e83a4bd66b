import { Button } from '@backstage/ui';
import { RiFileCopyLine } from '@remixicon/react';
import { useState } from 'react';
import { useTexts } from '../translation';

/** Copies a text, and says whether that worked. */
export function CopyButton({ label, text }: { label: string; text: string }) {
  const t = useTexts();
  const [last, setLast] = useState<{
    text: string;
    outcome: 'copied' | 'notCopied';
  }>();
  const copy = async () => {
    try {
      // Without HTTPS, browsers have no clipboard to give.
      await navigator.clipboard.writeText(text);
      setLast({ text, outcome: 'copied' });
    } catch {
      setLast({ text, outcome: 'notCopied' });
    }
  };
  return (
    <Button
      size="small"
      variant="secondary"
      iconStart={<RiFileCopyLine />}
      onPress={copy}
    >
      {last?.text === text ? t(`preview.${last.outcome}`) : label}
    </Button>
  );
}
