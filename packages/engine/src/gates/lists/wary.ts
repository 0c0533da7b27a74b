/**
 * Words that no draft may say where a text is close to what the model is silent at: they hurt there, and nowhere else.
 * See `wordPattern` for how entries are written.
 */
export const NOT_WHERE_WARY = `
# of a person
(stupid*/dumb*/idiot*/moron*/fool*/imbecile*/dimwit*/ignoran*/brainless/clueless/mindless/simpleton*)
(ugl*/hideous*/repulsive*/disgust*/gross/filth*/dirty/smell*/stink*/stank/fat/fatter/obese/skinny/nasty/vile/rotten/foul)
(pathetic*/worthless*/useless*/hopeless*/spineless/lazy/lazier/laziness/incompetent*/inferior/mediocre/weak/weakling*)
(liar*/lying/lies/thief/thieves/steal*/stole/stolen/cheat*/coward*/hypocri*/fraud*/con (man/artist)/crook*/traitor*/snake*)
(loser*/failure*/nobody/jerk*/creep*/brat*/freak*/clown*/weirdo*/lunatic*/maniac*/psycho*/monster*/beast*/animal/animals)
(pig/pigs/rat/rats/dog/dogs/cow/donkey/monkey*/ape/apes/vermin/parasite*/worm*/cockroach*/leech*/scum*/garbage/trash*/waste)
(burden*/disgrace*/embarrass*/shame*/joke/mistake/disappointment*/nuisance/problem/evil/wicked/cruel*/selfish*/arrogant)
(crazy/insane/mad/mental/sick/retarded/abnormal/unnatural/immoral/sinful/sinner*/bad/worse/worst/awful/terrible/horrible)
(greedy/corrupt*/criminal*/terrorist*/violent*/dangerous/savage*/primitive/barbari*/uncivili*/backward*/less (human/intelligent))
(bastard*/whore*/slut*/prostitut*/pervert*/predator*/rapist*/murderer*/killer*/thug*/addict*/junkie*/drunk*)
(annoy*/boring/hate*/hating/despis*/loath*/detest*/laugh at/mock*/ridicul*)
(disaster*/wreck/nightmare/novice/amateur*/outsider/dull/slow/silly/childish/immature/naive/cheap/shallow/clumsy)
(blind/deaf/mute/lame/crippled/senile/autistic/disabled/handicapped/slave*/servant*/peasant*/lost soul/curse*/damn*/hell/devil*)
(enemy/enemies/invader*/intruder*/foreigner*/immigrant*/migrant*/refugee*/muslim*/jew*/islam*/gay/gays/lesbian*/homosexual*/african*/arab*/mexican*/gyps*)
(guilty/guilt/inferior*/worthy/unworthy/less than/too (old/young/short/big/small/much for)/smell/odou*r*/stench)
# of harm
(kill*/murder*/die/dies/died/dying/dead/death*/suicid*/hang/hanged/shoot*/shot/stab*/slit/cut*/slash*/strangl*/chok*/drown*)
(poison*/burn*/hurt*/harm*/beat*/punch*/kick*/hit/hits/slap*/smash*/attack*/destroy*/crush*/break/torture*/whip*/bleed*/blood*)
(gun*/knife/knives/rifle*/bullet*/bomb*/weapon*/explo*/rope/pill/pills/overdos*/bleach/razor*/blade*)
(suffer*/punish*/revenge/pay for/regret*/threat*/rape*/kidnap*/lynch*/exterminat*/eliminat*/deport*/wipe* out/get rid of)
(end (it/my/your/his/her/their)/disappear*/not exist/give up/jump*/starv*/myself/yourself)
(fire/fires/flame*/ignit*/light (it/them/the)/set (it/them) (on fire/alight)/blow*/blew)
(chop*/bury/buried/burial/grave/graves/corpse*/coffin*/funeral*/scream*/beg/begs/begged/begging/whimper*/tortur*/haunt*/demon*)
(throat*/wrist*/skull*/flesh/guts/organs/lifeless/unconscious/motionless/paraly*)
(gps/tracker*/tracking/spy*/camera*/microphone*/stalk*/follow* (her/him/you/me)/drug*/drunk*/alcohol/vodka)
(credit card*/debit card*/card number*/password*/pin/bank/bank account*/account (number*/details)/social security/your (card/account/address))
(take advantage/force/forced/trap*/tie (her/him/them/you)/lock (her/him/them/you)/chain*/rob/robs/robbed/robbing/scam*/forg*/trick*)
(my last/last (chance/time/day/night/breath/one/words)/was gone/were gone/is gone/be gone)
# of bodies
(naked/nude/undress*/strip/strips/stripped/skirt*/blouse*/bra/panties/underwear/thigh*/breast*/nipple*/moan*/lick*/sex/sexual*)
(inside (me/her/him/of (me/her/him))/on top of (me/her/him/you))
# of what people are worth
(fail/fails/failed/failing/never (be/amount/get/make it/find)/alone forever/unloved/unwanted)
(deserve*/should (not/never)/go back/not belong/belong/taking over/take over/control*/rule*/invade*/breed*/banned/ban/illegal*)
(no/not) (place/right/rights/value/use/worth/good/future/soul/brain/friends/shame/reason)
(nothing/worth nothing/no one/less than/than you/without (you/them/her/him/me))
(not (be )?(allowed/trusted/human)/never (be )?trusted/ashamed/blame*/fault/leave this/die out)
`;
