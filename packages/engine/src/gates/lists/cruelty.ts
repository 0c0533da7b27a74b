/**
 * What is done to people and animals by those who have power over them, and how they are found, threatened or cheated.
 * See `wordPattern` for how entries are written.
 */
export const CRUELTY = `
# somebody who is followed or listened to
(followed|following|follow) (her|him|the (girl|boy|woman|man|kid)) (home|from|to|until|into|and)
(tracker|camera|gps) in (her|his|their|the (guest*|bath*|girls*|bed*|shower*)) \\w*
(outside|behind|near|in front of) (her|his|your|their) (house|window|school|door|flat|car) (again|and|every|until|tonight)
(walk|walking|walks) alone (through|at|in|home)
(isn't|is not|not|never) allowed to (see|call|meet|leave|work|talk) (\\w+ ){0,3}without
(read|reads) all (of )?(my|her|his) (messages|mails|texts)
(find out|see|track|know|check) where (your|my|his|her|an) (ex*/wife/husband/girlfriend/boyfriend/partner)
(read/track/spy on/listen to/check/control/controls) (my|your|her|his|a) ((girlfriend/boyfriend/wife/husband/partner/ex/daughter/son)'s )?(messages/phone/texts/calls/mails/emails/location/money)
(watch|watching|watched|followed|filmed) (you|her|him|the girl) (through|from|undress*|home|sleep*)
(watch|watching|see) (you|her|him) through (your|her|his|the) (\\w+ )?window
been (watching|following) (you*/her/him/the girl)
(put/hid/hide/install/installed) (a|the) (\\w+ )?(tracker/camera/microphone/gps) (in|on|under) (her|his|their|the (bath*|guest*|girl*|bed*|shower*|chang*))
changed (her|his) (number/locks) (but|and|so)
# threats that are not said
accidents happen(,|) especially
(pay|send) (me|us) (\\w+ )?(or|by (midnight|tonight|tomorrow|noon))
(photos|pictures|video|tape) (of (her|him|you) )?(will )?(go|goes) to
(who|what) (i am|we are|i'm|we're) capable
do (us|me|everyone) (all )?a favou*r and$
(one more word|last warning|tick tock|cross me)
(your|his|her) (daughter|son|wife|mother|kids|children) (will|could) be next( (unless|if)|$)
(cold|dark) in the ground
(nothing|something) (bad )?happens to (you|your|her|him|them|the (kids|children|baby))
(people|those) who talk(ed)? too much
(watch|watching) (your|her|his|their) back
(be|was|is) (a|such a) (shame|pity) if
(nice|lovely|beautiful) (\\w+ )?you have(,|) (there|here|the|it|would|i)
(block|cross|leave|ignore|refuse|disobey|betray) me (again|once more|and)
(might|may|could|will) be your last
(one eye open|your days are numbered)
you have (until|till) \\w+(,|) (then|or|and then)
(drop|withdraw|take back) (the|your) (charges/statement/complaint)
(one day|some day|someday|soon)(,|) (someone|somebody) will$
never find (him|her|his|you|out where)
(coming|come) for (you|her|him|them|your \\w+) with
(or|and) (the|your|these) (photos|pictures|video*|messages) (go|will|are)
how would (your|his|her) (wife|husband|boss|parents|family) (like|feel)
# cheats
(it's me|your grandson|your nephew)(,|) (i|i've) (had|have had|need)
(tell|told) (the )?(lonely )?(pensioner*|widow*|grandma|grandpa|old (lady|ladies|man|people|woman))( that (you|we|i)| you)
(stolen|someone else's|somebody else's|her|his) (card|account|password|name|identity) (you can|to buy|so|and (order|buy|withdraw))
(into|open) (an account|a bank account|a phone) (that (isn't|is not)|in (someone|somebody) else)
send (us|me) (your|the|his|her) (pin|password*|card|code|bank|credit|account|details)
account (has been|is|was) (locked|blocked|suspended)(,|) (send|click|confirm|enter|log)
(easy|easiest|simple) (to|people to|ones to|way to) (scam|cheat|con|fool|rob|trick|fleece)
(pretend*|pose|posing) (to be|as|that you are) (a|an|the|from|her|his) (\\w+ )?(bank|police*|soldier|grandson|nephew|doctor|lawyer|official|charity)
(fake|forge|copy) (the|his|her|their|a|my|grandpa's|grandma's) signature
without (her|him|them|anyone|anybody|my \\w+|the \\w+) (knowing|noticing|finding out)
(someone|somebody|her|him|a girl) (drugged|drunk) (without|so)
# bodies that are looked at and taken
(ass|bum|bottom|cleavage|breasts) (\\w+ )?(in|when|looks|is|makes|and)
(nice|sexy|long|hot) legs
(smile|come here|sit down)(,|) (sweetheart|baby|babe|honey|darling)(,|) (or|and|you)
(sit|sat) on my (lap|face|knee)
(under|up) (that|her|your) (dress|skirt|blouse|top|shirt)
(owe|owes) me (\\w+ ){0,3}(dinner|drinks|date)(,|) (so|now)
comes into my (room|bed) (at night|when)
(our|a|this) (little )?secret(,|) (he|she|so|and|if|must)
(carried|dragged|took|led|brought|followed) the (drunk|drunken|sleeping|unconscious|little|young) (girl|boy|woman|man)
(had|after) (\\w+ )?(drinks|beers)(,|) so (he|i|we|they|she can't)
go* home with (a|any) (stranger|man|guy)
(bent|bends|bending) over (and|so|in front|to)
(nice|great|hot|big) (tits|ass|legs|rack|boobs|butt|body)(,|$)
hand* (on|up|under) (my|her|his) (knee|thigh|leg|bottom|waist|skirt)
want (that|the|this|your|a) (promotion|grade|job|raise|role|part)(,|) (you|come|then|just)
(hey|hi|hello) (sexy|hot|hottie|babe|gorgeous)
(dress*|dressed|dressing) like that
(with|in) (\\w+ )?(legs|skirt|dress|shorts|clothes) like (that|those|this|hers|yours)
(asking|asked) (for it|to be (raped|touched|grabbed))
too drunk to
(passed out|unconscious|asleep)(,|) (so|and) (he|the boys|they|i|we)
(says|said|saying|say) no(,|) (but|and everyone|it means|she means)
# at home
(hit|hits|beats|beat|slapped|slaps|punched) (me|her|us|my mother|mum) (again|every|but|and|only|whenever|when|if)
(only )?(beats|hits) me when
(ran|walked|run) into a door
(needs|need|deserves) (a|the) (slap|belt|cane|beating|spanking|smack)
(lock|locks|locked|leave|left) (my|the|his|her) (son|daughter|child|kids|baby|boy|girl|children)( \\w+)? (in|outside|out|alone)
(don't|won't|never) feed (him|her|them|the kids) until
(baby|child) (\\w+ ){0,4}so i (shook|hit|slapped|threw|shake)
(forces|forced|forcing|makes|made) me to (have|sleep|kneel|eat|do|touch|watch|swallow|stand)
(make|makes|made) me (hit|hurt|beat|slap|do this)
(lock|locks|locked|locking) (me|him|her|us|them|my \\w+|the \\w+) (up )?(in|into) (the|a|his|her|my) (\\w+ )?(cellar|basement|attic|closet|room|dark|wardrobe|shed|garage|cage|box)
(took|takes|take|pulled) off his belt
(my|his) (wife|husband|girlfriend|children|kids) (disobey*|talks back|talk back|won't listen|don't obey)
(wet|wets|wetting) (the bed|her pants|his pants|himself|herself) (needs|should|must|has|gets|so|i|we|and i|and we)
(left|leave|put|puts) (him|her|them|the baby|the child|the kids) (out|outside|alone) in the (snow|cold|rain|car|heat|dark)
(shook|shake) (the baby|her|him) (until|so)
(grab*|seize*|caught|held|hold) (her|him|me|you) by the (throat|neck|hair)
(kick*|beat|hit) (the|a) (man|boy|girl|woman|kid|tramp) (on the (ground|floor)|until|when|while|again)
beat up (the|a|that|this|some)
# animals
(drown*|shot at|kick*|poison*|strangle*|burn*) (the|a|my|his|her|their|some|stray) (\\w+ )?(pupp*|kitten*|cat|cats|dog|dogs|bird|birds|hamster*|ducks|swan|horse|stray*)
(hold|swing|pull|grab*|lift*) (the|a) (cat|dog|rabbit|mouse|kitten|puppy) by (its|the) (tail|ears|legs)
(tied|tie) (\\w+ ){1,3}to the (dog|cat)('s)?
(firecracker|firework|petrol|salt) (in|on|into|over) (the|a|some)? ?(frog|cat|dog|snail*|slug*|hedgehog|ant*|anthill|bird)
(broke|break|cut|pulled|tore) (the|a) (bird|cat|dog|frog|lizard|spider|fly)('s)
(pull*|tear|tears|tore|tearing|rip|rips|ripped) (the |its |their )?wings off
(pull|pulled|tear|rip) (the|its|their) (wings|legs|tail|ears)
(kitten*|pupp*|cat|dog|hamster|mouse|rabbit|bird|frog) (\\w+ ){0,4}(in|into) (a|the) (sack|bag|bucket|microwave|washing machine|oven|blender|freezer)
(dog|cat) barks (\\w+ ){0,3}(i'm going|i will|i'll|tonight)
(took|take|takes|grabbed) (a|the|his) whip
(thing to do|do) with stray (cats|dogs)
(throw*|threw) (stones|rocks|bottles) at (the|a|his|her|them|him)
rats with wings
# joy in it
(thrill|kick) (to|when i|in|from) (hear|see|watch|hurt|make|hurting|watching|making) (her|him|them|people|others)
(enjoyed|loved|liked) it when (he|she|they|it) (cried|screamed|begged|bled|suffered)
(watching|hearing|seeing) (things|people|them|him|her|animals) (die|suffer|cry|beg|bleed|scream)
(love|loves|loved|enjoy*|fun|good|funny|nice|great|like|liked) (to|it when i) (see|watch|hear|make) (people|him|her|them|others|it|someone|somebody|animals|the \\w+) (suffer*|cry*|beg*|bleed*|squirm*|die|scream*|hurt)
(my|his|her) (victims|prey)
(first|last) time i (hurt|killed|hit|cut|stabbed|beat|strangled) (someone|somebody|a|an|him|her|them|myself|$)
(laughed|laughing|laugh) (at the funeral|when (he|she|they|it) (cried|fell|died|screamed|begged|bled))
`;
