/**
 * Names of groups of people as such, in the plural: religions, origins, skin colours, sexes, orientations, ages,
 * disabilities, classes, politics. See `wordPattern` for how entries are written.
 */
export const GROUPS = `
# religions
muslims
moslems
islamists
jews
christians
mormons
hindus
sikhs
buddhists
atheists
# origins
(africans/asians/arabs/latinos/latinas/hispanics/mexicans/indians/pakistanis)
(ukrainians/turks/kurds/iranians/iraqis/afghans/syrians)
(israelis/palestinians/egyptians/nigerians/somalis/ethiopians/moroccans/algerians/albanians/romanians/bulgarians)
(cubans)
(haitians/jamaicans/brazilians/colombians/venezuelans/aboriginals/aborigines/eskimos/bedouins)
(gypsies/gypsy people/romani)
(american/british/english/irish/scottish/welsh/french/german/dutch/belgian/swiss/austrian/italian/spanish/portuguese/greek/polish/czech/slovak/hungarian/romanian/bulgarian/serbian/croatian/bosnian/albanian/russian/ukrainian/belarusian/lithuanian/latvian/estonian/finnish/swedish/norwegian/danish/turkish/armenian/georgian/kazakh/uzbek/chinese/japanese/korean/taiwanese/vietnamese/thai/cambodian/burmese/malaysian/indonesian/filipino/indian/bangladeshi/sri lankan/nepalese/tibetan/persian/lebanese/jordanian/saudi/yemeni/egyptian/libyan/tunisian/algerian/sudanese/ethiopian/eritrean/kenyan/ugandan/rwandan/congolese/nigerian/ghanaian/senegalese/zimbabwean/south african/guatemalan/honduran/salvadoran/dominican/jamaican/puerto rican/colombian/venezuelan/peruvian/bolivian/brazilian/native american/first nations/hawaiian/maori/romani) (people/men/women/immigrants/migrants/kids)
african americans
(foreigners/immigrants/migrants/refugees/asylum seekers/illegals)
# skin colours
(blacks/whites/coloureds/coloreds)
people of colou*r
# orientations
(feminists/lesbians/gays/homosexuals/bisexuals/transsexuals/transgenders/queers/lgbt*)
# bodies, minds, standing
(the/all) (disabled/handicapped/elderly/homeless/poor/deaf/blind/unemployed)
(autistics/cripples/boomers/millennials/beggars/junkies)
(people/persons/those/children/kids) with (disabilities/autism/down syndrome/down's syndrome/aids/hiv/mental illness/mental illnesses)
people in wheelchairs
people on (welfare/benefits)
white trash
(prostitutes/sex workers/criminals/prisoners/ex-convicts)
# politics
(communists/leftists/zionists)
# said of somebody's kind
(women/woman/female/girl/lady/gay/lesbian/trans/transgender/transgendered/queer/homosexual/bisexual/non-binary/black/white/brown/coloured/colored/asian/african/arab/latino/hispanic/mexican/indian/native/indigenous/aboriginal/dark-skinned/light-skinned/pakistani/nigerian/somali/turkish/kurdish/syrian/afghan/iraqi/iranian/romanian/albanian/moroccan/ukrainian/vietnamese/cuban/haitian/palestinian/israeli/jewish/muslim/christian/catholic/hindu/sikh/islamic/immigrant/migrant/refugee/foreign/elderly/fat/obese/overweight/disabled/handicapped/blind/deaf/autistic/mentally ill/ugly/short/poor/rich/homeless/working class/lower class/uneducated/unemployed/liberal/conservative/left-wing/right-wing) (people/persons/men/women/folk/folks/kids/children/girls/boys/guys/families/couples/drivers/bosses/managers/engineers/scientists/politicians/doctors/teachers/lawyers/bankers/athletes/students/workers/parents/mothers/fathers/voters/immigrants/leaders/employees)
people (from|of) (poland/russia/china/india/mexico/africa/asia/israel/iran/iraq/turkey/romania/albania/nigeria/pakistan/somalia/syria/ukraine/germany/france/italy/america|the south|the north|the east|the hood|other countries|that country|different (cultures|races))
(cops|slaves|savages|heathens|infidels|believers|non-believers|unbelievers)
`;

/** Words that mean a group only before a verb: 'The French are', not 'French food'. */
export const NATIONS = `
(americans/chinese/japanese/germans/russians/poles/italians/greeks/irish/scots/french/portuguese/dutch/swedes/brits/english)
(canadians/natives/aliens/europeans/roma/travellers/vietnamese/aussies/spaniards/thais/protestants/evangelicals/catholics)
(puerto ricans/native americans/south africans/hungarians/czechs/slovaks/serbs/croats/bosnians/belarusians/lithuanians/latvians)
(norwegians/finns/austrians/belgians/armenians/georgians/kazakhs/uzbeks/taiwanese/cambodians/malaysians/indonesians/bangladeshis/nepalis)
(tibetans/persians/lebanese/jordanians/saudis/yemenis/libyans/tunisians/sudanese/eritreans/kenyans/ugandans/rwandans/congolese/ghanaians)
(senegalese/zimbabweans/guatemalans/hondurans/salvadorans/dominicans/peruvians/bolivians/chileans/argentinians/hawaiians/maori)
(inuit/koreans/englishmen/filipinos/republicans/democrats/liberals/conservatives/socialists/progressives/welsh/danes)
`;

/** Words that mean a group as such only where nothing says which of them: 'Women are', not 'The women over there are'. */
export const SEXES = `
((old/young/little/teenage/fat/ugly/pretty/single/real/married/drunk) )?(women/girls/females/ladies/housewives/men/males/boys/wives/husbands/mothers/blondes/redheads/old people/young people/teenagers)
`;

/** Groups by what people do: a text is about all of them only where it says so, 'All politicians'. */
export const CALLINGS = `
(politicians/cops/policemen/police officers/lawyers/teenagers/teens/priests/doctors/teachers/bankers/landlords/journalists)
(parents/vegans/vegetarians/soldiers/veterans/students/children/kids/single mothers/mothers/fathers/bosses/managers/actors)
(gamers/hippies/hipsters/nurses/tourists/smokers/drinkers/dropouts/billionaires/millionaires/bankers/athletes)
`;

/** One member who stands for the group: 'a woman should', 'every Muslim is'. */
export const MEMBERS = `
((real/true/good/old/young/fat) )?(woman/girl/female/wife/housewife/man/boy/male/husband/black/white)
(muslim/jew/christian/catholic/mormon/hindu/sikh/atheist/arab/african/asian/mexican/immigrant/foreigner/refugee/migrant/gypsy)
(black/white/gay/lesbian/trans/transgender/homosexual/disabled/fat/obese/jewish/muslim/asian/african/arab/homeless/autistic) (person/man/woman/guy/kid/child/girl/boy)
(lesbian/homosexual/transsexual/feminist/liberal/conservative/republican/democrat/communist)
`;
