import { ConsoleServerMessage } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect } from 'react';
import { renderTab } from '../../__testUtils__';
import { ConsoleView } from './ConsoleView';
import { ShownConsole, ShowsConsole } from './types';

/** A WebSocket whose other end is the test. */
class Socket {
  static readonly OPEN = 1;
  static all: Socket[] = [];
  readyState = 0;
  onopen = () => {};
  onmessage: (event: { data: unknown }) => void = () => {};
  onclose = () => {};
  readonly sent: unknown[] = [];
  constructor() {
    Socket.all.push(this);
  }
  send(data: unknown) {
    this.sent.push(data);
  }
  close() {
    this.readyState = 3;
    this.onclose();
  }
}

/** What shows a console, to be looked at by the test. */
const mockShown = {
  /** How often one was made. */
  made: 0,
  paste: jest.fn(),
  capture: jest.fn(async () => new Blob(['picture'])),
  focus: jest.fn(),
  note: jest.fn(),
  ctrlAltDel: jest.fn(),
  copyTo: jest.fn(),
};
function MockShows(props: ShowsConsole & { isScreen?: boolean }) {
  const { isScreen, isWatching, session, onShown } = props;
  useEffect(() => {
    mockShown.made++;
    const { ctrlAltDel, copyTo, ...rest } = mockShown;
    const shown: ShownConsole = {
      ...rest,
      ...(isScreen && {
        screen: {
          ctrlAltDel,
          copyTo,
          functionKey() {},
          switchTo() {},
        },
      }),
    };
    onShown(shown);
    return () => onShown(undefined);
  }, [isScreen, onShown]);
  return <p>{`${session}, ${isWatching ? 'reads alone' : 'types'}`}</p>;
}
jest.mock('./Terminal', () => ({ __esModule: true, default: MockShows }));
jest.mock('./Screen', () => ({
  __esModule: true,
  default: (props: ShowsConsole) => <MockShows {...props} isScreen />,
}));

const person = (id: string, role: 'keys' | 'watch') => ({
  id,
  person: `user:default/${id}`,
  role,
});
const [ana, ben] = [person('ana', 'keys'), person('ben', 'watch')];

