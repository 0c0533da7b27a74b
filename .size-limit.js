/** What is imported dynamically comes when it is needed: floating, ghost text, contenteditable, other languages … */
const laterIsNotNow = {
  name: 'later-is-not-now',
  setup({ onResolve }) {
    onResolve({ filter: /./ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
};

/** The element with Lit, as a page fetches it before anything else; the worker is a file of its own. */
export default [
  {
    name: 'superposed-complete',
    path: 'packages/element/src/index.ts',
    limit: '26 kB',
    gzip: true,
    modifyEsbuildConfig: (config) => ({
      ...config,
      format: 'esm',
      target: 'es2022',
      // Licences travel beside the file.
      legalComments: 'none',
      conditions: ['source'],
      tsconfig: 'packages/element/tsconfig.json',
      plugins: [laterIsNotNow],
    }),
  },
];
