import type { Suggestion } from '../drafts/fit';

/**
 * Chips made from the page's own `<template slot="chip">`. In it `[data-draft]` gets the draft, `[data-key]` the key
 * that takes it, `[data-confidence]` the confidence in percent; the rest stays as it is.
 */
export class CustomChips {
  private template: HTMLTemplateElement | undefined;
  private contents: HTMLElement[] = [];

  /** The template among what is slotted, if any. */
  use(slotted: readonly Element[]): void {
    this.template = slotted.find((element) => element instanceof HTMLTemplateElement);
    this.contents = [];
  }

  /** The content of one chip; the same nodes as long as the template is the same. Undefined without a template. */
  content(index: number, { text, confidence }: Suggestion, key: string): HTMLElement | undefined {
    const { template } = this;
    if (!template) return undefined;
    const content = (this.contents[index] ??= this.make(template));
    const values = { draft: text.trim(), key, confidence: String(Math.round(confidence * 100)) };
    for (const [name, value] of Object.entries(values)) {
      for (const element of content.querySelectorAll(`[data-${name}]`)) element.textContent = value;
    }
    return content;
  }

  private make(template: HTMLTemplateElement): HTMLElement {
    const content = template.ownerDocument.createElement('span');
    content.append(template.content.cloneNode(true));
    return content;
  }
}
