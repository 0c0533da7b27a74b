/** How people are looked down on: for a body, a calling, an age, where they come from. See `wordPattern`. */
export const CONTEMPT = `
# despair, said of oneself or of others
(no one|nobody) (would|will) (even )?notice if (i|you|she|he|they) (was|were|am|is|are|died|die|left|jump*|vanish*|disappear*|$)
(you|i|she|he) (should|could) just (go and )?(kill|hang|shoot|jump|disappear|die)
(go|just) (and )?(kill|hang|shoot) (your|his|her|them|it|$)
(said|saying) goodbye to everyone
(note|farewell letter) (is )?(ready|written) and (the|my|i)
(nothing|no reason) left (for me|to live|to do but)
(scars|blade|razor|cut*) (\\w+ ){0,3}(remind|tell|help|calm|relief|punish)
i (deserve|deserved) (it|this|to suffer|to starve|to be alone|pain|nothing)
(hate|can't stand|disgusted by) (what i see|the sight|my own body|my body|myself)
every time i eat(,|) i( |$)(punish|hate|feel|throw|want|$)
(nobody|no one|who) would (even )?(miss|notice|care about) (me|you|her|him|them)
(what's|what is) the point of (living|life|waking up|getting up|going on|it all|being)
by the time you (read|find|get|hear) this
(haven't|have not|hadn't) eaten (anything )?(in|for|since) (\\w+ )?(days|weeks|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday)
(everyone|everybody|family|kids|children|wife|husband|parents) (\\w+ )?would be better off (without|if)
# to somebody's face
(why can't|why don't) you (just )?(be (like|more|normal)|disappear|die|leave|jump|go back)
(wish|wished) (i had|i'd) never (given birth|had you|met you|had kids)
(even your|your) own (mother|father|parents|mum|mom|dad|dog) (would$|hates|left|couldn't|doesn't|can't)
(nobody|no one) (came|wants|likes|loves|will ever|would ever) (to )?(you|your|love|want|touch|date|marry)
(did|do) your (parents|mother|mum|mom|teachers|teacher) (never|drop|find|forget|dress)
(drop|dropped) you on
(intelligence|brain|brains|charm|iq|wit|body|face|grace|looks) of (a|an|my)?
(my|a) (dog|cat|monkey|toddler|five year old|child|plant) (could|writes|has|would have|knows|sings) (\\w+ )?(better|more|done)
if (brains|stupidity|ugliness) (were|was)
(talking|speaking|listening) to you is like
(like|as) (somebody|someone|something) (who|that) (has been|was|got) (hit|dragged|run|dug|vomit*)
(floor|ground|chair|scale|bed) (shakes|shake|breaks|broke|cracks) when (she|he|you)
(with|at) (that|your|her|his) (belly|weight|face|nose|teeth|breath|haircut|body)
(bag|sack) over (your|her|his) (head|face)
(open your|shut your|your big|your ugly|your fat|your stupid) (mouth|face)
go (back to the kitchen|play on the)
you'll (never|always) be (a|an|nothing|alone|like)?$
(what are you|are you)(,|) (deaf|blind|stupid|dumb|crazy|retarded|slow)(,|) or
(you were|you are|you're) (a mistake|an accident|nothing|not wanted|no longer my)
(your|his|her) (father|mother|dad|mum|mom|wife|husband) left(,|) (you|because|no)
don't bother (coming|to come) (home|back)
(success|star|genius|doctor)(,|) (while|but|and) you
you're (just|only) a$
you are (just|only) a$
delete your (account|channel|profile)
(worst|dumbest|laziest|stupidest|ugliest|slowest) (employee|student|teacher|boss|mother|father|wife|husband|son|daughter|person|woman|man|girl|boy|kid|pupil|colleague|driver) (and|in|on|ever|i)
presentation was so bad
whoever (wrote|made|did|designed|built|coded) this (\\w+ )?(must|is|was|should|has)
(he|she|they|you) (talk|talks|walk|walks|look|looks|smell|smells|eat|eats|dress|dresses|drive|drives|act|acts) like (a|an)( (farmer|peasant|girl|tramp|cheap|pig|cow))?$
(next door|neighbo*rs|family|people|women|men|kids) (eat|eats|smell|smells|look|looks|live|live) like
(walks|talks|smells|looks|dresses|eats) so (\\w+ )(we|that (we|you|everyone|i)|everyone|nobody)
(face|nose|accent|body|voice|belly|teeth|haircut|ears|hair|legs|name) like (that|those|yours|his|hers)
(new|fat|old|slow) (girl|boy|guy|kid|man|woman|teacher|boss)'s (nose|face|teeth|legs|hair|belly|dress|accent|voice)
is the (dumb|ugly|stupid|slow|fat|lazy) one
(so|too) (fat|ugly|stupid|dumb|bald|thick) (that|to|for|no|even|he|she|you|we)
(he|she|you) (is|are|was) so (short|slow|poor|old|skinny|tall) that
(so|too) (slow|old|short) (\\w+ )?(i|we) (wanted|want|could) to
(no|what|which) (woman|man|girl|boy|guy) (would|will) (ever )?(want|touch|date|marry|love|look at)
(pathetic|brainless|braindead|brain-dead|fat old|filthy|stinking|ugly old|stupid old|worthless|greedy) (\\w+)?$
(laughed|laughing|laugh*)(,|) (what a|because (he|she|they)|at (him|her|them|the) (\\w+ )?(because|for|when))
what a (pathetic|sad|ugly|stupid|lazy|fat)
living with (mum|mom|mummy|his mother|her mother|their parents)(,|) what
at (her|his|your) age (she|he|you) (should|ought|must|still)
(past|over|after) (thirty|forty|fifty|sixty)(,|) (a|every|most) (woman|man|women|men)
only got (\\w+ ){0,2}because (he|she|they)
(diversity|quota) (hire|candidate|woman|man)
(laughed|laugh) when we told (him|her|them)
make a (\\w+ )?(chat|group|club|party) without
sit (here|next to|with|beside) (me|us|him|her|the (big|fat|smelly|black|new))(,|)? (we|because|since|on)
we don't want (any|your kind|people like) (of (you|them|your)|$)
(nobody|no one) wants to (sit|work|talk|play|be) (next to|with|near) (him|her|the (big|fat|smelly|black|new|old|deaf|slow)|that|those|people)
# callings
(just|only) a (cleaner|cashier|nurse|secretary|waiter|waitress|farmer|driver|housewife|teacher|plumber|maid|bouncer|janitor)(,|) (so|and|what|who|he|she|how)
(cleaner*|cashier*|nurse*|waiter*|farmer*|peasant*|plumber*|binmen|garbage (man|men)|street sweeper*|housewi*) (\\w+ )?(have no|has no|do nothing|does nothing|don't need|deserve|are at the bottom|can't (even|think|read|spell))
(anyone|people|those) who (works|work) (at|in|for) (a|the) (supermarket|kitchen|factory|mcdonald's|sewer*|call centre)
(bankers|lawyers|politicians|landlords|journalists|agents|managers|bosses|cops) (\\w+ )?(suck|would sell|are all|are bought|only|all|lie|belong)
(call a|hire a|let a|a) (female|woman|male) (surgeon|pilot|driver|boss|doctor|nurse|priest|president|mechanic|referee)
(cleaners|cashiers|waiters|waitresses|farmers|truckers|truck drivers|nurses|male nurses|plumbers|builders|secretaries|teachers|bankers|lawyers|journalists|politicians|cops|doctors|landlords|estate agents|civil servants|bouncers|janitors|peasants|shop assistants|postmen|housewives)( (are|is) (too|all|just|only|nothing|basically|failed|secretly|stupid|fat|lazy|born|trash|pigs|liars|scum|thieves)|(:|,) (fat|stupid|lazy|all|smelly|too))
who becomes (a|an)
(clean|cleaner|cleaners|nurse|nurses|farmer|farmers|cashier|waiter|waitress|maid) (\\w+ ){0,3}too (dumb|stupid|thick|lazy|slow)
# ages
(pensioners|boomers|millennials|zoomers|teenagers|students|young people|kids today|the young|old people|old folks|the old|seniors) (drive|cost|smell|just|only|don't want to|should|shouldn't|have ruined|destroyed|ruined|are nothing|are too|don't)
(grandpa|grandma|granny) (\\w+ )?(drools|smells|stinks|is useless|should just|costs)
(why (do|don't)|when will) (pensioners|old people|the elderly|boomers)
(gen z|generation z|zoomers|boomers|millennials|pensioners|teenagers|old (ladies|women|men|people|folk|folks)|grannies) (can't|cannot|never|always|need to|should|must|just|only|are (all|just|too|useless|only|nothing|easy|lazy|stupid))
(children|kids|babies) in (restaurants|planes|cinemas|public) (should|ought|must|need)
(grandma|grandpa|granny|grandfather|grandmother) just (sits|lies|eats|costs)
# where somebody comes from
(comes|come|came) from the (country|village|gutter|slums|valley|ghetto|hood)(,|) (so|he|she|you can)
(country|village|mountain) (folk|people) (marry|are|all|never|can't|smell)
(everyone|everybody|people|men|women|kids) (in|from) (that|this) (village|city|town|valley|area|neighbo*rhood|block) (is|are) (a|all|too|just|related|stupid|lazy)
(related to each other|marry their)
(refugees|immigrants|foreigners|migrants|gypsies|they|muslims|arabs) (came|come|moved in|arrived)(,|) (our|nothing|the whole|my|we can't|everything|crime)
(since|ever since|as soon as) the (refugees|immigrants|foreigners|migrants|gypsies|camp|muslims|arabs|syrians|ukrainians|poles|turks)
(don't|doesn't|can't) even speak (our|the|proper|english)
(live|living|lives) off (us|the state|our|welfare|benefits)
(colou*r of (his|her|their) skin)
(speaks|talks) with (such )?(an|a) (\\w+ )?accent (that|you|so)
(those|the ones|men|women|people) (who|with) (pray*|turbans|headscar*|the black hats|long beards|veils|burkas)
(on|in) (benefits|welfare|council housing) (\\w+ )?(drink|breed|are|should|just|only)
(the poor|poor people|beggars|the homeless|homeless people|the rich|rich people|the unemployed) (breed|should|deserve|are|stink|smell|only|never|always|earn|just|need to|can't)
(northerner*|southerner*|easterner*|westerner*)(,|:)? (cold|lazy|stupid|dumb|loud|dirty|all|are (all|too|just|lazy|cold|stupid|dumb)|can't|cannot|never|always)
typical (northerner|southerner|easterner|westerner|islander|city|german|frenchman|italian|american|english*|russian|pole|turk|woman|man|girl|boy|jew|muslim|arab|asian|african)
(people|folk|folks|those|anyone|everyone|everybody) (from|on|in) the (east|west|north|south|island|village|village|valley|country|countryside|slum|slums|hood|suburbs|mountains)( of the (country|city|town))? (is|are (all|lazy|stupid|just|too|dirty)|can't|cannot|never|always|marry|should)
(girl|boy|man|woman) out of the (slum|village|ghetto|hood|country|trailer)
trailer (trash|park (people|kids))
(private|public|rich) school (brat*|kids|boys) (are|should|think|every|all)
brats
(indians|foreigners|refugees|immigrants|migrants|they|gypsies) (moved|move) (in|into|next door)
smell* of (them|curry|garlic|foreigners|poverty)
(another|no more|one more) (mosque|synagogue|temple|refugee|immigrant|headscarf)
would you (hire|marry|date|rent to|trust) (a|an) \\w+$
(those|these|that) (people|sort|kind) (with the (hats|beards|turbans|headscar*|robes)|of people|into)
(that|their|your|this) (sort|kind) (in|into|of people|here|should|are|is|always|never|don't|belongs)
where (did|do) you (learn|buy|get) (english|your english)
# who is said to be behind it all
(family|families|people|group|bankers) of (rothschild*|bankers|jews|globalists|elites)
(behind|after) (every|all|each) (war|wars|crisis|crises|attack|pandemic)
(banks|newspapers|media|wars|studios|papers) (all )?(belong to|are (all )?(run|owned|controlled|started) by)
no (accident|coincidence) (that|who)
(the virus|vaccine*|covid|the towers|the moon landing) (\\w+ ){0,2}(on purpose|by doctors|to (control|kill|reduce|make)|was (faked|staged|invented)|were (invented|faked))
(paid|trying|want|wants) to turn (our|the|your) (children|kids|sons|boys|girls)
(wake up)(,|) (people|sheep*|america|europe)
(being|are) (replaced|brought in) (by|to)
# love
two (men|women|boys|girls) (\\w+ )?(kissing|holding hands)
(daughter|son|brother|sister) brought home a (girl|boy|man|woman|black|muslim|guy)
(walks|talks|dresses|throws|cries|runs|acts) like a (girl|boy|man|woman|sissy)
(used to be|born|wants to be) a (man|woman|boy|girl)(,|) (now|and now|but|so)
(two (women|men|mothers|fathers|dads|mums)|(he|she)'s gay)(,|\\?|) (kissing|that poor|so (don't|he|she)|somebody|can't)
(that's|that is|it's) not a (woman|man)
boys (who|that) (wear|play with|like|cry|dance) (\\w+ )?(end|are|become|should|deserve|will|need)
(pronouns|gender)(\\?|:)
(holding hands|kissing) (at|in) (the|public|front|a) (\\w+ )?(someone|somebody|should|is|ought|,)
(pride|rainbow) (parade|flag|flags) (\\w+ ){0,5}(yelled|away|ban*|should|off|makes|burn*)
(away from|near|around) our (kids|children)
(likes|like|kissed|kissing|loves) (boys|men|girls|women)(,|) (i|we|his|her) (told|beat|threw|sent)
(bisexual|gay|lesbian|trans|queer|nonbinary|non-binary|asexual) (just |only |really )?means
(depression|anxiety|autism|adhd|burnout|dyslexia) (isn't|is not|is just|is only|was not|doesn't|does not) (real|an (excuse|invention)|exist|for)
special needs(\\?|:)
(slow|retarded|special) (boy|girl|kid|kids|child|children|pupil) (in (our|my|the) class|should|are|is)
(deserve|deserves) to have (their|his|her|your) (head|heads|throat|legs|hands|house)
(lining|line|lined) (them|the rich|bankers|the bankers|politicians) (all )?up
`;
