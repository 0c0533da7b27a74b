import { css } from 'lit';

/** How things are. "Thinking" is not worth a word unless it takes a while. */
export const status = css`
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

  .thinking > :first-child {
    animation: appear 200ms 400ms backwards;
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }
`;