describe('a console on the page', () => {
  const real = globalThis.WebSocket;
  const { clipboard } = navigator;

  beforeEach(() => {
    Object.assign(globalThis, { WebSocket: Socket });
    Socket.all = [];
    jest.clearAllMocks();
    mockShown.made = 0;
  });
  afterEach(() => {
    Object.assign(globalThis, { WebSocket: real });
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: clipboard,
    });
  });

  /** Without any, as a browser has it by plain HTTP. */
  const setClipboard = (readText?: () => Promise<string>) =>
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: readText && { readText },
    });

  const last = () => Socket.all[Socket.all.length - 1];
  const tell = (message: ConsoleServerMessage) =>
    act(async () => {
      last().readyState = Socket.OPEN;
      last().onopen();
      last().onmessage({ data: JSON.stringify(message) });
    });
  const openAs = (id: string, people = [ana]) =>
    tell({ type: 'open', id, until: '2026-01-01T12:00:00.000Z', people });

  async function start(kind: 'serial' | 'vnc' = 'serial') {
    const user = userEvent.setup();
    setClipboard();
    renderTab(
      <ConsoleView
        app={{ kind: 'system', namespace: 'default', name: 'inventory' }}
        asked={{ id: 'db', kind }}
        name="db"
      />,
      {
        api: {
          openConsole: async () => ({
            ticket: 'ticket',
            path: '/v1/consoles',
            until: '2026-01-01T00:00:00.000Z',
            kind,
            object: { apiVersion: 'v1', kind: 'Pod', name: 'db' },
          }),
        },
      },
    );
    await user.click(await screen.findByRole('button', { name: 'Open' }));
    await waitFor(() => expect(Socket.all).toHaveLength(1));
    return user;
  }

  it('says who is there, and hands the keys over', async () => {
    const user = await start();
    await openAs('ana', [ana, ben]);
    expect(await screen.findByText('ana, types')).toBeInTheDocument();
    expect(screen.getByText('ana (you): at the keys')).toBeVisible();
    expect(screen.getByText('ben: watches')).toBeVisible();
    await user.click(
      screen.getByRole('button', { name: 'Hand the keys to ben' }),
    );
    expect(last().sent).toContain('{"type":"hand","to":"ben"}');
    await tell({
      type: 'people',
      people: [person('ana', 'watch'), person('ben', 'keys')],
    });
    expect(screen.getByText('ana, reads alone')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Hand/ })).toBeNull();
    expect(
      screen.queryByRole('button', { name: 'Paste as typing' }),
    ).toBeNull();
  });

  it('keeps what a terminal said while the connection is lost, and says so between', async () => {
    await start();
    await openAs('ana');
    await screen.findByText('ana, types');
    await act(async () => last().close());
    expect(screen.getByRole('status')).toHaveTextContent(
      'The connection is lost. Trying again…',
    );
    expect(screen.getByText('ana, reads alone')).toBeInTheDocument();
    await waitFor(() => expect(Socket.all).toHaveLength(2));
    await openAs('later', [person('later', 'keys')]);
    expect(screen.getByText('later, types')).toBeInTheDocument();
    expect(mockShown.made).toBe(1);
    expect(mockShown.note.mock.calls).toEqual([
      ['The connection is lost. Trying again…'],
      ['Connected again'],
    ]);
  });

  it('shows what a terminal said once it ended and why, and another one as it is opened anew', async () => {
    const user = await start();
    await openAs('ana');
    await screen.findByText('ana, types');
    await tell({ type: 'ended', why: 'idle', message: '' });
    expect(screen.getByText('Nothing was typed for too long.')).toBeVisible();
    expect(screen.getByText('ana, reads alone')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Save the text' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Open again' }));
    expect(screen.queryByText('ana, reads alone')).toBeNull();
    await waitFor(() => expect(Socket.all).toHaveLength(2));
    await openAs('again', [person('again', 'keys')]);
    await screen.findByText('again, types');
    expect(mockShown.made).toBe(2);
  });

  it('has another picture of a screen as that is opened again', async () => {
    await start('vnc');
    await openAs('ana');
    await screen.findByText('ana, types');
    await act(async () => last().close());
    expect(screen.queryByText(/^ana, /)).toBeNull();
    await waitFor(() => expect(Socket.all).toHaveLength(2));
    await openAs('later', [person('later', 'keys')]);
    await screen.findByText('later, types');
    expect(mockShown.made).toBe(2);
  });

  it('types what is in the clipboard, or what is put in where the browser tells of none', async () => {
    const user = await start();
    await openAs('ana');
    const paste = await screen.findByRole('button', {
      name: 'Paste as typing',
    });
    setClipboard(async () => 'ls -l');
    await user.click(paste);
    expect(mockShown.paste.mock.calls).toEqual([['ls -l']]);
    setClipboard();
    await user.click(paste);
    const field = await screen.findByRole('textbox', { name: 'Text' });
    expect(screen.getByText(/by HTTPS alone/)).toBeVisible();
    await user.type(field, 'by hand');
    await user.click(screen.getByRole('button', { name: 'Hand it over' }));
    expect(mockShown.paste.mock.calls).toEqual([['ls -l'], ['by hand']]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('presses keys at a screen, hands over texts, and saves a picture of it', async () => {
    const user = await start('vnc');
    await openAs('ana');
    await user.click(await screen.findByRole('button', { name: 'Keys' }));
    await user.click(
      await screen.findByRole('menuitem', { name: 'Ctrl+Alt+Del' }),
    );
    expect(mockShown.ctrlAltDel).toHaveBeenCalledTimes(1);
    setClipboard(async () => 'for the guest');
    await user.click(
      screen.getByRole('button', { name: 'Clipboard to the guest' }),
    );
    expect(mockShown.copyTo.mock.calls).toEqual([['for the guest']]);
    const saved: string[] = [];
    URL.createObjectURL = () => 'blob:saved';
    URL.revokeObjectURL = () => {};
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function save(this: HTMLAnchorElement) {
        saved.push(this.download);
      });
    await user.click(screen.getByRole('button', { name: 'Save a screenshot' }));
    await waitFor(() => expect(saved).toEqual(['db.png']));
    click.mockRestore();
  });
});
