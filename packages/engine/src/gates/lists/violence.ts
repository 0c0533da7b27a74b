/** What somebody is about to do to people, or asks how to do; see `wordPattern` for how entries are written. */
export const VIOLENCE = `
(want/wants/wanted/wanna/going/gonna/plan/plans/planning/planned/need/needs/like/love/decided/intend/intends/dream/dreaming/tempted/threatened/vowed/swore) (to/of) (\\w+ )?(kill/killing/murder/murdering/stab/stabbing/shoot/shooting/strangle/strangling/poison/poisoning/rape/raping/torture/torturing/behead/beheading/lynch/lynching/slaughter/choke/choking/kidnap/execute/exterminate) (him/her/them/you/all/every*/some*/people/my/your/our/his/those/these/kids/children/women/men)
(want/wants/wanted/wanna/going/gonna) (to )?(kill/murder/rape/strangle/stab/behead/lynch)
(want/wants/wanted/going/gonna/plan/planning/like/love) (to )?(hurt/beat/punch/slap/hit/attack/harm/bomb/burn) (him/her/them/you/people/someone/somebody/everyone/my/his/those/these)
(i'll/i will/we'll/we will/i'd/i could/i should/we should/we must/someone should/somebody should/you should/they should/let's/let us) (\\w+ )?(?!kill (for a|for some|for the|two birds|time|the (lights|engine|process|heat)))(kill/murder/stab/strangle/poison/rape/torture/behead/lynch/slaughter/exterminate/beat up/shoot (him/her/them/you/all/every*)/hang (him/her/them)/hurt (him/her/them/you))
(should/must/ought to/deserve to/deserves to/need to/needs to/has to/have to) (all )?(be )?(killed/murdered/beaten/shot/hanged/lynched/raped/beaten up/exterminated/tortured/beheaded/stoned/gassed)
(deserve/deserves) to (die/suffer/burn)
how (to/do i/can i/do you/would you/could i/would i) (\\w+ )?(?!kill (\\w+ ){0,2}(process*/task*/job*/thread*/server*/session*/weed*/ant*/bug*/mosquito*/wasp*/flea*/lice/mice/rats/mold/mould/mildew/moss/grass/germs/bacteria/virus*/yeast/time/tree*/plant*/pest*/cockroach*/roach*/lights))(kill/murder/stab/strangle/poison/rape/torture/kidnap/hurt someone/hurt somebody/hurt people/beat up/dispose of (a/the) body/hide (a/the) body/get away with)
(way/ways/method/methods) (to/of) (kill/killing/murder/murdering/poison/poisoning/hurt/hurting/torture/torturing/rape/stab/strangle/strangling) (him/her/them/someone/somebody/people/my/your/a person/a man/a woman/a child|$)
(best/easiest/quickest/fastest/safest/painful) (way/method) to (kill/murder/hurt/torture/rape/stab/strangle/get revenge)
(kill/murder/lynch/gas/exterminate) (all/every/them all/these/those)
(get rid of/wipe out) (all/every) (of )?(them/these people/those people)
holocaust (never/didn't/did not/is a/was a/hoax)
(shoot/shooting) up (a/the/my/his/her/our) (school/office/church/mosque/mall/place/club)
(school/mass) shooting*
(bring/brought/take/took) (a/my/his/the) gun to (school/work/class)
(blow/blowing) up (a/the/my/this/that) (school/building/church/mosque/synagogue/train/plane/bus/station/office)
(make/making/build/building/assemble/assembling/construct) (a/an/my own/your own/some) (pipe /nail /car /dirty /letter /homemade /fertilizer )?(bomb*/explosive*/grenade*/silencer/ghost gun/molotov*)
(make/making/build/produce/synthesize/synthesise) (nerve agent/sarin/ricin/anthrax/mustard gas/chlorine gas/thermite/napalm/explosives/bombs/meth/methamphetamine/crystal meth/heroin/fentanyl)
(cook/cooking) (meth/crystal meth/crack/heroin)
(mix/mixing/combine/combining) (bleach/ammonia) (and/with)
(buy/get/order/sell/smuggle/obtain) (\\w+ )?(cocaine/heroin/fentanyl/crystal meth)
in (her/his/their) drink (so/while/when/without)
roofie*
without (getting/being) caught
ethnic cleansing
(hitler/the nazis/nazis/kkk/klan) (was/were/had) (\\w+ )?(right/good/great/correct/better)
white (power/supremacy/genocide/pride)
(i/we) (hate/despise/loathe/detest/can't stand) (you/him/her/them/my (wife/husband/boss/mother/father/ex/sister/brother/daughter/son))
(rape/raped/raping/rapist*)
(beat/beats/beating) (my/his/her) (wife/husband/kids/children/girlfriend/boyfriend/son/daughter)
# what is about to be done, wherever the caret stands in it
(to/and/about/of/by/could/would/should/will/must/can/might/gonna/just/i'd/i'll/him/her/them/me/let's) (kill/killing/murder/murdering/strangle/strangling/stab/stabbing/rape/raping/torture/torturing/poison/poisoning/lynch/lynching/beat up/beating up/shoot/hurt/hurting/punish/kidnap/kidnapping)$
(should/someone/somebody/could/will/must/let's) (just )?(kill/murder/shoot/stab/poison/rape/torture/lynch/hang/beat up/assassinate) (the/that/this/my/your/him/her/them/those|$)
(make/makes/making/made) (him/her/them/you/my \\w+) (suffer/bleed/pay for)
(get|take|have|want|plot*|seek*) (my |her |his )?revenge (on|against)
get away with murder
i will (find/hunt|get|destroy|end|ruin|hurt|break) (you/him/her|them)
(get/buy/obtain/own/bring/carry) (a|an|any|some) (gun/rifle/pistol/weapon) without
(chlorine/mustard/nerve/poison/toxic) gas
(make|made|build|built|building|making) (a|an|the|your own|your|my) (\\w+ )?bomb*
(drug/drugged/drugging/spike/spiked/spiking) (her/his/their/someone's|the girl's) (drink*|food)
(hit/hits/hitting/beat/beats/slap/slapped/slapping/punch/punched/choke/choked/kick/kicked) (her/his wife/me/my wife/the child/the kid/the kids/his girlfriend) (because/until/when|if|for|so)
(if|when|even if) (she|he) says no
(won't|doesn't|refuses to|didn't) obey (me|him|her husband)
(how|way|ways|method|easiest|best) (to|of|for) (\\w+ )?(steal*/rob*/hack*/scam*/blackmail*/stalk*/burgl*/forge/forging/counterfeit*/launder*/shoplift*/smuggl*/break* into|bully*|humiliate*|seduce*|manipulate*)
(ways|tricks|tips) to (hurt|harm|punish|get rid of) (someone|somebody|people|him|her|them)
(without|and not) leav* (a |any )?(marks/bruises/trace/traces|evidence)
# bombs and fires, poisons, bodies, threats, praise of terror
(bomb*/explosives/grenade*) (\\w+ ){0,3}(be |is |are )?(placed/planted/hidden/set off/detonated|go off)
(place/plant/plants/planted/hide/detonate) (a|the|my|our) (bomb*/explosives|grenade*)
(make/making/brew/extract/get) (\\w+ )?(poison/ricin/cyanide|explosives) (from|out of|with|using|at home)
(hide/hiding/dispose of/disposing of/get rid of/bury/dissolve) (a|the|her|his) (dead )?(body/corpse)
(let's|let us|we'll|we will|we should|i'll|i will|gonna|going to|want to|time to) (burn down|burn|torch|set fire to|blow up|bomb) (the|their|his|her|this|that|a)
(i'll|i will|i'm going to|gonna|we'll|we will) (beat|punch|kick|slap|choke|whip|smash|cut) (you|him|her|them) (until|till|to death|so hard|senseless|unless|$)
(whip/whipped/whipping/beat/flog/flogged) ((him|her|them|you) (\\w+ )?until|(him|her|them|you|his|my|the) (\\w+ )?(slave*|child*|wife|servant*|prisoner*))
(if (he|she|they|you) (touch*|look* at|come* near|go* near|lay* a hand on) (her|him|me|my \\w+)) (again )?(i|we)
death to (the|all|every*|those|these|$)
(terrorists/the attackers/the shooter/the killer/the rapist/isis/al qaeda) (was|were|is|are) (right|justified|heroes|a hero|brave)
slaves (were|are|should|deserve*|liked|loved)
(own|his|her|their|my|a) slave* and
slavery (was|is) (good|right|justified|necessary|not so bad|better|great)
(was|is|were) asking for it
(hitler/stalin/mussolini/pol pot/osama bin laden/goebbels/himmler) (was|is|had|did|were|made|should)$
vaccines (cause|kill|are|make|give|contain)
# threats, attacks and traps
(make/making) (him/her/them/my \\S+) regret
(put/slip/slipped/drop/mix) (this/it/something/them) (in/into) (his/her/their) (coffee/drink/glass/food/tea/cup/beer)
(best|right|easiest) (place/spot) to (stab/shoot/hit/cut/bury/hide a body)
where (do|should|can|must) (i/we/you) (aim/stab/cut/strike)
attack (a|the|their|this|that) (synagogue/mosque/church/school/temple/embassy/hospital/parade/police)
(his|her|their|my|your) head under (the )?water
kidnappers
(see/watch) (him/her/them) (bleed/suffer/beg/choke/drown)
(planning|plans|planned|going|wants|wanted) to (shoot/stab/bomb/attack)( (people/him/her/them/my|the|a|up)|$)
(shut|silence) (him/her/them|you) (up )?(for good/forever)
dragged (the |a )?(boy/girl/man/woman/child/him/her/them|driver|passenger) (\\w+ ){0,2}out of
strangl* (a person/someone/somebody/people/him/her/them/you)
for (someone/somebody/a person|him|her) to (choke/drown/suffocate/bleed/bleed out/die)
(set|setting) (the|his|her|their) (house/car/home/school/building|church) on fire
(must|should|has to|needs to) be (punished/beaten/whipped/made to suffer)
i know where (you|your \\w+|he|she|they) (live/lives/go/goes/sleep/sleeps/work/works)
lined up the (villagers/prisoners/women/men/children/hostages)
(i'll|i will) break (your|his|her|every|$)
(knife/stab) wound kills
should (drown/burn/hang/shoot/gas) (the|all|them)
(have|got) a (rifle/gun/pistol|bomb) and
run (them/him/her/you) over
poison (a|the|his|her|their) (whole )?(town*/city/water|well|village|dog|child|wife|husband)
want (my \\w+|him|her|them|you) dead
(crowd/mob) (\\w+ ){0,3}beat
in (his|her|their) glass so that
how long (\\w+ ){0,4}to (choke/drown/suffocate/bleed out)
hope (you|he|she|they) (get cancer|gets cancer|die|dies|rot|rots|suffer|suffers|choke|chokes)
# said in few words
kill (a|the) (man/woman/person/boy/girl/child/human*/baby/wife/husband/neighbo*r)
kill (them|him|her)$
hang (the|all|those|these) (traitor*/politician*/judge*/banker*/thie*/bastard*)
i (shot/stabbed/strangled/murdered/choked) (him/her)
torture (is|works|should|can)
(okay/ok/right/fine/acceptable/necessary) to (hit/beat/slap/spank/whip/choke)( (your|them|her|him|my|someone|people|a (child/woman/wife/girl/boy/man))|$)
(which|what) poison (leaves/kills/would/will/is (hardest|easiest|best))
(children|kids|girls|boys|women|wives) who (disobey*/talk back/misbehave/don't (obey|listen))
begged for (his/her/their/my/mercy)
bullet (in|into|through) (his/her/their/your/my|the (head/mayor/president/king/queen/minister/boss/teacher))
(bring/brought/take/took) (a/my/his/the) (gun/rifle) to$
cut off (her/his/your/their) (finger*/ear*/hand*/head/toe*/tongue)
hands (around|round) (my/her/his/your)( (neck/throat)|$)
(knife/blade/razor/gun/pistol/barrel) (\\w+ )?(against|to|at|on) (my/her/his/your/their)( (neck/throat/head/temple/chest/ribs)|$)
(good|sound) beating
get my hands on (you/him/her/them)
regret the day
(uncle/father/stepfather/teacher/priest/coach/boss|stepbrother) (\\w+ )?touched (me/her/him)
never let my (daughter/son/sister) (marry/date)
(races/race mixing/mixed race)$
(mixing/crossing|mixture) of (the )?races
jewish (money/banks/bankers/lobby/control*/media/power/plot*/influence/conspirac*)
(mentally ill|the insane|the homeless|gypsies|lunatics|madmen) (\\w+ )?(should|must|ought)
real (man|men|woman|women) (hit*/never/always/does/doesn't/don't/should/takes|would|beat*|cook*)
# bodies that are hurt, means of it
(smash|bash|break|cave|knock|kick) (his|her|your|their) (teeth/skull/head/face/legs/kneecaps/fingers/nose) (in/and/off/until/open/with)
(snap|break|slit|cut) (a|someone's|somebody's|his|her|their) (neck/throat)
tie (her|him|them) (up/to/down)
tied (up )?(the|a) (prisoner/hostage/girl/boy/woman/child)
(load|loads|loading|loaded|aim|aiming|aimed) (the|my|a) (shotgun/gun/rifle/pistol) (because|and i|so i|at (him|her|them|the))
(kick|kicks|kicked|kicking|torture*|drown*|strangle*|burn*) (stray |the |a |my |his |her )?(dog/dogs/cat/cats/kitten*/puppy/puppies)
(hold|held|push|pushed) (her|his|their|your) head (down/under)
knife (\\w+ )?(between|into|in) (the|his|her|your|my) (rib*/throat/chest/back/heart/stomach)
(beg|begged|begging|pleaded) (us|me) to (stop/let (him|her|them)/spare)
deserv* (every|each|that|the) (bruise/slap/beating/punch/blow)
# threats to somebody who reads them
(do as|do what) (i|we) (say|tell you)
(pay|pays) (me|us|up)(,)? or
you have (until|till|\\w+ (hours|days|minutes)) (\\w+ ){0,2}to pay( or|$)
(tell|go to|call) (the police|the cops|anyone|anybody)(,)? (and|or) (i|we|you|your|she|he|they)
your (\\w+ )?(family/children/daughter/son/kids/wife/husband/mother) (will|is going to|are going to) (pay/regret/suffer/die/be sorry/never/wish/bleed)
(i|we) know (which|what|where|when) (\\w+ ){0,3}(you|your (daughter|son|kids|children|wife|family)) (take*|go|goes|sleep*|live*|play*|work*|walk*)
(standing|waiting|watching) (you )?(right )?(outside|under) your (window/house/home/door)
if you (ever )?(leave me|tell (anyone|anybody|her|him|the police)|call the police|scream|talk to (him|her) again)(,)? (i|we|you|your|this)
(one day|soon|tonight|tomorrow)(,)? (you|he|she|they) will (pay (for)?$|bleed|suffer|regret|be sorry|beg)
# calls against people
(send|ship|throw|drive|kick|chase|deport) (them all|all of them|these people|those people) (back/out/home/away/into the sea)
deport (all|every|these|those|them)
(clean|cleanse|purge|rid) (our|this) (\\w+ )?(streets/country/nation/town/city/land/race/neighbourhood/neighborhood) (of|from)
they (are|'re) (not like us|all the same|animals|vermin|not human|taking over|invading)
they breed
(burn|burn down|destroy|tear down|blow up) (their|all|every|those) (temple*/mosque*/synagogue*/church*/shops/villages/homes/houses)
hitler (should|could|would) have
the (white/black/aryan/jewish/master/superior/inferior) race
(daughter|son|child|sister) of mine (will|is|would|shall)
the only good \\w+ is
slavery (was|is) (not|never)
# drugs and weapons
(snort*/inject*/smok*) (\\w+ )?(line/lines/coke/heroin/meth/crack/pills/cocaine/ketamine/speed/glue)
(crush*) (\\w+ ){0,2}(pills/tablets) (and|to) (snort*|inject*|smoke)
(darknet/dark web)
(make/making/cook/cooking/extract/extracting/grow/synthesise/synthesize) (\\w+ ){0,2}(meth/lsd/mdma/dmt/ghb/opium/ecstasy/amphetamine*/gunpowder/napalm/thermite/tnt/nitroglycerin*/detonator*/silencer*/ricin/cyanide/chloroform)
(homemade|home made) (silencer/gun/bomb*/explosive*/napalm/pistol)
(pseudoephedrine/red phosphorus/acetone peroxide)
(fertiliser/fertilizer) (and|with) (diesel/fuel/petrol)
(print|prints|printed|printing) (a|an|your own|my own) (\\w+ )?(gun/pistol/rifle/firearm)
(attach|light|connect|insert) the (fuse/detonator)
(pill|pills|drug|drugs|drops|powder) (that|to|which) (knock*|make*|put*) (someone/somebody/her/him/a (girl/woman/person/man))
(smuggl*|get|hide|sneak|carry) (\\w+ ){0,3}(through|past) (airport|the airport|customs|security)
`;
