import { css } from 'lit';

/** What lies over the field, and what is never seen: where the caret is found, and what is read out. */
export const ghost = css`
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

  @media (forced-colors: active) {
    .ghost > * {
      color: GrayText !important;
      opacity: 1;
    }
  }
`;
