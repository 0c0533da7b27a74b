import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Mounted, useFakeWorker } from '../mounted.fixture';
import '../superposed-complete';

useFakeWorker();

const said = ({ field }: Mounted) => field.getAttribute('writingsuggestions');

describe('the browser’s own suggestions', () => {
  it.each([
    ['<textarea aria-label="Text"></textarea>', null],
    ['<textarea aria-label="Text" writingsuggestions="true"></textarea>', 'true'],
    ['<textarea aria-label="Text" writingsuggestions></textarea>', ''],
  ])('stay away while a field is written in: %s', async (html, before) => {
    const mounted = await Mounted.mount('', html);
    expect(said(mounted)).toBe(before);
    mounted.field.focus();
    expect(said(mounted)).toBe('false');
    mounted.field.blur();
    expect(said(mounted)).toBe(before);
    mounted.field.focus();
    mounted.element.dispose();
    expect(said(mounted)).toBe(before);
  });

  it('are left alone by an element that is disabled', async () => {
    const mounted = await Mounted.mount('disabled');
    mounted.field.focus();
    expect(said(mounted)).toBeNull();
  });
});

describe('a page that wants no suggestions', () => {
  const asked = async (attributes: string, html: string) => {
    const mounted = await Mounted.mount(attributes, html);
    await userEvent.type(mounted.field, 'I will');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { last } = mounted.worker;
    expect(said(mounted)).toBe(html.includes('<div') && !last ? null : 'false');
    return last?.text;
  };

  it('gets none, in the field or around it', async () => {
    expect(
      await asked('', '<textarea aria-label="Text" writingsuggestions="false"></textarea>'),
    ).toBeUndefined();
    expect(
      await asked('', '<div writingsuggestions="false"><textarea aria-label="Text"></textarea></div>'),
    ).toBeUndefined();
  });

  it('gets ours where the element says so', async () => {
    const html = '<textarea aria-label="Text" writingsuggestions="false"></textarea>';
    expect(await asked('writingsuggestions="true"', html)).toBe('I will');
  });
});
