import { beforeEach, describe, expect, it, vi } from 'vitest';
import { config, FakePort, open, READY, useFakePorts } from '../protocol/fake-port.fixture';

const texts = async (drafts: Promise<{ text: string }[]>) => (await drafts).map(({ text }) => text);
const aborted = { name: 'AbortError' };

useFakePorts();

describe('suggest', () => {
  it('asks the worker and passes on what grows', async () => {
    const { client, port } = open();
    const growing: string[][] = [];
    const drafts = client.suggest('I will', { k: 2 }, (partial) =>
      growing.push(partial.map(({ text }) => text)),
    );
    expect(port.requests).toEqual([
      { type: 'load', config },
      { type: 'suggest', id: 1, text: 'I will', options: { k: 2 } },
    ]);
    port.say({
      type: 'drafts',
      id: 1,
      drafts: [{ text: ' b', confidence: 1, source: 'model' }],
      done: false,
    });
    port.answer(' be', ' go');
    expect(await texts(drafts)).toEqual([' be', ' go']);
    expect(growing).toEqual([[' b']]);
  });

  it('cancels a request when a newer one comes', async () => {
    const { client, port } = open();
    const first = client.suggest('I');
    const second = client.suggest('I w', { debounce: 0 });
    await expect(first).rejects.toMatchObject(aborted);
    expect(port.requests).toContainEqual({ type: 'cancel', id: 1 });
    port.say({
      type: 'drafts',
      id: 1,
      drafts: [{ text: ' stale', confidence: 1, source: 'model' }],
      done: true,
    });
    port.answer('ill');
    expect(await texts(second)).toEqual(['ill']);
  });

  it('cancels when its signal says so', async () => {
    const { client, port } = open();
    const controller = new AbortController();
    const drafts = client.suggest('I', { signal: controller.signal });
    controller.abort();
    await expect(drafts).rejects.toMatchObject(aborted);
    expect(port.requests.at(-1)).toEqual({ type: 'cancel', id: 1 });
    await expect(client.suggest('I', { signal: controller.signal })).rejects.toMatchObject(aborted);
  });

  it('waits for the writer to pause', async () => {
    vi.useFakeTimers();
    const { client, port } = open();
    port.say(READY);
    const first = client.suggest('I', { debounce: 50 });
    const gone = expect(first).rejects.toMatchObject(aborted);
    vi.advanceTimersByTime(40);
    const second = client.suggest('I w', { debounce: 50 });
    await gone;
    await vi.advanceTimersByTimeAsync(49);
    expect(port.ids).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(port.requests.at(-1)).toMatchObject({ type: 'suggest', text: 'I w' });
    port.answer('ill');
    expect(await texts(second)).toEqual(['ill']);
  });

  it.each([
    ['asks for what stands there when the writer rests', 'auto', 2],
    ['cancels all but the last', 0, 10_000],
  ] as const)('of 10,000 keystrokes without rest %s', async (_, debounce, most) => {
    vi.useFakeTimers();
    const { client, port } = open();
    port.say(READY);
    const outcomes: Promise<unknown>[] = [];
    let text = 'I';
    for (let key = 0; key < 10_000; key++) {
      const drafts = client.suggest((text += key % 6 === 5 ? ' ' : 'a'), { debounce });
      outcomes.push(drafts.catch((error: unknown) => (error as Error).name));
      await vi.advanceTimersByTimeAsync(1);
    }
    await vi.advanceTimersByTimeAsync(1000);
    port.answer('ill');
    const stale = (await Promise.all(outcomes)).slice(0, -1);
    expect(new Set(stale)).toEqual(new Set(['AbortError']));
    expect(await outcomes.at(-1)).toMatchObject([{ text: 'ill' }]);
    expect(port.ids.length).toBeLessThanOrEqual(most);
    const cancelled = port.requests.filter(({ type }) => type === 'cancel');
    expect(cancelled).toHaveLength(port.ids.length - 1);
    const asked = port.requests.filter((request) => request.type === 'suggest');
    expect(asked.at(-1)!.text === text).toBe(true);
  });

  it('answers from the drafts in hand while the writer types along them', async () => {
    const { client, port } = open();
    const first = client.suggest('I will', { debounce: 0 });
    port.answer(' be happy to come', ' go');
    await first;
    expect(client.validFor('I will be')).toBe(true);
    expect(await texts(client.suggest('I will be', { debounce: 999 }))).toEqual([' happy to come']);
    expect(port.ids).toHaveLength(1);
    expect(client.validFor('I will say')).toBe(false);
    void client.suggest('I will say', { debounce: 0 }).catch(() => undefined);
    expect(port.ids).toHaveLength(2);
  });

  it('answers without the worker for every key along a draft, back to where it began, and past other drafts', async () => {
    const { client, port } = open();
    const first = client.suggest('I will', { debounce: 0 });
    port.answer(' be', ' be happy to come along', ' go home by bus');
    await first;
    const seen: string[][] = [];
    for (const typed of [' ', ' b', ' be', ' be ', ' be h', ' be', ' ', '', ' g', ' go '])
      seen.push(await texts(client.suggest(`I will${typed}`)));
    expect(port.ids).toHaveLength(1);
    expect(seen[2]).toEqual([' happy to come along']);
    expect(seen[7]).toEqual([' be', ' be happy to come along', ' go home by bus']);
    expect(seen[9]).toEqual(['home by bus']);
  });

  it('asks anew when other drafts are wanted', async () => {
    const { client, port } = open();
    const first = client.suggest('I will', { k: 2 });
    port.answer(' be happy');
    await first;
    void client.suggest('I will', { k: 3, debounce: 0 }).catch(() => undefined);
    expect(port.ids).toHaveLength(2);
  });

  it('rejects with the code of what failed, and works on', async () => {
    const { client, port } = open();
    const first = client.suggest('I');
    port.say({ type: 'error', id: 1, code: 'failed', message: 'out of memory' });
    await expect(first).rejects.toMatchObject({ code: 'failed', message: 'out of memory' });
    const second = client.suggest('I', { debounce: 0 });
    port.answer(' am');
    expect(await texts(second)).toEqual([' am']);
  });
});

