import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { Line } from './buffer';
import { LogLine } from './LogLine';
import styles from './logs.module.css';

const ROW_HEIGHT = 20;
/** Until the box has been measured. */
const FIRST_HEIGHT = 400;
/** So few are all on the page, so that the browser finds and prints them. */
const MOST_ROWS = 100;
/** Beyond what is in sight, so that a little scroll finds some. */
const OVERSCAN = 20;
/** So near to its end, the box counts as being there. */
const NEAR = 2 * ROW_HEIGHT;

/** The place of the line that is the first in sight. */
function topRow(box: HTMLElement | null): number | undefined {
  const top = box?.getBoundingClientRect().top ?? 0;
  const row = [...(box?.querySelectorAll('[data-index]') ?? [])].find(
    one => one.getBoundingClientRect().bottom > top,
  );
  return row && Number(row.getAttribute('data-index'));
}

/** Lines of any number, of which those in sight are in the document; it stays at its end until somebody scrolls up. */
export function LogLines(props: {
  label: string;
  lines: readonly Line[];
  /** The places of Pods, where there are several. */
  tags?: ReadonlyMap<string, number>;
  wrap: boolean;
  /** The place of the line that was found. */
  found?: number;
  isPaused: boolean;
  onPause: (isPaused: boolean) => void;
}) {
  const { label, lines, tags, wrap, found, isPaused, onPause } = props;
  const box = useRef<HTMLDivElement>(null);
  const isLong = lines.length > MOST_ROWS;
  // Where lines come, the last ones are in sight and no others: nothing has to be
  // measured, and nothing is remembered of rows that are gone with the next frame.
  const isTail = isLong && !isPaused;
  const isVirtual = isLong && isPaused;
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    enabled: isVirtual,
    count: lines.length,
    getScrollElement: () => box.current,
    getItemKey: index => lines[index].id,
    estimateSize: () => ROW_HEIGHT,
    initialRect: { width: 0, height: FIRST_HEIGHT },
    overscan: OVERSCAN,
  });
  const inSight = Math.ceil(
    (box.current?.clientHeight || FIRST_HEIGHT) / ROW_HEIGHT,
  );
  const first = isTail ? Math.max(0, lines.length - inSight - OVERSCAN) : 0;
  const items = isVirtual
    ? virtualizer.getVirtualItems()
    : lines
        .slice(first)
        .map((_, index) => ({ index: first + index, start: 0 }));

  useLayoutEffect(() => {
    if (!isPaused && box.current) {
      box.current.scrollTop = box.current.scrollHeight;
    }
  });
  /** The line that was on top as somebody scrolled up; rows of several lines stood elsewhere until then. */
  const anchor = useRef<number>();
  useLayoutEffect(() => {
    if (isVirtual && wrap && anchor.current !== undefined) {
      virtualizer.scrollToIndex(anchor.current, { align: 'start' });
    }
    anchor.current = undefined;
    // Once, as it is paused.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isVirtual]);
  useEffect(() => {
    if (found === undefined) {
      return;
    }
    if (isVirtual) {
      virtualizer.scrollToIndex(found, { align: 'center' });
    } else {
      box.current
        ?.querySelector(`[data-index="${found}"]`)
        ?.scrollIntoView?.({ block: 'nearest' });
    }
    // Not as lines come: that would take the reader back to it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [found, isVirtual]);

  /** Where it was, so that a scroll upwards is told from lines that came. */
  const top = useRef(0);
  function onScroll() {
    const {
      scrollTop = 0,
      scrollHeight = 0,
      clientHeight = 0,
    } = box.current ?? {};
    const isAtEnd = scrollHeight - clientHeight - scrollTop <= NEAR;
    if (isPaused && isAtEnd && scrollTop > top.current) {
      onPause(false);
    } else if (!isPaused && !isAtEnd && scrollTop < top.current) {
      anchor.current = topRow(box.current);
      onPause(true);
    }
    top.current = scrollTop;
  }

  return (
    <div
      ref={box}
      role="log"
      // Thousands of lines are read to nobody; a button reads the new ones.
      aria-live="off"
      aria-label={label}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
      tabIndex={0}
      className={styles.box}
      data-wrap={wrap || undefined}
      onScroll={onScroll}
    >
      <div
        className={styles.lines}
        style={isVirtual ? { height: virtualizer.getTotalSize() } : undefined}
      >
        {first > 0 && <div style={{ height: first * ROW_HEIGHT }} />}
        {items.map(({ index, start }) => {
          const line = lines[index];
          return (
            <div
              key={line.id}
              ref={isVirtual ? virtualizer.measureElement : undefined}
              data-index={index}
              className={styles.row}
              style={
                isVirtual
                  ? {
                      position: 'absolute',
                      transform: `translateY(${start}px)`,
                    }
                  : undefined
              }
            >
              <LogLine
                line={line}
                tag={tags?.get(line.pod)}
                isFound={index === found}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
