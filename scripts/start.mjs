// npm start: installs what is missing, fetches the model, serves the demo.
// Options are Vite's: npm start -- --port 8080 --host 0.0.0.0
import { parseArgs } from 'node:util';
import { fail, prepare, root } from './prepare.mjs';

let options;
try {
  options = parseArgs({
    options: { port: { type: 'string' }, host: { type: 'string' }, open: { type: 'boolean' } },
  });
} catch (error) {
  fail(`${error.message}\nUsage: npm start -- [--port NUMBER] [--host ADDRESS] [--open]`);
}
const { port, host, open } = options.values;
if (port !== undefined && !/^\d{1,5}$/.test(port)) fail(`--port takes a number, not "${port}"`);

try {
  prepare();
  const { ensureModel } = await import('@superposed/model-smollm2-135m');
  await ensureModel();
  const { createServer } = await import('vite');
  const server = await createServer({
    configFile: `${root}vite.config.ts`,
    server: {
      ...(port && { port: Number(port), strictPort: true }),
      ...(host && { host }),
      open: open ?? false,
    },
  });
  await server.listen();
  const address = server.resolvedUrls?.local[0] ?? server.resolvedUrls?.network[0];
  process.stdout.write(`\n  The demo is ready at ${address}\n  (Ctrl+C ends it)\n\n`);
} catch (error) {
  fail(error.message);
}
