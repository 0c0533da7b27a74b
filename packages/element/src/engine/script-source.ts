/**
 * The address of a folder with scripts, as markup gives it: over http(s), from the page's own site or from that of the
 * element's module. Pages that clean up markup of others often let custom elements through with all their attributes.
 * What the page's script sets as a property is its own choice, and not asked here.
 * @param page base address and origin of the document
 * @returns undefined where it is refused; the reason is reported as an error of the page
 */
export function scriptSource(
  given: string | null,
  moduleUrl: string,
  page: { readonly baseURI: string; readonly origin: string },
): string | undefined {
  if (given === null) return undefined;
  const url = URL.canParse(given, page.baseURI) ? new URL(given, page.baseURI) : undefined;
  const trusted = [page.origin, new URL(moduleUrl).origin];
  if (url && /^https?:$/.test(url.protocol) && trusted.includes(url.origin)) return given;
  const reason = `ort="${given}" is not used: scripts come from the page's own site. Set the property \`ort\` from a script.`;
  globalThis.reportError(new Error(reason));
  return undefined;
}
