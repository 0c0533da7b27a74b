/**
 * Signs that a sentence may go on to hurt, too weak for silence: drafts after them are held to the stricter list. See
 * `wordPattern` for how entries are written.
 */
export const SIGNS = `
# of a person, before what is said of them
(you/he/she/they|your \\w+|his \\w+|her \\w+|our \\w+|my \\w+)( new| old)?('re|'s| are| is| were| was| look| looks| seem| seems) (\\w+ )?(a|an|such|so|too|just|only|nothing|always|never|like|really|all|basically|probably|the)
(a|an|such a|such an|what a|what an) (complete/total/utter/absolute/real/typical)
(whoever|anyone|anybody|everyone|everybody|someone|somebody|nobody|people|those|these|they|men|women|kids|children) (\\w+ )?(who|should|must|ought|deserve*|always|never|can't|cannot|don't|all|only|just)
(should|must|ought to|deserve*|needs to|need to|has to|have to) (be|have|get|go|just|all|never|not)$
(worst/useless/worthless/stupid/ugly/fat/lazy/dumb/pathetic/idiot*/filthy/disgust*/awful/terrible/bad/poor/weak/crazy/mad/bald/skinny/smelly) (\\w+ ){0,4}$
(hate*/despis*/detest*/loath*/can't stand/ashamed/sick of/tired of/fed up)
(laugh*/mock*/tease*/bull(y/ied/ying)/sneer*/hiss*/scream*/yell*/shout*/swore/insult*)
# of what may be done
(i'll|i will|we'll|we will|i'm going to|i am going to|gonna|i'd|you'll|you will|he'll|she'll|they'll|somebody will|someone will)
(if|until|unless|when|because|so|before|or|and) (you|he|she|they|your|i)$
(hope|hoped|wish|wished|want|wanted|wants|pray) (that )?(i|you|he|she|they|it|to|him|her)
(kill*/hurt*/harm*/stab*/shoot*/shot/strangl*/poison*/burn*/beat*/punch*/slap*/kick*/whip*/chok*/drown*/attack*/tortur*/threat*)
(knife/knives/gun/guns/rifle/blade/blades/bomb*/rope/pills/tablets/petrol/acid/axe/hammer/razor/weapon*/drug*/drunk/vodka)
(grab*/held/pinned/tied/locked/cornered/dragged/pushed/threw/forced/undress*/touch*/whisper*) (me/him/her/them|the|my|his)
# of somebody's own pain
(i feel|i felt|i am|i'm|i can't|i cannot|i never|i don't|i have no|my life|myself|nobody|no one|nothing|no reason|no point)
(goodbye|farewell|dear mum|dear mom|by the time you|sleep well|last (night|time|day)|alone|lonely|empty|numb|scar/scars)
# of bodies, callings, places, kinds
(his|her|your|their|the new (girl|boy|guy|teacher|kid)'s) (face|nose|body|belly|thighs|legs|skin|teeth|hair|weight|accent|breath|voice|chest|lips|knee|skirt|dress)
(old|new|big|slow|short|blind|deaf|homeless|disabled|foreign|special) (man|woman|boy|girl|guy|kid|kids|lady|ladies|people|men|women|needs)
(neighbo*r/neighbo*rs/boss/manager/intern/trainee/ex/mother in law/stepmother/stepfather/landlord/cleaner*/farmer*/cashier*/teacher*/cops/police*)
(northerner*/southerner*/foreigner*/immigrant*/refugee*/mosque*/synagogue*/temple*/church/headscar*/turban*/banks/media/elites/race/races/blood)
(account|card|password|bank|grandma|grandpa|widow*|pensioner*|old ladies|signature|cheque|scam*|trick*|steal*|forge*|secretly|without (\\w+ )?(noticing|knowing))
(follow*/watch*/stalk*/spy*/track*) (\\w+ )?(you/her/him/them/girl/daughter/son/wife/husband/ex)
`;
