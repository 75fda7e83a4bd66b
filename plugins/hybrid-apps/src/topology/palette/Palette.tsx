import { Button, Tooltip, TooltipTrigger } from '@backstage/ui';
import { TopologyNode } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiCommandLine } from '@remixicon/react';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../translation';
import { PaletteDialog } from './PaletteDialog';

/** What has keys of its own, in which one writes or chooses. */
const OWN_KEYS =
  'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="dialog"], [role="alertdialog"], [role="menu"]';

const isMac = () => /Mac|iP(hone|ad)/.test(navigator.platform);

/**
 * Opens what goes to any component and acts on it, by a button, and by Ctrl+K or
 * Cmd+K, where nothing else takes that: the portal's own search, or a field that one
 * writes in.
 */
export function Palette(props: {
  nodes: readonly TopologyNode[];
  selected: string | undefined;
  onGo: (id: string) => void;
  /** The look of what is hidden where there is little room. */
  wordClass: string;
}) {
  const t = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  /** What had the focus, and gets it back. */
  const opener = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target, key } = event;
      const isIt =
        key.toLocaleLowerCase('en-US') === 'k' &&
        (event.ctrlKey || event.metaKey) &&
        !event.altKey &&
        !event.shiftKey;
      const isOthers =
        event.defaultPrevented ||
        (target instanceof Element && target.closest(OWN_KEYS) !== null);
      if (isIt && !isOthers) {
        event.preventDefault();
        opener.current =
          target instanceof HTMLElement && target !== document.body
            ? target
            : button.current;
        setIsOpen(true);
      }
    };
    // Of the window, so that whoever listens closer to what has the focus comes first.
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const label = t('operations.palette.open');
  return (
    <>
      <TooltipTrigger>
        <Button
          ref={button}
          size="small"
          variant="secondary"
          iconStart={<RiCommandLine />}
          aria-label={label}
          onPress={() => {
            opener.current = button.current;
            setIsOpen(true);
          }}
        >
          <span className={props.wordClass}>{label}</span>
        </Button>
        <Tooltip>{isMac() ? '⌘ K' : 'Ctrl K'}</Tooltip>
      </TooltipTrigger>
      {isOpen && (
        <PaletteDialog
          nodes={props.nodes}
          selected={props.selected}
          opener={opener.current}
          onGo={props.onGo}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
