/** What is said of a person to hurt; where a text has come to such a word, nothing is added. */
export const INSULTS = `
(stupid/dumb/idiotic/moronic/retarded/brainless/worthless/useless/pathetic/disgusting/repulsive/hideous/ugly/fat/obese)
(filthy/smelly/lazy/corrupt/ignorant/spineless/cowardly/despicable/vile/fucking/goddamn/bloody)
(ugliest/stupidest/dumbest/laziest/fattest/filthiest)
(idiot/moron/loser/losers/failure/disgrace/embarrassment/coward/liar/pig/monster/freak/waste of/piece of/burden)
`;

/** Words that make what follows them an insult when it is said of the reader: 'You are such a'. */
export const AGGRAVATING = `
(a complete and utter/the biggest/such a/such an/a complete/a total/an utter/an absolute/nothing but/nothing but a/a bloody/a fucking/the worst)
`;

/** Names for a person that hurt of themselves: 'These idiots from'. */
export const HURTFUL_NAMES = `
(idiot/moron/loser/imbecile/retard/creep/freak/fool/bastard/bitch/coward/liar)
`;
