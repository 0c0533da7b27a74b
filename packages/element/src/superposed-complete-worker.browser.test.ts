import { describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { FakeWorker, Mounted, useFakeWorker } from './mounted.fixture';
import './superposed-complete';

useFakeWorker();

describe('the worker', () => {
  it('shows how far it has loaded, and says so', async () => {
    const mounted = await Mounted.mount();
    const progress = mounted.heard('superposed-progress');
    mounted.worker.say({ type: 'progress', phase: 'model', loaded: 40e6, total: 98e6 });
    await vi.waitFor(() => expect(mounted.part('status')!.textContent).toContain('40 of 98 MB'));
    expect(mounted.part('progress')).toMatchObject({ value: 40e6, max: 98e6 });
    mounted.worker.say({ type: 'ready', device: 'wasm', reason: 'asked for', ngrams: true });
    await vi.waitFor(() => expect(mounted.part('status')).toBeNull());
    expect(progress.map(({ state }) => state)).toEqual(['loading', 'ready']);
    expect(mounted.element.status).toMatchObject({ state: 'ready', device: 'wasm' });
  });

  it('shows why it failed and tries again, and the field works on', async () => {
    const mounted = await Mounted.mount();
    const errors = mounted.heard('superposed-error');
    mounted.worker.say({ type: 'error', code: 'wrong-checksum', message: 'part-1.bin is damaged.' });
    await vi.waitFor(() => expect(mounted.part('error')!.textContent).toContain('part-1.bin is damaged.'));
    expect(errors).toEqual([{ code: 'wrong-checksum', message: 'part-1.bin is damaged.', fatal: true }]);
    await userEvent.type(mounted.field, 'I write on');
    expect((mounted.field as HTMLTextAreaElement).value).toBe('I write on');
    await userEvent.click(mounted.part('retry')!);
    expect(FakeWorker.all).toHaveLength(2);
    await vi.waitFor(() => expect(mounted.worker.last?.text).toBe('I write on'));
  });

  it('works on without the table', async () => {
    const mounted = await Mounted.mount();
    const errors = mounted.heard('superposed-error');
    mounted.worker.say({ type: 'warning', code: 'missing-part', message: 'no table' });
    await mounted.write('I will');
    await mounted.show();
    expect(errors).toEqual([{ code: 'missing-part', message: 'no table', fatal: false }]);
  });

  it('reports a request that failed, and takes the next', async () => {
    const mounted = await Mounted.mount();
    const errors = mounted.heard('superposed-error');
    await mounted.write('I');
    mounted.worker.say({
      type: 'error',
      id: mounted.worker.last!.id,
      code: 'failed',
      message: 'out of memory',
    });
    await vi.waitFor(() => expect(errors).toMatchObject([{ code: 'failed', fatal: false }]));
    await mounted.write(' will', 'I will');
    await mounted.show();
  });

  it('is not started for a disabled element, and ends when it becomes one', async () => {
    const mounted = await Mounted.mount('disabled');
    expect(FakeWorker.all).toEqual([]);
    mounted.element.disabled = false;
    await mounted.element.updateComplete;
    mounted.element.disabled = true;
    await mounted.element.updateComplete;
    expect(mounted.worker.terminated).toBe(true);
    await userEvent.type(mounted.field, 'I will');
    expect(mounted.chips).toEqual([]);
  });

  it('survives a move in the page and ends with the element', async () => {
    const mounted = await Mounted.mount();
    document.body.append(mounted.element);
    await mounted.element.updateComplete;
    expect(mounted.worker.terminated).toBe(false);
    mounted.element.remove();
    await Promise.resolve();
    expect(mounted.worker.terminated).toBe(true);
    document.body.append(mounted.element);
    await mounted.element.updateComplete;
    expect(FakeWorker.all).toHaveLength(2);
  });
});
