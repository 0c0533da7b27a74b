import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { EngineError } from './errors';
import { config, FakePort, open, READY, useFakePorts } from './fake-port.fixture';
import type { Engine } from '../worker/engine';
import { createHost } from '../worker/host';
import { isManifest } from '../assets/load-model';
import { parseReply, parseRequest, type Reply } from './protocol';

/** What postMessage can carry. */
const cloneable = fc.oneof(
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    maxDepth: 3,
  }),
  fc.constantFrom(new Error('e'), /x/, new ArrayBuffer(8), { toString: 1 }, circular()),
);
const field = fc.oneof(
  fc.constantFrom(0, 1, 2, -1, 0.5, NaN, Infinity, 2 ** 53, '', 'a', 'model', 'wasm', true, null, undefined),
  cloneable,
);
/** Messages with the right name and fields of any kind. */
const likely = (types: readonly string[], fields: readonly string[]) =>
  fc.record({
    type: fc.constantFrom(...types),
    ...Object.fromEntries(fields.map((name) => [name, field])),
  });
const REQUESTS = [
  'load',
  'suggest',
  'cancel',
  'learn',
  'ping',
  'export-personal',
  'delete-personal',
  'never-suggest',
];
const REPLIES = ['progress', 'ready', 'pong', 'lost', 'warning', 'drafts', 'personal', 'error'];
const options = fc.record(
  { k: field, maxTokens: field, openings: field, branchSteps: field, threshold: field },
  { requiredKeys: [] },
);
const request = fc.oneof(
  cloneable,
  likely(REQUESTS, ['id', 'text', 'options', 'config']),
  fc.record({ type: fc.constant('suggest'), id: fc.nat(9), text: fc.string(), options }),
  fc.record({
    type: fc.constant('load'),
    config: fc.record({ modelUrl: field, ngramsUrl: field, device: field }),
  }),
);
const draft = fc.record({ text: field, confidence: field, source: fc.oneof(fc.constant('model'), field) });
const reply = fc.oneof(
  cloneable,
  likely(REPLIES, [
    'id',
    'phase',
    'loaded',
    'total',
    'device',
    'reason',
    'ngrams',
    'code',
    'message',
    'kept',
  ]),
  fc.record({ type: fc.constant('drafts'), id: fc.nat(3), drafts: fc.array(draft), done: fc.boolean() }),
);

function circular(): object {
  const one: { self?: object } = {};
  return Object.assign(one, { self: one });
}

/** Taken as it is, or refused with an error of a message's length. */
function judged(parse: (value: unknown) => unknown, value: unknown): void {
  try {
    expect(parse(value)).toBe(value);
  } catch (error) {
    const isNamed = error instanceof TypeError ? /page and worker must match/ : /; it must be /;
    expect(error instanceof TypeError || error instanceof EngineError).toBe(true);
    expect((error as Error).message).toMatch(isNamed);
    expect((error as Error).message.length).toBeLessThan(200);
  }
}

describe('any message', () => {
  it('to the worker is one of ours or refused', () => {
    fc.assert(fc.property(request, (value) => judged(parseRequest, value)));
  });

  it('to the page is one of ours or refused', () => {
    fc.assert(fc.property(reply, (value) => judged(parseReply, value)));
  });
});

it('the host answers whatever came before', async () => {
  const drafts = [{ text: ' be', confidence: 0.5, source: 'model' as const }];
  const session = { readAhead: () => Promise.resolve(), suggest: () => Promise.resolve(drafts) };
  const engine: Engine = { session, device: 'wasm', reason: '', ngrams: false };
  await fc.assert(
    fc.asyncProperty(fc.array(request, { maxLength: 6 }), async (messages) => {
      const replies: Reply[] = [];
      let answered: () => void = () => undefined;
      const answer = new Promise<void>((resolve) => (answered = resolve));
      const send = createHost(
        (each) => {
          replies.push(each);
          if (each.type === 'drafts' && each.id === 99) answered();
        },
        { engine: () => Promise.resolve(engine), ngrams: () => Promise.resolve(null) },
      );
      messages.forEach(send);
      send({ type: 'load', config });
      send({ type: 'suggest', id: 99, text: 'I will', options: {} });
      await answer;
      expect(replies.at(-1)).toEqual({ type: 'drafts', id: 99, drafts, done: true });
      replies.forEach((each) => expect(parseReply(each)).toBe(each));
    }),
  );
});

describe('the client', () => {
  useFakePorts();

  it('gets its drafts, of the next worker where need be, whatever the worker says', async () => {
    vi.useFakeTimers();
    await fc.assert(
      fc.asyncProperty(fc.array(reply, { minLength: 1, maxLength: 6 }), async (replies) => {
        const { client } = open();
        try {
          const first = client.suggest('I', { debounce: 0 }).catch((error: unknown) => error);
          FakePort.all.at(-1)!.say(READY);
          for (const each of replies) FakePort.all.at(-1)!.say(each);
          await vi.advanceTimersByTimeAsync(5000);
          client.retry();
          FakePort.all.at(-1)!.say(READY);
          const drafts = client.suggest('You', { debounce: 0 });
          await vi.advanceTimersByTimeAsync(0);
          FakePort.all.at(-1)!.answer(' are');
          expect(await drafts).toMatchObject([{ text: ' are' }]);
          await first;
        } finally {
          client.dispose();
          FakePort.all = [];
        }
      }),
    );
  });
});

it('a model manifest of any JSON names plain files whose sizes add up, or is refused', () => {
  const part = fc.record(
    {
      file: fc.oneof(
        fc.constantFrom('a.gguf', '../a', '//elsewhere.invalid/a', '', ['a'], { toString: 1 }),
        fc.string(),
      ),
      bytes: fc.oneof(fc.constantFrom(1, 2 ** 31, 2 ** 32, 1e300, NaN, '1', -1), fc.integer()),
      sha256: fc.constantFrom('0'.repeat(64), ['0'.repeat(64)], '', null),
      holds: fc.oneof(
        fc.record({
          bytes: fc.constantFrom(1, 2, 2 ** 32, 1e300, NaN, 0, -1, '1', null),
          sha256: fc.constantFrom('0'.repeat(64), '', null),
        }),
        fc.constantFrom(1, null, []),
      ),
    },
    { requiredKeys: ['file'] },
  );
  const likelyManifest = fc.record({
    format: fc.constantFrom('gguf', 'onnx'),
    bytes: fc.constantFrom(1, 2, 2 ** 32, NaN, '1'),
    parts: fc.oneof(fc.array(part, { maxLength: 3 }), fc.jsonValue({ maxDepth: 1 })),
  });
  fc.assert(
    fc.property(
      fc.oneof({ weight: 1, arbitrary: fc.jsonValue() }, { weight: 4, arbitrary: likelyManifest }),
      (json) => {
        if (!isManifest(json)) return;
        const base = 'https://a.invalid/b/';
        for (const { file } of json.parts) expect(new URL(file, base).href).toBe(base + file);
        const sizes = json.parts.map((each) => (each.holds ?? each).bytes);
        expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBe(json.bytes);
        expect(json.bytes).toBeLessThanOrEqual(2 ** 32);
      },
    ),
  );
});
