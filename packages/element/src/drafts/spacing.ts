/** What stands close to the word before it. */
const CLOSES = /^[\p{Pe}\p{Pf},.;:?!…%、。！？：；]/u;
/** Those of which the place decides what they do: closing at the end of a word, opening at its beginning. */
const QUOTE = /^["'“‘«»]/u;
const OPENS = /^.[\p{L}\p{N}\p{Ps}\p{Pi}]/u;

/** A draft's text as it meets what follows: without white space at its end where there is some, or none belongs. */
export function meeting(text: string, follows: string): string {
  return /^\s/.test(follows) || closes(follows) ? text.trimEnd() : text;
}

/** The space that is missing between a text and what follows it in the line. */
export function gapBefore(text: string, follows: string): '' | ' ' {
  const apart = follows === '' || /^\s/.test(follows) || /\s$/.test(text) || closes(follows);
  return apart || text === '' ? '' : ' ';
}

function closes(follows: string): boolean {
  return QUOTE.test(follows) ? !OPENS.test(follows) : CLOSES.test(follows);
}
