import { describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { FakeWorker, Mounted, useFakeWorker } from '../mounted.fixture';
import '../superposed-complete';

useFakeWorker();

const learned = () =>
  FakeWorker.all
    .flatMap(({ asked }) => asked)
    .filter(({ type }) => type === 'learn')
    .map(({ text }) => text);
/** Until what learns is loaded, as it is long before a person comes to write. */
const loaded = () => import('./learner');

async function mount(attributes: string, inside?: string): Promise<Mounted> {
  const mounted = await Mounted.mount(attributes, inside);
  await mounted.say({ type: 'ready', device: 'wasm', reason: '', ngrams: true });
  await loaded();
  return mounted;
}

describe('without `personal`', () => {
  it('nothing is learned', async () => {
    const { field, worker } = await mount('');
    expect(worker.asked[0]).toMatchObject({ config: { personal: false } });
    await userEvent.type(field, 'I will. ');
    field.blur();
    expect(learned()).toEqual([]);
  });
});

describe('with `personal`', () => {
  it('what is typed and accepted is learned, each stretch once', async () => {
    const mounted = await mount('personal');
    expect(mounted.worker.asked[0]).toMatchObject({ config: { personal: true } });
    await mounted.write('I will');
    await mounted.show();
    await userEvent.keyboard('{Tab}. Then');
    expect(learned()).toEqual(['I will be glad to.']);
    mounted.field.blur();
    expect(learned()).toEqual(['I will be glad to.', ' Then']);
    await userEvent.type(mounted.field, ' no');
    mounted.element.remove();
    await vi.waitFor(() => expect(learned()).toEqual(['I will be glad to.', ' Then', ' no']));
  });

  it('what is pasted is not', async () => {
    const { field } = await mount('personal');
    await userEvent.type(field, 'Other');
    (field as HTMLTextAreaElement).select();
    await userEvent.cut();
    await userEvent.paste();
    await userEvent.type(field, ' mine');
    field.blur();
    expect(learned()).toEqual([' mine']);
  });

  it('what is typed in a contenteditable is learned', async () => {
    const { field } = await mount('personal', '<div contenteditable role="textbox" aria-label="Text"></div>');
    await import('../fields/editable');
    field.focus();
    await userEvent.keyboard('I will');
    field.blur();
    expect(learned()).toEqual(['I will']);
  });

  it('a password is not, not even while it is shown', async () => {
    const { element } = await mount('personal', '<label>Secret <input type="password"></label>');
    const input = element.querySelector('input')!;
    input.focus();
    await userEvent.keyboard('I am secret. ');
    input.type = 'text';
    input.blur();
    input.focus();
    await userEvent.keyboard('I still am. ');
    input.blur();
    expect(learned()).toEqual([]);
  });

  it('after 1,000 mixed events only what was typed or accepted is learned', async () => {
    const mounted = await mount('personal');
    const field = mounted.field as HTMLTextAreaElement;
    // What is typed and offered is in small letters, what comes otherwise is not.
    field.value = 'PASTED WORDS. ';
    field.select();
    await userEvent.copy();
    field.value = '';
    field.focus();
    const bring = (text: string, event?: Event) => {
      field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
      if (event) field.dispatchEvent(event);
    };
    let seed = 7;
    const random = (below: number) => (seed = (seed * 16_807) % 2_147_483_647) % below;
    const key = (keys: string) => userEvent.keyboard(keys);
    const type = () => key(['a', 'word ', 'is typed. ', ' here', '{Enter}'][random(5)]!);
    const acts: (() => unknown)[] = [
      type,
      type,
      type,
      () => userEvent.paste(),
      () => bring('AUTOFILLED LINE. ', new Event('input')),
      () => bring('4 SCRIPTED ROAD. ', new InputEvent('input', { inputType: 'insertText', data: 'X' })),
      () => bring('SILENT WORDS. '),
      () => bring('DRAGGED HERE. ', new InputEvent('input', { inputType: 'insertFromDrop' })),
      () => bring('SPELT WELL. ', new InputEvent('input', { inputType: 'insertReplacementText' })),
      () => key('{Backspace}'),
      () => key('{Control>}z{/Control}'),
      () => key('{Control>}{Shift>}z{/Shift}{/Control}'),
      () => key('{End}'),
      () => key('{ArrowLeft}'),
      () => mounted.element.accept(),
      async () => {
        await key('{End}so');
        await new Promise((resolve) => setTimeout(resolve, 20));
        mounted.worker.drafts([' and taken. ']);
        mounted.element.accept();
      },
      () => {
        field.blur();
        field.focus();
      },
    ];
    for (let count = 0; count < 1000; count++) {
      await acts[random(acts.length)]!();
      if (field.value.length > 400) field.value = '';
    }
    field.blur();
    expect(learned().length).toBeGreaterThan(50);
    expect(learned().join('')).toContain('is typed.');
    expect(learned().filter((text) => !/^[a-z.\s]*$/.test(text))).toEqual([]);
  });

  it('it begins and ends with the property', async () => {
    const { element, field } = await mount('');
    element.personal = true;
    await element.updateComplete;
    expect(FakeWorker.all).toHaveLength(2);
    await loaded();
    await userEvent.type(field, 'Now I learn. And not');
    element.personal = false;
    await element.updateComplete;
    await userEvent.type(field, ' any more. ');
    expect(learned()).toEqual(['Now I learn.', ' And not']);
  });
});

describe('what was learned', () => {
  const kept = { format: 'superposed-personal', version: 1, tokenizer: 'x', ngrams: [] };
  const answer = ({ worker }: Mounted, type: string, reply: object) => {
    const asked = worker.asked.findLast((message) => message.type === type)!;
    worker.say({ type: 'personal', id: asked.id, ...reply });
  };

  it('can be exported and deleted, also where nothing more is learned', async () => {
    const mounted = await mount('');
    const exported = mounted.element.exportPersonal();
    answer(mounted, 'export-personal', { kept });
    expect(await exported).toEqual(kept);
    const deleted = mounted.element.deletePersonal();
    answer(mounted, 'delete-personal', { kept: null });
    await deleted;
  });

  it('a text is never offered again that the writer does not want', async () => {
    const mounted = await mount('personal');
    await mounted.write('I will');
    await mounted.show();
    const asked = mounted.worker.asked.length;
    const done = mounted.element.neverSuggest('go home');
    answer(mounted, 'never-suggest', { kept: null });
    await done;
    await vi.waitFor(() => expect(mounted.worker.asked.length).toBeGreaterThan(asked + 1));
    const [said] = mounted.worker.asked.slice(asked);
    expect(said).toMatchObject({ type: 'never-suggest', text: 'go home' });
    expect(mounted.worker.last).toMatchObject({ text: 'I will' });
  });

  it('can not be had without a worker, and the error says so', async () => {
    const { element } = await Mounted.mount('disabled');
    await expect(element.exportPersonal()).rejects.toMatchObject({ code: 'no-worker' });
    await expect(element.deletePersonal()).rejects.toThrow('Enable the element');
    await expect(element.neverSuggest('well')).rejects.toMatchObject({ code: 'no-worker' });
  });
});
