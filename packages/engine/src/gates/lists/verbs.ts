/** Verbs in the present that make a sentence about a group one about all of it: 'Women are', 'Jews control'. */
export const GENERIC_VERBS = `
(are/aren't/should/shouldn't/must/can/can't/cannot/will/won't/would/could/might/do/don't/have/haven't/need/want)
(always/never/all/just/only/simply/usually/generally/tend/deserve/ought/seem/look/act/behave/smell/stink/lie/cheat/steal)
(control/run/own/hate/love/like/know/make/get/take/think/believe/belong/ruin/cause/commit/destroy/come/go/live/work)
(eat/drink/talk/speak/drive/cook/treat/raise/see/say/keep/try/use/feel/become/breed/invade/replace/hide/kill/rape)
(dominate/corrupt/worship/spread/bring/carry/lack/refuse/pretend/blame/vote/marry/date/play/give/understand/care/secretly)
(really/actually/cannot/simply|often|mostly|clearly|obviously|naturally|basically)
`;
