/* How byte-level tokenizers cut a text into words before they merge bytes, as llama.cpp does by the same names
 * (src/llama-vocab.cpp). A word is never merged with the next one. */

export interface PreTokenizer {
  /** One after the other: what each matches stands alone, and so does what is left between. */
  readonly patterns: readonly string[];
  /** A word that is a token is not made of merges. */
  readonly wholeWords?: boolean;
  /** Texts begin with the beginning-of-text token unless the file says otherwise. */
  readonly bos?: boolean;
}

const SPACES = [String.raw`\s+(?!\S)`, String.raw`\s+`];
const SIGNS = String.raw` ?[^\s\p{L}\p{N}]+`;
const DIGIT = String.raw`\p{N}`;

/** Words with the space before them, as in GPT-2. */
const GPT2 = ["'(?:[sdmt]|ll|ve|re)", String.raw` ?\p{L}+`, String.raw` ?\p{N}+`, SIGNS, ...SPACES].join('|');

/** Words with any one sign before them, line breaks apart, as in cl100k. */
const cl100k = (digits: string, letters = String.raw`\p{L}`): string =>
  [
    "'(?:[sdmtSDMT]|[lL][lL]|[vV][eE]|[rR][eE])",
    String.raw`[^\r\n\p{L}\p{N}]?` + `${letters}+`,
    digits,
    String.raw` ?[^\s${letters.replace(/[[\]]/g, '')}\p{N}]+[\r\n]*`,
    String.raw`\s*[\r\n]+`,
    ...SPACES,
  ].join('|');

/** Words where a capital begins a new one, as in o200k. */
const o200k = (digits: string, ending = ''): string => {
  const lead = String.raw`[^\r\n\p{L}\p{N}]?`;
  const [upper, lower] = [String.raw`(?:(?=\p{L})[^a-z])`, String.raw`(?:(?=\p{L})[^A-Z])`];
  return [
    `${lead}${upper}*${lower}+${ending}`,
    `${lead}${upper}+${lower}*${ending}`,
    digits,
    String.raw` ?[^\s\p{L}\p{N}]+[\r\n/]*`,
    String.raw`\s*[\r\n]+`,
    ...SPACES,
  ].join('|');
};

const UP_TO_3_DIGITS = String.raw`\p{N}{1,3}`;

const KINDS = {
  default: {
    patterns: [String.raw`[\p{P}$+<=>^~|]+`, GPT2, String.raw`\p{N}+`, '[0-9][0-9][0-9]'],
  },
  gpt2: { patterns: [GPT2] },
  digits: { patterns: [DIGIT, GPT2] },
  // llama.cpp cuts '²' and 'Ⅳ' apart here as well; the recorded ids of SmolLM2's reference tokenizer do not.
  smollm: { patterns: [String.raw`\p{Nd}`, GPT2] },
  llama3: { patterns: [cl100k(UP_TO_3_DIGITS)] },
  qwen2: { patterns: [cl100k(DIGIT)] },
  qwen35: { patterns: [cl100k(DIGIT, String.raw`[\p{L}\p{M}]`)] },
  tekken: { patterns: [o200k(DIGIT)] },
  gpt4o: { patterns: [o200k(UP_TO_3_DIGITS, "(?:'(?:[sdmtSDMT]|[lL][lL]|[vV][eE]|[rR][eE]))?")] },
} as const satisfies Record<string, PreTokenizer>;

const kinds = (kind: PreTokenizer, ...names: string[]): [string, PreTokenizer][] =>
  names.map((name) => [name, kind]);

/** By the name in `tokenizer.ggml.pre`. */
export const PRE_TOKENIZERS: ReadonlyMap<string, PreTokenizer> = new Map([
  ...kinds(KINDS.default, 'default'),
  ...kinds(KINDS.gpt2, 'gpt-2', 'phi-2', 'mpt', 'olmo', 'jais', 'exaone4', 'mellum', 'a.x-4.0'),
  ...kinds(KINDS.gpt2, 'gigachat', 'trillion', 'granite-docling'),
  ...kinds(KINDS.smollm, 'smollm'),
  ...kinds(KINDS.digits, 'starcoder', 'refact', 'command-r', 'codeshell', 'exaone', 'minerva-7b'),
  ...kinds(
    { ...KINDS.llama3, wholeWords: true, bos: true },
    ...['llama-bpe', 'llama3', 'llama-v3', 'falcon3', 'pixtral', 'midm-2.0'],
  ),
  ...kinds(KINDS.llama3, 'smaug-bpe', 'dbrx', 'chatglm-bpe'),
  ...kinds({ ...KINDS.llama3, wholeWords: true }, 'glm4'),
  ...kinds(
    KINDS.qwen2,
    'qwen2',
    'deepseek-r1-qwen',
    'stablelm2',
    'megrez',
    'hunyuan',
    'grok-2',
    'solar-open',
  ),
  ...kinds(KINDS.qwen35, 'qwen35'),
  ...kinds({ ...KINDS.tekken, wholeWords: true, bos: true }, 'tekken'),
  ...kinds(KINDS.gpt4o, 'gpt-4o', 'llama4'),
]);
