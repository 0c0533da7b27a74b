import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Announcer, announcement } from './announcer';
import { DEFAULT_KEYS } from '../keys';

const suggestion = (text: string) => ({ text, confidence: 0.5, source: 'model' as const, skip: 0 });
const suggestions = [suggestion(' be glad to'), suggestion(' not')];

describe('announcement', () => {
  it('says how many drafts there are, the best, and the keys', () => {
    expect(announcement({ suggestions, done: true }, DEFAULT_KEYS)).toBe(
      '2 suggestions. Tab inserts: be glad to. Escape hides.',
    );
    expect(announcement({ suggestions: suggestions.slice(1), done: true }, DEFAULT_KEYS)).toBe(
      '1 suggestion. Tab inserts: not. Escape hides.',
    );
  });

  it('names the keys that the page chose', () => {
    const keys = { ...DEFAULT_KEYS, accept: ['Control+Enter'], dismiss: ['Alt+x'] };
    expect(announcement({ suggestions, done: true }, keys)).toContain('Control+Enter inserts');
  });

  it.each([
    ['they still grow', { suggestions, done: false }],
    ['there are none', { suggestions: [], done: true }],
  ])('is silent while %s', (_, state) => {
    expect(announcement(state, DEFAULT_KEYS)).toBe('');
  });
});

describe('Announcer', () => {
  const host = {
    addController: vi.fn(),
    removeController: vi.fn(),
    requestUpdate: vi.fn(),
    updateComplete: Promise.resolve(true),
  };
  let announcer: Announcer;
  beforeEach(() => {
    vi.useFakeTimers();
    host.requestUpdate.mockClear();
    announcer = new Announcer(host);
  });
  afterEach(() => vi.useRealTimers());

  it('speaks after a pause, once', () => {
    announcer.say('3 suggestions');
    expect(announcer.text).toBe('');
    vi.runAllTimers();
    expect(announcer.text).toBe('3 suggestions');
    expect(host.requestUpdate).toHaveBeenCalledOnce();
    announcer.say('3 suggestions');
    vi.runAllTimers();
    expect(host.requestUpdate).toHaveBeenCalledOnce();
  });

  it('says only the last of what follows close upon each other', () => {
    announcer.say('3 suggestions');
    announcer.say('2 suggestions');
    vi.runAllTimers();
    expect(announcer.text).toBe('2 suggestions');
    expect(host.requestUpdate).toHaveBeenCalledOnce();
  });

  it('falls silent at once', () => {
    announcer.say('3 suggestions');
    vi.runAllTimers();
    announcer.say('');
    expect(announcer.text).toBe('');
  });

  it('says nothing any more after the element is gone', () => {
    announcer.say('3 suggestions');
    announcer.hostDisconnected();
    vi.runAllTimers();
    expect(announcer.text).toBe('');
    expect(host.requestUpdate).not.toHaveBeenCalled();
  });
});
