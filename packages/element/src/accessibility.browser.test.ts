import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { find, tree } from './accessibility-tree.fixture';
import { setLocale } from './language/localization';
import { FakeWorker, Mounted } from './mounted.fixture';
import './superposed-complete';

const READY = { type: 'ready', device: 'webgpu', reason: 'as asked for', ngrams: true };
const MANIFEST = { parts: [{ file: 'part-0.bin', bytes: 98e6 }] };

beforeEach(() => {
  FakeWorker.all = [];
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(MANIFEST)));
});
afterEach(async () => {
  document.body.innerHTML = '';
  document.documentElement.removeAttribute('style');
  localStorage.clear();
  vi.unstubAllGlobals();
  await setLocale('en');
});

async function ready(attributes?: string, inside?: string): Promise<Mounted> {
  const mounted = await Mounted.mount(attributes, inside);
  await mounted.say(READY);
  return mounted;
}

/** Selects the next draft, and waits until the field points at it. */
async function selectNext({ field }: Mounted): Promise<void> {
  const before = field.getAttribute('aria-activedescendant');
  await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
  await vi.waitFor(() => {
    expect(field.hasAttribute('aria-activedescendant')).toBe(true);
    expect(field.getAttribute('aria-activedescendant')).not.toBe(before);
  });
}

async function withDrafts(attributes?: string, inside?: string): Promise<Mounted> {
  const mounted = await ready(attributes, inside);
  await mounted.write('I will');
  await mounted.show();
  return mounted;
}

/** Each with a part that only it has. */
const STATES: Record<string, { reach: () => Promise<Mounted>; part: string | null }> = {
  loading: {
    part: 'progress',
    reach: async () => {
      const mounted = await Mounted.mount();
      await mounted.say({ type: 'progress', phase: 'model', loaded: 40e6, total: 98e6 });
      return mounted;
    },
  },
  'ready and empty': { part: 'hint', reach: () => ready() },
  thinking: {
    part: 'hint',
    reach: async () => {
      const mounted = await ready();
      await mounted.write('I will');
      return mounted;
    },
  },
  'drafts growing': {
    part: 'draft',
    reach: async () => {
      const mounted = await ready();
      await mounted.write('I will');
      await mounted.show([' be', ' go'], false);
      return mounted;
    },
  },
  'drafts shown': { part: 'draft', reach: () => withDrafts() },
  'a chip selected': {
    part: 'selected',
    reach: async () => {
      const mounted = await withDrafts();
      await selectNext(mounted);
      return mounted;
    },
  },
  dismissed: {
    part: 'hint',
    reach: async () => {
      const mounted = await withDrafts();
      await userEvent.keyboard('{Escape}');
      return mounted;
    },
  },
  offline: {
    part: 'retry',
    reach: async () => {
      const mounted = await Mounted.mount();
      await mounted.say({ type: 'error', code: 'offline', message: 'part-0.bin: no connection.' });
      return mounted;
    },
  },
  'failed, with a retry': {
    part: 'error',
    reach: async () => {
      const mounted = await Mounted.mount();
      await mounted.say({ type: 'error', code: 'wrong-checksum', message: 'part-1.bin is damaged.' });
      return mounted;
    },
  },
  'no GPU': {
    part: 'hint',
    reach: async () => {
      const mounted = await Mounted.mount();
      await mounted.say({ ...READY, device: 'wasm' });
      return mounted;
    },
  },
  'no model': {
    part: 'retry',
    reach: async () => {
      const mounted = await Mounted.mount();
      await mounted.say({ ...READY, device: 'none', reason: 'part-0.bin is not there (HTTP status 404).' });
      return mounted;
    },
  },
  'quick drafts of the table': {
    part: 'ngrams',
    reach: async () => {
      const mounted = await Mounted.mount();
      await mounted.write('I will');
      await mounted.show([' be', ' go'], false, 'ngrams');
      return mounted;
    },
  },
  'consent asked': {
    part: 'consent',
    reach: async () => {
      const mounted = await Mounted.mount('consent="always" ngrams=""');
      await vi.waitFor(() => expect(mounted.part('consent')).not.toBeNull());
      return mounted;
    },
  },
  disabled: { part: null, reach: () => Mounted.mount('disabled') },
};

