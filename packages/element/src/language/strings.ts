import { msg, str } from '@lit/localize';

const megabytes = (bytes: number) => Math.round(bytes / 1e6);

/** Every word that the element shows or says, and nothing but words: one place to translate. See `locales/`. */
export const strings = {
  suggestions: () => msg('Suggestions', { id: 'superposed.suggestions' }),
  quick: () => msg('Quick draft, made without the language model', { id: 'superposed.quick' }),
  loading: () => msg('Loading', { id: 'superposed.loading' }),
  loadingModel: () => msg('Loading the language model …', { id: 'superposed.loading-model' }),
  loadingModelOf: (loaded: number, total: number) =>
    msg(str`Loading the language model: ${megabytes(loaded)} of ${megabytes(total)} MB`, {
      id: 'superposed.loading-model-of',
    }),
  preparing: () => msg('Starting the language model …', { id: 'superposed.preparing' }),
  ready: () => msg('Write, and drafts appear here.', { id: 'superposed.ready' }),
  slower: () => msg('No GPU here: drafts take longer.', { id: 'superposed.slower' }),
  ngramsOnly: () =>
    msg('Short drafts only: the language model is missing.', { id: 'superposed.ngrams-only' }),
  thinking: () => msg('Thinking …', { id: 'superposed.thinking' }),
  noSuggestions: () => msg('No suggestions:', { id: 'superposed.no-suggestions' }),
  offline: () =>
    msg('There is no connection. It goes on by itself once there is one.', { id: 'superposed.offline' }),
  retry: () => msg('Try again', { id: 'superposed.retry' }),
  ask: (bytes: number) =>
    msg(str`Suggestions need a download of ${megabytes(bytes)} MB, once.`, {
      id: 'superposed.ask',
    }),
  download: (bytes: number) => msg(str`Download ${megabytes(bytes)} MB`, { id: 'superposed.download' }),
  notNow: () => msg('Not now', { id: 'superposed.not-now' }),
  declined: () => msg('Suggestions are off.', { id: 'superposed.declined' }),
  one: (best: string, accept: string, dismiss: string) =>
    msg(str`1 suggestion. ${accept} inserts: ${best}. ${dismiss} hides.`, { id: 'superposed.one' }),
  several: (count: number, best: string, accept: string, dismiss: string) =>
    msg(str`${count} suggestions. ${accept} inserts: ${best}. ${dismiss} hides.`, {
      id: 'superposed.several',
    }),
  oneMore: (best: string) => msg(str`1 suggestion: ${best}.`, { id: 'superposed.one-more' }),
  severalMore: (count: number, best: string) =>
    msg(str`${count} suggestions: ${best}.`, { id: 'superposed.several-more' }),
  inserted: (text: string) => msg(str`Inserted: ${text}`, { id: 'superposed.inserted' }),
};
