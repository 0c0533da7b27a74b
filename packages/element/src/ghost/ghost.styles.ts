import { css } from 'lit';

/** What lies over the field. */
export const ghost = css`
  .ghost {
    position: absolute;
    overflow: hidden;
    pointer-events: none;
    user-select: none;
  }

  .ghost > * {
    position: absolute;
    overflow: hidden;
    text-overflow: ellipsis;
    transform-origin: 0 0;
    -webkit-box-orient: vertical;
    opacity: var(--superposed-ghost-opacity, 0.6);
  }

  .ghost [data-typed]::before {
    content: attr(data-typed);
    visibility: hidden;
  }

  @media (forced-colors: active) {
    .ghost > * {
      color: GrayText !important;
      opacity: 1;
    }
  }
`;
