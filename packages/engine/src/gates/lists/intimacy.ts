/** What is between adults, and what is done to children; see `wordPattern` for how entries are written. */
export const INTIMACY = `
child porn*
(pedophil*/paedophil*/jailbait)
(sex/sexual/naked/nude) (\\w+ )?(children/child/kids/minors/minor/schoolgirl*)
(underage/little/teen/teenage) (girl/boy/girls/boys) (\\w+ )?(sex/sexy/naked/nude)
(nude/nudes/naked/topless) (pictures/photos/pics|selfies|of (her/him|my|a|the)|girls|women|kids|children)
(her|him|me|my|your|send|sends|sent|sending) (\\w+ )?(nude/nudes)
(sexting/horny/blowjob*/blow job*/handjob*/masturbat*/orgasm*/porn*/masturbate)
(fuck|fucking|screw|damn) (you|u|off|her|him|them|this bitch)
(little|young|small|teenage|underage) (girl*/boy*/child*/kid*) (\\w+ ){0,3}(undress*/naked/nude/topless/strip*/bare)
(undress*/strip*/grope*/fondle*/molest*) (the |a |his |her |my )?(little |young )?(girl*/boy*/child*/kid*/student*/pupil*/daughter/son)
(take|takes|taking|took|pull|pulled|slip|slipped|tear|tore|rip|ripped) (off )?(her/his/my/your) (\\w+ )?(bra/panties/underwear/thong/stockings/boxers)
(unbutton*/unzip*/unhook*) (her/his/my/your) (\\w+ )?(bra/pants/jeans/trousers/shirt/blouse/dress/skirt)
(touch*/strok*/kiss*/lick*/suck*/caress*/squeez*/rub*/fondl*) (her/his/my/your) (\\w+ )?(breast*/nipple*/thigh*/crotch/groin/inner/body/neck and)
(her/his/my/your) (penis/vagina/clit*/erection/nipples)
(had|having) sex (with|in|on|and)
(feel|want|need|felt) (you|him|her) inside
(turn|turns|turned|turning) (me|him|her) on$
naked (in bed|on the bed|together|bodies)
(lips|tongue|hand|hands|fingers) (\\w+ ){0,3}(down|between|inside|up) (to )?(her/his/my) (thigh*/legs/breast*/neck/skirt/blouse)
(push|pushed|throw|threw) (her/him/me) (on|onto|down on) (the|his|her|my) bed
what (are you|you are|you're) wearing
(watch|watching) (porn*/naked/nude)
(touch|touched|touching|kiss|kissed|kissing) (the |a |his |her |my )?(little |young |small )(boy*/girl*/child*)
(got|get|am|was) so (hard|wet|horny) (when|for|and|$)
`;
