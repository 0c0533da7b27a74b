import { checkSuggestOptions, EngineError } from '@superposed/engine';
import { suggestOptions, type Settings } from '../settings';

/** Settings that are one of a few words. */
const WORDS = {
  device: ['auto', 'webgpu', 'wasm'],
  trigger: ['auto', 'manual'],
  consent: ['auto', 'always', 'never'],
  ghost: ['on', 'off'],
  bar: ['below', 'above', 'floating', 'off'],
} as const satisfies { [Name in keyof Settings]?: readonly Settings[Name][] };

/** What is wrong with the values that a page gives, one sentence each. */
export function settingWarnings(settings: Settings): string[] {
  return [...wordWarnings(settings), ...optionWarnings(settings), ...originWarnings(settings)];
}

function wordWarnings(settings: Settings): string[] {
  return Object.entries(WORDS).flatMap(([name, words]) => {
    const value: string = settings[name as keyof typeof WORDS];
    const known: readonly string[] = words;
    return known.includes(value) ? [] : `${name} is "${value}"; it must be one of ${known.join(', ')}.`;
  });
}

/** Each alone, as the check names the first that is wrong. */
function optionWarnings(settings: Settings): string[] {
  const { debounce, ...options } = suggestOptions(settings);
  const wrong = Object.entries(options).flatMap(([name, value]) => {
    try {
      checkSuggestOptions({ [name]: value });
      return [];
    } catch (error) {
      if (error instanceof EngineError) return `${error.message} There are no drafts.`;
      throw error;
    }
  });
  if (debounce !== undefined && debounce !== 'auto' && !(debounce >= 0)) {
    wrong.push(`debounce is ${debounce}; it must be milliseconds, 0 or more, or auto.`);
  }
  return wrong;
}

function originWarnings({ model, ngrams, ort }: Settings): string[] {
  return Object.entries({ model, ngrams, ort }).flatMap(([name, value]) => {
    const url = value && URL.canParse(value, document.baseURI) ? new URL(value, document.baseURI) : null;
    if (!url || url.origin === location.origin) return [];
    const allow = name === 'ort' ? 'script-src' : 'connect-src';
    return `${name} is on another site, ${url.origin}: it must allow this page (CORS), and a content security policy needs it in ${allow}.`;
  });
}
