import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Bench } from './state-machine.fixture';

/* A model-based test: whatever happens in whatever order, what is shown continues what is in the field. */

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What a writer, a script, time or the worker does; afterwards nothing stale is on show. */
function step(name: string, act: (bench: Bench) => unknown): fc.AsyncCommand<object, Bench> {
  return {
    check: () => true,
    toString: () => name,
    run: async (_, bench) => {
      await act(bench);
      expectNothingStale(bench);
      await vi.advanceTimersByTimeAsync(0);
      expectNothingStale(bench);
    },
  };
}

const letters = fc.constantFrom('I', ' ', 'b', 'e', 'g', 's', '.', '\n', ' be', 'ing', 'é', '😀', '\u200d');
const small = fc.nat(6);

const steps = [
  letters.map((text) => step(`type '${text}'`, (bench) => bench.write(text, 'typing'))),
  // Along a draft that is on show.
  small.map((index) =>
    step(`type along draft ${index}`, (bench) => {
      const [letter] = bench.suggestions.state.suggestions[index]?.text ?? '';
      if (letter) bench.write(letter, 'typing');
    }),
  ),
  fc
    .integer({ min: 1, max: 4 })
    .map((back) => step(`delete ${back}`, (bench) => bench.write('', 'correction', back))),
  // Not every editor says that it was one.
  fc.integer({ min: 1, max: 4 }).map((back) =>
    step(`delete ${back} without a word`, (bench) => {
      // It is known by the text before, if that is.
      const known = bench.caret > 0 && bench.suggestions.state.field !== null;
      bench.write('', 'typing', back);
      bench.corrected ||= known;
    }),
  ),
  // Undo, redo, paste, drop, a spell checker.
  fc
    .record({ text: fc.constantFrom('I be', ' be glad', 'x', 'I will go. '), back: small })
    .map(({ text, back }) =>
      step(`put '${text}' in the place of ${back}`, (bench) => bench.write(text, 'correction', back)),
    ),
  fc.constant(step('frame', (bench) => bench.frame())),
  fc.constant(step('look again', (bench) => bench.look())),
  fc.nat(30).map((to) => step(`move to ${to}`, (bench) => bench.move(to))),
  small.map((index) => step(`accept ${index}`, (bench) => bench.accept(index))),
  small.map((index) =>
    step(`select ${index}`, (bench) => bench.suggestions.dispatch({ type: 'selected', index })),
  ),
  fc.constant(step('dismiss', (bench) => bench.suggestions.dispatch({ type: 'dismissed' }))),
  fc.constant(step('leave', (bench) => bench.suggestions.dispatch({ type: 'left' }))),
  fc.constant(step('ask', (bench) => bench.ask())),
  fc
    .record({ back: small, first: small, done: fc.boolean() })
    .map(({ back, first, done }) =>
      step(`answer ${back} from ${first}${done ? '' : ' …'}`, ({ worker }) =>
        worker.answer(back, first, done),
      ),
    ),
  fc
    .record({ worker: small, first: small })
    .map(({ worker, first }) =>
      step(`worker ${worker} answers late`, ({ workers }) => workers[worker]?.answer(0, first, true)),
    ),
  fc.constant(
    step('ready', ({ worker }) => worker.say({ type: 'ready', device: 'wasm', reason: '', ngrams: false })),
  ),
  fc.constant(step('crash', ({ worker }) => worker.crash())),
  fc.constant(step('lost', ({ worker }) => worker.say({ type: 'lost', message: 'gone' }))),
  fc.constant(step('garbage', ({ worker }) => worker.say({ type: 'drafts', id: 'x' }))),
  fc.constant(step('retry', ({ client }) => client.retry())),
  fc
    .constantFrom(5, 100, 1000, 30_000)
    .map((time) => step(`wait ${time}`, () => vi.advanceTimersByTimeAsync(time))),
];

const sequences = fc.commands(steps, { maxCommands: 60, size: 'max' });

/** Everything on show continues the text in the field as some draft does that the worker made; nothing is after a correction. */
function expectNothingStale({ text, caret, made, suggestions, corrected }: Bench): void {
  if (corrected) expect(suggestions.state).toMatchObject({ query: null, suggestions: [] });
  const before = text.slice(0, caret);
  for (const suggestion of suggestions.state.suggestions) {
    const rest = text.slice(caret, caret + suggestion.skip);
    const whole = before + suggestion.text + rest;
    expect(
      [...made].some((each) => each.startsWith(whole)),
      JSON.stringify({ before, suggestion }),
    ).toBe(true);
  }
}

it('shows only what continues the text, and never gets stuck', async () => {
  await fc.assert(
    fc.asyncProperty(sequences, async (sequence) => {
      const bench = new Bench();
      try {
        await fc.asyncModelRun(() => ({ model: {}, real: bench }), sequence);
        // With a worker that works, the last word of a writer is answered.
        bench.client.retry();
        bench.write('I', 'typing');
        await vi.advanceTimersByTimeAsync(5000);
        bench.worker.answer(0, 0, true);
        await vi.advanceTimersByTimeAsync(0);
        bench.frame();
        const { state } = bench.suggestions;
        expect(state.done).toBe(true);
        if (state.query) expect(state.suggestions.length).toBeGreaterThan(0);
        expectNothingStale(bench);
      } finally {
        bench.client.dispose();
        await vi.advanceTimersByTimeAsync(0);
      }
    }),
    { numRuns: 2000, seed: 20_260_101 },
  );
});
