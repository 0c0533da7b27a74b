import type { DraftSource } from '@superposed/engine';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { SuperposedEventMap } from './events';
import type { SuperposedComplete } from './superposed-complete';
import { untilSeen } from './until-seen.fixture';

export interface Asked {
  readonly type: string;
  readonly id: number;
  readonly text: string;
  readonly options: object;
  readonly config: object;
}

/** Stands for the worker: keeps what it is told, says what the test wants it to say. */
export class FakeWorker {
  static all: FakeWorker[] = [];
  readonly asked: Asked[] = [];
  terminated = false;
  onmessage: ((event: { data: unknown }) => void) | undefined;

  constructor() {
    FakeWorker.all.push(this);
  }

  postMessage(message: Asked): void {
    this.asked.push(message);
  }

  terminate(): void {
    this.terminated = true;
  }

  say(data: object): void {
    this.onmessage?.({ data });
  }

  get last(): Asked | undefined {
    return this.asked.findLast(({ type }) => type === 'suggest');
  }

  drafts(texts: string[], done = true, source: DraftSource = 'model'): void {
    const drafts = texts.map((text) => ({ text, confidence: 0.3, source }));
    this.say({ type: 'drafts', id: this.last!.id, drafts, done });
  }
}

/** Each test of a file has workers that it speaks for, and a page of its own. */
export function useFakeWorker(): void {
  beforeEach(() => {
    FakeWorker.all = [];
    vi.stubGlobal('Worker', FakeWorker);
  });
  afterEach(() => {
    document.body.innerHTML = '';
    vi.unstubAllGlobals();
  });
}

let count = 0;
export const DRAFTS = [' be glad to', ' go home', ' not'];

/** An element on the page, with a worker of its own. The test puts FakeWorker in the place of `Worker`. */
export class Mounted {
  private constructor(
    readonly element: SuperposedComplete,
    readonly field: HTMLElement,
  ) {}

  /** @param inside the field, and what belongs to it */
  static async mount(
    attributes = '',
    inside = '<label>Text <textarea></textarea></label>',
  ): Promise<Mounted> {
    document.body.innerHTML = `<superposed-complete debounce="0" model="/model-of-${count++}" ${attributes}>
      ${inside}</superposed-complete>`;
    const element = document.querySelector('superposed-complete')!;
    await element.updateComplete;
    return new Mounted(element, element.querySelector<HTMLElement>('textarea, input, [contenteditable]')!);
  }

  get worker(): FakeWorker {
    return FakeWorker.all.at(-1)!;
  }

  get chips(): HTMLElement[] {
    return [...this.element.shadowRoot!.querySelectorAll<HTMLElement>('[part~=draft]')];
  }

  part(name: string): HTMLElement | null {
    return this.element.shadowRoot!.querySelector(`[part~=${name}]`);
  }

  /** The worker's word, and the picture that follows from it. */
  async say(data: object): Promise<void> {
    this.worker.say(data);
    await this.element.updateComplete;
  }

  /** Types, and waits until the worker is asked about just that text. */
  async write(text: string, expected = text): Promise<void> {
    await userEvent.type(this.field, text);
    await vi.waitFor(() => expect(this.worker.last?.text).toBe(expected));
  }

  /** What the element tells of from now on. */
  heard<K extends keyof SuperposedEventMap>(type: K): SuperposedEventMap[K]['detail'][] {
    const details: SuperposedEventMap[K]['detail'][] = [];
    this.element.addEventListener(type, (event) => details.push(event.detail));
    return details;
  }

  /** Shows drafts, for as long as a person needs to see them. */
  async show(texts = DRAFTS, done = true, source?: DraftSource): Promise<void> {
    this.worker.drafts(texts, done, source);
    await vi.waitFor(() =>
      expect(this.chips.map((chip) => chip.querySelector('span')!.textContent)).toEqual(
        texts.map((text) => text.trim()),
      ),
    );
    await untilSeen();
  }
}
