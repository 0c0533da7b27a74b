import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './prepare.mjs';

const LINK = /\]\((?!https?:|mailto:)([^)\s#]*)(?:#([^)\s]*))?\)/g;
const withoutCode = (text) =>
  text.replace(/^```[^]*?^```$/gm, '').replace(/`[^`\n]*`/g, (code) => code.slice(1, -1));

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(file) {
  const headings = readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm);
  return [...headings].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
});
const pages = listed
  .trim()
  .split('\n')
  .map((name) => join(root, name))
  .filter(existsSync);

test.each(pages.map((page) => [relative(root, page), page]))(
  'every link in %s leads somewhere',
  (_, page) => {
    const broken = [];
    for (const [, path, anchor] of withoutCode(readFileSync(page, 'utf8')).matchAll(LINK)) {
      const target = path ? join(dirname(page), path) : page;
      const leads = existsSync(target) && (!anchor || anchorsOf(target).includes(anchor));
      if (!leads) broken.push(anchor ? `${path}#${anchor}` : path);
    }
    expect(broken).toEqual([]);
  },
);

/** `[…](path): “title”`; of a title that a test makes of several parts, `…` stands for what changes. */
const PROOF = /\]\((\.\.\/[^)]+\.(?:spec|test)\.ts)\): “([^”]+)”/g;

test('every test that reliability.md names is there', () => {
  const page = join(root, 'docs/reliability.md');
  const proofs = [...readFileSync(page, 'utf8').matchAll(PROOF)];
  const missing = proofs.filter(([, path, title]) => {
    const source = readFileSync(join(dirname(page), path), 'utf8');
    const escaped = title.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return !new RegExp(`['"\`]${escaped.join('(?:\\$\\{\\w+\\}|%s)')}['"\`]`).test(source);
  });
  expect(missing.map(([proof]) => proof)).toEqual([]);
  expect(proofs.length).toBeGreaterThan(30);
});