describe('when little is left of the drafts in hand', () => {
  /** Typed along to the last word. */
  async function typedAlong() {
    const { client, port } = open();
    const first = client.suggest('I will', { debounce: 0 });
    port.answer(' be glad', ' go');
    await first;
    const shown: string[][] = [];
    const more = client.suggest('I will be', { debounce: 0 }, (drafts) =>
      shown.push(drafts.map(({ text }) => text)),
    );
    return { client, port, shown, more };
  }

  it('shows it at once, and quietly asks for what follows', async () => {
    const { port, shown, more } = await typedAlong();
    expect(shown).toEqual([[' glad']]);
    expect(port.ids).toHaveLength(2);
    const growing = { text: ' at', confidence: 1, source: 'model' };
    port.say({ type: 'drafts', id: port.ids[1], drafts: [growing], done: false });
    expect(shown).toHaveLength(1);
    port.answer(' at home', ' glad to help');
    expect(await texts(more)).toEqual([' glad to help', ' at home']);
  });

  it('keeps what it has when no more can be had', async () => {
    const { port, more } = await typedAlong();
    port.say({ type: 'error', id: port.ids[1], code: 'failed', message: 'out of memory' });
    expect(await texts(more)).toEqual([' glad']);
  });

  it('gives way to the next key', async () => {
    const { client, port, more } = await typedAlong();
    const next = client.suggest('I will be g', { debounce: 0 });
    await expect(more).rejects.toMatchObject(aborted);
    expect(await texts(next)).toEqual(['lad']);
    expect(port.requests.at(-1)).toEqual({ type: 'cancel', id: port.ids[1] });
  });

  it('goes on from what came', async () => {
    const { client, port, more } = await typedAlong();
    port.answer(' glad to help you');
    await more;
    expect(await texts(client.suggest('I will be glad'))).toEqual([' to help you']);
    expect(port.ids).toHaveLength(2);
  });
});

describe('the pace', () => {
  beforeEach(() => void vi.useFakeTimers());

  /** Drafts that grow by a step of so many milliseconds. */
  function grow(port: FakePort, step: number, source: 'model' | 'ngrams' = 'model'): void {
    for (const text of [' a', ' a b', ' a b c']) {
      port.say({
        type: 'drafts',
        id: port.ids.at(-1),
        drafts: [{ text, confidence: 1, source }],
        done: false,
      });
      vi.advanceTimersByTime(step);
    }
    port.answer(' a b c d');
  }

  /** Milliseconds that a second key, 100 after the first, waits. */
  async function delayAfter(step: number, source?: 'ngrams'): Promise<number> {
    const { client, port } = open(`paced-${step}-${source ?? 'model'}`);
    port.say(READY);
    const first = client.suggest('I');
    expect(port.ids).toHaveLength(1);
    grow(port, step, source);
    await first;
    vi.advanceTimersByTime(1000);
    void client.suggest('You').catch(() => undefined);
    expect(port.ids).toHaveLength(2);
    vi.advanceTimersByTime(100);
    void client.suggest('You w').catch(() => undefined);
    let waited = 0;
    for (; port.ids.length < 3 && waited < 1000; waited++) await vi.advanceTimersByTimeAsync(1);
    return waited;
  }

  it('asks at once after a pause; in full flow it waits as long as the steps of this device tell', async () => {
    expect(await delayAfter(10)).toBe(15);
    expect(await delayAfter(60)).toBe(90);
  });

  it('takes no step time from the n-gram table', async () => {
    expect(await delayAfter(10, 'ngrams')).toBe(60);
  });

  it('waits as long as it is told to', async () => {
    const { client, port } = open();
    port.say(READY);
    void client.suggest('I', { debounce: 300 }).catch(() => undefined);
    await vi.advanceTimersByTimeAsync(299);
    expect(port.ids).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(port.ids).toHaveLength(1);
  });
});
