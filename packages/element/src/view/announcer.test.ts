import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Announcer, announcement } from './announcer';
import { DEFAULT_KEYS } from '../keys/key-map';

const suggestion = (text: string) => ({ text, confidence: 0.5, source: 'model' as const, skip: 0 });
const suggestions = [suggestion(' be glad to'), suggestion(' not')];

describe('announcement', () => {
  it('says how many drafts there are, the best, and the keys', () => {
    expect(announcement({ suggestions, done: true }, DEFAULT_KEYS)).toEqual({
      withKeys: '2 suggestions. Tab inserts: be glad to. Escape hides.',
      short: '2 suggestions: be glad to.',
    });
    expect(announcement({ suggestions: suggestions.slice(1), done: true }, DEFAULT_KEYS)).toEqual({
      withKeys: '1 suggestion. Tab inserts: not. Escape hides.',
      short: '1 suggestion: not.',
    });
  });

  it('names the keys that the page chose', () => {
    const keys = { ...DEFAULT_KEYS, accept: ['Control+Enter'], dismiss: ['Alt+x'] };
    expect(announcement({ suggestions, done: true }, keys).withKeys).toContain('Control+Enter inserts');
  });

  it.each([
    ['they still grow', { suggestions, done: false }],
    ['there are none', { suggestions: [], done: true }],
  ])('is silent while %s', (_, state) => {
    expect(announcement(state, DEFAULT_KEYS)).toEqual({ withKeys: '', short: '' });
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

  const say = (drafts: string) => announcer.say({ withKeys: drafts && `${drafts}, by Tab`, short: drafts });
  const pause = () => vi.advanceTimersByTime(1000);

  it('speaks after a pause, once, and names the keys the first time only', () => {
    say('3 suggestions');
    expect(announcer.text).toBe('');
    pause();
    expect(announcer.text).toBe('3 suggestions, by Tab');
    expect(host.requestUpdate).toHaveBeenCalledOnce();
    say('3 suggestions');
    pause();
    expect(host.requestUpdate).toHaveBeenCalledOnce();
    say('2 suggestions');
    pause();
    expect(announcer.text).toBe('2 suggestions');
  });

  it('says only the last of what follows close upon each other', () => {
    say('3 suggestions');
    say('2 suggestions');
    pause();
    expect(announcer.text).toBe('2 suggestions, by Tab');
    expect(host.requestUpdate).toHaveBeenCalledOnce();
  });

  it('falls silent at once', () => {
    say('3 suggestions');
    pause();
    say('');
    expect(announcer.text).toBe('');
  });

  it('leaves nothing behind once it was read, and does not say it again', () => {
    say('3 suggestions');
    pause();
    vi.runAllTimers();
    expect(announcer.text).toBe('');
    say('3 suggestions');
    vi.runAllTimers();
    expect(announcer.text).toBe('');
  });

  it('tells at once of a draft that was inserted, then of new ones', () => {
    say('3 suggestions');
    pause();
    announcer.tell('Inserted: be glad');
    expect(announcer.text).toBe('Inserted: be glad');
    say('');
    expect(announcer.text).toBe('Inserted: be glad');
    say('2 suggestions');
    expect(announcer.text).toBe('Inserted: be glad');
    pause();
    expect(announcer.text).toBe('2 suggestions');
  });

  it('tells of a deed that no drafts follow until it was read', () => {
    announcer.tell('Inserted: be glad');
    say('2 suggestions');
    say('');
    pause();
    expect(announcer.text).toBe('Inserted: be glad');
    vi.runAllTimers();
    expect(announcer.text).toBe('');
  });

  it('says nothing any more after the element is gone', () => {
    say('3 suggestions');
    announcer.hostDisconnected();
    vi.runAllTimers();
    expect(announcer.text).toBe('');
    expect(host.requestUpdate).not.toHaveBeenCalled();
  });
});
