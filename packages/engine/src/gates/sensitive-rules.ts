import { CALLINGS, GROUPS, MEMBERS, NATIONS, SEXES } from './lists/groups';
import { AGGRAVATING, HURTFUL_NAMES, INSULTS } from './lists/insults';
import { GENERIC_VERBS } from './lists/verbs';
import { entriesOf } from './word-list';

const any = (list: string): string => `(?:${entriesOf(list).join('|')})`;
const [KIND, MEMBER, VERB, INSULT] = [any(GROUPS), any(MEMBERS), any(GENERIC_VERBS), any(INSULTS)];

/** Of two or the women over there one may speak: only where no such word stands before it, a sex or age is a group. */
const SOME =
  '(?<!\\b(?:the|my|our|your|his|her|their|both|other|few|several|many|some|two|three|four|five|six|ten|\\d+)\\s+(?:\\p{L}+\\s+)?)';
const [CALLING, AGGRAVATION, NAME] = [any(CALLINGS), any(AGGRAVATING), any(HURTFUL_NAMES)];
const GROUP_WORD = `${any(SEXES)}|${any(NATIONS)}|${KIND}`;
const GROUP = `(?:${SOME}${any(SEXES)}|${any(NATIONS)}|${KIND})`;
const BEGIN =
  '(?:^|[,;:–—"“(]\\s*|\\b(?:all|these|those|most|why|how|do|are|should|can|that|because|think|believe|know|say|says|said|if|when|but|and|the|you|of|with|about|hate|many|some|like|like|for|as|so|than|since|while)\\s+)';
const PHRASE = '(?:\\s+(?:in|of|from|on|at|with|who|that|over|under|like|and)(?:\\s+\\S+){1,4}?)?';

/** The caret, behind spaces or what opens the next phrase. */
const END = '[\\s:,;"“(–—-]*$';

/** Words of which one is in every text that a pattern is in, and the pattern. */
type Rule = readonly [telling: string, source: string];

/** What is said of people as a group, as far as it goes to the caret; a few words more are still about them. */
const ABOUT_GROUPS: readonly Rule[] = [
  [GROUP_WORD, `${BEGIN}(?:\\p{L}+ly\\s+)?${GROUP}(?![\\p{L}'’])${PHRASE}\\s+${VERB}(?:\\s+\\S+){0,5}${END}`],
  [
    `${GROUP_WORD}|${CALLING}`,
    `(?:\\b(?:all|all the|all those|all these|most|these|those|no|every|only|damn|stupid|dirty|filthy|lazy|bloody|fucking|too many|why (?:do|are|can['’]t|don['’]t|should)|(?:what|that)['’]?s wrong with|the (?:problem|trouble|thing|truth) (?:with|about)|(?:i|we|they|you) (?:really )?(?:hate|despise|fear|can['’]t stand|don['’]t (?:like|trust|want))|fault of|because of|nothing (?:is|['’]s) worse than|(?:get|got) rid of|(?:sick|tired) of|never (?:hire|trust|marry|date)|blame|stop|ban|deport|against|fewer|unlike|typical of)\\s+)(?:the\\s+|\\p{L}+\\s+)?(?:${GROUP}|${CALLING})(?![\\p{L}'’])(?:\\s+\\S+){0,3}${END}`,
  ],
  // Religions, origins, orientations, colours: so near the caret the text is about them.
  [
    KIND,
    `(?<!\\b(?:\\d+|two|three|four|five|ten|several|a few|other|our|my|these two)\\s+)(?<![\\p{L}\\p{N}-])${KIND}(?![\\p{L}'’])[,:]?(?:\\s+\\S+){0,3}${END}`,
  ],
  [
    MEMBER,
    `(?:\\b(?:every|any|no|typical|average|each|never trust|trust)\\s+(?:\\p{L}+\\s+)?)${MEMBER}(?:\\s+\\S+){0,5}${END}`,
  ],
  [
    MEMBER,
    `\\b(?:an?|the)\\s+${MEMBER}(?:\\s+who\\s+(?:\\S+\\s+){1,4}?)?\\s*(?:\\s(?:should|must|can['’]?t|cannot|cries|won['’]t|doesn['’]t|knows|can not|can never|ought|belongs?|needs|has to|will (?:always|never)|always|never|is (?:just|only|nothing|never|always|inferior|less|not|a|an|too|supposed|meant|worth|better|worse|good|no)|is${END}))(?:\\s+\\S+){0,4}${END}`,
  ],
  [`wom[ae]n|man|men|girl|wife`, `\\b(?:wom[ae]n|man|men|girl|wife)['’]?s['’]? place\\b`],
  [
    'people',
    `\\b(?:you|those|these|that kind of|this kind of) people(?:\\s+(?:are|should|always|never|don['’]t|can['’]t|deserve|need|all|just))?(?:\\s+\\S+){0,3}${END}`,
  ],
  [
    'gay|lesbian|trans|black|white|jewish|muslim|disabled|autistic|fat|poor',
    `\\b(?:if|because|since|when) (?:you|he|she|they|someone|somebody)(?:['’](?:re|s)|\\s+(?:are|is))\\s+(?:gay|lesbian|trans|transgender|black|white|jewish|muslim|disabled|autistic|fat|poor)(?:,?\\s+\\S+){0,3}${END}`,
  ],
  [
    'people',
    `\\bpeople (?:like (?:you|him|her|them|that)|who are (?:${INSULT}|gay|lesbian|trans|black|white|jewish|muslim|disabled|autistic|fat|old|poor|homeless))(?:\\s+\\S+){0,3}${END}`,
  ],
  [
    'hate|despise|fear|distrust',
    `\\b(?:hate|despise|fear|distrust)\\s+(?:all\\s+|the\\s+)?(?:black|white|brown|jewish|muslim|gay|trans|asian|arab|mexican|indian|chinese|foreign|fat|old|disabled)${END}`,
  ],
  [
    'gay|homosexual|lesbian|trans|bisexual|black|jewish|muslim|disabled|autistic',
    `\\b(?:being|is|are|was|turning|because (?:he|she|they)(?:['’]s|['’]re| is| are))\\s+(?:gay|homosexual|lesbian|trans|transgender|bisexual|black|jewish|muslim|disabled|autistic)\\s+(?:is|means|was|should|makes?|can be)(?:\\s+\\S+){0,3}${END}`,
  ],
  [
    'homosexuality|islam|judaism|christianity|feminism|transgenderism|zionism|immigration|autism',
    `\\b(?:homosexuality|islam|judaism|christianity|feminism|transgenderism|zionism|immigration|autism)\\s+(?:is|was|should|must|causes?|has|makes?|will|ruins?|destroys?|teaches|says|allows|forbids|wants)(?:\\s+\\S+){0,3}${END}`,
  ],
];

