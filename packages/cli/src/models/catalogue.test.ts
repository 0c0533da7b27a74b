import { describe, expect, it } from 'vitest';
import { models as command } from '../commands/models';
import { models } from './catalogue';
import { namedModel } from './named-model';

describe('the models that are known', () => {
  it('begin with the default, which is free', () => {
    const [first, ...others] = models();
    expect(first).toMatchObject({
      id: 'smollm2-135m',
      isDefault: true,
      licence: 'Apache-2.0',
      languages: ['en'],
    });
    expect(others.every(({ isDefault }) => !isDefault)).toBe(true);
  });

  it('come with what their licence wants to be said', () => {
    const gemma = models().find(({ id }) => id === 'gemma-3-270m');
    expect(gemma).toMatchObject({ bytes: 253_113_024, licence: 'Gemma Terms of Use' });
    expect(gemma!.notice).toContain('ai.google.dev/gemma/terms');
    expect(gemma!.languages).toContain('de');
  });

  it('are listed for people and for programs', async () => {
    const listed = [];
    for await (const each of command.run([], {})) listed.push(each);
    expect(listed).toEqual(models());
    expect(command.rows!(listed[0]!, undefined, 0)).toEqual([
      { model: 'smollm2-135m (default)', MB: 98, licence: 'Apache-2.0', languages: 'en' },
    ]);
  });

  it.each(['smollm3', 'constructor', 'owner/model.gguf', ''])('do not have %j', async (name) => {
    await expect(namedModel(name)).rejects.toThrow(
      `There is no model "${name}". Models: smollm2-135m, gemma-3-270m; or OWNER/REPO/FILE.gguf`,
    );
  });
});
