/**
 * What the drafts continue: beginnings as people write them, a sentence or two each. Written for the bench, so that
 * nothing depends on a corpus.
 */
export const PROMPTS: readonly string[] = [
  'Thank you for the report that you sent on Monday. I have read it twice now, and before we meet on Thursday I',
  'We moved to the coast three years ago, when the children were still small. In the mornings the harbour is quiet, and',
  'The committee met on Tuesday evening to discuss the new library. Most of the members agreed that the building should',
  'To install the pump, close the main valve and drain the pipe first. Then hold the bracket against the wall and',
  'Dear Maria, it was so good to hear your voice again after all this time. I keep thinking about what you said, and',
  'The experiment was repeated with four samples at each temperature. In every case the reaction was complete after an hour, which',
];

/** A text of about 200 tokens, as it stands while somebody writes on. */
export const LONG_TEXT =
  'The old mill stands where the river bends, a little below the village. When I was a boy the wheel still turned on ' +
  'Saturdays, and the miller let us carry the empty sacks across the yard for a coin each. We were proud of that coin, ' +
  'though it bought almost nothing. In the summer the water ran low and the wheel stood still, so he told us stories ' +
  'instead: about the flood that took the bridge, about the winter when the river froze to the ground, and about his ' +
  'father, who had built the second floor with his own hands. I did not believe all of it, but I listened. Years ' +
  'later, when I came back to see the place once more, the roof had fallen in and birches grew between the stones. ' +
  'Somebody had taken the wheel away. Only the millstone was left, too heavy to move, with moss in its grooves. I sat ' +
  'down on it and waited until the sun was behind the hill. It was very quiet there, and I thought about';

/** What the bench types after LONG_TEXT, word by word. */
export const CONTINUATION =
  ' the people who had lived in the village before us and how little of their work was left for anyone to see today';
