import type { JSX as Preact } from 'preact';
import type { JSX as React } from 'react';
import type { JSX as Solid } from 'solid-js';
import { describe, expectTypeOf, it } from 'vitest';
import type { AcceptDetail } from '../events';
import type { KeyMap } from '../keys/key-map';
import './preact';
import './react';
import './solid';

type Tag = 'superposed-complete';

// The compiler is what fails here, in the suite "types".
describe('JSX types', () => {
  it('know attributes by their names in markup', () => {
    expectTypeOf<{ k: 2; 'max-tokens': '5'; for: 'text'; disabled: true }>().toExtend<
      React.IntrinsicElements[Tag] & Preact.IntrinsicElements[Tag] & Solid.IntrinsicElements[Tag]
    >();
    expectTypeOf<React.IntrinsicElements[Tag]['openings']>().toEqualTypeOf<
      'distinct' | 'paper' | undefined
    >();
  });

  it('refuse what is no value of an attribute', () => {
    expectTypeOf<{ k: 'three' }>().not.toExtend<React.IntrinsicElements[Tag]>();
    expectTypeOf<{ bar: 'left' }>().not.toExtend<Preact.IntrinsicElements[Tag]>();
    expectTypeOf<{ disabled: 'yes' }>().not.toExtend<Solid.IntrinsicElements[Tag]>();
  });

  it('know properties and events', () => {
    expectTypeOf<React.IntrinsicElements[Tag]['keys']>().toEqualTypeOf<Partial<KeyMap> | undefined>();
    expectTypeOf<Solid.IntrinsicElements[Tag]['prop:keys']>().toEqualTypeOf<Partial<KeyMap> | undefined>();
    type Listener = ((event: CustomEvent<AcceptDetail>) => void) | undefined;
    expectTypeOf<React.IntrinsicElements[Tag]['onsuperposed-accept']>().toEqualTypeOf<Listener>();
    expectTypeOf<Preact.IntrinsicElements[Tag]['onsuperposed-accept']>().toEqualTypeOf<Listener>();
    expectTypeOf<Solid.IntrinsicElements[Tag]['on:superposed-accept']>().toEqualTypeOf<Listener>();
  });
});
