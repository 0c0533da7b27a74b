/** The element with Lit, as a page fetches it before anything else; the worker is a file of its own. */
export default [
  {
    name: 'superposed-complete',
    path: 'packages/element/src/index.ts',
    limit: '20 kB',
    gzip: true,
    modifyEsbuildConfig: (config) => ({
      ...config,
      format: 'esm',
      target: 'es2022',
      conditions: ['source'],
      tsconfig: 'packages/element/tsconfig.json',
      // Imported dynamically: what a bar that floats needs, and other languages than English.
      external: ['@floating-ui/dom', './locales/*', '@superposed/engine/download-size'],
    }),
  },
];
