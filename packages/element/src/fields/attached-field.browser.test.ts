import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AttachedField, type FieldEvents } from './attached-field';
import type { FieldAdapter } from './field-adapter';
import { TextControlAdapter } from './text-control';

const events = {
  written: vi.fn(),
  moved: vi.fn(),
  left: vi.fn(),
  key: vi.fn(),
  focused: vi.fn(),
  scrolled: vi.fn(),
} satisfies FieldEvents;

let fields: HTMLTextAreaElement[];
let attached: AttachedField;
beforeEach(() => {
  vi.clearAllMocks();
  document.body.innerHTML = '<div></div><textarea></textarea><textarea></textarea>';
  fields = [...document.querySelectorAll('textarea')];
  attached = new AttachedField(document.querySelector('div')!, events);
});
afterEach(() => {
  attached.detach();
  document.body.innerHTML = '';
});

const adapter = (element: HTMLElement): FieldAdapter => ({
  element,
  read: () => null,
  insert: () => undefined,
  place: () => null,
  listen: () => undefined,
});

describe('a field whose adapter is loaded first', () => {
  it('is attached when it is there, with what was written meanwhile', async () => {
    fields[0]!.focus();
    attached.attach(Promise.resolve(adapter(fields[0]!)));
    expect(attached.element).toBeNull();
    await vi.waitFor(() => expect(attached.element).toBe(fields[0]));
    expect(events.written).toHaveBeenCalledOnce();
  });

  it('asks for nothing where nobody writes', async () => {
    attached.attach(Promise.resolve(adapter(fields[0]!)));
    await vi.waitFor(() => expect(attached.element).toBe(fields[0]));
    expect(events.written).not.toHaveBeenCalled();
  });

  it('comes too late where another is attached by then', async () => {
    const late = Promise.resolve(adapter(fields[0]!));
    attached.attach(late);
    attached.attach(adapter(fields[1]!));
    await late;
    expect(attached.element).toBe(fields[1]);
  });

  it('comes too late where the element is gone', async () => {
    const late = Promise.resolve(adapter(fields[0]!));
    attached.attach(late);
    attached.detach();
    await late;
    expect(attached.element).toBeNull();
  });
});

describe('a field beside the one that is written in', () => {
  const selectionMoves = () => document.dispatchEvent(new Event('selectionchange'));
  beforeEach(() => {
    const stage = document.body.appendChild(document.createElement('div'));
    attached.attach(new TextControlAdapter(fields[0]!, stage));
  });

  it('is not read at its keys', () => {
    fields[1]!.focus();
    selectionMoves();
    expect(events.moved).not.toHaveBeenCalled();
    fields[0]!.focus();
    selectionMoves();
    expect(events.moved).toHaveBeenCalledOnce();
  });

  it('is read where a script writes into it', () => {
    fields[1]!.focus();
    fields[0]!.value = 'Dear Ada';
    selectionMoves();
    expect(events.moved).toHaveBeenCalledOnce();
  });
});