/** What is said of one person to hurt. */
const INSULTING: readonly Rule[] = [
  [
    NAME,
    `\\b(?:this|these|those|you|that) (?:\\p{L}+ )?${NAME}s?(?:,|\\s+(?:of|in|from|who|at|are|is|can|should|has|have|will|and)\\b|[\\s]*$)(?:\\s+\\S+){0,2}${END}`,
  ],
  [INSULT, `\\b(?:are|is|were) (?:you|they|he|she|we)(?: \\p{L}+)?\\s+${INSULT}(?:\\s+\\S+){0,3}${END}`],
  [INSULT, `\\byou(?:['’]re| are) the ${INSULT}(?:\\s+\\S+){0,3}${END}`],
  [
    INSULT,
    `\\b(?:what|such|only|what kind of)(?:\\s+an?)?(?:\\s+(?:little|big|old|complete|total))?\\s+${INSULT}(?:\\s+\\S+){0,2}${END}`,
  ],
  [
    'lost|stop|nobody|listen|away|kill',
    `\\b(?:get lost|stop (?:whining|crying|lying)|nobody asked you|listen|go away|kill yourself),? you(?:\\s+(?:little|big|old|dirty|bloody))?${END}`,
  ],
  [
    'like an?|but an?',
    `\\byou(?:['’]re| are| look| will never be| will always be)(?:\\s+\\p{L}+){0,2}\\s+(?:like|but)\\s+an?${END}`,
  ],
  [
    'face|baby|body|voice|kind|mother|sister|breath',
    `\\byour (?:face|baby|body|voice|kind|mother|sister|breath) (?:is|looks?|makes?|smells?)(?:\\s+\\S+){0,5}${END}`,
  ],
  [
    INSULT,
    `\\b(?:you|he|she|they|i|(?:my|your|his|her|our|their|that|this|those|these) (?:\\p{L}+\\s+)?(?!computer|phone|car|printer|dog|cat|laptop|house|job|day|week|code|test|idea|question|mistake|thing)[\\p{L}-]+)(?:['’](?:re|s|m)|\\s+(?:are|is|was|were|am|look|looks|sound|sounds))(?:\\s+(?:a|an|such|so|just|the|nothing|but|really|very|all|too|one|always|all)){0,4}\\s+(?:(?:complete|total|crazy|big|little|old|sad|poor|real)\\s+|\\p{L}+ly\\s+)?${INSULT}(?:\\s+\\S+){0,3}${END}`,
  ],
  [
    AGGRAVATION,
    `\\b(?:you|he|she|(?:your|his|her|my|our|this|that|the) \\p{L}+)(?:['’](?:re|s)|\\s+(?:are|is|were|was))\\s+${AGGRAVATION}${END}`,
  ],
  [
    'stupid|dumb|fucking|bloody|goddamn|worthless|ugly|fat|filthy|pathetic|idiotic|useless',
    `\\b(?:you|he|she|they|that|this|those)\\s+(?:\\p{L}+\\s+)?(?:stupid|dumb|fucking|bloody|goddamn|worthless|ugly|fat|filthy|pathetic|idiotic|useless)(?:\\s+\\p{L}*)?$`,
  ],
  [
    'shut|hates?|hell|fuck|kill|die|screw|dead|nobody|ashamed|suffer|rot|sick',
    `\\b(?:shut (?:up|the|your)|god hates|(?:everyone|everybody) hates|go to hell|go (?:fuck|kill|die|screw)|screw you|drop dead|nobody (?:will (?:ever )?)?(?:likes?|loves?|wants?|cares? about) (?:you|him|her|me|someone)|everyone hates (?:you|him|her|me)|i (?:really )?hate (?:you|him|her|them)|(?:you|he|she) (?:should|deserves?) (?:be ashamed|to (?:die|suffer|rot)|die|rot)|you (?:make|made) me sick)\\b`,
  ],
  [
    'disgust|brains?|whoever|thick|ugly|even|tastes|smells|sounds',
    `\\b(?:you disgust(?: (?:me|us))?|ha(?:s|ve) the (?:brains?|face|charm|body) of|whoever (?:wrote|made|did|designed) this (?:must|is|was|should)|(?:is|are|as) (?:thick|ugly) as|even an? (?:monkey|child|dog|pig) could|your (?:cooking|food|singing|music|writing|work) (?:tastes|smells|sounds|looks) like)(?:\\s+\\S+){0,4}${END}`,
  ],
];

/** What a sentence is about people, or says to hurt, as far as it goes to the caret. */
export const RULES: readonly Rule[] = [...ABOUT_GROUPS, ...INSULTING];
