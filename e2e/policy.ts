import type { HostileSite } from './hostile-site';

/** All that the element needs, and nothing else. */
const POLICY: Record<string, string> = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'connect-src': "'self'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'superposed-complete lit-html',
};

/** Enforces a policy, in the workers too. @returns the directives that were violated, as the browser reports them */
export function enforce(site: HostileSite, changes: Record<string, string> = {}): string[] {
  // The picture is the icon of the test's own page.
  const policy = { ...POLICY, 'img-src': 'data:', ...changes, 'report-uri': '/report' };
  const directives = Object.entries(policy).map(([name, value]) => `${name} ${value}`);
  site.headers = { ...site.headers, 'Content-Security-Policy': directives.join('; ') };
  const violated: string[] = [];
  site.all(/^\/report$/, (response, _, request) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      violated.push(
        (JSON.parse(body) as { 'csp-report': Record<string, string> })['csp-report']['effective-directive']!,
      );
      response.writeHead(204).end();
    });
  });
  return violated;
}
