import { css } from 'lit';

export const styles = css`
  :host {
    --_accent: var(--superposed-accent, light-dark(#3451b2, #9eb1ff));
    --_text: var(--superposed-color, light-dark(#1f2430, #e6e8ef));
    --_muted: var(--superposed-muted-color, light-dark(#5b6272, #a3a9b8));
    --_surface: var(--superposed-background, light-dark(#f3f5fb, #232733));
    --_border: var(--superposed-border-color, light-dark(#d3d9e8, #3a4152));
    --_error: var(--superposed-error-color, light-dark(#a4262c, #ffb3ae));
    display: block;
    position: relative;
  }

  :host([hidden]) {
    display: none;
  }

  .bar {
    position: relative;
    block-size: var(--superposed-bar-height, 2.75rem);
    font: inherit;
    font-size: 0.9375em;
    color: var(--_text);
  }

  :host([bar='floating']) .bar {
    block-size: 0;
  }

  /* What needs more than the height kept free lies above the page: nothing moves. */
  .tray {
    position: absolute;
    inset-inline: 0;
    inset-block: 0.5rem auto;
    z-index: 1;
    box-sizing: border-box;
    pointer-events: none;
  }

  .tray > * {
    pointer-events: auto;
  }

  :host([bar='above']) .tray {
    inset-block: auto 0.5rem;
  }

  .tray[popover] {
    position: fixed;
    inset: 0 auto auto 0;
    inline-size: max-content;
    max-inline-size: min(36rem, 100vw - 1rem);
    margin: 0;
    padding: 0.4rem;
    overflow: visible;
    font: inherit;
    color: inherit;
    background: var(--superposed-tray-background, Canvas);
    border: 1px solid var(--_border);
    border-radius: calc(var(--superposed-radius, 0.6em) + 0.3rem);
    box-shadow: 0 0.4rem 1.4rem rgb(0 0 0 / 18%);
  }

  .tray[data-place='keyboard'] {
    inset: auto 0 0;
    inline-size: auto;
    max-inline-size: none;
    border-inline: none;
    border-block-end: none;
    border-radius: 0;
    box-shadow: none;
  }

  /* Columns of one width: a draft that grows pushes no other. */
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
    max-inline-size: 100%;
    padding: 0.35em 0.75em;
    text-align: start;
    line-height: 1.35;
    cursor: pointer;
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--superposed-radius, 0.6em);
    transition:
      border-color 120ms,
      background-color 120ms;
  }

  .draft[data-selected] {
    border-color: var(--_accent);
  }

  .draft[data-source='ngrams'] {
    border-style: dashed;
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

  .draft:hover {
    border-color: var(--_accent);
    background: color-mix(in srgb, var(--_accent) 14%, var(--_surface));
  }

  /* Seen by assistive technology alone, in the place of the chip. */
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

  .status {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.3rem 0.75rem;
    color: var(--_muted);
  }

  .buttons {
    display: flex;
    gap: 0.5rem;
  }

  .failed {
    color: var(--_error);
    overflow-wrap: anywhere;
  }

  progress {
    inline-size: 8rem;
    block-size: 0.4rem;
    accent-color: var(--_accent);
  }

  button {
    padding: 0.25em 0.75em;
    font: inherit;
    color: inherit;
    background: none;
    border: 1px solid currentcolor;
    border-radius: 0.5em;
    cursor: pointer;
  }

  button:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }

  /* Not worth a word unless it takes a while. */
  .thinking > :first-child {
    animation: appear 200ms 400ms backwards;
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }

  .ghost {
    position: absolute;
    z-index: 1;
    overflow: hidden;
    pointer-events: none;
    user-select: none;
  }

  .ghost > * {
    position: absolute;
    overflow: hidden;
    text-overflow: ellipsis;
    -webkit-box-orient: vertical;
    opacity: var(--superposed-ghost-opacity, 0.6);
  }

  .stage {
    position: absolute;
    inset: 0 auto auto 0;
    inline-size: 0;
    block-size: 0;
    overflow: hidden;
    visibility: hidden;
    contain: layout style size;
  }

  .stage > * {
    position: absolute;
  }

  .announcement {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  /* No keyboard, no keys to name. */
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

    .ghost > * {
      color: GrayText !important;
      opacity: 1;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .draft {
      transition: none;
    }
  }
`;
