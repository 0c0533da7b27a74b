import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakePort, open, READY, useFakePorts } from '../protocol/fake-port.fixture';
import { REST_AFTER } from './rest';

useFakePorts();

let page: EventTarget & { visibilityState: string };
beforeEach(() => {
  vi.useFakeTimers();
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  vi.stubGlobal('document', page);
});
afterEach(() => vi.unstubAllGlobals());

function show(visibilityState: 'visible' | 'hidden'): void {
  page.visibilityState = visibilityState;
  page.dispatchEvent(new Event('visibilitychange'));
}
const minutes = (count: number) => vi.advanceTimersByTime(count * 60_000);

describe('a page that nobody sees', () => {
  it('gives the memory of the model back after some minutes, and has it again when it is seen', async () => {
    const { client, port } = open();
    port.say(READY);
    show('hidden');
    minutes(2);
    expect(port.terminated).toBe(false);
    minutes(2);
    expect(port.terminated).toBe(true);
    expect(client.status.state).toBe('ready');
    show('visible');
    expect(FakePort.all).toHaveLength(2);
    const drafts = client.suggest('I', { debounce: 0 });
    FakePort.all[1]!.say(READY);
    FakePort.all[1]!.answer(' am');
    expect(await drafts).toMatchObject([{ text: ' am' }]);
  });

  it('keeps it where it comes back soon, or is hidden no longer', () => {
    const { port } = open();
    port.say(READY);
    show('hidden');
    minutes(2);
    show('visible');
    minutes(10);
    expect(port.terminated).toBe(false);
    expect(FakePort.all).toHaveLength(1);
  });

  it('keeps it while drafts are made, or the model loads', async () => {
    page.visibilityState = 'hidden';
    const { client, port } = open();
    minutes(4);
    expect(port.terminated).toBe(false);
    port.say(READY);
    const drafts = client.suggest('I', { debounce: 0 });
    vi.advanceTimersByTime(50_000);
    expect(port.terminated).toBe(false);
    port.answer(' am');
    await drafts;
    vi.advanceTimersByTime(2 * REST_AFTER);
    expect(port.terminated).toBe(true);
  });

  it('has it again at once where a script asks for drafts, or something is learned', () => {
    const { client, port } = open();
    port.say(READY);
    show('hidden');
    minutes(4);
    client.learn('I will.');
    expect(FakePort.all).toHaveLength(2);
    expect(FakePort.all[1]!.requests.map(({ type }) => type)).toEqual(['load', 'learn']);
    show('visible');
    expect(FakePort.all).toHaveLength(2);
  });

  it('starts nothing any more once its last field is gone', () => {
    const { client, port } = open();
    port.say(READY);
    show('hidden');
    minutes(4);
    client.dispose();
    show('visible');
    expect(FakePort.all).toHaveLength(1);
  });
});
