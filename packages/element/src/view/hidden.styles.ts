import { css } from 'lit';

/** What is never seen: where the caret is found, and what is read out; and on paper, the drafts. */
export const hidden = css`
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

  @media print {
    .bar,
    .ghost {
      display: none;
    }
  }
`;
