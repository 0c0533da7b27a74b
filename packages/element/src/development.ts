import type { Settings } from './settings';
import { SuperposedComplete } from './superposed-complete';
import { Warnings } from './warnings/warnings';

// In place of ./index where a bundler or server has the condition `development`: the element, with warnings.
SuperposedComplete.addInitializer((element) =>
  element.addController(new Warnings(element as unknown as Settings)),
);

export * from './index';
