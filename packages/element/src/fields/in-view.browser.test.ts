import { afterEach, beforeEach, expect, it } from 'vitest';
import { isInView } from './in-view';

let chip: HTMLElement;
const around = (style: string, inside: string) => `<div style="${style}">${inside}</div>`;
const CHIP = '<p id="chip" style="width: 200px; margin: 0; font: 16px/20px serif">be glad to help</p>';

function show(html: string): void {
  document.body.innerHTML = html;
  chip = document.querySelector<HTMLElement>('#chip')!;
}
beforeEach(() => show(CHIP));
afterEach(() => {
  document.body.innerHTML = '';
});

it('sees what is on the page', () => {
  expect(isInView(chip)).toBe(true);
});

it('does not see what is hidden, whichever way', () => {
  for (const style of [
    'display: none',
    'visibility: hidden',
    'opacity: 0',
    'content-visibility: hidden',
    'clip-path: inset(50%)',
    'transform: scale(0)',
    'inert',
  ]) {
    show(around(style, CHIP));
    (chip.parentElement as HTMLElement).inert = style === 'inert';
    expect(isInView(chip), style).toBe(false);
  }
});

it('does not see what is outside of the window or of an ancestor that clips', () => {
  for (const style of [
    'position: absolute; top: -30px',
    'position: absolute; left: -300px',
    'position: absolute; top: 200vh',
    'height: 4px; overflow: hidden',
    'width: 9px; overflow: auto; white-space: nowrap',
    'height: 4px; contain: paint',
  ]) {
    show(around(style, CHIP));
    expect(isInView(chip), style).toBe(false);
  }
  show(around('height: 16px; overflow: hidden', CHIP));
  expect(isInView(chip), 'most of it is there').toBe(true);
});

it('does not see what was scrolled away, and sees it again', () => {
  show(around('height: 60px; overflow: auto', `${CHIP}<div style="height: 400px"></div>`));
  chip.parentElement!.scrollTop = 40;
  expect(isInView(chip)).toBe(false);
  chip.parentElement!.scrollTop = 0;
  expect(isInView(chip)).toBe(true);
});

it('does not see what is under something else', () => {
  const menu = (style: string) => `<div style="position: absolute; background: white; ${style}">Menu</div>`;
  show(around('position: relative', CHIP + menu('inset: 0')));
  expect(isInView(chip)).toBe(false);
  show(around('position: relative', CHIP + menu('left: 0; top: 0; width: 10px')));
  expect(isInView(chip), 'little of it is covered').toBe(true);
  show(`${CHIP}<dialog>Modal</dialog>`);
  document.querySelector('dialog')!.showModal();
  expect(isInView(chip), 'behind a modal dialog').toBe(false);
});

it('asks for what is below where pointers go through', () => {
  show(`<div style="position: relative"><textarea rows="4"></textarea>
    <div id="chip" style="position: absolute; left: 10px; top: 5px; pointer-events: none">help</div></div>`);
  const field = document.querySelector('textarea')!;
  expect(isInView(chip, field)).toBe(true);
  field.parentElement!.insertAdjacentHTML('beforeend', '<div style="position: absolute; inset: 0"></div>');
  expect(isInView(chip, field)).toBe(false);
});

it('sees into shadow roots, open and closed, and what is slotted there', () => {
  for (const mode of ['open', 'closed'] as const) {
    show('<div><b>Slotted</b></div>');
    const host = document.querySelector('div')!;
    const root = host.attachShadow({ mode });
    root.innerHTML = `${CHIP}<p id="slotted"><slot></slot></p>`;
    expect(isInView(root.querySelector('#chip')!), mode).toBe(true);
    expect(isInView(root.querySelector('#slotted')!), mode).toBe(true);
    document.body.insertAdjacentHTML('beforeend', '<div style="position: fixed; inset: 0"></div>');
    expect(isInView(root.querySelector('#chip')!), mode).toBe(false);
  }
});
