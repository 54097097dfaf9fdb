"""English cues."""

from __future__ import annotations

import re

from reporting.cues.lexicon import Cues, Polarity, phrases, prefixes

_DAY = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_ORDINAL = (
    r"(?:twenty |thirty )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|"
    r"twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|"
    r"thirtieth"
)
_MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december)"

ENGLISH = Cues(
    critical=Polarity(
        strong=prefixes(
            "danger threat fear afraid scar worr anxi dread catastroph disast alarm destroy destruct "
            "impoverish homogeni dehumani plagiar exclu discriminat surveill precari redundan fail "
            "ruin absurd scandal unaccept unbear lie. lies. lying. misled mislead worse. worst. "
            "distrust wary sceptic skeptic regret illusion trap. traps. toxic harm unfair unjust "
            "inequal dependen captive locked burglar steal stole theft "
        ),
        plain=prefixes(
            "problem risk difficult hard. hardly limit cost. costs. costly expensive error mistake "
            "fault flaw bug. bugs. buggy broke broken break. breaks. crash outage lose. loses. losing. "
            "lost. loss. losses. forgot abandon remov replac disappear vanish constrain impos opaque "
            "complex complicat heavy slow slower fragile vulnerab unstable uncertain doubt confus "
            "misunderst bias stereotyp wrong. bad. badly sad. tired exhaust stress pressure annoy "
            "frustrat disappoint awkward trouble disturb embarrass concern obstacle barrier block "
            "stuck impossib unable useless insuffici inadequ ineffici inaccessib unread empty. waste "
            "pollut overload late. delay absent missing complain critic conflict tension disagree "
            "hostile refus reject despis resist reluct hesita prudent cautio gimmick gadget shallow "
            "isolat lonel alone negativ unfortunat sadly too. leak shut. closed. closing. tight. "
            "narrow monopol degrad damag nightmare nobody silly weird grumb itch fined. punish killed "
            "kill. kills. died. struggl suffer lack. lacks. lacking. poor. poorly clubby ashamed guilt "
            "nervous uneasy uncomfortab overdue debt unpaid unpopular bore boring noise noisy mess. "
            "messy chaos burden burn burnout unclear unrel ghost sceptical spoil blame "
        ),
        weak=prefixes(
            "less. only. little. pay. paid. paying. bill. fee. fees. cheap. however. although. though. "
            "stop. stopped. drop. dropped. cold. old. long. rare. rarely.  lasted. ran. "
        ),
    ),
    favourable=Polarity(
        strong=prefixes(
            "great. brilliant fantastic excellent wonderful amazing remarkab superb delight love. "
            "loved. loves. succe precious essential gain. gains. progress asset. assets. opportunit "
            "innovat enthusias thrill clever "
        ),
        plain=prefixes(
            "useful helpful help. helps. helped. helping. effective efficien practical like. "
            "liked. likes. pleas glad happy comfort ease. easy easier simpl quick fast faster  "
            "clearer readab accessib open. opens. opened. free. freed support allow let. lets. enable "
            "encourag improv strength strong. enrich invent creativ imagin discover loyal trust "
            "confiden solid reliab stable.  robust quality benefit advantage better. best. good. "
            "nice. beautiful  works. worked.   saved. saves. saving. save. solve "
            "solved solution cheaper shar cooperat collaborat together. welcom reached. "
            "attract proud fair. smart. relevant interest inspir autonom volunt grow. grew. growing. "
            "growth double. tripl alive. transparent adapt inclusi friend friends. agree. ready. "
        ),
        weak=prefixes("possib potential hope new.  already.   counted. dry. agreed. "),
    ),
    lessening=frozenset(
        "reduce reduces reduced reducing cut cuts decrease decreased lower lowered fewer less avoid "
        "avoids avoided prevent prevents prevented remove removes removed eliminate eliminated stop "
        "stops stopped without end ended fight against disappeared gone".split()
    ),
    negators=frozenset(
        "not no never nobody none nothing neither nor without cannot t hardly".split()
    ),
    critical_phrases=phrases(
        r"(?:i'm|i am|we're) (?:a bit |a little |quite |rather |really )?(?:wary|worried|nervous|"
        r"uneasy|torn|not (?:sure|convinced|certain|comfortable))",
        r"not (?:sure|convinced|certain|comfortable|keen|enough|really|quite|always|necessarily) ?",
        r"don't (?:know|like|think|trust|see|want)",
        r"no idea",
        r"nobody (?:\w+)",
        r"(?:can't|cannot|couldn't|won't|doesn't|didn't|isn't|wasn't|aren't) \w+",
        r"i wonder",
        r"i'm not dead certain",
        r"too (?:tight|much|many|late|small|big|far|hard|"
        r"expensive|long|few|little|slow|fast|easy)",
        r"a bit (?:tight|much|steep|sad|lost|awkward|"
        r"clubby|optimistic|naive|odd|heavy|thin|worried|wary)",
        r"on one person",
        r"keeps? out",
        r"(?:shut|left|leave|leaves|shuts) (?:\w+ )?out",
        r"ran out of",
        r"run out of",
        r"fell apart",
        r"falls? apart",
        r"the (?:real|only|main) (?:problem|issue|trouble|danger|catch)",
        r"the (?:trouble|problem|catch|snag|downside|thing) is",
        r"what (?:worries|bothers|troubles|"
        r"scares|annoys) me",
        r"at what (?:cost|price)",
        r"who (?:pays|vouches|decides|owns)",
        r"black box",
        r"except (?:that|it|they|we|for)",
        r"more work",
        r"nowhere to",
        r"not (?:that|very) much",
        r"that's not much",
        r"haven't wanted to",
        r"i might be (?:old|wrong|unfair)",
        r"it (?:lasted|took) (?:\w+ )?(?:months|weeks|days|years)",
        r"yes but",
        r"in (?:our|their|your|my) place",
        r"at the expense of",
        r"no (?:one|money|time|"
        r"budget|choice|way|network|signal|answer)",
        r"(?:the )?opposite",
        r"without (?:asking|knowing|telling|us)",
        r"without (?:anyone|anybody) (?:asking|knowing|deciding|noticing|checking|being asked)",
    ),
    favourable_phrases=phrases(
        r"i'm (?:all )?for (?:it|that|this)",
        r"(?:it|that|this) (?:works|worked|helps|helped|solves|"
        r"does solve|did help)",
        r"works? (?:really |quite |pretty |rather )?well",
        r"no "
        r"(?:problem|complaints|issues|trouble)",
        r"not (?:bad|nothing)",
        r"good (?:idea|news|bit|"
        r"thing)",
        r"that's (?:nice|good|clever|lovely|great|actually \w+)",
        r"love that",
        r"why not",
        r"said yes",
        r"(?:would|will) probably let",
        r"i can live with",
        r"(?:one|two) in (?:two|three|four|five|six|seven|eight|nine|ten)",
        r"keep that",
        r"went from \w+ to",
        r"(?:saved|saves) (?:us |me |them )?(?:time|hours|money|the)",
        r"(?:twice|three times|ten times) (?:as|more)",
        r"i wouldn't go back",
    ),
    not_critical=phrases(
        r"(?:no|not|without|never) (?:a |any |much |really |such |that )*(?:problems?|risks?|dangers?|"
        r"trouble|worry|worries|bad|wrong|doubt|harm|fear|difficult|hard|expensive|complaints?|issues?)",
        r"don't worry",
        r"no worries",
        r"not (?:so |too |that )?bad",
        r"can't complain",
        r"too$",
        r"me too",
        r"can't wait",
        r"didn't mind",
    ),
    not_favourable=phrases(
        r"what works",
        r"how (?:it|that|this) works",
        r"at best",
        r"good (?:luck|question|grief)",
        r"too good to be",
        r"all very (?:well|nice|good)",
        r"would be (?:nice|good|great|better) if",
    ),
    hedges=phrases(
        r"i wonder",
        r"(?:it )?seems?(?: to me)?",
        r"maybe",
        r"perhaps",
        r"possibly",
        r"probably",
        r"presumably",
        r"a (?:bit|little)",
        r"(?:sort|kind) of",
        r"not (?:quite|entirely|really|"
        r"necessarily|always|totally)",
        r"(?:not|never) (?:sure|certain|convinced)",
        r"i'm not (?:a lawyer|an expert|saying|dead certain)",
        r"to be (?:honest|fair|frank)",
        r"i (?:must|have to) (?:say|admit)",
        r"i admit",
        r"i (?:guess|suppose|think|believe|imagine|"
        r"reckon|suspect|fear)",
        r"in my (?:view|opinion|experience)",
        r"as far as i know",
        r"(?:could|might|may|would|should|i'd)",
        r"(?:don't|do not) know",
        r"no idea",
        r"not volunteering",
        r"it's probably silly",
        r"i may be",
        r"i might be",
        r"if i'm honest",
        r"rather",
        r"somewhat",
        r"hang on",
        r"on condition",
        r"as long as",
        r"provided",
        r"in a way",
        r"i don't want to (?:be|sound|spoil)",
        r"isn't it",
        r"slightly",
        r"almost",
    ),
    doubts=phrases(
        r"not (?:\w+ )?(?:sure|certain|convinced)",
        r"i doubt",
        r"i wonder (?:if|whether)",
        r"i don't (?:think|believe|know that)",
    ),
    apologies=phrases(
        r"i (?:don't|wouldn't|do not) want to (?:be|sound|spoil|seem|rain|play)",
        r"(?:i may|i might|maybe i'm) (?:just )?(?:be )?(?:old fashioned|naive|wrong|unfair|alone|silly)",
        r"old fashioned",
        r"(?:it's|this is|that's) probably (?:silly|naive|stupid|unfair|just me)",
        r"if i'm (?:honest|being honest)",
        r"not to be (?:\w+ )?"
        r"(?:negative|difficult|rude|the one)",
        r"without wanting to",
        r"with (?:all )?(?:due )?respect",
        r"what (?:worries|bothers|troubles|annoys|scares|concerns) me",
        r"i have (?:a |some |my )?"
        r"(?:doubts?|reservations?|concerns?|worry|worries)",
        r"i (?:must|have to) (?:say|admit)",
        r"i (?:haven't|hadn't) wanted to",
        r"i hate to",
        r"i'm not saying",
        r"devil's advocate",
        r"the only thing is",
        r"we (?:got|did) (?:it|that|this) wrong",
        r"i'm sorry but",
    ),
    contrast=phrases(
        r"but",
        r"although",
        r"though",
        r"however",
        r"except",
        r"yet",
        r"on the other hand",
        r"that said",
        r"mind you",
        r"then again",
        r"still",
        r"whereas",
        r"at the same time",
    ),
    praise=phrases(
        r"great",
        r"brilliant",
        r"wonderful",
        r"fantastic",
        r"genius",
        r"amazing",
        r"marvellous",
        r"bravo",
        r"revolution\w*",
        r"miracle",
        r"perfect",
        r"what (?:a )?progress",
        r"lovely",
        r"magnificent",
    ),
    ironic=phrases(
        r"would you believe",
        r"surprise surprise",
        r"what a surprise",
        r"lo and behold",
        r"(?:has|have) discovered that",
        r"who knew",
        r"how (?:very )?(?:kind|thoughtful)",
        r"thanks (?:a lot|very much) for",
        r"imagine my",
        r"believe it or not",
        r"of all things",
        r"saving us all",
    ),
    reported=phrases(
        r"(?:he|she|they|everyone|everybody|people|someone|who) (?:\w+ )?(?:says?|said|told|tells|"
        r"thinks?|claims?|claimed|reckons?|insists?|wrote|asked|replied)(?! (?:yes|no)\b)",
        r"according to",
        r"(?:exact )?words were",
        r"(?:'s|s) (?:line|view|words|motto|phrase) (?:is|was)",
        r"(?:my|our|the|his|her|their|a) (?:\w+ ){1,4}?(?:says|said|told me|told us|thinks|claims|"
        r"reckons|calls it|keeps saying)",
        r"i quote",
        r"as \w+ (?:says|said|puts it|put it)",
        r"i'm (?:only |just )?(?:quoting|reporting|passing)",
    ),
    rumour=phrases(
        r"apparently",
        r"i (?:heard|hear) (?:that|they|it)",
        r"(?:there's a|the) rumour",
        r"(?:there's a|the) rumor",
        r"word is",
        r"(?:they|people) say (?:that )?",
        r"supposedly",
        r"allegedly",
        r"it is said",
        r"someone told me",
    ),
    disagree=phrases(
        r"i (?:don't|do not) (?:quite |really |entirely )?agree",
        r"i disagree",
        r"not (?:quite )?"
        r"(?:true|right|what i said)",
        r"on the contrary",
        r"no no",
        r"i'm not (?:so )?(?:sure|certain|"
        r"convinced)",
        r"that's (?:wrong|not it|not true)",
        r"(?:the )?opposite of what",
        r"yes but",
        r"yeah but",
        r"i'd (?:push back|dispute|nuance)",
        r"i don't think (?:so|that's)",
        r"i don't know that",
        r"i can't say",
    ),
    agree=phrases(
        r"i (?:totally |quite |completely |fully )?agree",
        r"exactly",
        r"absolutely",
        r"(?:you're|you are|he's|she's|that's) right",
        r"good point",
        r"fair (?:point|enough)",
        r"same (?:here|for us|with us)",
        r"me too",
        r"so do we",
        r"i'll give you that",
        r"that's (?:actually )?(?:clever|true|nice)",
        r"love that",
        r"i grant",
    ),
    future=phrases(
        r"will",
        r"won't",
        r"going to",
        r"gonna",
        r"tomorrow",
        r"one day",
        r"some day",
        r"someday",
        r"next (?:year|month|week|time|winter|summer|spring|autumn)",
        r"in (?:\w+ )?(?:years|months)",
        r"eventually",
        r"in the (?:long run|end|future)",
        r"sooner or later",
        r"if (?:we|you|i|it|they|"
        r"the|that|someone|anyone|one|he|she)",
        r"unless",
        r"would",
        r"could",
        r"might",
        r"may",
        r"'ll",
        r"the day (?:that|when|we|they)",
        r"i'd",
        r"we'd",
    ),
    future_word=re.compile(r"^(?:ll|wouldn'|won'|gonna|shall|would|will)$"),
    outside=prefixes(
        "state. government law. laws. regulat europe. european ministry council. councils. mayor. "
        "market competit fund. funds. sharehold invest subsid grant. grants. funder sponsor google. "
        "amazon. meta. openai. chatgpt. microsoft. giants. vendor supplier publisher. manufactur "
        "provider. industry economy crisis inflation climate weather insur bank. "
        "legal court. "
        "landlord university burglar thieves. "
    ),
    present=phrases(
        r"(?:i|we|i've|we've|i'm|we're) (?:have|got|had|are|am|did|were|was|used|counted|tried|built|"
        r"made)",
        r"i've",
        r"we've",
        r"at (?:our|my) place",
        r"today",
        r"since",
        r"last (?:year|week|"
        r"month|winter|summer|time)",
        r"already",
        r"currently",
        r"at the moment",
        r"this year",
        r"every (?:day|week|saturday|year|morning|month)",
        r"now",
        r"so far",
        r"our",
        r"in 20\d\d",
        r"it was",
        r"used to",
    ),
    worry=phrases(
        r"worr\w+",
        r"afraid",
        r"fear\w*",
        r"scar(?:ed|es|y)",
        r"risk\w*",
        r"threat\w*",
        r"danger\w*",
        r"dread\w*",
        r"concern(?:s|ed|ing)?",
        r"end up",
        r"ends up",
        r"burglar\w*",
        r"be surprised that",
    ),
    decided=phrases(
        r"(?:the|our) \w+ (?:have |has )?(?:agreed|decided|voted)",
        r"(?:that's|it's|it is|that is|we've|we have|i've|we|i) (?:\w+ )?(?:decided|settled|agreed|voted|"
        r"approved|adopted)",
        r"decision (?:made|is|recorded)",
        r"let's (?:go with|do that|say)",
        r"we'll go with",
        r"final answer",
        r"that's (?:final|the rule|settled)",
        r"(?:it's|that's) a "
        r"(?:deal|yes|no)",
        r"rule (?:one|two|three|number \w+) is",
    ),
    commits=phrases(
        r"(?:i'll|i will|i'm going to|i am going to|i shall|i'm gonna) (?:\w+ )?(?:publish|apply|join|lend|report|fix|"
        r"clean|host|post|print|raise|ask|go|talk|call|ring|"
        r"write|send|ask|email|phone|draft|prepare|organise|organize|check|find|look|meet|try|bring|"
        r"make|draw|count|speak|visit|start|read|take|buy|book|tell|share|test|measure|see|put|get)",
        r"what i'm going to do",
        r"i (?:promise|commit) to",
        r"we(?:'ll| will|'re going to) "
        r"(?:\w+ )?(?:send|organise|organize|publish|survey|ask|hold|build|make|test|run|write|open|start|share|launch|draft|"
        r"prepare|meet|set)",
        r"i'll (?:do|take) (?:it|that|care)",
        r"leave (?:it|that) (?:with|to) me",
        r"i need to (?:call|talk|write|ask|check|send|find|ring|email|buy|book|speak)",
    ),
    wanted=phrases(
        r"(?:somebody|someone|anybody) (?:ought|should|needs|has|must|could)",
        r"we (?:should|ought to|"
        r"need to)",
        r"it (?:should|needs to) be (?:done|written|drafted)",
        r"i'd  (?:us|someone|to "
        r"see)",
        r"there (?:should|ought to) be",
        r"nobody'?s? (?:assigned|volunteered)",
        r"(?:still )?needs? (?:doing|writing|someone)",
    ),
    due=phrases(
        rf"(?:by|before|on|until) the (?:{_ORDINAL})(?: of (?:{_MONTH}))?",
        r"before the (?:\w+ ){0,2}(?:meeting|assembly|opening|vote|holidays|launch|premiere|festival)",
        rf"by (?:the end of )?(?:next |this |the )?(?:{_DAY}|{_MONTH}|week|month|year|weekend|winter|"
        r"summer|spring|autumn|fall|christmas|easter|tomorrow|tonight|noon|end of \w+)(?: \w+day)?",
        rf"before (?:the )?(?:next |first |end of |mid )?(?:{_DAY}|{_MONTH}|week|month|year|winter|"
        r"summer|spring|autumn|season|christmas|easter|school)(?: season)?",
        rf"(?:next|this) (?:{_DAY}|week|month|weekend|winter|summer|spring|autumn|year)",
        rf"on {_DAY}",
        r"tomorrow(?: morning)?",
        r"tonight",
        rf"(?:in|for|early|late|mid) {_MONTH}",
        rf"by (?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)?(?: {_MONTH})?",
        r"within (?:a|two|three|the) (?:week|weeks|month|months|days)",
    ),
    proposes=phrases(
        r"what if",
        r"how about",
        r"what about",
        r"we could",
        r"you could",
        r"you'd have",
        r"why don't "
        r"we",
        r"why not",
        r"(?:that's|here's|that'd be|that would be|so that's) an idea",
        r"my first "
        r"thought",
        r"i was thinking",
        r"i had in mind",
        r"i have in mind",
        r"my idea",
        r"the idea is",
        r"one (?:possibility|option|idea)",
        r"i'd like",
        r"imagine",
        r"maybe (?:we|you|somebody|someone|"
        r"there|a|the)",
        r"(?:it|that) could be",
        r"let's",
        r"suppose (?:we|you)",
        r"i propose",
        r"note that",
        r"perhaps (?:we|a|the|you)",
    ),
    question=phrases(
        r"what",
        r"why",
        r"how",
        r"who",
        r"where",
        r"when",
        r"which",
        r"is it",
        r"do we",
        r"my question",
    ),
    unanswered=phrases(
        r"(?:the )?question (?:is|remains|stays) (?:open|unanswered)",
        r"i (?:don't|do not) know "
        r"(?:yet|if|who|how|where|what|whether|why)",
        r"i've no idea",
        r"no idea (?:if|who|how|whether)",
        r"i wonder (?:if|who|how|whether|what|why)",
        r"(?:an )?open question",
        r"nobody (?:knows (?:yet|who|how|if|whether|what|why)|has the answer)",
        r"i should think about",
        r"to be (?:checked|seen)",
        r"i(?:'m| am) not sure (?:who|how|if|whether|what)",
        r"i need to find out",
        r"who \w+ for you",
    ),
    correction=phrases(
        r"no (?:sorry|wait|no)",
        r"sorry (?:i meant|i mean|not|no|it's|that's)",
        r"i (?:meant|mean) to "
        r"say",
        r"i stand corrected",
        r"correction",
        r"corrected",
        r"let me correct",
        r"i was wrong",
        r"i misspoke",
        r"my mistake",
        r"i said \w+ (?:earlier|before)",
        r"earlier i said",
        r"not \w+ (?:i said|it's)",
        r"i meant",
        r"scratch that",
        r"actually (?:no|it's|it was)",
        r"i got that wrong",
    ),
    withdrawal=phrases(
        r"(?:forget|drop|scrap|scratch|cancel|withdraw|remove|delete) (?:what i said|the|that|this|it|"
        r"my)(?: \w+)?",
        r"i take (?:that|it) back",
        r"i withdraw",
        r"i (?:retract|unsay)",
        r"on second "
        r"thoughts?",
        r"i've changed my mind",
        r"(?:is|are) withdrawn",
        r"no longer",
        r"bad idea",
        r"(?:let's )?not do that",
        r"never mind (?:the|that|about)",
        r"i'm (?:dropping|giving up)",
    ),
    on_record=phrases(
        r"(?:back )?on (?:the )?record",
        r"you can (?:write|note|record|quote|switch) (?:that|this|again|"
        r"it|me)",
        r"(?:back )?on again",
        r"start recording again",
        r"that (?:you can|one's) (?:note|"
        r"public|on)",
    ),
    to_machine=phrases(
        r"ignore (?:all|any|everything|the|your|previous)",
        r"disregard (?:all|any|everything|the|your|"
        r"previous)",
        r"(?:previous|prior|system) (?:instructions?|prompts?)",
        r"you are now (?:a|an|the)",
        r"write (?:that )?(?:everything|all) (?:is|was|went)",
        r"(?:the |a )?(?:machine|ai|computer|"
        r"software|robot|bot) (?:that|which|who) (?:writes|write|takes|is writing|summari\w+|transcrib\w+)",
        r"(?:note|message|memo|instruction) (?:to|for) (?:the )?(?:ai|machine|assistant|computer|model|"
        r"software|summari\w+|transcri\w+)",
    ),
    idea_commands=phrases(
        r"note that(?: for now| down)?",
        r"(?:keep|drop|park) (?:it|that|that one|this)",
        r"put (?:it|that) "
        r"(?:as|down)(?: a)?(?: question)?",
        r"repeat (?:the|that)(?: \w+)*",
        r"noted",
        r"recorded",
        r"what have we got",
        r"stop there",
        r"go on",
        r"let me think",
        r"(?:question|action|decision) "
        r"recorded",
        r"understood",
        r"corrected",
        r"but put a  mark",
        r"that's a good one",
    ),
    governs=phrases(
        r"as far as i know",
        r"in my (?:view|opinion|experience)",
        r"in principle",
        r"for (?:a|an|some|most|small|certain) \w+",
        r"in (?:some|most|certain) \w+",
        r"i (?:think|guess|suppose|believe|reckon)",
        r"i wonder (?:if|whether|what|how|who)",
        r"i'm not saying(?: that)?",
        r"i don't (?:think|know|"
        r"believe)(?: that| if| whether)?",
        r"it seems(?: to me)?(?: that)?",
        r"apparently",
        r"i(?:'m| am) (?:afraid|worried|not sure)(?: that| of| about)?",
        r"i fear(?: that)?",
        r"if",
        r"unless",
        r"provided",
        r"as long as",
        r"on condition",
        r"when",
        r"until",
        r"maybe",
        r"perhaps",
        r"(?:my|our|his|her|the) (?:\w+ ){1,3}(?:says|said|thinks|told me)",
        r"he (?:says|said)",
        r"she (?:says|said)",
        r"they (?:say|said)",
        r"everyone (?:\w+ )?says",
        r"i'd (?:like|not want)",
        r"we (?:should|shouldn't)",
        r"officially",
        r"in theory",
        r"supposedly",
        r"not (?:that|only)",
    ),
    openers=re.compile(
        r"^(?:(?:well|and|but|okay|ok|yeah|yes|um|uh|oh|ah|hmm|huh|anyway|actually|basically|"
        r"you know(?! what)|i mean|also|because|although|though|honestly|alright|of course|"
        r"so(?! (?:much|many|far|long|few|that|little)\b))\b(?!['’-])[\s,.!?…]*|"
        r"(?:right|no|like|then|now|look|listen|sorry|sure|or|to be honest|to be clear|to be fair|"
        r"hang on|you see|exactly)\s*[,.!?…]+\s*)+",
        re.IGNORECASE,
    ),
    formerly=phrases(r"used to", r"back then", r"in those days", r"before (?:we|that|it|the)"),
    greeting=phrases(
        r"that's a good one",
        r"note that",
        r"keep that(?: one)?",
        r"(?:say|add|ask) (?:\w+ )?(?:something|one thing|a word|a question)",
        r"come back to (?:that|this|it)",
        r"put it as a question",
        r"hello",
        r"good (?:morning|evening|afternoon)",
        r"welcome",
        r"thank you",
        r"thanks (?:to|for)",
        r"hands up",
        r"wait for the (?:mic|microphone)",
        r"my name is",
        r"is this thing on",
        r"can everyone hear",
        r"crossing the road",
        r"i'm listening",
        r"session closed",
        r"let's (?:start|"
        r"begin)",
        r"on my (?:left|right)",
        r"^leave it$",
        r"i'm (?:at|by) the",
        r"i'm turning round",
        r"nothing was removed",
        r"turning back",
    ),
)
