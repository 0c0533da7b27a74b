import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type JsonRecord, type OptionHelp, type OptionValues, readRecords, wholeNumber } from 'superposed';
import { MODEL_OPTIONS, withModel } from 'superposed/model';
import { casesOf } from '../texts/cases';
import { answerCase, answersFromJson, answersToJson, type AnsweredCase } from './teacher-forcing';

/** Options of the commands that ask the model once and then try settings on its answers. */
export const ANSWER_OPTIONS: Readonly<Record<string, OptionHelp>> = {
  ...MODEL_OPTIONS,
  'prompt-tokens': {
    option: { type: 'string' },
    help: 'tokens of each text that are the prompt; default 15',
  },
  sample: { option: { type: 'string' }, help: 'texts in both halves together; default 1000' },
  seed: { option: { type: 'string' }, help: 'of the sample and the intervals; default 1' },
  answers: { option: { type: 'string' }, help: "file that keeps the model's answers from call to call" },
};

/** What the model says of texts drawn at random, or what the file of an earlier call says that it did. */
export async function answeredCases(
  records: readonly JsonRecord[],
  options: OptionValues,
): Promise<AnsweredCase[]> {
  const { answers } = options;
  const file = typeof answers === 'string' ? answers : undefined;
  if (file && existsSync(file)) return (await readRecords(file)).map(answersFromJson);
  const cases: AnsweredCase[] = [];
  const asked = withModel(options, async function* ({ model, tokenizer }) {
    const settings = {
      promptTokens: wholeNumber(options, 'prompt-tokens', 15),
      tokens: 10,
      limit: wholeNumber(options, 'sample', 1000),
      shuffled: true,
      seed: wholeNumber(options, 'seed', 1, 0),
    };
    for (const each of casesOf(records, tokenizer, settings)) yield await answerCase(model, each);
  });
  for await (const each of asked) cases.push(each);
  const lines = cases.map((each) => `${JSON.stringify(answersToJson(each))}\n`).join('');
  if (file) await writeFile(file, await promisify(gzip)(lines));
  return cases;
}
