import { describe, expect, it } from 'vitest';
import { lastSentence } from './gate';
import { foreignLanguage, otherLanguage, unknownLanguage } from './language';
import { misspelling } from './misspelling';
import { insideCode } from './numbers';
import { wordPattern } from './word-list';

const at = (text: string, more: object = {}) => ({ text, languages: ['en'], ...more });

describe('the language of a text', () => {
  const silent = unknownLanguage();

  it.each([
    ['de', 'Vielen Dank für Ihre schnelle Antwort, ich werde'],
    ['fr', "Nous avons bien reçu votre message d'hier et"],
    ['es', 'Muchas gracias por la información que me'],
    ['it', 'Grazie mille per la tua risposta, domani'],
    ['pt', 'Muito obrigado pela sua mensagem, eu vou'],
    ['nl', 'Hartelijk dank voor uw bericht, wij zullen'],
    ['pl', 'Bardzo dziękuję za szybką odpowiedź i'],
    ['ru', 'Спасибо большое за ваше письмо, я отвечу вам завтра и'],
    ['el', 'Ευχαριστώ πολύ για το μήνυμά σας και'],
    ['ja', 'お忙しいところ失礼いたします。明日の会議は'],
  ])('%s', (language, text) => {
    expect(foreignLanguage(text, ['en'])).toBe(language);
  });

  it.each([
    'Thank you for your quick reply, I will',
    'Could you please send me the',
    'We met Señor García at the café and',
    'ok',
    'The word Schadenfreude has no',
    '',
    '12:30',
    "Yeah I can't",
    'Oh wow, I',
    'Harrison E. Havens: Havens',
  ])('known: %s', (text) => {
    expect(foreignLanguage(text, ['en'])).toBeNull();
  });

  it('is English where its vocabulary says so, unless another one is much likelier', () => {
    const isWord = (word: string): boolean => ['nested', 'loop', 'join'].includes(word);
    expect(foreignLanguage('nested loop join:', ['en'])).not.toBeNull();
    expect(foreignLanguage('nested loop join:', ['en'], isWord)).toBeNull();
    expect(foreignLanguage('Vielen Dank für', ['en'], () => true)).toBe('de');
  });

  it('of a longer text is told by its finished words', () => {
    const text = 'Vielen Dank für Ihre schnelle Antwort, ich werde Ihnen';
    for (const more of [' ', ' m', ' morg', ' morgen']) expect(silent(at(text + more))).toBe(true);
    expect(silent(at('Thank you for your quick reply, I will send you the'))).toBe(false);
    expect(silent(at('Thank you for your quick reply to all of us. Vielen Dank für Ihre Antwort'))).toBe(
      true,
    );
  });

  it('is the last sentence’s, and the one before it as long as that is short', () => {
    expect(
      foreignLanguage('Danke für die Nachricht von gestern. I will call you tomorrow and', ['en']),
    ).toBeNull();
    expect(foreignLanguage('Danke für die Nachricht von gestern Abend. Ich rufe', ['en'])).toBe('de');
  });

  it('is known where the model knows it', () => {
    expect(silent(at('Vielen Dank für Ihre schnelle Antwort'))).toBe(true);
    expect(silent(at('Vielen Dank für Ihre schnelle Antwort', { languages: ['en', 'de'] }))).toBe(false);
  });

  it('is the field’s until enough is written', () => {
    expect(silent(at('In', { language: 'de-AT' }))).toBe(true);
    expect(silent(at('In', { language: 'en-GB' }))).toBe(false);
    expect(silent(at('Please find attached the report that', { language: 'de' }))).toBe(false);
  });

  it('is kept by the drafts of a model that knows several', () => {
    const german = at('Vielen Dank für Ihre Antwort, ich', { languages: ['en', 'de'] });
    expect(otherLanguage(' werde mich morgen bei Ihnen melden', german)).toBeGreaterThan(0);
    expect(otherLanguage(' will get back to you tomorrow', german)).toBe(0);
  });
});

describe('silence inside', () => {
  it.each([
    'see https://exam',
    'mail me at bob@fir',
    'Call me on 555-',
    'open /usr/lo',
    'in C:\\Users\\a',
    'It costs $12.',
    'flight LH4',
    'follow @some',
    'tel. +49 (0) ',
  ])('%s', (text) => {
    expect(insideCode(at(text))).toBe(true);
  });

  it.each([
    'We paid 12 ',
    'In 2023,',
    'There are 3:',
    'He came (in 1999)',
    'either/or',
    'He said "I',
    'a well-known',
    'End of sentence. Next',
    'C major',
  ])('not: %s', (text) => {
    expect(insideCode(at(text))).toBe(false);
  });

  it('unless it stands elsewhere in the text', () => {
    expect(insideCode(at('See https://example.org/a first, then https://exam'))).toBe(false);
  });
});

describe('a misspelt word before the caret', () => {
  const words = [
    'two',
    'cups',
    'floor',
    'flour',
    'receive',
    'please',
    'the',
    'cluster',
    'walk',
    'house',
    'with',
    'book',
    'shelf',
    'quiet',
  ];
  const rank = (word: string): number => (words.includes(word) ? words.indexOf(word) : Infinity);
  const silent = (text: string, context?: string): boolean => misspelling(rank)({ ...at(text), context });

  it.each(['two cups of flor ', 'please recieve the ', 'the hosue with '])('silences: %s', (text) => {
    expect(silent(text)).toBe(true);
  });

  it.each([
    'two cups of flour ',
    'the walking ',
    'the bookshelf ',
    'the Flor ',
    'the flor',
    'the kubectl ',
    'unquiet ',
  ])('is none: %s', (text) => {
    expect(silent(text)).toBe(false);
  });

  it('is looked for in English alone', () => {
    expect(silent('Demain nous allons visiter avec toute la famille le flor ')).toBe(false);
  });

  it('is the writer’s own once it is used again', () => {
    expect(silent('the flor is here, the flor ')).toBe(false);
    expect(silent('the flor ', 'Where is the flor?')).toBe(false);
  });
});

it('the last sentence begins after a stop or a line break', () => {
  expect(lastSentence('One. Two! Three')).toBe('Three');
  expect(lastSentence('One\nTwo')).toBe('Two');
  expect(lastSentence('He said "no." Then')).toBe('Then');
});

it('a list of words is read with its comments, wildcards and choices', () => {
  const pattern = wordPattern("# a comment\nab*\n(big/small) cat # another\ndon't", 'iu');
  for (const text of ['abc', 'a Big cat', 'small-cat', 'don’t', 'dont']) expect(text).toMatch(pattern);
  for (const text of ['cab', 'cat', 'bigcat', 'comment']) expect(text).not.toMatch(pattern);
});
