import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readManifest, referenceFiles, referenceOf } from './element-reference.mjs';
import { root } from './prepare.mjs';

const manifest = await readManifest();
const element = manifest.modules
  .flatMap((module) => module.declarations)
  .find(({ tagName }) => tagName === 'superposed-complete');

describe('the custom elements manifest', () => {
  it('is as the sources are; `npm run reference` writes it', async () => {
    for (const [file, source] of Object.entries(await referenceFiles())) {
      expect(readFileSync(join(root, file), 'utf8'), file).toBe(source);
    }
  });

  it('knows what markup can say, and nothing private', () => {
    const attributes = element.attributes.map(({ name }) => name);
    expect(attributes).toEqual(
      expect.arrayContaining(['k', 'max-tokens', 'model', 'ngrams', 'device', 'for', 'disabled']),
    );
    expect(element.members.filter(({ privacy }) => privacy === 'private')).toEqual([]);
  });

  it.each(['members', 'attributes', 'events', 'slots', 'cssParts', 'cssProperties'])(
    'describes all %s',
    (list) => {
      expect(element[list].filter(({ description }) => !description).map(({ name }) => name)).toEqual([]);
    },
  );

  it('names each custom property that the sources read, and no other', () => {
    const folder = join(root, 'packages/element/src');
    const styles = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.styles.ts'));
    const sources = styles.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
    const used = new Set([...sources.matchAll(/var\((--superposed-[a-z-]+)/g)].map(([, name]) => name));
    expect(new Set(element.cssProperties.map(({ name }) => name))).toEqual(used);
  });
});

describe('the reference', () => {
  it('has a table for each kind of thing', () => {
    const titles = [...referenceOf(manifest).matchAll(/^## (.*)$/gm)].map(([, title]) => title);
    expect(titles).toEqual([
      'Attributes and properties',
      'Properties to read',
      'Methods',
      'Events',
      'Slots',
      'Parts',
      'Custom properties',
    ]);
  });
});
