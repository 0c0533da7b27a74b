/**
 * Words that no draft contains: slurs, words that hurt, obscene words, and what leads to harm. Letters that a list of
 * words would find in harmless ones are left out, each with its reason, in `gates/hurtful.test.ts`, which compares
 * this list with those of the field.
 */
export const NEVER_DRAFTED = `
# slurs for origins and colours of skin
(nigg*/n1gg*/negro/negroes/negroid*/negress*/darkie*/darky/sambo*/jigaboo*/porch monk*/pickaninn*/piccaninn*/golliwog*/coon/coons/kaffir*/kafir*)
(chink/chinks/chinky/chinaman/chinamen/ching chong*/gook/gooks/slanteye*/slant eye*/zipperhead*/nips/japs/jap)
(kike*/kyke*/hymie*/yid/yids/heeb*/hebe/hebes/sheeny/shylock*/christ killer*/jewboy*)
(spic/spics/spick*/wetback*/beaner*/greaseball*/dago*/wop/wops/guido/guidos/polack*/bohunk*/kraut/krauts/frog eater*)
(paki/pakis/raghead*/towelhead*/towel head*/diaper head*/sand nigg*/camel jockey*/camel fucker*/dune coon*/sandnigg*/hajji/hajjis/hadji*)
(injun*/redskin/squaw*/halfbreed*/half breed*/half caste*/mulatto*/wog/wogs/abo/abos/boong*/gyppo*/gypo*/pikey*/gippo*)
(honky/honkies/honkey*/whitey/whiteys/cracker ass*/white trash/whitetrash/trailertrash/trailer trash/peckerwood*/redneck*/hillbill*)
(wigger*/whigger*/jungle bunn*/junglebunn*/burrhead*/spearchucker*/tarbab*/tar bab*/uncle tom/house slave*/mau mau*/macaca*/uppity)
# slurs for sex and orientation
(fag/fags/fagg*/fagot*/dyke*/bulldyke*/lesbo*/lezzo*/lezzie*/homo/homos/poof*/poofter*/pansies/pansy boy*/shemale*/she male*/tranny/trannies/trannie*/ladyboy*/batty boy*/fudgepacker*/fudge packer*/carpet munch*/carpetmunch*/sodomite*/queers/sissy boy*/sissies)
# slurs for bodies and minds
(retard/retards/retarded/tard/tards/libtard*/spaz*/spastics/mongoloid*/midget*/cripple/cripples)
# insults
(idiot/idiots/moron/morons/imbecile*/cretin*/dimwit*/halfwit*/dumbass*/jackass*/asshole*/arsehole*/assh*le/asshat*/asswipe*/scumbag*/dirtbag*/douche*/dickhead*/prick/pricks/wank*/tosser*/twat*/bastard*/bitch*/biatch*/slut*/whore*/skank*/bimbo*/lowlife*/lardass*/fatass*/fatso*/shithead*/dipshit*/subhuman*/untermensch*/scallywag*)
# obscene
(fuck*/motherfuck*/mothafuck*/f*cking/fck*/fuk/fuking/shit/shits/shitty/shitting/bullshit*/horseshit*/shitt*/crap/crappy/piss/pissed/pissing/cunt*/kunt*/cock/cocks/cocksuck*/(?<!moby )dick/dicks/dildo*/pussy/pussies/tits/titties/titty/boobs/boobies/boner*/hardon/blowjob*/blow job*/handjob*/hand job*/rimjob*/deepthroat*/cum/cumming/cumshot*/jizz*/jism*/orgasm*/masturbat*/masterbat*/jerk off/jerking off/jack off/wank/porn*/hentai/milf*/horny/slutty/gangbang*/gang bang*/threesome*/anal sex/butt plug*/buttplug*/strapon*/strap on*/fellatio/cunnilingus/creampie*/bukkake*/bdsm/fisting/fingerbang*/sexting/nudes/hookers/hooker/prostitut*/whorehouse*/brothel*/poontang*/cameltoe*/upskirt*/nympho*/goddamn*/wtf)
# harm to others
(rape/rapes/raped/raping/rapist*/gang rape*/molest*/pedophil*/paedophil*/pedo/pedos/incest*/bestiality/zoophil*/lynch*/behead*/genocide*/ethnic cleansing/exterminate*/gas chamber*/kkk/klan/klansm*/neo nazi*/neonazi*/heil hitler/white power/white supremac*/jihad*/suicide bomb*/terrorist*/mass shoot*/school shoot*)
(kill/killing/murder/murdering/stab/stabbing/strangle/strangling/poison/poisoning/torture/torturing/shoot/shooting) (him/her/them/you/myself/yourself/himself/herself/themselves/people/someone/somebody/everyone/everybody/anyone/all the/the jews/my wife/my husband/my mother/my father/my son/my daughter/my children/my parents)
(beat up/slap/slapped/punch/punched/choke/choked/beat/hit/hurt) (her/my wife/my husband/my kids/my child/a woman/a child/women/children/girls)
# harm to oneself
(suicid*/self harm*/overdose/overdoses/overdosing/anorexi*/bulimi*)
(end/take) (my/your/his/her/their) (own )?life
(cut/slit) (my/your/his/her) (wrist*/throat*)
(hang/shoot/drown) (myself/yourself/himself/herself)
want to die
# dangerous
(pipe bomb*/nail bomb*/molotov*/ricin/sarin/nerve agent*/anthrax/(?<![:\\p{L}])meth(?!:)/crystal meth/methamphetamine*/heroin/cocaine/fentanyl/crack pipe*)
(bleach and ammonia/ammonia and bleach)
# compounds of the worst, and what is written for them
(*fuck*/cunt*/cumm/hore/lez/*nigga*/*nigger*/*niglet*/*whore*/*slut*/*bitch*/*bastard*/*wanker*/*jizz*/*jism*/nig/nigs/nignog*/nig nog*)
(ass/asses/arse/arses/*asshole*/ass(bag/clown/face/fucker/kiss*/lick*/munch*/pirate)/fatass/dumbass/jackass/kissass/badass)
((apes/bat/bull/chicken/dip/dumb/horse/jack)shit/shit(e/ed/face*/head*/hole*/less/list/load*/ting/ter/tier))
(dick(less/wad/weed/brain*/face)/cock(head/sucker*/tease/block*)/cum(dump/shot*/slut)/clit/clits/tit/tittie*/schlong*/pecker*head)
(bollock*/bugger/buggered/buggery/butthead*/buttf*/butthole*/bunghole*/bung hole/rimming/queef*/quim/spooge/splooge/felch*)
(sodomise*/sodomize*/sodomy/doggy style/doggystyle/golden shower*/deep throat/jailbait/jail bait/camgirl*/sexcam*/sextoy*/orgy/orgies/twink/twinks/perv/pervs/pervert*/pimp/pimps/pimped/skanky/slapper*/hussy/raper/rapers/strip club*/goatse/smut)
(gyp/gyps/gypped/gypping/haji/hajis/jewed/jewess/jigga*/jiggabo*/kaffer*/lubra*/maumau*/negros/pocho*/schvartse*/schwartze*/spik/spiks/spig/spigs/taff/whop/yellowman/zigabo*/curry munch*/currymunch*/dothead*/dot head*/moon cricket*/coonass*/chinaswede*/buddhahead*/africoon*/groid*/gwailo*/gweilo*/wuss/mofo*/muthaf*/sonofabitch/son of a bitch/sons of bitches/piece of shit/screw you/go to hell/drop dead/shut up/damnit/dammit/godammit/goddammit/god damn)
`;
