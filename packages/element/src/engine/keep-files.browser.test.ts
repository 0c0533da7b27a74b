import { expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Mounted, useFakeWorker } from '../mounted.fixture';
import '../superposed-complete';

const persist = vi.spyOn(navigator.storage, 'persist').mockResolvedValue(true);

useFakeWorker();

it('the browser is asked to keep the files after the first draft that was taken, once', async () => {
  const mounted = await Mounted.mount();
  await mounted.say({ type: 'ready', device: 'wasm', reason: '', ngrams: true });
  await mounted.write('I will');
  await mounted.show();
  await userEvent.keyboard('{Escape}');
  await mounted.write(' go ', 'I will go ');
  await mounted.show(['home now', 'there']);
  expect(persist).not.toHaveBeenCalled();
  await userEvent.keyboard('{Tab}');
  expect(persist).toHaveBeenCalledTimes(1);
  await mounted.write(' and', 'I will go home now and');
  await mounted.show([' stay there']);
  await userEvent.keyboard('{Tab}');
  expect(persist).toHaveBeenCalledTimes(1);
});
