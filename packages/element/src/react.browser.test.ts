import { createElement, createRef } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SuperposedComplete as Component } from './react';
import { SuperposedComplete } from './superposed-complete';

const root = document.createElement('div');
const react = createRoot(root);
document.body.append(root);
afterEach(() => react.render(null));

async function render(props: Parameters<typeof Component>[0]): Promise<SuperposedComplete> {
  const ref = createRef<SuperposedComplete>();
  react.render(
    createElement(
      Component,
      { disabled: true, ...props, ref },
      createElement('textarea', { 'aria-label': 'Text' }),
    ),
  );
  await vi.waitFor(() => expect(ref.current).toBeInstanceOf(SuperposedComplete));
  return ref.current!;
}

describe('the React component', () => {
  it('is the element, with properties for props and the field inside', async () => {
    const keys = { accept: ['Control+Enter'] };
    const element = await render({ k: 2, maxTokens: 5, keys });
    expect(element).toMatchObject({ k: 2, maxTokens: 5, keys, disabled: true });
    expect(element.querySelector('textarea')).not.toBeNull();
  });

  it('calls back on its events', async () => {
    const onError = vi.fn();
    const element = await render({ onError });
    element.dispatchEvent(new CustomEvent('superposed-error', { detail: { code: 'offline' } }));
    expect(onError).toHaveBeenCalledOnce();
    expect(onError.mock.calls[0]).toMatchObject([{ detail: { code: 'offline' } }]);
  });
});
