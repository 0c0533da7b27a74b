import { join } from 'node:path';
import { compile } from 'svelte/compiler';
import { build, type Plugin, type Rolldown } from 'vite';

/** Svelte's own compiler; what more its plugin does, no test needs. */
const svelte: Plugin = {
  name: 'svelte',
  transform: (source, id) => (id.endsWith('.svelte') ? compile(source, { filename: id }).js.code : null),
};

/** One script of a module in this folder and all that it imports, as a page's own bundler makes it. */
export async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [svelte],
    build: {
      write: false,
      target: 'esnext',
      minify: false,
      rolldownOptions: { input: join(import.meta.dirname, entry), output: { codeSplitting: false } },
    },
  });
  const { output } = built as Rolldown.RolldownOutput;
  return output[0].code;
}
