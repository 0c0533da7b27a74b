/** What users of the element can rely on; the rest is nobody's business. */
const publicOnly = {
  name: 'public-only',
  packageLinkPhase({ customElementsManifest }) {
    for (const module of customElementsManifest.modules) {
      module.declarations = module.declarations.filter(({ kind }) => kind === 'class');
      for (const declaration of module.declarations) {
        declaration.members = declaration.members?.filter(
          ({ privacy }) => (privacy ?? 'public') === 'public',
        );
      }
      const declared = new Set(module.declarations.map(({ name }) => name));
      module.exports = module.exports.filter(
        ({ kind, declaration }) => kind === 'custom-element-definition' || declared.has(declaration.name),
      );
    }
  },
};

export default {
  globs: ['src/settings.ts', 'src/superposed-complete.ts'],
  litelement: true,
  quiet: true,
  packagejson: false,
  plugins: [publicOnly],
};
