import { type JsonRecord, textField } from 'superposed';

/** A caret in a text, and what may be shown there. */
export interface Caret {
  readonly kind: string;
  readonly before: string;
  /** What stands after it. */
  readonly after: string;
  /** What stands above in another text; '' for none. */
  readonly context: string;
  /** What the writer goes on with, in any of these ways; none: nothing should be shown. */
  readonly meant: readonly string[];
}

/** How texts become carets. */
export interface CaretSettings {
  /** Words of a text before the caret. */
  readonly words: number;
  /** What is put before it: nothing, its `context`, or its `before` in the same field. */
  readonly with: 'nothing' | 'context' | 'before';
}

/** Words that have to follow in a text, so that a draft has something to be compared with. */
const LEAST_REST = 4;

/** Carets of texts with a kind and perhaps `before` or `context`, and of insert and suppress cases (KeyTypeBench's schema). */
export function caretsOf(records: readonly JsonRecord[], settings: CaretSettings): Caret[] {
  return records.flatMap((record) => {
    const expected = fieldsOf(record['expected']);
    const caret = expected ? caretOfCase(record, expected) : caretOfText(record, settings);
    return caret ? [caret] : [];
  });
}

function caretOfText(record: JsonRecord, { words, with: front }: CaretSettings): Caret | null {
  const text = textField(record, 'text');
  const head = new RegExp(`^\\s*(?:\\S+\\s+){${words - 1}}\\S+`, 'u').exec(text)?.[0];
  const rest = text.slice(head?.length);
  if (head === undefined || rest.trim().split(/\s+/u).length < LEAST_REST) return null;
  const kind = textOf(record['kind']) || 'all';
  const above = front === 'nothing' ? '' : textOf(record[front]);
  if (front !== 'nothing' && above === '') return null;
  const before = front === 'before' ? `${above}\n\n${head}` : head;
  return { kind, before, after: '', context: front === 'context' ? above : '', meant: [rest] };
}

function caretOfCase(record: JsonRecord, expected: JsonRecord): Caret {
  const { beforeCursor, afterCursor } = fieldsOf(record['context']) ?? {};
  const [before, after] = [textOf(beforeCursor), textOf(afterCursor)];
  const { shownAcceptable } = expected;
  const meant =
    expected['kind'] === 'insert' && Array.isArray(shownAcceptable) ? shownAcceptable.map(textOf) : [];
  const kind = `${meant.length > 0 ? 'insert' : 'suppress'}${after.trim() === '' ? '' : ' mid-line'}`;
  return { kind, before, after, context: '', meant };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const fieldsOf = (value: unknown): JsonRecord | null =>
  typeof value === 'object' && value !== null ? (value as JsonRecord) : null;
