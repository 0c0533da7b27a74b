import { css } from 'lit';

/** Colours, and the bar. What needs more than the height kept free lies above the page, so that nothing moves. */
export const bar = css`
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
`;
