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
      // Licences travel beside the file.
      legalComments: 'none',
      conditions: ['source'],
      tsconfig: 'packages/element/tsconfig.json',
      // Imported dynamically: floating, ghost text, contenteditable, languages, consent.
      external: [
        '@floating-ui/dom',
        './editable',
        './caret-mirror',
        './ghost/ghost',
        './locales/*',
        '@superposed/engine/download-size',
      ],
    }),
  },
];