describe.each(['light', 'dark'])('axe, %s', (scheme) => {
  it.each(Object.entries(STATES))('finds nothing wrong: %s', async (_, { reach, part }) => {
    document.documentElement.style.colorScheme = scheme;
    document.documentElement.style.background = 'Canvas';
    const { element } = await reach();
    await Promise.all(element.shadowRoot!.getAnimations().map((animation) => animation.finished));
    expect(element.shadowRoot!.querySelector(`[part~=${part ?? 'bar'}]`) !== null, 'the state').toBe(
      part !== null,
    );
    const { violations } = await axe.run(element);
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});

describe.each([
  ['German', 'de', '', 'Vorschläge'],
  ['right-to-left', 'en', 'dir="rtl"', 'Suggestions'],
] as const)('%s', (_, locale, attribute, name) => {
  it('axe finds nothing wrong, and the listbox has its name', async () => {
    const mounted = await withDrafts(attribute);
    await setLocale(locale);
    await vi.waitFor(() => expect(mounted.part('drafts')!.ariaLabel).toBe(name));
    expect((await axe.run(mounted.element)).violations).toEqual([]);
  });
});

describe('the accessibility tree', () => {
  it('has a textbox as ever, and beside it a listbox of named options', async () => {
    await withDrafts();
    const nodes = await tree();
    const [field] = find(nodes, 'textbox');
    expect(field).toMatchObject({ name: 'Text', properties: { multiline: true, focused: true } });
    expect(field!.properties).not.toHaveProperty('activedescendant');
    expect(find(nodes, 'listbox').map(({ name }) => name)).toEqual(['Suggestions']);
    expect(find(nodes, 'option').map(({ name, properties }) => [name, properties.selected])).toEqual([
      ['be glad to', true],
      ['go home', false],
      ['not', false],
    ]);
  });

  it('has the field point at the draft that is selected, and at the listbox', async () => {
    const mounted = await withDrafts();
    await selectNext(mounted);
    const nodes = await tree();
    const [field] = find(nodes, 'textbox');
    const options = find(nodes, 'option');
    expect(options.map(({ name }) => name)).toEqual(['be glad to', 'go home', 'not']);
    expect(options[1]!.properties).toMatchObject({ selected: true, keyshortcuts: 'Tab Alt+2' });
    expect(field!.properties.activedescendant).toEqual([options[1]!.backendId]);
    // Where shadow roots have a reference target, the field controls the listbox itself.
    const [listbox] = find(nodes, 'listbox');
    expect(field!.properties.controls).toEqual([listbox!.backendId]);
    await selectNext(mounted);
    const [moved] = find(await tree(), 'textbox');
    expect(moved!.properties.activedescendant).not.toEqual(field!.properties.activedescendant);
  });

  it('says of drafts of the table that they are, selected or not, and nothing of the model’s', async () => {
    const mounted = await Mounted.mount();
    await mounted.write('I will');
    await mounted.show([' be', ' go'], true, 'ngrams');
    const descriptions = async () => find(await tree(), 'option').map(({ description }) => description);
    const quick = 'Quick draft, made without the language model';
    expect(await descriptions()).toEqual([quick, quick]);
    await selectNext(mounted);
    expect(await descriptions()).toEqual([quick, quick]);
    await withDrafts();
    expect(await descriptions()).toEqual(['', '', '']);
  });

  it('has no trace of a selection once the writer goes on', async () => {
    const mounted = await withDrafts();
    const { element, field } = mounted;
    await selectNext(mounted);
    await userEvent.type(field, '!');
    await vi.waitFor(() => expect(field.hasAttribute('aria-activedescendant')).toBe(false));
    expect(field.hasAttribute('aria-controls')).toBe(false);
    expect(element.querySelector('[role=option]')).toBeNull();
  });

  it('says how many drafts there are once the writer pauses', async () => {
    await withDrafts();
    await vi.waitFor(
      async () => {
        const [status] = find(await tree(), 'status');
        expect(status).toMatchObject({ properties: { live: 'polite' } });
        expect(
          (await tree()).some(({ name }) => name.startsWith('3 suggestions. Tab inserts: be glad to.')),
        ).toBe(true);
      },
      { timeout: 5000 },
    );
  });

  it('names progress, and tells of a failure at once', async () => {
    const mounted = await Mounted.mount();
    await mounted.say({ type: 'progress', phase: 'model', loaded: 49e6, total: 98e6 });
    expect(find(await tree(), 'progressbar')[0]).toMatchObject({ name: 'Loading' });
    await mounted.say({ type: 'error', code: 'wrong-checksum', message: 'part-1.bin is damaged.' });
    const nodes = await tree();
    expect(find(nodes, 'alert')[0]).toMatchObject({ properties: { live: 'assertive' } });
    expect(find(nodes, 'button').map(({ name }) => name)).toEqual(['Try again']);
  });
});

describe('a click from assistive technology', () => {
  it('takes the selected draft, as one on its chip would', async () => {
    const mounted = await withDrafts();
    const { element, field } = mounted;
    await selectNext(mounted);
    element.querySelector<HTMLElement>('[role=option]')!.click();
    expect((field as HTMLTextAreaElement).value).toBe('I will go home');
  });
});
