import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeHost } from './fake';
import { ApiError } from './host';
import { tauriHost } from './tauri';

const shell = vi.hoisted(() => ({
  invoke: vi.fn(),
  unlisten: vi.fn(),
  handlers: new Map<string, (event: { payload: unknown }) => void>(),
}));
vi.mock('@tauri-apps/api/core', () => ({ invoke: shell.invoke }));
vi.mock('@tauri-apps/api/event', () => ({
  listen: async (event: string, handler: (event: { payload: unknown }) => void) => {
    shell.handlers.set(event, handler);
    return shell.unlisten;
  },
}));

beforeEach(() => {
  shell.invoke.mockReset();
  shell.unlisten.mockReset();
  shell.handlers.clear();
  // Nothing is drawn, but where a test draws.
  vi.stubGlobal('requestAnimationFrame', () => 0);
});
afterEach(() => void vi.unstubAllGlobals());

describe('the shell', () => {
  it('receives a command under its own name', async () => {
    shell.invoke.mockResolvedValue({ id: 'a' });
    await expect(tauriHost().call('dossiers.create', { title: 'Eau' })).resolves.toEqual({ id: 'a' });
    expect(shell.invoke).toHaveBeenCalledExactlyOnceWith('dossiers_create', { request: { title: 'Eau' } });
  });

  it('answers errors as codes', async () => {
    shell.invoke.mockRejectedValue({
      code: 'disk_full',
      params: { free: 3 },
      retryable: true,
      reference: 'K7',
    });
    const error = await tauriHost()
      .call('desk.status', {})
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code: 'disk_full', params: { free: 3 }, retryable: true, reference: 'K7' });
  });

  it('turns anything else into an internal error', async () => {
    shell.invoke.mockRejectedValue('command not found');
    await expect(tauriHost().call('desk.status', {})).rejects.toMatchObject({
      code: 'internal',
      retryable: false,
    });
  });

  it('says once that the first screen has its answers, after they are drawn', async () => {
    const told = () => shell.invoke.mock.calls.filter(([command]) => command === 'shell_interactive').length;
    const answers = new Map<string, (answer: unknown) => void>();
    shell.invoke.mockImplementation((command: string) => new Promise((done) => answers.set(command, done)));
    const frames: (() => void)[] = [];
    vi.stubGlobal('requestAnimationFrame', (drawn: () => void) => frames.push(drawn));
    const draw = async () => {
      frames.splice(0).forEach((drawn) => drawn());
      await new Promise((later) => setTimeout(later));
    };
    const answer = async (command: string) => {
      answers.get(command)?.({});
      await new Promise((later) => setTimeout(later));
    };
    const desk = tauriHost();
    void desk.call('settings.get', {});
    await answer('settings_get');
    await draw();
    await draw();
    expect(told(), 'the frame is no screen').toBe(0);
    void desk.call('today.get', {});
    void desk.call('desk.status', {});
    await answer('today_get');
    await draw();
    await draw();
    expect(told(), 'the screen still waits for an answer').toBe(0);
    await answer('desk_status');
    expect(told(), 'nothing has been drawn').toBe(0);
    await draw();
    expect(told(), 'a frame was asked for, not drawn').toBe(0);
    await draw();
    expect(told()).toBe(1);
    void desk.call('dossiers.list', {} as never);
    await answer('dossiers_list');
    await draw();
    await draw();
    expect(told()).toBe(1);
  });

  it('stops listening even when asked to before the shell has answered', async () => {
    const stop = tauriHost().on('changed', () => undefined);
    stop();
    await vi.waitFor(() => expect(shell.unlisten).toHaveBeenCalledOnce());
  });

  it('gives the place of a drop in CSS pixels', () => {
    vi.stubGlobal('devicePixelRatio', 2);
    const dropped = vi.fn();
    tauriHost().on('dropped', dropped);
    shell.handlers.get('tauri://drag-drop')?.({ payload: { paths: ['/a.eml'], position: { x: 20, y: 40 } } });
    expect(dropped).toHaveBeenCalledExactlyOnceWith({ paths: ['/a.eml'], x: 10, y: 20 });
  });
});

describe('the fake', () => {
  it('refuses what no test registered', async () => {
    await expect(new FakeHost().call('desk.status', {})).rejects.toMatchObject({ code: 'not_registered' });
  });

  it('remembers requests and sends events until told to stop', async () => {
    const fake = new FakeHost().answer('dossiers.create', () => ({ id: 'a' }));
    await fake.call('dossiers.create', { title: 'Eau' });
    expect(fake.requests('dossiers.create')).toEqual([{ title: 'Eau' }]);
    const heard = vi.fn();
    const stop = fake.on('changed', heard);
    fake.emit('changed', { kinds: ['dossier'] });
    stop();
    fake.emit('changed', { kinds: ['task'] });
    expect(heard).toHaveBeenCalledExactlyOnceWith({ kinds: ['dossier'] });
  });
});
