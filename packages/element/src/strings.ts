import type { Status } from '@superposed/engine';

/** Every word that the element shows or says, and nothing but words: one place to translate. */
export const strings = {
  suggestions: () => 'Suggestions',
  loading: () => 'Loading',
  loadingModel: () => 'Loading the language model',
  preparing: () => 'Starting the language model',
  loadedOf: (what: string, loaded: number, total: number) => `${what}: ${loaded} of ${total} MB`,
  inProgress: (what: string) => `${what} …`,
  noSuggestions: () => 'No suggestions:',
  retry: () => 'Try again',
  announcement: (count: number, best: string) =>
    `${count === 1 ? '1 suggestion' : `${count} suggestions`}. Tab inserts: ${best}. Escape hides.`,
};

const megabytes = (bytes: number) => Math.round(bytes / 1e6);

/** One line about what is loading, with the sizes where they are known. */
export function loadingText({ phase, loaded, total }: Status & { state: 'loading' }): string {
  const what = phase === 'model' ? strings.loadingModel() : strings.preparing();
  return total === 0 ? strings.inProgress(what) : strings.loadedOf(what, megabytes(loaded), megabytes(total));
}
