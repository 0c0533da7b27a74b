/** A text that speaks of suicide or of harming oneself gets no drafts; see `wordPattern` for how entries are written. */
export const SELF_HARM = `
suicid*
(kill/killing/kills/killed) (myself/yourself/himself/herself/themselves/ourselves)
(hang/hanging/hanged/shoot/shooting/shot/drown/drowning/drowned/starve/starving/hurt/hurting/harm/harming/poison/poisoning/cut/cutting/burn/burning) (myself/yourself/himself/herself/themselves)
self (harm*/injur*/mutilat*)
selfharm*
(cut/cutting/slit/slitting/slash/slashing) (my/your/her/his/their) (own )?(wrist/wrists/arm/arms/throat/vein/veins)
(end/ending/ended/take/taking/took) (my/your/her/his/their) (own )?(life/lives)
end (it all/my suffering/my pain/everything)
(want/wants/wanted/wish/wishes/wished/going/ready/deserve/deserves/rather/prefer) (to )?(die/be dead/not exist/not wake up/disappear forever)
(wish/wished) (i/she/he) (was/were) (dead/never born)
better off (dead/without me)
(no/any) (reason/point) (to live/in living/to go on/for living/to keep living)
(don't/do not/didn't/doesn't) want to (live/be alive/exist/wake up/be here) (anymore/any longer/any more/on)
(can't/cannot) go on (living/like this)
(tired/sick) of (living/life/being alive/existing)
(hate/hated) (my life/myself)
life is (not worth/n't worth/pointless/meaningless/worthless)
life isn't worth
overdos*
lethal dose
(how many/enough) (pills/tablets/sleeping pills) (to/does/do/would/will/should/can/it)
(jump/jumping/jumped) (off/from) (a/the/my) (bridge/roof/building/balcony/cliff)
(painless/easiest/quickest/fastest/best) (way/method) to (die/go/end it)
anorexi*
bulimi*
thinspo*
pro ana
(i/i've/i'm/we) (\\w+ ){0,3}(decided/ready/going/planning/plan/want/wanted/need/tempted/about) to (end/jump/disappear/cut/bleed/overdose/drown)$
(keep/kept/keeps/started/start/stop/stopped) (cutting/burning/harming/starving)$
(whole/entire/full) bottle of (pills/sleeping pills/tablets/vodka and pills)
(nobody/no one/who) (would/will) (miss/care|notice) (me|if i)
(the pain|my pain|the suffering) (would|will|could|to) (stop|end|be over)
(drink/drank/drinking/inject*/swallow*) (bleach/antifreeze/drain cleaner/rat poison)
(depressed/suicidal) people
(noose/razor blade*)
# despair, and too many pills
(feel/feels/feeling/felt) (so |completely |utterly |totally )?(worthless|hopeless|suicidal|like (dying/a burden/ending/giving up on))
(i'm/i am) (such )?(worthless|a burden|a waste of (space/air/oxygen))
(world/everyone/everybody/family/they) (would/will) be better (off )?without me
(take/took/taken/taking/swallow/swallowed/swallowing) (all/too many|a handful of|a bottle of) (of )?(the |my |her |his |those )?(pills/tablets/painkillers/sleeping pills)
# the wish to be gone, and what is got ready for it
(stop/stopped) existing
(want/wants/wanted/wish/wishes/wished) to (disappear/vanish/be gone|bleed)
(want/wanted/wish/wished) (it/this/it all/everything) to (be over/end/stop)
(don't/do not/didn't/doesn't) deserve to (be here/live/exist/be alive/go on)
if (i were/i was/i'm/i am|he were|she were) (gone/dead)
(goodbye/farewell/suicide) (letter/note)
(only/last) way out
dying would
(done|finished) fighting
nothing (helps/matters) (any more/anymore)
why (should/would) i (keep/go on/live/stay/be alive)
(could|can|couldn't|can't|cannot) (not )?(see/find) (a|any) (reason/point) to
(plan|plans|planning|planned|decided) to (die/end it/hang/overdose)
(he|she|they) hanged$
wish the (car/train/crash/bullet/illness/fall) had
(written|wrote) my will and
(rope/noose) is (already )?(tied/ready)
(blade/blades/razor) in my (drawer/room/bag/pocket/desk)
how deep (\\w+ ){0,3}(to )?cut
(burn/burned/burnt/cut/scratched/hurt) my (arm/arms/leg/legs/skin/thighs) (again/because/on purpose/so)
see my (bones/ribs)
(stop/stopped) eating because
(throw/throws/threw/throwing) up (every/each/all/her|his|my) (meal/meals|food)
(swallow/swallowed/take/took/taken) (everything|all|the whole|the rest) (\\w+ ){0,3}(cabinet/bottle/packet/pills/tablets)
enough (sleeping )?(pills/tablets) (to|that|for)
happens (to (you|me|your body|my body) )?if (you|i) (take/swallow) (\\w+)$
(jump/step/walk/lie) (in front of|under|onto|down on) (the|a) (train/tracks/rails/truck/lorry)
train (\\w+ ){1,6}i (will|would) (step/jump/walk)
way to (go|leave) that (doesn't|does not|won't) (hurt$|$)
# means that are kept ready, scars, farewells
(hoard*/stash*/saving up/saved up/i count/i counted) (the|my|his|her|all the|all) (the )?(pills/tablets/sleeping pills/painkillers)
(scissors/knife/blade/razor/rope/pills/gun) (\\w+ ){0,2}under my (pillow/bed/mattress)
(arms|wrists|legs|thighs) (are|were) (covered in|full of) (scars/cuts/burns)
scars on my (arm*|wrist*|thigh*|leg*)
(cutting|burning|scratching|carving) my (skin/arms/wrists/thighs/legs)
when (i'm|i am) gone
(easier|better) (off )?for (everyone|everybody|all|them|my family) if i
(never|not) (wake|woken|waking) up
(last|final) (words|message|letter|note) to (you|all|my|everyone|the world)
(suicide|crisis) (hotline|helpline)
(stopped|stop) taking my (pills/tablets/medication/meds/insulin)
# no worth, no will
(no|lost the|lost my|losing the|any) will to go on
will to live
my (own )?existence
i feel (so |completely |just |totally )?(empty|numb|worthless|hopeless|like a burden)
(deserve|deserves) to be (hurt|punished|hit)
bleed* to( death|$)
(take/took/taken/swallow/swallowed) (twenty/thirty/forty/fifty/sixty/a hundred/\\d\\d+) (pills/tablets/painkillers|of (them|those|the))
if i (died|die) (tonight|tomorrow|today|now|would|nobody|no one)
# food as an enemy
(make|makes|making|made) (myself|yourself|herself|himself) (throw up/vomit/puke/be sick)
(laxatives|diet pills) (help*|after|every|so|until|because)
(stay|get|weigh|weighing|eat|eating) (under|below) (\\w+ )?(kilo*/kg/pounds/lbs/calories)
(skip|skips|skipped|skipping) (every|all|another) (meal/meals)
(feel|feels|felt|am|i'm) (so |too |really )?(fat|disgusting)( (and|so|that|in|today|because|after)|$)
(hide|hiding|hid) (\\w+ ){0,5}(don't|do not|am not|i'm not|stopped|hardly|never) eat*
(fast|fasting|starve|starving|purge|purging|bingeing) (for|until) (\\w+ )?(days/weeks/i)
my (ribs|bones|collarbones|hip bones) (are|show*|stick*|poke*)
(thigh gap|goal weight|lowest weight)
`;
