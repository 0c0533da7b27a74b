/* Texts on which tokenizers are compared: sentences of 16 languages, code, emoji, odd spaces and odd characters, whole,
 * cut anywhere and joined in many ways. The same number gives the same texts. */

/** Two sentences a language, written for this list. */
const SENTENCES = [
  'The train to the coast leaves at 7:45, so we’d better pack tonight. "Don\'t forget the tickets!" she called.',
  'Ich hätte gern zwei Brötchen und eine große Tasse Kaffee, bitte. Übermorgen fährt Jürgen nach Österreich.',
  'L’été dernier, nous avons visité un château près de la forêt. Où est-ce que tu l’as mis, exactement ?',
  '¿Dónde está la niña? Mañana iré al mercado a comprar piñas, plátanos y un kilo de azúcar por 3,50 €.',
  'Amanhã não haverá aula; as crianças irão à praia com os avós. A cação custa R$ 25,90 no pregão.',
  'Perché non c’è più nessuno in città? Domani andrò dal medico, poi prenderò il caffè con Niccolò.',
  'Zażółć gęślą jaźń — powiedział Łukasz i wyszedł. Dziś wieczorem będzie padał śnieg w całym województwie.',
  'Yarın sabah İstanbul’dan Ankara’ya gideceğiz. Çocuğun şapkası yağmurda ıslanmış, üstü başı çamur içinde.',
  'Завтра утром поезд отправляется в 6:30. Объявление о подъёме ёлки висит у входа, не забудьте зонт!',
  'Αύριο το πρωί θα πάμε στη θάλασσα με το λεωφορείο. Πόσο κοστίζει αυτό το βιβλίο; Δεν ξέρω ακόμη.',
  'غدًا صباحًا سنذهب إلى السوق لشراء الخبز والتمر. كم الساعة الآن؟ إنها الخامسة والنصف تقريبًا.',
  'מחר בבוקר ניסע לירושלים ברכבת. איפה שמת את המפתחות? הספר עולה ₪45, והוא מעניין מאוד.',
  'कल सुबह हम बाज़ार जाएँगे और ताज़ी सब्ज़ियाँ ख़रीदेंगे। आपका नाम क्या है? मुझे १२ किताबें चाहिए।',
  '明天早上我们坐火车去北京，票价是128元。你把钥匙放在哪里了？他说：“没关系，慢慢来。”',
  '明日の朝、電車で京都へ行きます。カメラを忘れないでね！コーヒーは３５０円でした。',
  '내일 아침에 기차를 타고 부산에 갑니다. 열쇠를 어디에 두었어요? 값은 12,000원입니다.',
];

const CODE = [
  'for (let i = 0; i < xs.length; i++) {\n\tif (xs[i]?.id !== null) out.push(`${i}:${xs[i].id}`);\n}\n',
  'def mean(xs):\n    """Arithmetic mean."""\n    return sum(xs) / len(xs) if xs else 0.0\n\n\n',
  'SELECT a.*, COUNT(*) AS n FROM t_a a LEFT JOIN t_b USING (id) WHERE a.x >= 1e-3 GROUP BY 1;',
  '<h1 class="title">Hello &amp; welcome</h1>\r\n<table><tr><td>1</td></tr></table>\r\n',
  '$ git log --oneline | grep -v "^[0-9a-f]\\{7\\}" > /tmp/out.txt 2>&1 && echo "done: $?"',
  '{"key": [1, 2.5, -3e10, null, true], "path": "C:\\\\Users\\\\me", "emoji": "\\ud83d\\ude00"}',
  '#include <vector>\nint main() { std::vector<int> v{1,2,3}; return v.size() == 3 ? 0x0F : ~0; }',
  '- [ ] write **bold** and _italic_\n- [x] see [the page](https://example.org/a_b?c=d&e=%20f#g)\n\n---\n',
];

const EMOJI = ['😀', '👩‍👩‍👧‍👦', '👍🏽', '🇩🇪🇫🇷', '❤️', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '1️⃣', '🫠🥲', '✈️ ', '🤷‍♀️'];

const SPACES = [' ', '  ', '   ', '\t', '\t\t', '\n', '\n\n', '\n\n\n', '\r\n', ' \n', '\n ', '        '];
SPACES.push('\u00a0', '\u2003', '\u2009\u2009', '\u3000', '\u200b', '\u2028', '\u0085', '\ufeff', '\u202f');

const ODD = [
  '½²³Ⅳ',
  '①②',
  'ﬁﬂ',
  'e\u0301a\u0308',
  'Z͑ͫ̓a̴l',
  '\u0000',
  '\u0007\u001b[31m',
  '\ufffd',
  '▁',
  '▁▁a',
  'Ġt',
  '¬¦§¶',
];
ODD.push(
  '<|im_start|>',
  '<bos>',
  '<end_of_turn>',
  '</s>',
  '<0x41>',
  '<unk>',
  '<|eot_id|>',
  '[INST]',
  '<unused7>',
);
ODD.push(
  '𝔘𝔫𝔦',
  '𝟙𝟚𝟛',
  '𐍈𐌰',
  '𒀀𒁀',
  '🜁',
  'ꙮ',
  '꧁꧂',
  '٠١٢٣',
  '१२३',
  '١٬٢٣٤',
  'ᎣᎤ',
  'ሰላም',
  'ខ្មែរ',
  'ไทยแลนด์',
  'မြန်မာ',
  'ქართული',
);
ODD.push(
  "I'M DON'T we’ll THEY'RE o'clock 'S",
  '1234567890',
  '3.14159',
  '2,048',
  '1e-9',
  '0xDEADBEEF',
  '2026-11-28T09:30',
);
ODD.push(
  '....',
  '!!!???',
  '——',
  '“”‘’«»',
  '(((',
  '***',
  '___',
  '~~~',
  '===>',
  '\\n',
  'aaaaaaaaaaaa',
  'hahahahahaha',
);

/**
 * @param {number} count
 * @param {number} [seed]
 * @returns {string[]}
 */
export function texts(count, seed = 1) {
  let state = seed;
  // Lehmer's generator: no more is needed to choose.
  const below = (n) => (state = (state * 48271) % 2147483647) % n;
  const one = (list) => list[below(list.length)];
  const cut = (text) => {
    const letters = Array.from(text);
    const start = below(letters.length);
    return letters.slice(start, start + 1 + below(letters.length - start)).join('');
  };
  const bit = () => {
    switch (below(8)) {
      case 0:
        return one(CODE);
      case 1:
        return one(EMOJI).repeat(1 + below(2));
      case 2:
        return one(SPACES).repeat(1 + below(3));
      case 3:
        return one(ODD);
      case 4:
        return cut(one(CODE));
      default:
        return below(2) ? one(SENTENCES) : cut(one(SENTENCES));
    }
  };
  const all = [...SENTENCES, ...CODE, ...EMOJI, ...SPACES, ...ODD];
  while (all.length < count) {
    const parts = Array.from({ length: 1 + below(5) }, bit);
    all.push(parts.join(below(2) ? '' : one(SPACES)));
  }
  return all.slice(0, count);
}
