// Resolves imports for ESLint exactly as the compiler does, packages of this repository to their sources.
const ts = require('typescript');

exports.interfaceVersion = 2;

const options = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  customConditions: ['source'],
  allowJs: true,
};

/** @param {string} source what is imported @param {string} file the file that imports it */
exports.resolve = (source, file) => {
  const { resolvedModule } = ts.resolveModuleName(source.replace(/\?.*$/, ''), file, options, ts.sys);
  return resolvedModule ? { found: true, path: resolvedModule.resolvedFileName } : { found: false };
};
