import type { SuperposedComplete } from 'superposed-complete';
import { difference, pictureOf, type Box } from '../pictures';
import { expect, test } from '../test';
import { FIELD } from '../writer';

/* The ghost against the text that it becomes, to the pixel. */

const textarea = (style: string, attributes = '') => `<textarea ${attributes} style="${style}"></textarea>`;
const input = (style: string, attributes = '') => `<input ${attributes} style="width: 40em; ${style}">`;
const editable = (style: string, content = '') =>
  `<div contenteditable style="width: 22em; min-height: 8em; border: 1px solid; ${style}">${content}</div>`;

const EMAIL = 'Thank you for your email. I will';
const HEBREW = 'שלום לכולם, אני כותב כדי לומר';
const HEBREW_DRAFT = ' תודה רבה על העזרה בשבוע שעבר ועל הזמן שלך';

/** Name, markup, what is typed, and another draft than the usual one. */
const FIELDS: readonly [string, string, string, string?][] = [
  ['a textarea', textarea('', 'rows=4'), EMAIL],
  ['its padding and border', textarea('padding: 13px 21px; border: 7px solid; height: 8em'), EMAIL],
  ['another family and slant', textarea('font: italic 19px/1.7 serif; width: 14em; height: 11em'), EMAIL],
  ['one width for all letters', textarea('font: 15px/1.4 monospace; width: 40ch; height: 8em'), EMAIL],
  ['bold, in small', textarea('font: bold 12px/1.2 sans-serif; height: 7em'), EMAIL],
  ['letters and words apart', textarea('letter-spacing: .6px; word-spacing: 3px; height: 9em'), EMAIL],
  ['a first line that is indented', textarea('text-indent: 20px; height: 7em'), EMAIL],
  [
    'a word half written',
    textarea('font: 22px sans-serif; height: 7em; width: 25em'),
    'Ask Mrs W',
    'atson for help',
  ],
  ['lines of its own', textarea('height: 11em'), 'First line\n\nThank you. I will'],
  ['a textarea that scrolls', textarea('', 'rows=3'), 'a\nb\nc\nd\ne\nf\nI will'],
  ['capitals', textarea('text-transform: uppercase; height: 9em; width: 25em'), EMAIL],
  ['a box that includes its border', textarea('box-sizing: border-box; padding: 9px; height: 9em'), EMAIL],
  ['right to left', textarea('width: 15em; height: 7em', 'dir=rtl'), HEBREW, HEBREW_DRAFT],
  ['an input', input(''), 'I will'],
  ['an input with padding', input('padding: 5px 20px; height: 3em'), 'I will'],
  ['an input with unequal padding', input('padding: 3px 6px 9px 31px'), 'I will'],
  ['an input with a wide border', input('border: 9px solid; border-left-width: 14px'), 'I will'],
  ['an input of another family', input('font: italic 21px serif; padding: 4px 11px'), 'I will'],
  ['an input that is indented', input('text-indent: 17px; padding: 4px'), 'I will'],
  ['an input from right to left', input('padding: 4px 12px', 'dir=rtl'), HEBREW, HEBREW_DRAFT],
  ['a search', input('padding: 4px 12px', 'type=search'), 'I will'],
  ['a contenteditable', editable('font: 18px/1.6 serif; padding: 10px'), EMAIL],
  ['a contenteditable with letters apart', editable('letter-spacing: 1px; padding: 3px 14px'), EMAIL],
  [
    'a contenteditable with markup',
    editable('padding: 10px', '<p>Dear <b>Ann</b>,</p><p id="last">I</p>'),
    ' will',
  ],
  ['a contenteditable from right to left', editable('padding: 10px" dir="rtl'), HEBREW, HEBREW_DRAFT],
];

const LONG = ' be glad to help you with the move on Saturday, if you like, and bring my van';

for (const [name, markup, text, long = LONG] of FIELDS) {
  test(`ghost text stands where the text will: ${name}`, async ({ regular: writer }) => {
    await writer.open(
      `<style>superposed-complete { --superposed-ghost-opacity: 1 } * { caret-color: transparent; outline: none !important }
        ::-webkit-scrollbar { display: none } textarea { resize: none; scrollbar-width: none }</style>
      <superposed-complete debounce="0" bar="off">${markup}</superposed-complete>`,
    );
    await writer.evaluate((selector) => {
      const field = window.find(selector)[0]!;
      field.setAttribute('aria-label', 'Text');
      field.spellcheck = false;
    }, FIELD);
    const draft = await writer.evaluate(longestThatFits, { selector: FIELD, text, long });
    await writer.focus();
    if (markup.includes('id="last"')) await writer.press('Control+End');
    await writer.tab.type(text);
    await expect.poll(async () => (await writer.shown()).ghost).toBe(draft);

    const { box, scroll } = await writer.evaluate((selector) => {
      const field = window.find(selector)[0]!;
      const { x, y, width, height } = field.getBoundingClientRect();
      return { box: { x, y, width, height } satisfies Box, scroll: [field.scrollLeft, field.scrollTop] };
    }, FIELD);
    // Pictures of what the writer sees now: with the ghost, with neither, and with the draft taken.
    const picture = async (change: 'none' | 'hide' | 'take') => {
      await writer.evaluate(
        ({ selector, change, scroll: [left, top] }) => {
          const element = document.querySelector<SuperposedComplete>('superposed-complete')!;
          if (change === 'hide') element.ghost = 'off';
          if (change === 'take') element.accept();
          window.find(selector)[0]!.scrollTo(left!, top!);
        },
        { selector: FIELD, change, scroll },
      );
      return pictureOf(writer.tab, box);
    };
    const ghost = await picture('none');
    // As it is typed, before the page is looked at again: each moment is now the same.
    await writer.evaluate(() => {
      const now = performance.now();
      performance.now = () => now;
    });
    await writer.tab.type(draft.slice(0, 3));
    await expect.poll(async () => (await writer.shown()).ghost).toBe(draft.slice(3));
    const along = await picture('none');
    const kept = await writer.evaluate(() => window.find('[data-typed]').length);
    await writer.evaluate(() => Reflect.deleteProperty(performance, 'now'));
    const drawnAnew = await picture('none');
    const bare = await picture('hide');
    const taken = await picture('take');
    expect(difference(ghost, bare), 'pixels of the ghost').toBeGreaterThan(50);
    expect(difference(along, drawnAnew), 'pixels that are elsewhere as it is typed').toBe(0);
    if (name === 'an input') expect(kept, 'letters keep their place').toBe(1);
    expect(difference(ghost, taken), 'pixels that are elsewhere').toBe(0);
  });
}

/** Runs in the page: as many words of a draft as the field has room for, whatever its font; the worker will say them. */
function longestThatFits({ selector, text, long }: { selector: string; text: string; long: string }): string {
  const field = window.find(selector)[0] as HTMLTextAreaElement;
  const inner = field.querySelector<HTMLElement>('#last');
  const target = inner ?? field;
  const before = inner?.textContent ?? '';
  const write = (value: string) => {
    if (!field.isContentEditable) field.value = value;
    else target.innerText = before + value;
  };
  const size = (value: string) => {
    write(value);
    return [field.scrollWidth, field.scrollHeight, field.offsetHeight].join();
  };
  const alone = size(text);
  const words = long.split(/(?= )/);
  while (words.length > 0 && size(text + words.join('')) !== alone) words.pop();
  write('');
  if (!inner && field.isContentEditable) field.replaceChildren();
  const draft = words.join('');
  (window as unknown as { script: Record<string, string[]> }).script[''] = [draft];
  return draft;
}
