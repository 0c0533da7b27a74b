import { css } from 'lit';

/**
 * The drafts, in columns of one width: one that grows pushes no other. The slotted option is for assistive technology
 * alone, in the place of its chip. Where there is no keyboard, no keys are named; on a phone, the columns scroll, so that
 * they lie over as little of the page as can be.
 */
export const drafts = css`
  .drafts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, var(--superposed-draft-width, 13rem)), 1fr));
    gap: 0.5rem;
    align-items: start;
    pointer-events: none;
  }

  .drafts > * {
    pointer-events: auto;
  }

  .tray[data-place='caret'] .drafts {
    grid-template-columns: minmax(0, 1fr);
    gap: 0.15rem;
  }

  .tray[data-place='keyboard'] .drafts {
    display: flex;
    overflow-x: auto;
    overscroll-behavior-inline: contain;
    scrollbar-width: none;
    white-space: nowrap;
  }

  .draft {
    position: relative;
    display: inline-flex;
    align-items: baseline;
    justify-content: space-between;
    justify-self: start;
    gap: 0.6em;
    box-sizing: border-box;
    max-inline-size: 100%;
    padding: 0.35em 0.75em;
    text-align: start;
    line-height: 1.35;
    cursor: pointer;
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--superposed-radius, 0.6em);
  }

  .draft[data-selected],
  .draft:hover {
    border-color: var(--_accent);
  }

  .draft[data-source='ngrams'] {
    border-style: dashed;
  }

  .draft[data-source='ngrams'] > span {
    font-style: italic;
  }

  /* Something is to be filled in there. */
  .draft[data-open] > span::after {
    content: ' …' / '';
  }

  .tray[data-place='caret'] .draft {
    justify-self: stretch;
    border-color: transparent;
    background: none;
  }

  .tray[data-place='caret'] .draft[data-selected] {
    background: var(--_surface);
    border-color: var(--_accent);
  }

  ::slotted([role='option']) {
    position: absolute;
    inset: 0;
    overflow: hidden;
    opacity: 0;
    pointer-events: none;
  }

  .draft span {
    overflow-wrap: anywhere;
  }

  kbd {
    flex: none;
    padding: 0.05em 0.4em;
    font: inherit;
    font-size: 0.75em;
    color: var(--_muted);
    border: 1px solid var(--_border);
    border-radius: 0.35em;
  }

  @media (hover: none) and (pointer: coarse) {
    kbd {
      display: none;
    }
  }

  @media (pointer: coarse) {
    .draft {
      min-block-size: 2.75rem;
      align-items: center;
    }
  }

  @media (pointer: coarse) and (width < 40rem) {
    .tray[data-place='bar'] .drafts {
      grid-template-columns: none;
      grid-auto-columns: min(75%, var(--superposed-draft-width, 13rem));
      grid-auto-flow: column;
      overflow-x: auto;
      overscroll-behavior-inline: contain;
      scrollbar-width: none;
      pointer-events: auto;
    }

    .tray[data-place='bar'] .draft {
      justify-self: stretch;
    }
  }

  @media (forced-colors: active) {
    .draft[data-selected] {
      color: HighlightText;
      background: Highlight;
      border-color: Highlight;
      forced-color-adjust: none;
    }

    .draft[data-selected] kbd {
      color: inherit;
      border-color: currentcolor;
    }
  }
`;
